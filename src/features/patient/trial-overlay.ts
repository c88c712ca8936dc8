/** Two trials laid over each other from their first day, each in percent of its own baseline. */
import type { Trial } from '#src/clinical/assessment.ts'
import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import { addDays, betweenWords, daysBetween, type Day } from '#src/lib/calendar.ts'
import { counted, formatNumber } from '#src/lib/figures.ts'

export interface OverlayPoint {
  readonly key: string
  /** Days since the first day of the trial; the baseline may stand before day 0. */
  readonly day: number
  /** Percent of the trial's own baseline; 100 is the baseline itself. */
  readonly percent: number
  readonly total: number
  readonly on: Day
}

export interface OverlayTrial {
  readonly trialId: string
  readonly name: string
  readonly baseline: number
  readonly points: readonly OverlayPoint[]
}

/** A trial that can be compared, or why not. */
export type Overlay =
  | { readonly kind: 'comparable'; readonly value: OverlayTrial }
  | { readonly kind: 'not-comparable'; readonly trial: string; readonly why: string }

/** Readings of a trial from its baseline to a week after its end, as shares of the baseline. */
export function overlayOf(trial: Trial, series: ScoreSeries | undefined, asOf: Day): Overlay {
  const title = trialTitle(trial)
  const { baseline } = trial.response
  if (series === undefined) return { kind: 'not-comparable', trial: title, why: 'no PHQ-9 on record' }
  if (baseline === undefined) return { kind: 'not-comparable', trial: title, why: 'no baseline PHQ-9' }
  if (baseline.total === 0) return { kind: 'not-comparable', trial: title, why: 'the baseline is 0, where no percent exists' }
  const last = trial.through === undefined ? asOf : addDays(trial.through, 7)
  const points = series.marks.flatMap((mark): OverlayPoint[] =>
    mark.judged && mark.total !== undefined && mark.from >= baseline.day && mark.from <= last
      ? [
          {
            key: mark.key,
            day: daysBetween(trial.from, mark.from),
            percent: (mark.total * 100) / baseline.total,
            total: mark.total,
            on: mark.from,
          },
        ]
      : [],
  )
  return { kind: 'comparable', value: { trialId: trial.id, name: title, baseline: baseline.total, points } }
}

/** "sertraline, 12 Jan 2026"; "sertraline, Jan 2026" where the day is not known. */
export function trialTitle(trial: Trial): string {
  return `${trial.name}, ${betweenWords(trial.from, trial.fromLatest)}`
}

/** "sertraline, 12 Jan 2026: baseline 19 points, 5 readings" */
export function overlayWords({ name, baseline, points }: OverlayTrial): string {
  return `${name}: baseline ${formatNumber(baseline, 1)} points = 100 %, n = ${counted(points.length, 'reading')}`
}
