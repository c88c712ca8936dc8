import { describe, expect, test } from 'vitest'
import { adherenceOver, recentPeriod, standingOf, takenOn } from '#src/clinical/adherence.ts'
import type { MedicationFact } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { d, dayN } from '#tests/support/clinic.ts'
import { checkIn, dailyCheckIns, dispense, mg, order, statement } from '#tests/support/record-builders.ts'

describe('what is known about one day', () => {
  test('a check-in answers before dispensed supply, and supply before a statement', () => {
    const facts = [dispense(d(0), 10), statement({ from: d(0), more: { adherence: { taken: false, text: 'does not comply' } } })]
    const taken = takenOn([checkIn(dayN(3), { taken: false }), checkIn(dayN(4))], facts)
    expect(taken(dayN(3))).toEqual({ taken: false, basis: 'check-ins' })
    expect(taken(dayN(4))).toEqual({ taken: true, basis: 'dispensed-supply' }) // a check-in without the answer says nothing
    expect(takenOn([], facts.slice(1))(dayN(4))).toEqual({ taken: false, basis: 'statement' })
    expect(taken(dayN(-1))).toBeUndefined()
  })

  test('a day after the first fill that no supply covers was not taken; the day before the first fill is unknown', () => {
    const taken = takenOn([], [dispense(d(0), 30)])
    expect(taken(dayN(-1))).toBeUndefined()
    expect(taken(dayN(0))?.taken).toBe(true)
    expect(taken(dayN(29))?.taken).toBe(true)
    expect(taken(dayN(30))?.taken).toBe(false)
  })

  test('a refill collected 10 days early begins when the first one runs out: 60 days from two of 30', () => {
    const taken = takenOn([], [dispense(d(20), 30), dispense(d(0), 30)])
    expect(taken(dayN(59))?.taken).toBe(true)
    expect(taken(dayN(60))?.taken).toBe(false)
  })

  test('a refill collected 5 days late leaves days 30 to 34 uncovered', () => {
    const taken = takenOn([], [dispense(d(0), 30), dispense(d(35), 30)])
    expect([29, 30, 34, 35, 64, 65].map((n) => taken(dayN(n))?.taken)).toEqual([true, false, false, true, true, false])
  })

  describe('of two orders, 30 days handed over for either on day 0', () => {
    const supplied = (a: MedicationFact, b: MedicationFact, moreForA: readonly number[] = []) => [
      a,
      b,
      ...[0, ...moreForA].map((n) => ({ ...dispense(d(n), 30), basedOn: a.source.ref })),
      { ...dispense(d(0), 30), basedOn: b.source.ref },
    ]
    const covered = (facts: readonly MedicationFact[]) =>
      Array.from({ length: 100 }, (_, n) => n).filter((n) => takenOn([], facts)(dayN(n))?.taken === true).length

    test('100 mg and 50 mg that began together are taken together: 30 days, and 60 with a refill of either', () => {
      const [a, b] = [order({ from: d(0), dose: mg(100) }), order({ from: d(0), dose: mg(50) })]
      expect(covered(supplied(a, b))).toBe(30)
      expect(covered(supplied(a, b, [30]))).toBe(60)
    })

    test('25 mg for a week and 50 mg from then on follow each other: 60 days', () => {
      const [a, b] = [order({ from: d(0), through: d(6), dose: mg(25) }), order({ from: d(7), dose: mg(50) })]
      expect(covered(supplied(a, b))).toBe(60)
    })

    test('once one of them has ended, supply carries forward again', () => {
      const [a, b] = [order({ from: d(0), dose: mg(100) }), order({ from: d(0), through: d(9), dose: mg(50) })]
      // Days 0 to 29 twice; what is collected on day 10 begins when both have run out.
      expect(covered(supplied(a, b, [10]))).toBe(60)
    })
  })

  test('a dispense of 0 days covers nothing and is no first fill', () => {
    expect(takenOn([], [dispense(d(0), 0)])(dayN(0))).toBeUndefined()
  })

  test('a statement speaks for its own period only', () => {
    const taken = takenOn([], [statement({ from: d(0), through: d(9), more: { adherence: { taken: true, text: 'complies' } } })])
    expect([-1, 0, 9, 10].map((n) => taken(dayN(n))?.taken)).toEqual([undefined, true, true, undefined])
    const open = takenOn([], [order({ from: d(0), more: { adherence: { taken: true, text: 'complies' } } })])
    expect(open(dayN(500))?.taken).toBe(true)
  })
})

