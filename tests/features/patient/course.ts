/** One hand-made course that the tests of the patient page share: sertraline 50 mg, 100 mg from day 30, PHQ-9 19 to 17, judged on day 58. */
import { assessPatient } from '#src/clinical/assess.ts'
import type { CheckIn, MedicationFact, PatientRecord, Reading } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { trajectoryOf, type Trajectory } from '#src/features/patient/trajectory-series.ts'
import { addDays, day, type Day } from '#src/lib/calendar.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { checkIn, mg, order, phq9, record } from '#tests/support/record-builders.ts'

/** Day 0 of the trial. */
export const start: Day = day('2026-01-12')
/** Day 58. */
export const asOf: Day = day('2026-03-11')

export const onDay = (n: number): Day => addDays(start, n)

/** Nine answers with their total. */
export function itemised(iso: string, items: readonly number[], ref: string): Reading {
  const item9 = items[8]
  return {
    ...phq9(
      iso,
      items.reduce((sum, value) => sum + value, 0),
    ),
    items,
    item9:
      item9 === 0 || item9 === 1 || item9 === 2 || item9 === 3
        ? { kind: 'answered', value: item9 }
        : { kind: 'not-assessed', reason: 'not answered' },
    sources: [{ ref }],
  }
}

export const sertraline: readonly MedicationFact[] = [
  order({ from: '2026-01-12', dose: mg(50), through: '2026-02-10', ref: 'MedicationRequest/s-50' }),
  order({ from: '2026-02-11', dose: mg(100), ref: 'MedicationRequest/s-100' }),
]

export const readings: readonly Reading[] = [
  phq9('2026-01-12', 19, 0),
  phq9('2026-02-02', 18, 0),
  phq9('2026-02-09', 20, 1),
  phq9('2026-03-09', 17, 0),
]

/** A check-in on each of days 10 to 58 but for the 8 days from day 20 on: 41 of 49. */
export const checkIns: readonly CheckIn[] = Array.from({ length: 49 }, (_, n) => n + 10)
  .filter((n) => n < 20 || n >= 28)
  .map((n) => checkIn(onDay(n), { mood: 4, anxiety: 6, taken: true, sideEffects: n >= 40 ? ['nausea'] : [] }))

export function assessed(parts: Partial<PatientRecord> = {}, on: Day = asOf): AssessedPatient {
  const whole = record({ readings, medications: sertraline, checkIns, ...parts })
  return { record: whole, assessment: assessPatient(whole, on, defaultSettings) }
}

export function trajectory(patient: AssessedPatient): Trajectory {
  return trajectoryOf(patient, defaultSettings, [])
}

/** A reading of which only the year is known. */
export function yearOnly(year: string, total: number): Reading {
  const from = day(`${year}-01-01`)
  return {
    ...phq9(`${year}-01-01`, total),
    date: { earliest: from, latest: day(`${year}-12-31`), precision: 'year', instantMs: undefined },
    usable: false,
    issues: [{ kind: 'partial-date', precision: 'year' }],
  }
}
