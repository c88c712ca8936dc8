/** Daily self-reports: how many came, and whether a regular reporter has gone quiet. */
import type { CheckInSummary } from '#src/clinical/assessment.ts'
import type { CheckIn } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { addDays, daysBetween, type Day } from '#src/lib/calendar.ts'

const WINDOW_DAYS = 28

/**
 * Check-ins of the last 28 days. Expected is one a day since the first one, so that a new reporter is not short of days that
 * never were; 0 expected when the patient has never checked in.
 */
export function summariseCheckIns(checkIns: readonly CheckIn[], asOf: Day): CheckInSummary {
  const days = distinctDays(checkIns, asOf)
  const first = days[0]
  if (first === undefined) return { received: 0, expected: 0, last: undefined }
  const opens = addDays(asOf, -WINDOW_DAYS + 1)
  return {
    received: days.filter((d) => d >= opens).length,
    expected: Math.min(WINDOW_DAYS, daysBetween(first, asOf) + 1),
    last: days.at(-1),
  }
}

/** Whether the patient checked in regularly in the days up to and including the last check-in. */
export function isRegularReporter(checkIns: readonly CheckIn[], asOf: Day, settings: ClinicalSettings): boolean {
  const { regularAtLeast, regularWithinDays } = settings.rules.silence
  const days = distinctDays(checkIns, asOf)
  const last = days.at(-1)
  return last !== undefined && days.filter((d) => d > addDays(last, -regularWithinDays)).length >= regularAtLeast
}

function distinctDays(checkIns: readonly CheckIn[], asOf: Day): readonly Day[] {
  return [...new Set(checkIns.map((c) => c.day))].filter((d) => d <= asOf).toSorted((a, b) => a - b)
}
