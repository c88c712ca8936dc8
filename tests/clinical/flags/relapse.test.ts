import { describe, expect, test } from 'vitest'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { order, phq9, record } from '#tests/support/record-builders.ts'

const rule = 'relapse'
const patient = (...readings: readonly (readonly [number, number])[]) =>
  record({ medications: [order({ from: d(0) })], readings: readings.map(([n, total]) => phq9(d(n), total)) })

describe('PHQ-9 of 10 or more after one of 4 or less', () => {
  test.each([
    [4, 10, 'met'],
    [5, 10, 'not-met'],
    [4, 9, 'not-met'],
    [0, 27, 'met'],
  ])('%i, then %i: %s', (remission, latest, expected) => {
    expect(verdict(on(patient([0, remission], [30, latest]), 31), rule)).toBe(expected)
  })

  test.each([
    [365, 'met'],
    [366, 'not-met'],
  ])('the remission may be %i days back: %s', (days, expected) => {
    const a = on(patient([0, 3], [days, 12]), days)
    expect(verdict(a, rule)).toBe(expected)
    expect(sentence(a, rule).includes('the remission is more than 365 days back')).toBe(expected === 'not-met')
  })

  test('F79 9 and 10 in turn are one finding since the first 10; 8 is not over, 7 is', () => {
    const key = `relapse|p-test|phq-9|${d(30)}`
    const readings = [
      [0, 3],
      [30, 10],
    ] as const
    expect(finding(on(patient(...readings), 31), rule).key).toBe(key)
    expect(finding(on(patient(...readings, [40, 9]), 41), rule).key).toBe(key)
    expect(finding(on(patient(...readings, [40, 9], [50, 10]), 51), rule).key).toBe(key)
    expect(finding(on(patient(...readings, [40, 8]), 41), rule).key).toBe(key)
    expect(verdict(on(patient(...readings, [40, 7]), 41), rule)).toBe('not-met')
    expect(finding(on(patient(...readings, [40, 7], [50, 12]), 51), rule).since).toBe(dayN(50))
  })

  test('says both readings; at 9 it says what it was', () => {
    expect(sentence(on(patient([0, 3], [30, 11]), 31), rule)).toBe(
      'PHQ-9 3 on 1 Jan 2026 → 11 on 31 Jan 2026: back at 10 or more after remission, since 31 Jan 2026',
    )
    expect(sentence(on(patient([0, 3], [30, 11], [40, 9]), 41), rule)).toBe(
      'PHQ-9 3 on 1 Jan 2026 → 9 on 10 Feb 2026: back at 11 on 31 Jan 2026, not yet below 8',
    )
    expect(sentence(on(patient([0, 3], [30, 9]), 31), rule)).toBe('PHQ-9 3 on 1 Jan 2026 → 9 on 31 Jan 2026: below 10')
    expect(sentence(on(patient([0, 15]), 31), rule)).toBe('No PHQ-9 of 4 or less on record before')
  })

  test('exactly 10 is a relapse, and is no relapse once the remission is too far back', () => {
    expect(sentence(on(patient([0, 3], [30, 10]), 31), rule)).toBe(
      'PHQ-9 3 on 1 Jan 2026 → 10 on 31 Jan 2026: back at 10 or more after remission, since 31 Jan 2026',
    )
    expect(sentence(on(patient([0, 3], [366, 10]), 366), rule)).toContain('the remission is more than 365 days back')
  })

  test('a new remission ends it', () => {
    expect(verdict(on(patient([0, 3], [30, 12], [60, 4]), 61), rule)).toBe('not-met')
  })

  test('without a reading it cannot be told; without a trial it is still a relapse', () => {
    expect(finding(on(patient(), 10), rule).missing).toEqual([{ what: 'PHQ-9', why: 'no usable reading' }])
    expect(verdict(on(record({ readings: [phq9(d(0), 3), phq9(d(30), 12)] }), 31), rule)).toBe('met')
  })
})

describe('what stands beside it', () => {
  const rows = (...readings: readonly (readonly [number, number])[]) =>
    finding(on(patient(...readings), 61), rule).evidence.map(({ what, value, unit, day }) => [what, value, unit, day])

  test('the remission and the latest score; without a remission the latest alone', () => {
    expect(rows([0, 3], [30, 11])).toEqual([
      ['PHQ-9 in remission', '3', 'points', dayN(0)],
      ['PHQ-9 latest', '11', 'points', dayN(30)],
    ])
    expect(rows([0, 15])).toEqual([['PHQ-9 latest', '15', 'points', dayN(0)]])
  })

  test('the trial in progress, at 11 and at 9 points', () => {
    expect(finding(on(patient([0, 3], [30, 11]), 31), rule).trialId).toBe(`sertraline@${d(0)}`)
    expect(finding(on(patient([0, 3], [30, 11], [40, 9]), 41), rule).trialId).toBe(`sertraline@${d(0)}`)
  })
})
