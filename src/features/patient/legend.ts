/** Which signs are in view, so that the legend explains those and no others. */
import { isAmended, item9Missing, lookOf } from '#src/features/patient/score-axis.ts'
import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import { lookOfBlock } from '#src/features/patient/lane-shapes.ts'
import { marksIn } from '#src/features/patient/trajectory-table.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'

export type LegendKey =
  | 'reading'
  | 'item-9'
  | 'item-9-unasked'
  | 'not-judged'
  | 'no-total'
  | 'amended'
  | 'imprecise'
  | 'taken'
  | 'taking-not-known'
  | 'missed'
  | 'below'
  | 'untold'
  | 'window'
  | 'projected'
  | 'mean'

export interface LegendEntry {
  readonly key: LegendKey
  readonly words: string
}

export function legendOf(trajectory: Trajectory, series: ScoreSeries, range: DayRange): readonly LegendEntry[] {
  const marks = marksIn(series, range)
  const looks = new Set(marks.map(lookOf))
  const trials = trajectory.medications.flatMap((lane) => lane.trials)
  const fills = new Set(trials.flatMap((one) => one.blocks.filter((b) => b.until > range.from && b.from <= range.through).map(lookOfBlock)))
  const windows = trials.flatMap(({ opens, closes }) =>
    opens !== undefined && closes !== undefined && closes.day >= range.from && opens.day <= range.through ? [opens.projected] : [],
  )
  const { opensAt, closesAt } = trajectory.clock
  const judged = marks.filter((mark) => lookOf(mark) === 'reading')
  const entries: readonly (readonly [boolean, LegendKey, string])[] = [
    [looks.has('reading'), 'reading', `${series.scale.name} reading`],
    [looks.has('item-9'), 'item-9', 'item 9 above 0, with its answer'],
    [judged.some(item9Missing), 'item-9-unasked', 'item 9 not assessed'],
    [marks.some(isAmended), 'amended', 'amended'],
    [looks.has('not-judged'), 'not-judged', 'shown, not judged'],
    [looks.has('no-total'), 'no-total', 'no total'],
    [marks.some((mark) => mark.from !== mark.through), 'imprecise', 'some day in this stretch'],
    [fills.has('adequateTaken'), 'taken', 'at or above the minimum effective dose, taken or covered by supply'],
    [fills.has('adequateNotKnown'), 'taking-not-known', 'at or above the minimum, taking not known'],
    [fills.has('adequateMissed') || fills.has('belowMissed'), 'missed', 'not taken'],
    [fills.has('below') || fills.has('belowMissed'), 'below', 'below the minimum effective dose'],
    [fills.has('untold') || trials.some((one) => one.soft.length > 0), 'untold', 'dose or date not certain'],
    [windows.includes(false), 'window', `day ${opensAt} to ${closesAt} at an adequate dose`],
    [windows.includes(true), 'projected', `day ${opensAt} to ${closesAt}, if the dose goes on`],
    [trajectory.daily.length > 0, 'mean', '7-day mean, none from fewer than 4 of 7 days'],
  ]
  return entries.flatMap(([present, key, words]) => (present ? [{ key, words }] : []))
}