test('what is told of a course holds for all of it, what is stated of an order only for the days that surely were', () => {
  const adherence = { taken: true, text: 'on most days' }
  const told = { informant: 'patient', fromWords: undefined, throughWords: undefined, lastedDays: undefined, byHand: true } as const
  const course = (more: object) => takenOn([], [statement({ from: '2026-01', through: '2026-02', more: { adherence, ...more } })])
  // Surely taken from 31 January to 1 February; told of January and February as a whole.
  expect([0, 29, 30, 31, 58, 59].map((n) => course({})(dayN(n))?.taken)).toEqual([undefined, undefined, true, true, undefined, undefined])
  expect([-1, 0, 29, 58, 59].map((n) => course({ told })(dayN(n))?.taken)).toEqual([undefined, true, true, true, undefined])
})

describe('adherence over a period of 40 days', () => {
  const over = (days: number, takenIn: number) =>
    adherenceOver(
      takenOn(
        dailyCheckIns(d(0), days, (i) => i < takenIn),
        [],
      ),
      dayN(0),
      dayN(39),
      defaultSettings,
    )

  test.each([
    [40, 32, 'met', 80],
    [40, 31, 'not-met', 77.5],
    [20, 20, 'met', 100],
    [20, 16, 'met', 80],
    [20, 15, 'not-met', 75],
    [19, 19, 'cannot-tell', 100],
    [0, 0, 'cannot-tell', undefined],
  ])('information on %i days, %i of them taken: %s, %s %%', (informed, taken, verdict, percent) => {
    const adherence = over(informed, taken)
    expect(adherence.verdict.kind).toBe(verdict)
    expect(adherence.percent).toBe(percent)
    expect([adherence.daysTaken, adherence.daysWithInformation, adherence.daysInPeriod]).toEqual([taken, informed, 40])
  })

  test('says what it rests on, with numbers', () => {
    const { verdict, basis } = over(40, 32)
    expect(verdict.kind === 'met' && verdict.because[0]).toEqual({
      what: 'days taken, check-ins',
      value: '32 of 40 (80 %)',
      unit: 'days with information',
      day: dayN(39),
      source: undefined,
    })
    expect(basis).toEqual(['check-ins'])
  })

  test('check-ins on some days and supply on the others are said to be a mix', () => {
    const taken = takenOn(
      dailyCheckIns(d(0), 5, () => true),
      [dispense(d(0), 40)],
    )
    const adherence = adherenceOver(taken, dayN(0), dayN(39), defaultSettings)
    expect(adherence.basis).toEqual(['check-ins', 'dispensed-supply'])
    expect(adherence.verdict.kind === 'met' && adherence.verdict.because[0].what).toBe(
      'days taken or covered, check-ins and dispensed supply',
    )
  })

  test('what cannot be told names how many of the days have information', () => {
    const { verdict } = over(19, 19)
    expect(verdict.kind === 'cannot-tell' && verdict.missing).toEqual([
      { what: 'adherence', why: '19 of 40 days from 1 Jan 2026 to 9 Feb 2026 have a check-in, a dispensed supply or a statement' },
    ])
  })

  test('a trial that began today has run for no day: nothing can be told', () => {
    const { verdict, daysInPeriod } = adherenceOver(takenOn([], []), dayN(0), dayN(-1), defaultSettings)
    expect(daysInPeriod).toBe(0)
    expect(verdict.kind === 'cannot-tell' && verdict.missing[0].why).toBe('the trial has not run for a day yet')
  })
})

test('4 of 5 days is exactly 80 % and met; 79 of 100 is not', () => {
  expect(standingOf({ yes: 4, informed: 5, period: 5 }, defaultSettings)).toBe('met')
  expect(standingOf({ yes: 80, informed: 100, period: 100 }, defaultSettings)).toBe('met')
  expect(standingOf({ yes: 79, informed: 100, period: 100 }, defaultSettings)).toBe('not-met')
})

test('the last 28 days end yesterday and never begin before the trial', () => {
  expect(recentPeriod(dayN(100), 28, dayN(0))).toEqual({ from: dayN(72), through: dayN(99) })
  expect(recentPeriod(dayN(100), 28, dayN(90))).toEqual({ from: dayN(90), through: dayN(99) })
  expect(recentPeriod(dayN(100), 28, undefined)).toEqual({ from: dayN(72), through: dayN(99) })
})

test('a statement is said as such, and what cannot be told is adherence', () => {
  const taken = takenOn([], [statement({ from: d(0), through: d(9), more: { adherence: { taken: true, text: 'taken' } } })])
  const { verdict } = adherenceOver(taken, dayN(0), dayN(9), defaultSettings)
  expect(verdict.kind === 'met' && verdict.because[0]).toMatchObject({ what: 'days taken, as stated', value: '10 of 10 (100 %)' })
  const untold = adherenceOver(() => undefined, dayN(0), dayN(9), defaultSettings).verdict
  expect(untold).toEqual({
    kind: 'cannot-tell',
    missing: [{ what: 'adherence', why: '0 of 10 days from 1 Jan 2026 to 10 Jan 2026 have a check-in, a dispensed supply or a statement' }],
  })
})
