import { describe, expect, test } from 'vitest'
import type { CheckIn } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { MEAN_NEEDS, sideEffectsOf } from '#src/clinical/side-effects.ts'
import { d, dayN } from '#tests/support/clinic.ts'
import { checkIn, rating, record } from '#tests/support/record-builders.ts'

const burdenOn = (n: number, value: number | undefined): CheckIn => checkIn(dayN(n), { sideEffectBurden: value })
const of = (parts: Parameters<typeof record>[0], asOf: number) => sideEffectsOf(record(parts), dayN(asOf), defaultSettings)

describe('the burden', () => {
  test('is the latest FIBSER of the last 28 days, of 6', () => {
    const { burden } = of({ readings: [rating('fibser', d(0), 2), rating('fibser', d(10), 4)] }, 20)
    expect(burden).toMatchObject({ kind: 'known', value: { value: 4, max: 6, day: dayN(10), since: dayN(10) } })
  })

  test('is else the mean of at least four daily answers of the last 7 days, of 10, dated by the last answer', () => {
    expect(MEAN_NEEDS).toBe(4)
    const checkIns = [burdenOn(3, 10), burdenOn(4, 2), burdenOn(5, 4), burdenOn(6, 6), burdenOn(7, 8), checkIn(dayN(9))]
    expect(of({ checkIns }, 10).burden).toMatchObject({ kind: 'known', value: { value: 5, max: 10, day: dayN(7) } })
    expect(of({ checkIns }, 11).burden.kind).toBe('unknown') // day 4 is out of the week: three answers are left
  })

  test('below the limit it has no first day', () => {
    const { burden } = of({ readings: [rating('fibser', d(10), 2)] }, 20)
    expect(burden.kind === 'known' && burden.value.since).toBeUndefined()
  })

  test('the first day of a run is the first with four answers in its own week: day 8 for answers on days 0, 5, 6, 7 and 8', () => {
    const { burden } = of({ checkIns: [0, 5, 6, 7, 8].map((n) => burdenOn(n, 9)) }, 8)
    expect(burden.kind === 'known' && burden.value.since).toBe(dayN(8))
  })

  test('a daily answer of 0 is an answer', () => {
    expect(of({ checkIns: [4, 5, 6, 7].map((n) => burdenOn(n, 0)) }, 8).burden).toMatchObject({ kind: 'known', value: { value: 0 } })
  })

  test('answers of tomorrow are not looked at', () => {
    expect(of({ checkIns: [4, 5, 6, 9].map((n) => burdenOn(n, 5)) }, 8).burden.kind).toBe('unknown')
  })
})

test('named side effects count days, once a day, in the 28 days up to today', () => {
  const named = (n: number, ...sideEffects: readonly string[]) => checkIn(dayN(n), { sideEffects })
  const checkIns = [named(2, 'old'), named(3, 'nausea', 'nausea'), named(30, 'nausea', 'insomnia'), named(31, 'tomorrow')]
  expect(of({ checkIns }, 30).named).toEqual([
    { name: 'nausea', days: 2 },
    { name: 'insomnia', days: 1 },
  ])
})
