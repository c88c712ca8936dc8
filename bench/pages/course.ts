/** One patient with a check-in a day, a PHQ-9 every 14 days and six dose steps, over any number of days. */
import { assessPatient } from '#src/clinical/assess.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { addDays, day, isoFromDay, type Day } from '#src/lib/calendar.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { checkIn, mg, order, phq9, record } from '#tests/support/record-builders.ts'

export interface Course {
  readonly patient: AssessedPatient
  /** x: day numbers; the four lanes that every contender draws. */
  readonly days: readonly number[]
  readonly lanes: readonly { readonly name: string; readonly max: number; readonly values: readonly number[] }[]
  readonly scores: readonly { readonly day: number; readonly total: number }[]
  readonly doses: readonly { readonly from: number; readonly mg: number }[]
}

const asOf = day('2026-11-20')
const DOSES = [50, 100, 150, 200, 150, 200]

export function courseOf(length: number): Course {
  const first = addDays(asOf, -length + 1)
  const days = Array.from({ length }, (_, i): Day => addDays(first, i))
  const wave = (i: number, period: number): number => Math.round(5 + 3 * Math.sin((i * 2 * Math.PI) / period) + ((i * 7919) % 5) / 2 - 1)
  const lanes = [
    { name: 'mood', max: 10, values: days.map((_, i) => wave(i, 90)) },
    { name: 'anxiety', max: 10, values: days.map((_, i) => wave(i + 30, 70)) },
    { name: 'sleep', max: 12, values: days.map((_, i) => wave(i + 10, 50)) },
    { name: 'burden', max: 10, values: days.map((_, i) => wave(i + 60, 120)) },
  ]
  const at = (lane: number, i: number): number => lanes[lane]?.values[i] ?? 0
  const scores = days.filter((_, i) => i % 14 === 0).map((on, i) => ({ day: on, total: 8 + ((i * 5) % 14) }))
  const step = Math.floor(length / DOSES.length)
  const doses = DOSES.map((dose, i) => ({ from: addDays(first, i * step), mg: dose }))
  const whole: PatientRecord = record({
    checkIns: days.map((on, i) =>
      checkIn(on, { mood: at(0, i), anxiety: at(1, i), sleepHours: at(2, i), sideEffectBurden: at(3, i), taken: i % 11 !== 0 }),
    ),
    readings: scores.map(({ day: on, total }) => phq9(isoFromDay(on), total, 0)),
    medications: doses.map((dose, i) => {
      const next = doses[i + 1]
      return order({
        from: isoFromDay(dose.from),
        dose: mg(dose.mg),
        ...(next === undefined ? {} : { through: isoFromDay(addDays(next.from, -1)) }),
      })
    }),
  })
  const patient = { record: whole, assessment: assessPatient(whole, asOf, defaultSettings) }
  return { patient, days, lanes, scores, doses }
}
