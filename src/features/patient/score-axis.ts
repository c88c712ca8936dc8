/** The fixed axis of a scale and where each mark's shape and label come from. */
import { medicineOf } from '#src/clinical/medicines.ts'
import type { Scale } from '#src/clinical/scales.ts'
import type { ScoreMark, ScoreSeries } from '#src/features/patient/score-series.ts'
import type { BaselineGuide } from '#src/features/patient/score-series.ts'

export interface DrawnBand {
  readonly label: string
  readonly from: number
  /** Where the next band begins, or the top of the scale. */
  readonly until: number
}

export function bandsOf({ bands, max }: Scale): readonly DrawnBand[] {
  return bands.map((band, index) => ({ label: band.label, from: band.from, until: bands[index + 1]?.from ?? max }))
}

/** The whole scale, always: where bands begin and both ends; whole points where there are no bands. */
export function scoreTicks({ bands, min, max }: Scale): readonly number[] {
  if (bands.length > 0) return [...new Set([min, ...bands.map((band) => band.from), max])]
  const step = Math.max(1, Math.ceil((max - min) / 6))
  const ticks: number[] = []
  for (let at = min; at <= max; at += step) ticks.push(at)
  return ticks
}

export type MarkLook = 'reading' | 'item-9' | 'not-judged' | 'no-total'

/** Shape of a mark: item 9 above 0 wins over everything, for it must never be missed. */
export function lookOf(mark: ScoreMark): MarkLook {
  const { item9 } = mark.reading
  if (mark.reading.instrument === 'phq-9' && item9.kind === 'answered' && item9.value > 0) return 'item-9'
  if (mark.total === undefined) return 'no-total'
  return mark.judged ? 'reading' : 'not-judged'
}

export const isAmended = (mark: ScoreMark): boolean => mark.reading.issues.some((issue) => issue.kind === 'amended')

export const item9Missing = (mark: ScoreMark): boolean => mark.reading.instrument === 'phq-9' && mark.reading.item9.kind === 'not-assessed'

/**
 * Marks whose number stands beside them: all of them where there is room, else baseline, latest, lowest and highest.
 *
 * @param pxPerMark mean distance between neighbours
 */
export function labelledMarks({ marks }: ScoreSeries, guide: BaselineGuide | undefined, pxPerMark: number): ReadonlySet<string> {
  const judged = marks.filter((mark) => mark.judged && mark.total !== undefined)
  if (pxPerMark >= 30) return new Set(judged.map((mark) => mark.key))
  const extreme = (better: (a: number, b: number) => boolean): ScoreMark | undefined =>
    judged.reduce<ScoreMark | undefined>(
      (best, mark) => (best === undefined || better(mark.total ?? 0, best.total ?? 0) ? mark : best),
      undefined,
    )
  const chosen = [
    judged.find((mark) => mark.reading === guide?.baseline.reading),
    judged.at(-1),
    extreme((a, b) => a > b),
    extreme((a, b) => a < b),
  ]
  return new Set(chosen.flatMap((mark) => (mark === undefined ? [] : [mark.key])))
}

/** Series colour of an agent: antidepressants, adjuncts and sleep doses are told apart, and every lane carries its name. */
export function laneColour(agent: string, role: string): string {
  if (role === 'augmentation') return 'var(--series-3)'
  if (role === 'hypnotic-dose' || role === 'not-classified' || medicineOf(agent) === undefined) return 'var(--ink-3)'
  return 'var(--series-1)'
}
