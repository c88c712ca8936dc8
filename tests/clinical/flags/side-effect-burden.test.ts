import { describe, expect, test } from 'vitest'
import type { CheckIn, PatientRecord } from '#src/clinical/facts.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { checkIn, order, rating, record } from '#tests/support/record-builders.ts'

const rule = 'side-effect-burden'
const patient = (parts: Partial<PatientRecord>) => record({ medications: [order({ from: d(0) })], ...parts })
const fibser = (...readings: readonly (readonly [number, number])[]) =>
  patient({ readings: readings.map(([n, total]) => rating('fibser', d(n), total)) })
/** One answer a day from a day on. */
const daily = (from: number, burdens: readonly (number | undefined)[]): readonly CheckIn[] =>
  burdens.map((sideEffectBurden, i) => checkIn(dayN(from + i), { sideEffectBurden }))

describe('FIBSER: 0-2 no change, 3-4 address, 5-6 change treatment', () => {
  test.each([
    [0, 'not-met', 'watch'],
    [2, 'not-met', 'watch'],
    [3, 'met', 'watch'],
    [4, 'met', 'watch'],
    [5, 'met', 'decide'],
    [6, 'met', 'decide'],
  ] as const)('%i is %s, %s', (burden, expected, tier) => {
    const found = finding(on(fibser([10, burden]), 12), rule)
    expect([found.verdict.kind, found.tier]).toEqual([expected, tier])
  })

  test('says the level and what it means', () => {
    expect(sentence(on(fibser([10, 4]), 12), rule)).toBe('FIBSER burden 4 of 6 on 11 Jan 2026: at the level to address')
    expect(sentence(on(fibser([10, 5]), 12), rule)).toBe('FIBSER burden 5 of 6 on 11 Jan 2026: at the level where treatment is changed')
    expect(sentence(on(fibser([10, 2]), 12), rule)).toBe('FIBSER burden 2 of 6 on 11 Jan 2026')
  })

  test.each([
    [28, 'met'],
    [29, 'cannot-tell'],
  ])('%i days old: %s', (age, expected) => {
    expect(verdict(on(fibser([0, 4]), age), rule)).toBe(expected)
  })

  test('2 and 3 in turn are one finding since the first 3; 1 ends it', () => {
    const key = `side-effect-burden|p-test|sertraline@${d(0)}|${d(7)}`
    expect(finding(on(fibser([7, 3], [14, 2], [21, 3]), 22), rule).key).toBe(key)
    expect(verdict(on(fibser([7, 3], [14, 2]), 15), rule)).toBe('not-met')
    expect(finding(on(fibser([7, 3], [14, 1], [21, 3]), 22), rule).since).toBe(dayN(21))
  })
})

describe('the daily burden of 0 to 10, where no FIBSER is at hand', () => {
  test.each([
    [[5, 5, 5, 5, 5, 5, 5], 'met', 'watch'],
    [[5, 5, 5, 5, 5, 5, 4], 'not-met', 'watch'],
    [[8, 8, 8, 8, 8, 8, 8], 'met', 'decide'],
    [[8, 8, 8, 8, 8, 8, 7], 'met', 'watch'],
    [[undefined, undefined, undefined, 6, 6, 6, 6], 'met', 'watch'],
    [[undefined, undefined, undefined, undefined, 6, 6, 6], 'cannot-tell', 'watch'],
  ] as const)('a week of %j is %s, %s', (week, expected, tier) => {
    const found = finding(on(patient({ checkIns: daily(4, week) }), 10), rule)
    expect([found.verdict.kind, found.tier]).toEqual([expected, tier])
  })

  test('answers of eight days ago do not count', () => {
    expect(verdict(on(patient({ checkIns: daily(0, [9, 9, 9, 9]) }), 9), rule)).toBe('cannot-tell')
    expect(verdict(on(patient({ checkIns: daily(3, [9, 9, 9, 9]) }), 9), rule)).toBe('met')
  })

  test('is one finding since the first day of the run, not a new one with every check-in', () => {
    const found = finding(
      on(
        patient({
          checkIns: daily(
            0,
            Array.from({ length: 20 }, () => 6),
          ),
        }),
        19,
      ),
      rule,
    )
    expect(found.since).toBe(dayN(3)) // the fourth answer makes the first mean
  })

  test('FIBSER comes first where there is one', () => {
    const readings = [rating('fibser', d(8), 1)]
    expect(verdict(on(patient({ readings, checkIns: daily(3, [9, 9, 9, 9, 9, 9, 9]) }), 9), rule)).toBe('not-met')
  })
})

test('the named side effects of the last 28 days stand beside it, most frequent first, three at most', () => {
  const named = (n: number, ...sideEffects: readonly string[]) => checkIn(dayN(n), { sideEffects })
  const checkIns = [
    named(1, 'nausea'),
    named(30, 'nausea', 'insomnia', 'dry mouth', 'sweating'),
    named(31, 'nausea', 'insomnia', 'dry mouth'),
    named(32, 'insomnia'),
  ]
  const a = on(patient({ readings: [rating('fibser', d(30), 3)], checkIns }), 33)
  expect(sentence(a, rule)).toContain('; insomnia on 3 days, dry mouth on 2 days, nausea on 2 days: at the level to address')
  expect(a.sideEffects.named.find((n) => n.name === 'sweating')?.days).toBe(1)
})

test('without FIBSER and answers it cannot be told, and says what there was', () => {
  expect(finding(on(patient({}), 10), rule).missing[0]?.why).toBe('no FIBSER on record, 0 of 7 daily answers in the last week')
  expect(finding(on(fibser([0, 4]), 40), rule).missing[0]?.why).toBe('last FIBSER on 1 Jan 2026, 0 of 7 daily answers in the last week')
})

test('without a trial the burden still counts', () => {
  const found = finding(on(record({ readings: [rating('fibser', d(5), 6)] }), 6), rule)
  expect([found.verdict.kind, found.key]).toEqual(['met', `side-effect-burden|p-test|side-effects|${d(5)}`])
})

describe('what stands beside it', () => {
  const named = (n: number, ...sideEffects: readonly string[]) => checkIn(dayN(n), { sideEffects })

  test('the burden with its scale, and the three most frequent side effects', () => {
    const checkIns = [named(8, 'a', 'b', 'c', 'e'), named(9, 'a', 'b', 'c'), named(10, 'a', 'b'), named(11, 'a')]
    const found = finding(on(patient({ readings: [rating('fibser', d(10), 4)], checkIns }), 12), rule)
    expect(found.evidence.map(({ what, value, unit }) => [what, value, unit])).toEqual([
      ['FIBSER burden', '4', 'of 6'],
      ['a', '4', 'days of the last 28'],
      ['b', '3', 'days of the last 28'],
      ['c', '2', 'days of the last 28'],
    ])
    expect(found.trialId).toBe(`sertraline@${d(0)}`)
  })

  test('the daily burden is said as a 7-day mean of 10', () => {
    const found = finding(on(patient({ checkIns: daily(4, [6, 6, 6, 6, 6, 6, 6]) }), 10), rule)
    expect(found.sentence).toBe('daily burden, 7-day mean 6 of 10 on 11 Jan 2026: at the level to address')
    expect(found.evidence.map(({ what, value, unit }) => [what, value, unit])).toEqual([['daily burden, 7-day mean', '6', 'of 10']])
  })

  test('what is missing is the burden', () => {
    expect(finding(on(patient({}), 10), rule).missing[0]?.what).toBe('side-effect burden')
  })
})
