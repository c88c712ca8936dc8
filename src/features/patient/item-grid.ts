/** The nine PHQ-9 items by administration, against dose steps: side effects can hide among symptoms. */
import { phq9Items } from '#src/clinical/scales.ts'
import { stepText, type DoseStep } from '#src/features/patient/dose-days.ts'
import type { ScoreMark } from '#src/features/patient/score-series.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { marksIn } from '#src/features/patient/trajectory-table.ts'
import { formatDay, formatDayShort, formatPartialDate, partsOf, type Day } from '#src/lib/calendar.ts'
import { formatChange, formatNumber } from '#src/lib/figures.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'

export interface GridColumn {
  readonly key: string
  readonly day: Day
  readonly label: string
  readonly title: string
  /** Dose steps since the column before. */
  readonly steps: readonly string[]
  /** The word over answers that are shown and not judged; undefined where they are judged. */
  readonly unjudged: string | undefined
}

export interface GridCell {
  readonly key: string
  /** 0 to 3; undefined when not answered. */
  readonly value: number | undefined
  /** Rose after the last dose step, in an item that an antidepressant can also cause. */
  readonly suspect: boolean
}

export interface GridRow {
  readonly item: number
  readonly name: string
  readonly cells: readonly GridCell[]
}

export interface ItemGrid {
  readonly columns: readonly GridColumn[]
  readonly rows: readonly GridRow[]
  /** "Sleep: 1 before the step of 12 Feb (50 → 100 mg/day), 3 on 9 Mar (+2 points)." */
  readonly notes: readonly string[]
  /** "9 Mar 2026: shown, not judged: preliminary", one a column that is not judged. */
  readonly cautions: readonly string[]
  /** Administrations in range that carry only a total. */
  readonly withoutItems: number
}

/** Items, from 0, that antidepressants can also cause: sleep, fatigue, appetite, concentration. SEED, CANMAT 2023 Table 7.1. */
const SUSPECT_ITEMS: readonly number[] = [2, 3, 4, 6]

/** How many administrations the grid shows: the latest. */
export const GRID_COLUMNS = 16

/** The grid of a range; the notes compare the last reading up to the last step with the latest since. */
export function itemGridOf(trajectory: Trajectory, range: DayRange): ItemGrid {
  const series = trajectory.scales.find((one) => one.instrument === 'phq-9')
  const all = series === undefined ? [] : marksIn(series, range).filter((mark) => mark.from === mark.through)
  const itemised = all.filter((mark) => mark.reading.items.some((value) => value !== undefined))
  const marks = itemised.slice(-GRID_COLUMNS)
  const step = trajectory.steps.filter((one) => marks.some((mark) => mark.from > one.day)).at(-1)
  const before = step === undefined ? undefined : itemised.findLast((mark) => mark.judged && mark.from <= step.day)
  return {
    columns: marks.map((mark, index) => columnOf(mark, marks[index - 1], trajectory.steps)),
    rows: phq9Items.map((name, item) => ({
      item: item + 1,
      name,
      cells: marks.map((mark) => ({
        key: mark.key,
        value: mark.reading.items[item],
        suspect: step !== undefined && mark.judged && mark.from > step.day && SUSPECT_ITEMS.includes(item) && rise(before, mark, item) > 0,
      })),
    })),
    notes: step === undefined || before === undefined ? [] : notesOf(step, before, marks),
    cautions: marks.filter((mark) => !mark.judged).map(cautionOf),
    withoutItems: all.length - itemised.length,
  }
}

function rise(before: ScoreMark | undefined, after: ScoreMark, item: number): number {
  const [earlier, later] = [before?.reading.items[item], after.reading.items[item]]
  return earlier === undefined || later === undefined ? 0 : later - earlier
}

function columnOf(mark: ScoreMark, previous: ScoreMark | undefined, steps: readonly DoseStep[]): GridColumn {
  const between = steps.filter((step) => step.day <= mark.from && (previous === undefined ? false : step.day > previous.from))
  return {
    key: mark.key,
    day: mark.from,
    label:
      previous === undefined || partsOf(previous.from).year !== partsOf(mark.from).year ? formatDay(mark.from) : formatDayShort(mark.from),
    title: formatPartialDate(mark.reading.date),
    steps: between.map((step) => `${step.trial.name} ${stepText(step)}`),
    unjudged: mark.judged ? undefined : isPreliminary(mark) ? 'preliminary' : 'not judged',
  }
}

const isPreliminary = ({ reading }: ScoreMark): boolean => reading.issues.some((issue) => issue.kind === 'preliminary')

function cautionOf({ reading, caution }: ScoreMark): string {
  const why = caution ?? 'not judged'
  return `${formatPartialDate(reading.date)}: ${why.includes('not judged') ? why : `not judged, ${why}`}`
}

function notesOf(step: DoseStep, before: ScoreMark, marks: readonly ScoreMark[]): readonly string[] {
  const after = marks.findLast((mark) => mark.judged && mark.from > step.day)
  if (after === undefined) return []
  return SUSPECT_ITEMS.flatMap((item) => {
    const points = rise(before, after, item)
    if (points <= 0) return []
    const name = phq9Items[item] ?? ''
    return [
      `${name.charAt(0).toUpperCase()}${name.slice(1)}: ${formatNumber(before.reading.items[item] ?? 0)} on ${formatDay(before.from)}, before ${step.trial.name} ${stepText(step)} on ${formatDay(step.day)}; ${formatNumber(after.reading.items[item] ?? 0)} on ${formatDay(after.from)} (${formatChange(points)} ${points === 1 ? 'point' : 'points'}).`,
    ]
  })
}
