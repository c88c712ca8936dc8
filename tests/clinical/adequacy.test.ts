import { describe, expect, test } from 'vitest'
import { judgeAdequacy, judgeDuration } from '#src/clinical/adequacy.ts'
import type { Adherence, DayCount } from '#src/clinical/assessment.ts'
import type { Exposure } from '#src/clinical/exposure.ts'
import type { DailyDose } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import type { Verdict } from '#src/clinical/verdict.ts'
import { known, unknown, type Known } from '#src/lib/known.ts'
import { dayN, withSettings } from '#tests/support/clinic.ts'
import { mg } from '#tests/support/record-builders.ts'

const yes: Verdict = { kind: 'met', because: [{ what: 'x', value: '1', unit: '', day: undefined, source: undefined }] }
const no: Verdict = { ...yes, kind: 'not-met' }
const untold: Verdict = { kind: 'cannot-tell', missing: [{ what: 'x', why: 'y' }] }

function exposure(from: number, dose: DailyDose, certain = true): Exposure {
  return {
    from: dayN(from),
    through: dayN(from + 9),
    dose,
    certain,
    sources: [{ ref: `MedicationRequest/${from}` }],
    facts: [],
    text: undefined,
    notes: [],
  }
}

function judge(
  exposures: readonly Exposure[],
  atDose: Known<DayCount>,
  adherence: Verdict,
  minimum: Known<number> = known(50),
  settings = defaultSettings,
) {
  const range = { minimum, maximum: known(200), modifiers: [], citation: undefined }
  const share: Adherence = { verdict: adherence, daysTaken: 0, daysWithInformation: 0, daysInPeriod: 0, percent: undefined, basis: [] }
  return judgeAdequacy({ exposures, range, minimumOf: () => minimum, atDose, adherence: share, from: dayN(0) }, settings)
}

describe('days against a required number', () => {
  test.each([
    [42, 42, 'met'],
    [41, 41, 'not-met'],
    [41, 42, 'cannot-tell'],
    [42, 60, 'met'],
    [0, 41, 'not-met'],
  ])('%i to %i days of 42 is %s', (low, high, verdict) => {
    expect(judgeDuration(known({ low, high }), 42).kind).toBe(verdict)
  })

  test('28 days count where a definition asks for 28', () => {
    expect(judgeDuration(known({ low: 28, high: 28 }), 28).kind).toBe('met')
    expect(judgeDuration(known({ low: 27, high: 27 }), 28).kind).toBe('not-met')
  })

  test('says the numbers, or why there are none', () => {
    const short = judgeDuration(known({ low: 30, high: 35 }), 42)
    expect(short.kind === 'not-met' && short.because[0]).toMatchObject({
      what: 'days at adequate dose, 42 needed',
      value: '30–35',
      unit: 'days',
    })
    const exact = judgeDuration(known({ low: 84, high: 84 }), 42)
    expect(exact.kind === 'met' && exact.because[0].value).toBe('84')
    const open = judgeDuration(known({ low: 32, high: 92 }), 42)
    expect(open.kind === 'cannot-tell' && open.missing[0].why).toBe('between 32 and 92 days, 42 are needed')
    const none = judgeDuration(unknown('no readable dose'), 42)
    expect(none.kind === 'cannot-tell' && none.missing).toEqual([{ what: 'days at adequate dose', why: 'no readable dose' }])
  })
})

describe('the dose', () => {
  const enough = known({ low: 42, high: 42 })
  const doseOf = (...exposures: readonly Exposure[]) => judge(exposures, enough, yes).dose

  test('is met once a sure stretch reached the minimum, with that stretch as evidence', () => {
    const dose = doseOf(exposure(0, mg(25)), exposure(10, mg(50)), exposure(20, mg(100)))
    expect(dose.kind === 'met' && dose.because.map((e) => [e.what, e.value, e.unit, e.source?.ref])).toEqual([
      ['dose, minimum 50 mg/day', '50', 'mg/day', 'MedicationRequest/10'],
      ['dose, minimum 50 mg/day', '100', 'mg/day', 'MedicationRequest/20'],
    ])
  })

  test('is not met when every stretch was below it', () => {
    const dose = doseOf(exposure(0, mg(25)), exposure(10, mg(49)))
    expect(dose.kind === 'not-met' && dose.because.map((e) => e.value)).toEqual(['25', '49'])
  })

  test.each([
    [
      'a stretch that may not belong to it',
      [exposure(0, mg(50), false)],
      'the recorded doses do not say whether the minimum effective dose was reached',
    ],
    [
      'a dose that reaches across the minimum',
      [exposure(0, mg(25, 50))],
      'the recorded doses do not say whether the minimum effective dose was reached',
    ],
    [
      'a dose that cannot be read',
      [exposure(0, mg(25)), exposure(10, { kind: 'unknown', reason: 'no readable dose' })],
      'no readable dose',
    ],
  ] as const)('cannot be told with %s', (_, exposures, why) => {
    const dose = doseOf(...exposures)
    expect(dose.kind === 'cannot-tell' && dose.missing).toEqual([{ what: 'daily dose', why }])
  })

  test('cannot be told without a minimum, and is never inadequate then', () => {
    const { dose, overall } = judge([exposure(0, mg(5))], unknown('titrated by the label'), yes, unknown('titrated by the label'))
    expect(dose.kind === 'cannot-tell' && dose.missing).toEqual([{ what: 'minimum effective dose', why: 'titrated by the label' }])
    expect(overall.kind).toBe('cannot-tell')
  })
})

describe('overall', () => {
  const good = [exposure(0, mg(50))]
  test.each([
    [42, yes, 'met'],
    [41, yes, 'not-met'],
    [42, no, 'not-met'],
    [42, untold, 'cannot-tell'],
    [41, untold, 'not-met'],
  ])('%i days at dose with adherence %j is %s', (days, adherence, verdict) => {
    expect(judge(good, known({ low: days, high: days }), adherence).overall.kind).toBe(verdict)
  })

  test('the required days are a setting: 28 make 30 days adequate', () => {
    const settings = withSettings({ trial: { adequateDays: 28 } })
    expect(judge(good, known({ low: 30, high: 30 }), yes, known(50), settings).overall.kind).toBe('met')
  })
})

test('what is missing of the duration is the number of days at adequate dose', () => {
  expect(judgeDuration(unknown('no readable dose'), 42)).toEqual({
    kind: 'cannot-tell',
    missing: [{ what: 'days at adequate dose', why: 'no readable dose' }],
  })
  expect(judgeDuration(known({ low: 40, high: 45 }), 42)).toMatchObject({
    kind: 'cannot-tell',
    missing: [{ what: 'days at adequate dose' }],
  })
})

test('one dose of two that can be read decides: 100 mg after an unreadable one was reached, 25 mg after one may not have been', () => {
  const unreadable: DailyDose = { kind: 'unknown', reason: 'no readable dose' }
  const reached = judge([exposure(0, unreadable), exposure(10, mg(100))], known({ low: 10, high: 20 }), yes)
  expect(reached.dose.kind === 'met' && reached.dose.because.map((e) => e.value)).toEqual(['100'])
  const open = judge([exposure(0, unreadable), exposure(10, mg(25))], known({ low: 0, high: 10 }), yes)
  expect(open.dose).toEqual({ kind: 'cannot-tell', missing: [{ what: 'daily dose', why: 'no readable dose' }] })
})
