import type { Trial } from '#src/clinical/assessment.ts'
import { expect, test } from 'vitest'
import {
  clockGaps,
  courseEvidence,
  courseWords,
  dayCountWords,
  doseWords,
  scoreGaps,
  takenOrCovered,
  takenWords,
  trialEvidence,
} from '#src/clinical/flags/trial-words.ts'
import { known, unknown } from '#src/lib/known.ts'
import { current, d, dayN, on } from '#tests/support/clinic.ts'
import { dailyCheckIns, mg, order, phq9, record } from '#tests/support/record-builders.ts'

const plain = on(
  record({
    medications: [order({ from: d(0), dose: mg(100) })],
    readings: [phq9(d(0), 19), phq9(d(20), 17)],
    checkIns: dailyCheckIns(d(0), 25, (i) => i > 0),
  }),
  25,
)
const trial = current(plain)

test('days in words', () => {
  expect([dayCountWords({ low: 84, high: 84 }), dayCountWords({ low: 1, high: 1 }), dayCountWords({ low: 40, high: 47 })]).toEqual([
    '84 days',
    '1 day',
    '40–47 days',
  ])
})

test('dose and minimum in words, known or not', () => {
  expect(doseWords(trial)).toBe('sertraline 100 mg/day, minimum 50 mg')
  const open = { ...trial, currentDose: { kind: 'unknown', reason: 'x' } as const, range: { ...trial.range, minimum: unknown('y') } }
  expect(doseWords(open)).toBe('sertraline dose not known, no minimum known')
})

test('days taken in words', () => {
  expect(takenWords(trial)).toBe('96 % of days taken') // 24 of 25
  expect(takenWords({ ...trial, adherence: { ...trial.adherence, percent: undefined } })).toBe('days taken not known')
  const supplied = (basis: Trial['adherence']['basis']) => takenWords({ ...trial, adherence: { ...trial.adherence, basis } })
  expect(supplied(['dispensed-supply'])).toBe('96 % of days covered by dispensed supply')
  expect(supplied(['check-ins', 'dispensed-supply'])).toBe('96 % of days taken or covered by dispensed supply')
  expect(supplied(['statement'])).toBe('96 % of days stated as taken')
  expect(supplied(['check-ins', 'statement', 'dispensed-supply'])).toBe(
    '96 % of days taken, stated as taken or covered by dispensed supply',
  )
})

test('only check-ins say that days are known to be taken; a supply, alone or beside them, covers days', () => {
  const known = (basis: Trial['adherence']['basis']) => takenOrCovered({ adherence: { ...trial.adherence, basis } })
  expect(known(['check-ins'])).toBe('known to be taken')
  expect(known(['dispensed-supply'])).toBe('covered by dispensed supply')
  expect(known(['dispensed-supply', 'check-ins'])).toBe('known to be taken or covered by dispensed supply')
  expect(known(['statement'])).toBe('stated as taken')
  const share = (basis: Trial['adherence']['basis']) => trialEvidence({ ...trial, adherence: { ...trial.adherence, basis } }).at(-1)?.what
  expect(share(['dispensed-supply'])).toBe('days covered by dispensed supply')
})

test('the course in words, and as evidence', () => {
  expect(courseWords(plain.response)).toBe('PHQ-9 19 → 17 (−2, −11 %)')
  expect(courseWords({ ...plain.response, baseline: undefined })).toBe('PHQ-9 17, no baseline')
  expect(courseWords({ ...plain.response, latest: undefined })).toBe('PHQ-9 not measured in this trial')
  expect(courseEvidence(plain.response).map((e) => [e.what, e.value])).toEqual([
    ['PHQ-9 baseline', '19'],
    ['PHQ-9 latest', '17'],
  ])
  expect(courseEvidence({ ...plain.response, baseline: undefined, latest: undefined })).toEqual([])
})

test('the trial as evidence: dose, minimum, days at dose, days taken, each with its unit', () => {
  expect(trialEvidence(trial).map((e) => [e.what, e.value, e.unit])).toEqual([
    ['sertraline dose', '100', 'mg/day'],
    ['minimum effective dose', '50', 'mg/day'],
    ['days at adequate dose', '25', 'days'],
    ['days taken', '96', '%'],
  ])
  const bare = {
    ...trial,
    range: { ...trial.range, minimum: unknown('y') },
    daysAtAdequateDose: unknown('z'),
    currentDose: undefined,
    adherence: { ...trial.adherence, percent: undefined },
  }
  expect(trialEvidence(bare).map((e) => [e.what, e.value])).toEqual([['sertraline dose', 'not known']])
})

test('gaps: why the clock or the comparison fails; none when they do not', () => {
  expect(clockGaps(unknown('no readable dose'))).toEqual([{ what: 'days at adequate dose', why: 'no readable dose' }])
  expect(clockGaps(known({ low: 1, high: 1 }))).toEqual([])
  expect(scoreGaps({ response: plain.response } as Parameters<typeof scoreGaps>[0])).toEqual([])
})

test('a dose that no segment gives is not known; "1 day" at dose is the number 1', () => {
  expect(doseWords({ ...trial, currentDose: undefined })).toBe('sertraline dose not known, minimum 50 mg')
  const oneDay = trialEvidence({ ...trial, daysAtAdequateDose: known({ low: 1, high: 1 }) })
  expect(oneDay.find((e) => e.what === 'days at adequate dose')?.value).toBe('1')
})

test('the day of the dose is the first of the present one: 50, 75, then 100 mg since day 20', () => {
  const steps = [order({ from: d(0), dose: mg(50) }), order({ from: d(10), dose: mg(75) }), order({ from: d(20), dose: mg(100) })]
  const now = current(on(record({ medications: steps }), 25))
  expect(trialEvidence(now)[0]).toMatchObject({ what: 'sertraline dose', value: '100', day: dayN(20) })
})
