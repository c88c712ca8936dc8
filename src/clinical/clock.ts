/** The adequate-trial clock: how many days a patient was at or above the minimum effective dose. */
import type { DayCount, DoseSegment } from '#src/clinical/assessment.ts'
import type { Exposure } from '#src/clinical/exposure.ts'
import type { DailyDose } from '#src/clinical/facts.ts'
import { addDays, daysBetween, earlierOf, laterOf, type Day } from '#src/lib/calendar.ts'
import { unknown, type Known } from '#src/lib/known.ts'

export type DoseLevel = DoseSegment['level']

/** The minimum effective dose for the form that was taken in an exposure, mg/day. */
export type MinimumOf = (exposure: Exposure) => Known<number>

/**
 * A dose against a minimum effective dose.
 *
 * @param minimum mg/day, inclusive: exactly the minimum is adequate
 * @returns unknown when the dose range reaches across the minimum, or either is unknown
 */
export function doseLevel(dose: DailyDose, minimum: Known<number>): DoseLevel {
  if (dose.kind === 'unknown' || minimum.kind === 'unknown') return 'unknown'
  if (dose.low >= minimum.value) return 'adequate'
  return dose.high < minimum.value ? 'below' : 'unknown'
}

/** Days of one exposure that are over on `asOf`: the day of `asOf` itself is not yet a day lived through. */
export function completedDays(exposure: { readonly from: Day; readonly through: Day }, asOf: Day): number {
  return Math.max(0, daysBetween(exposure.from, earlierOf(exposure.through, addDays(asOf, -1))) + 1)
}

/**
 * Days at or above the minimum effective dose.
 *
 * `low` counts days that surely were, `high` adds days that may have been: an uncertain start or end, a dose that is not known.
 *
 * @returns unknown when no day has a known dose, or when there is no minimum to compare with
 */
export function daysAtAdequateDose(exposures: readonly Exposure[], minimumOf: MinimumOf, asOf: Day): Known<DayCount> {
  const minima = exposures.map(minimumOf)
  const [first] = minima
  if (first?.kind === 'unknown' && minima.every((minimum) => minimum.kind === 'unknown')) return first
  const doses = exposures.map((e) => e.dose)
  if (doses.every((dose) => dose.kind === 'unknown')) {
    return unknown(doses.flatMap((dose) => (dose.kind === 'unknown' ? [dose.reason] : [])).at(0) ?? 'no dose recorded')
  }
  let low = 0
  let high = 0
  for (const exposure of exposures) {
    const level = doseLevel(exposure.dose, minimumOf(exposure))
    const days = completedDays(exposure, asOf)
    if (level === 'below') continue
    high += days
    if (level === 'adequate' && exposure.certain) low += days
  }
  return { kind: 'known', value: { low, high } }
}

/** The day on which the n-th sure day at adequate dose is complete; undefined when fewer were reached. */
export function dayOfCount(exposures: readonly Exposure[], minimumOf: MinimumOf, n: number): Day | undefined {
  let left = n
  for (const exposure of exposures) {
    if (!exposure.certain || doseLevel(exposure.dose, minimumOf(exposure)) !== 'adequate') continue
    const days = daysBetween(exposure.from, exposure.through) + 1
    if (days >= left) return addDays(exposure.from, left)
    left -= days
  }
  return undefined
}

/** Every sure day at adequate dose up to `asOf`, counted where a condition holds. */
export function countAdequateDays(exposures: readonly Exposure[], minimumOf: MinimumOf, asOf: Day, holds: (d: Day) => boolean): number {
  let count = 0
  for (const exposure of exposures) {
    if (!exposure.certain || doseLevel(exposure.dose, minimumOf(exposure)) !== 'adequate') continue
    const days = completedDays(exposure, asOf)
    for (let i = 0; i < days; i += 1) if (holds(addDays(exposure.from, i))) count += 1
  }
  return count
}

/**
 * Completed sure days at adequate dose in a trial before a day.
 *
 * @param segments of one trial, oldest first; an open one is cut at `before`
 */
export function adequateDaysBefore(segments: readonly DoseSegment[], before: Day): number {
  return segments
    .filter((segment) => segment.level === 'adequate')
    .reduce((sum, segment) => sum + completedDays({ from: segment.from, through: segment.through ?? before }, before), 0)
}

/** First day on which `n` sure days at adequate dose are complete; undefined when fewer were reached. */
export function dayAtDose(segments: readonly DoseSegment[], n: number): Day | undefined {
  let left = n
  for (const { level, from, through } of segments) {
    if (level !== 'adequate') continue
    const days = through === undefined ? left : daysBetween(from, through) + 1
    if (days >= left) return addDays(from, left)
    left -= days
  }
  return undefined
}

/** Days of treatment between two days, both inclusive, cut to a window. */
export function overlapDays(a: { readonly from: Day; readonly through: Day }, b: { readonly from: Day; readonly through: Day }): number {
  return Math.max(0, daysBetween(laterOf(a.from, b.from), earlierOf(a.through, b.through)) + 1)
}
