import { describe, expect, test } from 'vitest'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { order, phq9, record, statement } from '#tests/support/record-builders.ts'

const rule = 'no-baseline'
const patient = (parts: Partial<PatientRecord> = {}) => record({ medications: [order({ from: d(0) })], ...parts })

describe('no PHQ-9 from 28 days before to 7 days after the start', () => {
  test.each([
    [7, 'not-met'],
    [8, 'met'],
  ])('on day %i: %s', (asOf, expected) => {
    expect(verdict(on(patient(), asOf), rule)).toBe(expected)
  })

  test.each([
    [-29, 'met'],
    [-28, 'not-met'],
    [7, 'not-met'],
    [8, 'met'],
  ])('a reading on day %i, judged on day 20: %s', (n, expected) => {
    expect(verdict(on(patient({ readings: [phq9(d(n), 15)] }), 20), rule)).toBe(expected)
  })

  test('says the window and what follows; counts from day 8', () => {
    const a = on(patient(), 20)
    expect(sentence(a, rule)).toBe('No PHQ-9 from 4 Dec 2025 to 8 Jan 2026: response of sertraline cannot be judged')
    expect(finding(a, rule)).toMatchObject({ since: dayN(8), tier: 'watch', key: `no-baseline|p-test|sertraline@${d(0)}|${d(8)}` })
    expect(sentence(on(patient({ readings: [phq9(d(0), 15)] }), 20), rule)).toBe(
      'Baseline PHQ-9 15 on 1 Jan 2026, on the day of the start of sertraline',
    )
    expect(sentence(on(patient(), 5), rule)).toBe('Day 5 of the trial: a baseline may still come')
  })
})

test('a start known to within 8 days cannot be told: the window is not known', () => {
  const plans = (days: number) => [
    {
      from: { earliest: dayN(0), latest: dayN(days), precision: 'month' as const, instantMs: undefined },
      through: undefined,
      dose: order({ from: d(0) }).plans[0]?.dose ?? { kind: 'unknown' as const, reason: 'x' },
      text: undefined,
    },
  ]
  expect(verdict(on(patient({ medications: [order({ from: d(0), more: { plans: plans(7) } })] }), 20), rule)).toBe('met')
  const a = on(patient({ medications: [order({ from: d(0), more: { plans: plans(8) } })] }), 20)
  expect(finding(a, rule).missing).toEqual([{ what: 'trial start', why: 'only known to lie between 1 Jan 2026 and 9 Jan 2026' }])
  expect(verdict(on(patient({ medications: [statement({ from: '2026' })] }), 20), rule)).toBe('cannot-tell')
})

test('without a trial it cannot be told', () => {
  expect(verdict(on(record(), 20), rule)).toBe('cannot-tell')
})

test('on a record whose readings were cut short a missing baseline cannot be told', () => {
  const a = on(patient({ incomplete: [{ part: 'PHQ-9 and other scales', reason: 'page 2 failed', affects: 'readings' }] }), 20)
  expect(finding(a, rule).missing).toEqual([{ what: 'PHQ-9 and other scales', why: 'page 2 failed' }])
})

test('the evidence is the baseline, or the start that has none', () => {
  const rows = (parts: Partial<PatientRecord>) =>
    finding(on(patient(parts), 20), rule).evidence.map(({ what, value, unit, day }) => [what, value, unit, day])
  expect(rows({ readings: [phq9(d(0), 15)] })).toEqual([['PHQ-9 baseline', '15', 'points', dayN(0)]])
  expect(rows({})).toEqual([['start of sertraline', '1 Jan 2026', '', dayN(0)]])
})
