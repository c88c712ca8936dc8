/** The fixed axis of a scale and where each mark's shape and label come from. */
import { medicineOf } from '#src/clinical/medicines.ts'
import type { Scale } from '#src/clinical/scales.ts'
import type { BaselineGuide, ScoreMark, ScoreSeries } from '#src/features/patient/score-series.ts'

export interface DrawnBand {
  readonly label: string
  readonly from: number
  /** Where the next band begins, or the top of the scale. */
  readonly until: number
}

export function bandsOf({ bands, max }: Scale): readonly DrawnBand[] {
  return bands.map((band, index) => ({ label: band.label, from: band.from, until: bands[index + 1]?.from ?? max }))
}

/**
 * Where the drawn axis ends. A scale with severity bands is drawn whole, so that patients compare; one without says nothing with
 * an upper half that no reading reaches, and is then drawn to its middle, which the axis says.
 */
export function axisTop({ scale, marks }: ScoreSeries): number {
  const { bands, min, max } = scale
  const middle = (min + max) / 2
  if (bands.length > 0 || marks.length === 0 || !Number.isInteger(middle)) return max
  return marks.every(({ total = min }) => total <= middle) ? middle : max
}

/** "points, 1 to 5", and where the drawing stops short of that. */
export function axisWords(series: ScoreSeries): readonly string[] {
  const { min, max } = series.scale
  const top = axisTop(series)
  return [`points, ${min} to ${max}`, ...(top === max ? [] : [`drawn to ${top}`])]
}

/** Where bands begin and both ends; whole or half points where there are no bands. */
export function scoreTicks({ bands, min }: Scale, top: number): readonly number[] {
  if (bands.length > 0) return [...new Set([min, ...bands.map((band) => band.from), top])]
  const step = top - min <= 2 ? 0.5 : Math.max(1, Math.ceil((top - min) / 6))
  const ticks: number[] = []
  for (let at = min; at <= top; at += step) ticks.push(at)
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

/** Numbers closer than this run into each other, px. */
const NUMBER_PX = 24

/**
 * Marks whose number stands beside them: baseline, latest, highest and lowest first, then every other that has room, and then those
 * that are shown and not judged.
 *
 * @param xOfMark px
 */
export function labelledMarks(
  marks: readonly ScoreMark[],
  guide: BaselineGuide | undefined,
  xOfMark: (mark: ScoreMark) => number,
): ReadonlySet<string> {
  const judged = marks.filter((mark) => mark.judged && mark.total !== undefined)
  const byTotal = judged.toSorted((a, b) => (a.total ?? 0) - (b.total ?? 0))
  const first = [judged.at(-1), judged.find((mark) => mark.reading === guide?.baseline.reading), byTotal.at(-1), byTotal[0]]
  const wanted = [
    ...first.flatMap((mark) => (mark === undefined ? [] : [mark])),
    ...judged,
    ...marks.filter((mark) => !mark.judged && mark.total !== undefined),
  ]
  const chosen: ScoreMark[] = []
  for (const mark of wanted) if (chosen.every((other) => Math.abs(xOfMark(other) - xOfMark(mark)) >= NUMBER_PX)) chosen.push(mark)
  return new Set(chosen.map((mark) => mark.key))
}

/** Series colour of an agent: antidepressants, adjuncts and sleep doses are told apart, and every lane carries its name. */
export function laneColour(agent: string, role: string): string {
  if (role === 'augmentation') return 'var(--series-3)'
  if (role === 'hypnotic-dose' || role === 'not-classified' || medicineOf(agent) === undefined) return 'var(--ink-3)'
  return 'var(--series-1)'
}
