/** Pure: the small PHQ-9 curve of a row. Every row has the same axes: 26 weeks of true time, 0 to 27 points, worse is higher. */
import type { ScorePoint, Trial } from '#src/clinical/assessment.ts'
import { addDays, daysBetween, type Day } from '#src/lib/calendar.ts'

export const courseDays = 182
const MAX_TOTAL = 27

export interface CourseBox {
  /** px */
  readonly width: number
  readonly height: number
  /** Room above and below the curve, px. */
  readonly pad: number
  /** Room for the dose ticks at the foot, px. */
  readonly foot: number
}

export interface Course {
  /** SVG path of the scores; a stretch without a score for longer than `gapDays` is left open. */
  readonly path: string
  readonly dots: readonly { readonly x: number; readonly y: number }[]
  readonly last: { readonly x: number; readonly y: number; readonly total: number; readonly day: Day } | undefined
  /** Places of dose steps. */
  readonly ticks: readonly number[]
  readonly shown: number
}

/** Where a total stands in the box; [0, 27] points. */
export function heightOf(total: number, { height, pad, foot }: CourseBox): number {
  return round(pad + ((MAX_TOTAL - total) / MAX_TOTAL) * (height - foot - 2 * pad))
}

/** The curve of one patient. `points` are usable totals up to `asOf`, oldest first. */
export function courseOf(points: readonly ScorePoint[], steps: readonly Day[], asOf: Day, gapDays: number, box: CourseBox): Course {
  const opens = addDays(asOf, -courseDays)
  const xOf = (on: Day): number => round(2 + (daysBetween(opens, on) / courseDays) * (box.width - 4))
  const shown = points.filter((point) => point.day >= opens && point.day <= asOf)
  const dots = shown.map((point) => ({ x: xOf(point.day), y: heightOf(point.total, box) }))
  const path = shown
    .map((point, index) => {
      const before = shown[index - 1]
      const opensHere = before === undefined || daysBetween(before.day, point.day) > gapDays
      return `${opensHere ? 'M' : 'L'}${xOf(point.day)} ${heightOf(point.total, box)}`
    })
    .join('')
  const lastPoint = shown.at(-1)
  const lastDot = dots.at(-1)
  return {
    path,
    dots,
    last: lastPoint && lastDot ? { ...lastDot, total: lastPoint.total, day: lastPoint.day } : undefined,
    ticks: steps.filter((on) => on >= opens && on <= asOf).map(xOf),
    shown: shown.length,
  }
}

/** Days on which a dose began or changed, of every trial, oldest first, each once. */
export function doseSteps(trials: readonly Trial[]): readonly Day[] {
  return [...new Set(trials.flatMap((trial) => trial.segments.map((segment) => segment.from)))].toSorted((a, b) => a - b)
}

const round = (px: number): number => Math.round(px * 10) / 10
