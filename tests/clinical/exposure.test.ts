import { describe, expect, test } from 'vitest'
import { endOf, exposuresOf } from '#src/clinical/exposure.ts'
import type { DailyDose, MedicationFact } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { daysBetween, exactly } from '#src/lib/calendar.ts'
import { d, dayN } from '#tests/support/clinic.ts'
import { dispense, mg, order, partial, statement } from '#tests/support/record-builders.ts'

const unreadable: DailyDose = { kind: 'unknown', reason: 'no readable dose' }

/** "0-6:25 7-41:50": first and last day, dose in mg; "?" a dose that is not known, "~" days that may not belong to it. */
function shape(facts: readonly MedicationFact[], asOf: number): string {
  return exposuresOf(facts, dayN(asOf), defaultSettings)
    .map(({ from, through, dose, certain }) => {
      const mgPerDay = dose.kind === 'unknown' ? '?' : dose.low === dose.high ? `${dose.low}` : `${dose.low}..${dose.high}`
      return `${daysBetween(dayN(0), from)}-${daysBetween(dayN(0), through)}:${mgPerDay}${certain ? '' : '~'}`
    })
    .join(' ')
}

/** An order of which everything was given, as its status says. */
const completed = (more: Partial<MedicationFact> = {}): MedicationFact =>
  order({ from: d(0), over: true, more: { status: 'completed', ...more } })

const last = (on: number): MedicationFact['ends'] => [{ date: exactly(dayN(on)), basis: 'last-updated' }]

describe('an order', () => {
  test('with bounds ends on their last day', () => {
    expect(shape([order({ from: d(0), through: d(21), over: true })], 100)).toBe('0-21:50')
  })

  test('that is active goes on to the day of judgement', () => {
    expect(shape([order({ from: d(0) })], 41)).toBe('0-41:50')
  })

  test('that begins today is one, and one of a single day is one day', () => {
    expect(shape([order({ from: d(0) })], 0)).toBe('0-0:50')
    expect(shape([order({ from: d(5), through: d(5) })], 30)).toBe('5-5:50')
  })

  test('without any dose plan is none', () => {
    expect(shape([order({ from: d(0), more: { plans: [] } })], 30)).toBe('')
  })

  test('keeps its instruction as written', () => {
    const plans = [{ from: exactly(dayN(0)), through: undefined, dose: mg(50), text: 'one tablet in the morning' }]
    expect(exposuresOf([order({ from: d(0), more: { plans } })], dayN(30), defaultSettings)[0]?.text).toBe('one tablet in the morning')
  })

  test('that begins tomorrow is no exposure yet', () => {
    expect(shape([order({ from: d(1) })], 0)).toBe('')
  })

  test('that is active is replaced by the next order of the same agent on the day before it begins: a dose change', () => {
    expect(shape([order({ from: d(0), dose: mg(50) }), order({ from: d(28), dose: mg(100) })], 60)).toBe('0-27:50 28-60:100')
  })

  test('with steps holds each dose on its own days: 25 mg for 7 days, then 50 mg', () => {
    const plans = [
      { from: exactly(dayN(0)), through: exactly(dayN(6)), dose: mg(25), text: undefined },
      { from: exactly(dayN(7)), through: undefined, dose: mg(50), text: undefined },
    ]
    expect(shape([order({ from: d(0), more: { plans } })], 41)).toBe('0-6:25 7-41:50')
  })

  test('whose step gives no last day ends it where the next step begins', () => {
    const plans = [
      { from: exactly(dayN(0)), through: undefined, dose: mg(25), text: undefined },
      { from: exactly(dayN(7)), through: undefined, dose: mg(50), text: undefined },
    ]
    expect(shape([order({ from: d(0), more: { plans } })], 41)).toBe('0-6:25 7-41:50')
  })

  test('that nobody renewed for 365 days says nothing certain from day 366 on', () => {
    expect(shape([order({ from: d(0) })], 365)).toBe('0-365:50')
    expect(shape([order({ from: d(0) })], 366)).toBe('0-365:50 366-366:50~')
  })

  test('is renewed by 90 days handed over on day 300, also while they still last; not by what is handed over tomorrow', () => {
    expect(shape([order({ from: d(0) }), dispense(d(300), 90)], 366)).toBe('0-366:50')
    expect(shape([order({ from: d(0) }), dispense(d(366), 30)], 366)).toBe('0-366:50')
    expect(shape([order({ from: d(0) }), dispense(d(367), 30)], 366)).toBe('0-365:50 366-366:50~')
  })

  test('with a last day to come is cut at the day of judgement', () => {
    expect(shape([order({ from: d(0), through: d(100) })], 60)).toBe('0-60:50')
  })

  test('ends where somebody set its end, whatever its validity says: bounds to day 49, validity to day 20', () => {
    const ends = [
      { date: exactly(dayN(20)), basis: 'validity' as const },
      { date: exactly(dayN(49)), basis: 'bounds' as const },
    ]
    expect(shape([order({ from: d(0), over: true, ends })], 200)).toBe('0-49:50')
    expect(shape([order({ from: d(0), over: true, ends }), dispense(d(60), 30)], 200)).toBe('0-49:50')
    expect(endOf([order({ from: d(0), over: true, ends })], dayN(200), defaultSettings)).toEqual({ basis: 'bounds', known: true })
  })

  test('that is active has no end', () => {
    expect(endOf([order({ from: d(0) })], dayN(30), defaultSettings)).toEqual({ basis: undefined, known: true })
  })

  test('is renewed by a dispense: 30 days from day 300 carry it 365 days beyond day 330', () => {
    expect(shape([order({ from: d(0) }), dispense(d(300), 30)], 695)).toBe('0-695:50')
    expect(shape([order({ from: d(0) }), dispense(d(300), 30)], 696)).toBe('0-695:50 696-696:50~')
  })
})

describe('an order that is over and does not say when', () => {
  test('and was completed ran through the last supply handed over for it, at the latest 14 days longer', () => {
    expect(shape([completed(), dispense(d(30), 30)], 200)).toBe('0-59:50 60-73:50~')
  })

  test('and was stopped surely ran to the last hand-over: 60 days of supply, the last 30 of day 30, are 31 to 74 days', () => {
    expect(shape([order({ from: d(0), over: true }), dispense(d(0), 30), dispense(d(30), 30)], 200)).toBe('0-30:50 31-73:50~')
    // One refill of 90 days, collected on day 104 of a course that was stopped on day 106: no more than 105 days are sure.
    const refills = [0, 20, 47, 75].map((on) => dispense(d(on), 30))
    expect(shape([order({ from: d(0), over: true }), ...refills, dispense(d(104), 90)], 400)).toBe('0-104:50 105-207:50~')
  })

  test('and was stopped within its only supply: the day of the hand-over alone is sure', () => {
    expect(shape([order({ from: d(0), over: true }), dispense(d(0), 30)], 200)).toBe('0-0:50 1-43:50~')
  })

  test('and was stopped: the next order carried its supply on where it began within 14 days after it, and not on the 15th', () => {
    const until = (next: number) => [order({ from: d(0), over: true }), dispense(d(0), 30), order({ from: d(next), dose: mg(100) })]
    expect(shape(until(20), 60)).toBe('0-19:50 20-60:100')
    expect(shape(until(30), 60)).toBe('0-29:50 30-60:100')
    expect(shape(until(44), 60)).toBe('0-29:50 30-43:50~ 44-60:100')
    expect(shape(until(45), 60)).toBe('0-0:50 1-43:50~ 45-60:100')
  })

  test('a supply bound to it counts whenever it came; one bound to another order does not', () => {
    const over = completed({ source: { ref: 'MedicationRequest/a' } })
    const bound = { ...dispense(d(30), 30), basedOn: 'MedicationRequest/a' }
    const foreign = { ...dispense(d(60), 30), basedOn: 'MedicationRequest/b' }
    expect(shape([over, bound], 200)).toBe('0-59:50 60-73:50~')
    expect(shape([over, bound, foreign], 200)).toBe('0-59:50 60-73:50~')
  })

  test('a supply of the day on which the next order begins belongs to that one', () => {
    const facts = [dispense(d(0), 10), dispense(d(30), 30), order({ from: d(30) })]
    expect(shape([completed(), ...facts], 60)).toBe('0-9:50 10-23:50~ 30-60:50')
    expect(shape([order({ from: d(0), over: true }), ...facts], 60)).toBe('0-0:50 1-23:50~ 30-60:50')
  })

  test('a supply after its validity is still its own: validity is no end that somebody set', () => {
    const validity = { date: exactly(dayN(20)), basis: 'validity' as const }
    expect(shape([completed({ ends: [validity] }), dispense(d(50), 30)], 200)).toBe('0-79:50 80-93:50~')
    expect(shape([order({ from: d(0), over: true, ends: [validity] }), dispense(d(50), 30)], 200)).toBe('0-50:50 51-93:50~')
  })

  test('says how its end was found', () => {
    const stopped = order({ from: d(0), over: true })
    expect(endOf([stopped, dispense(d(30), 30)], dayN(200), defaultSettings)).toEqual({ basis: 'last-dispense', known: true })
  })

  test.each(['validity', 'expected-supply'] as const)(
    'by its %s of day 89: that is its end if completed, and only a bound if stopped',
    (basis) => {
      const ends = [{ date: exactly(dayN(89)), basis }]
      expect(endOf([completed({ ends })], dayN(200), defaultSettings)).toEqual({ basis, known: true })
      expect(shape([completed({ ends })], 200)).toBe('0-89:50')
      expect(endOf([order({ from: d(0), over: true, ends })], dayN(200), defaultSettings)).toEqual({ basis, known: false })
      expect(shape([order({ from: d(0), over: true, ends })], 200)).toBe('0-0:50 1-89:50~')
    },
  )

  test('ended where a statement says its course did, whatever supply was left', () => {
    const facts = [order({ from: d(0), over: true }), dispense(d(0), 90)]
    expect(shape([...facts, statement({ from: d(0), through: d(40) })], 200)).toBe('0-40:50')
    expect(endOf([...facts, statement({ from: d(0), through: d(40) })], dayN(200), defaultSettings)).toEqual({
      basis: 'statement',
      known: true,
    })
    // "2026-02": some day from 1 to 28 February, days 31 to 58.
    expect(shape([...facts, statement({ from: d(0), through: '2026-02' })], 200)).toBe('0-31:50 32-58:50~')
  })

  test.each([
    ['began while it surely ran: on the day of the last hand-over', statement({ from: d(30), through: d(40) }), '0-40:50'],
    ['began on the day after', statement({ from: d(31), through: d(40) }), '0-40:50'],
    // A day later nothing joins the two; on the days of the statement the medicine is sure and the dose is not.
    ['began two days after', statement({ from: d(32), through: d(40) }), '0-30:50 31-31:50~ 32-40:? 41-73:50~'],
    ['ended before something more was handed over', statement({ from: d(0), through: d(29) }), '0-30:50 31-73:50~'],
    ['goes on without a dose', statement({ from: d(0) }), '0-30:50 31-200:?'],
  ])('and a statement that %s', (_, told, expected) => {
    expect(shape([order({ from: d(0), over: true }), dispense(d(30), 30), told], 200)).toBe(expected)
  })

  test('is judged by the order that began last, in whatever order they are read', () => {
    const older = order({ from: d(0), over: true, ends: last(10) })
    const newer = order({ from: d(30), through: d(60), over: true })
    for (const facts of [
      [older, newer],
      [newer, older],
    ])
      expect(endOf(facts, dayN(200), defaultSettings)).toEqual({ basis: 'bounds', known: true })
  })

  test('a supply from before it began says nothing about its end', () => {
    expect(shape([order({ from: d(20), over: true, ends: last(60) }), dispense(d(10), 30)], 200)).toBe('20-20:50 21-60:50~')
  })

  test('ends on the day before the next order also where that one cannot be read, or before a statement that gives a dose', () => {
    const stopped = order({ from: d(0), over: true })
    expect(shape([stopped, order({ from: d(30), dose: unreadable })], 60)).toBe('0-29:50 30-60:?')
    expect(shape([stopped, statement({ from: d(30), dose: mg(100) })], 60)).toBe('0-29:50 30-60:100')
  })

  test('without supply ends on the day before the next order', () => {
    expect(shape([order({ from: d(0), over: true }), order({ from: d(30), dose: mg(100) })], 60)).toBe('0-29:50 30-60:100')
  })

  test('without supply outlasts neither the record that said it was over nor what it was written for, whenever the next order began', () => {
    const next = order({ from: d(100), dose: mg(100) })
    expect(shape([order({ from: d(0), over: true, ends: last(60) }), next], 120)).toBe('0-0:50 1-60:50~ 100-120:100')
    expect(shape([order({ from: d(0), over: true, ends: last(98) }), next], 120)).toBe('0-99:50 100-120:100') // zones
    const written = (through: number) => [{ date: exactly(dayN(through)), basis: 'expected-supply' as const }]
    expect(shape([completed({ ends: written(29) }), next], 120)).toBe('0-29:50 100-120:100')
    expect(shape([order({ from: d(0), over: true, ends: written(29) }), next], 120)).toBe('0-0:50 1-29:50~ 100-120:100')
    expect(shape([order({ from: d(0), over: true, ends: written(86) }), next], 120)).toBe('0-99:50 100-120:100')
    expect(shape([order({ from: d(0), over: true, ends: written(85) }), next], 120)).toBe('0-0:50 1-85:50~ 100-120:100')
  })

  test('without any of them ends at the latest with its last update: only the first day is sure', () => {
    const fact = order({ from: d(0), over: true, ends: last(60) })
    expect(shape([fact], 200)).toBe('0-0:50 1-60:50~')
    expect(endOf([fact], dayN(200), defaultSettings)).toEqual({ basis: 'last-updated', known: false })
  })

  test('may have ended on any day up to its last update, where its own end was planned for later', () => {
    const planned = order({ from: d(0), through: d(89), over: true, ends: last(20) })
    expect(shape([planned], 60)).toBe('0-0:50 1-20:50~')
    expect(shape([planned], 120)).toBe('0-0:50 1-20:50~')
    expect(endOf([planned], dayN(60), defaultSettings)).toEqual({ basis: 'last-updated', known: false })
  })

  test.each([
    [21, '0-21:50'], // one day apart by their zones
    [22, '0-0:50 1-20:50~'],
  ])('whose own end is day %i, last updated on day 20', (through, expected) => {
    expect(shape([order({ from: d(0), through: d(through), over: true, ends: last(20) })], 60)).toBe(expected)
  })

  test('ended with its last update at the latest, though 90 days were handed over', () => {
    expect(shape([completed({ ends: last(20) }), dispense(d(0), 90)], 120)).toBe('0-20:50')
    expect(shape([completed({ ends: last(70) }), dispense(d(30), 30)], 120)).toBe('0-59:50 60-70:50~')
    expect(shape([order({ from: d(0), over: true, ends: last(20) }), dispense(d(0), 90)], 120)).toBe('0-0:50 1-20:50~')
    expect(shape([order({ from: d(0), over: true, ends: last(70) }), dispense(d(30), 30)], 120)).toBe('0-30:50 31-70:50~')
  })

  test('does not last as long as its supply was expected to, where it was over before', () => {
    const expectedSupply = { date: exactly(dayN(179)), basis: 'expected-supply' as const }
    expect(shape([order({ from: d(0), over: true, ends: [expectedSupply, ...last(20)] })], 200)).toBe('0-0:50 1-20:50~')
  })

  test('and was never updated may have gone on to today', () => {
    const fact = order({ from: d(0), over: true })
    expect(shape([fact], 30)).toBe('0-0:50 1-30:50~')
    expect(endOf([fact], dayN(30), defaultSettings)).toEqual({ basis: undefined, known: false })
  })
})

describe('several orders at once', () => {
  test('with the same first day and dose are one order recorded twice', () => {
    const exposures = exposuresOf([order({ from: d(0) }), order({ from: d(0) })], dayN(30), defaultSettings)
    expect(exposures.map((e) => e.certain)).toEqual([true])
    expect(exposures[0]?.dose).toEqual(mg(50))
    expect(exposures[0]?.notes).toEqual(['2 orders with the same first day and dose: counted once'])
  })

  test('with the same first day and different doses are never summed in silence: 100 and 50 mg are 100 to 150', () => {
    const exposures = exposuresOf([order({ from: d(0), dose: mg(100) }), order({ from: d(0), dose: mg(50) })], dayN(30), defaultSettings)
    expect(exposures[0]?.dose).toEqual(mg(100, 150))
    expect(exposures[0]?.notes).toEqual([
      '2 overlapping orders from 1 Jan 2026: counted as the largest of them, the sum is the upper bound',
    ])
  })

  test('that overlap by their own bounds count as the newer one, the sum is the upper bound', () => {
    const facts = [order({ from: d(0), through: d(40), dose: mg(50) }), order({ from: d(30), through: d(60), dose: mg(100) })]
    expect(shape(facts, 100)).toBe('0-29:50 30-40:100..150 41-60:100')
    expect(exposuresOf(facts, dayN(100), defaultSettings)[1]?.notes).toEqual([
      '2 overlapping orders: counted as the newer one (100 mg/day), the sum is the upper bound',
    ])
  })

  test('that meet on one day are a change of dose on that day, no overlap', () => {
    const facts = [order({ from: d(0), through: d(30), dose: mg(50) }), order({ from: d(30), through: d(60), dose: mg(100) })]
    expect(shape(facts, 100)).toBe('0-29:50 30-60:100')
  })

  test('of which one cannot be read leave the dose unknown where they overlap', () => {
    const facts = [order({ from: d(0), through: d(40), dose: unreadable }), order({ from: d(30), through: d(60), dose: mg(100) })]
    expect(shape(facts, 100)).toBe('0-40:? 41-60:100')
  })

  test('that follow each other with equal dose are one stretch: splitting an order changes nothing', () => {
    const facts = [order({ from: d(0), through: d(20) }), order({ from: d(21), through: d(41) })]
    expect(shape(facts, 100)).toBe('0-41:50')
  })

  test('with a day between them are two stretches', () => {
    expect(shape([order({ from: d(0), through: d(20) }), order({ from: d(22), through: d(41) })], 100)).toBe('0-20:50 22-41:50')
  })

  test('of which the newer has ended leave open whether the older went on', () => {
    const facts = [order({ from: d(0), dose: mg(50) }), order({ from: d(30), through: d(39), dose: mg(100) })]
    expect(shape(facts, 60)).toBe('0-29:50 30-39:100 40-60:50~')
  })
})

describe('what an exposure carries', () => {
  const refs = (facts: readonly MedicationFact[], asOf = 30) =>
    exposuresOf(facts, dayN(asOf), defaultSettings).map((e) => e.sources.map((s) => s.ref))

  test('of two orders of one day the sources stand by their reference, in whatever order they are read', () => {
    const [a, b] = [order({ from: d(0), ref: 'MedicationRequest/a' }), order({ from: d(0), ref: 'MedicationRequest/b' })]
    expect(refs([a, b])).toEqual([['MedicationRequest/a', 'MedicationRequest/b']])
    expect(refs([b, a])).toEqual([['MedicationRequest/a', 'MedicationRequest/b']])
  })

  test('a dose that replaced another one carries its own source alone', () => {
    const facts = [order({ from: d(0), ref: 'MedicationRequest/a' }), order({ from: d(28), dose: mg(100), ref: 'MedicationRequest/b' })]
    expect(refs(facts, 60)).toEqual([['MedicationRequest/a'], ['MedicationRequest/b']])
  })

  test('an order split in two carries both sources; an order confirmed on day 10 carries it once, and its note once', () => {
    const first = order({ from: d(0), through: d(9), ref: 'MedicationRequest/a' })
    expect(refs([first, order({ from: d(10), ref: 'MedicationRequest/b' })])).toEqual([['MedicationRequest/a', 'MedicationRequest/b']])
    const twice = [order({ from: d(0), ref: 'MedicationRequest/a' }), order({ from: d(0), ref: 'MedicationRequest/b' })]
    const told = statement({ from: d(10), more: { source: { ref: 'MedicationStatement/c' } } })
    expect(refs([...twice, told])).toEqual([['MedicationRequest/a', 'MedicationRequest/b', 'MedicationStatement/c']])
    expect(exposuresOf([...twice, told], dayN(30), defaultSettings)[0]?.notes).toEqual([
      '2 orders with the same first day and dose: counted once',
    ])
  })

  test('of two orders of one day the instruction of the one that has any', () => {
    const withText = (text: string | undefined) => [{ from: exactly(dayN(0)), through: undefined, dose: mg(50), text }]
    const facts = [
      order({ from: d(0), ref: 'MedicationRequest/a', more: { plans: withText(undefined) } }),
      order({ from: d(0), ref: 'MedicationRequest/b', more: { plans: withText('one tablet') } }),
    ]
    expect(exposuresOf(facts, dayN(30), defaultSettings)[0]?.text).toBe('one tablet')
  })

  test('a sum is no surer than the least sure of its parts: 50 mg by structure and 100 mg by words', () => {
    const words: DailyDose = { kind: 'known', low: 100, high: 100, basis: 'text' }
    const sum = (...doses: readonly DailyDose[]) =>
      exposuresOf(
        doses.map((dose, i) => order({ from: d(0), dose, ref: `MedicationRequest/${i}` })),
        dayN(30),
        defaultSettings,
      )[0]?.dose
    expect(sum(mg(50), words)).toEqual({ kind: 'known', low: 100, high: 150, basis: 'text' })
    expect(sum(words, mg(50))).toEqual({ kind: 'known', low: 100, high: 150, basis: 'text' })
    expect(sum(mg(50), mg(100))).toEqual({ kind: 'known', low: 100, high: 150, basis: 'structured' })
    expect(sum(mg(50), unreadable)).toEqual(unreadable)
    expect(sum(unreadable, mg(50))).toEqual(unreadable)
  })

  test('overlapping orders of which one cannot be read say so, whichever it is', () => {
    const overlap = (older: DailyDose, newer: DailyDose) =>
      exposuresOf([order({ from: d(0), through: d(40), dose: older }), order({ from: d(30), dose: newer })], dayN(35), defaultSettings).at(
        -1,
      )
    const reason = 'overlapping orders, one without a readable dose'
    expect(overlap(unreadable, mg(100))).toMatchObject({ dose: unreadable, from: dayN(0) }) // one stretch with the days before it
    expect(overlap(mg(50), unreadable)).toMatchObject({
      dose: { kind: 'unknown', reason },
      notes: ['2 overlapping orders: counted as the newer one (dose not known), the sum is the upper bound'],
    })
  })
})

describe('dates that are not exact', () => {
  test('a statement "2024" to "2024" has no sure day', () => {
    const exposures = exposuresOf([statement({ from: '2024', through: '2024', dose: mg(50) })], dayN(0), defaultSettings)
    expect(exposures.map((e) => e.certain)).toEqual([false])
  })

  test('March to May 2024 are surely 1 April to 30 April and the two edge days: 32 sure days, 92 possible ones', () => {
    const exposures = exposuresOf([statement({ from: '2024-03', through: '2024-05', dose: mg(50) })], dayN(0), defaultSettings)
    const days = exposures.map((e) => [e.certain, daysBetween(e.from, e.through) + 1])
    expect(days).toEqual([
      [false, 30],
      [true, 32],
      [false, 30],
    ])
  })

  /** 100 mg since some day in February 2026 (days 31 to 58). */
  const february = (dose: DailyDose = mg(100), from = '2026-02') => ({ from: partial(from), through: undefined, dose, text: undefined })

  test('a second order begun some day in February, beside one bound to day 100: 50 mg until it begins, 100 to 150 mg since', () => {
    const facts = [order({ from: d(0), through: d(100), dose: mg(50) }), order({ from: d(31), more: { plans: [february()] } })]
    expect(shape(facts, 100)).toBe('0-30:50 31-57:50..150 58-100:100..150')
  })

  test('an active order replaced some day in February: in February it is one of the two, before and after it is sure', () => {
    const facts = [order({ from: d(0), dose: mg(50) }), order({ from: d(31), more: { plans: [february()] } })]
    expect(shape(facts, 100)).toBe('0-30:50 31-57:50..100~ 58-100:100')
    expect(exposuresOf(facts, dayN(100), defaultSettings)[1]?.notes).toEqual([])
  })

  test('a step down some day in February may have kept the higher dose until its last day: 100, then 25 mg', () => {
    const facts = [order({ from: d(0), dose: mg(100) }), order({ from: d(31), more: { plans: [february(mg(25))] } })]
    expect(shape(facts, 100)).toBe('0-30:100 31-57:25..100~ 58-100:25')
  })

  test('two steps of one order follow each other and are never both: 50 mg since 2025, 100 mg since some day in February', () => {
    const plans = [{ from: exactly(dayN(0)), through: undefined, dose: mg(50), text: undefined }, february()]
    const facts = [order({ from: d(0), more: { plans } })]
    expect(shape(facts, 100)).toBe('0-30:50 31-57:50..100~ 58-100:100')
    expect(exposuresOf(facts, dayN(100), defaultSettings)[1]?.notes).toEqual([])
  })

  test('an order that is over ends on the day before the next one, which began some day in February', () => {
    const facts = [order({ from: d(0), over: true, dose: mg(50) }), order({ from: d(31), more: { plans: [february()] } })]
    expect(shape(facts, 100)).toBe('0-30:50 31-57:50..100~ 58-100:100')
  })

  test('a dose that cannot be read leaves February unknown, with the reason', () => {
    const facts = [order({ from: d(0), dose: mg(50) }), order({ from: d(31), more: { plans: [february(unreadable)] } })]
    expect(shape(facts, 100)).toBe('0-30:50 31-57:?~ 58-100:?')
    expect(exposuresOf(facts, dayN(100), defaultSettings).map((e) => e.dose)).toEqual([
      mg(50),
      { kind: 'unknown', reason: 'the date of a dose change is not known to the day' },
      unreadable,
    ])
  })

  test('an order that may not have begun keeps its own reason for an unknown dose', () => {
    expect(exposuresOf([order({ from: d(31), more: { plans: [february(unreadable)] } })], dayN(100), defaultSettings)[0]).toMatchObject({
      certain: false,
      dose: unreadable,
    })
  })

  test('a statement without a dose, told for February, confirms an order of 50 mg and does not make its dose unknown', () => {
    expect(shape([order({ from: d(0) }), statement({ from: '2026-02' })], 100)).toBe('0-100:50')
    const soft = order({ from: d(31), more: { plans: [february()] } })
    expect(shape([soft, statement({ from: '2026-02' })], 100)).toBe('31-57:100~ 58-100:100')
  })

  test('an order bound to some day in March beside one begun on 31 January: 100 to 150 mg as long as it may run', () => {
    const march = partial('2026-03') // days 59 to 89
    const plans = [{ from: exactly(dayN(0)), through: march, dose: mg(50), text: undefined }]
    const bounded = order({ from: d(0), more: { plans, ends: [{ date: march, basis: 'bounds' }] } })
    expect(shape([bounded, order({ from: d(30), dose: mg(100) })], 120)).toBe('0-29:50 30-89:100..150 90-120:100')
  })

  test('200 mg bound to day 100 beside an order of 100 mg that became 150 mg some day in February: 100 to 350 mg', () => {
    const plans = [{ from: exactly(dayN(10)), through: undefined, dose: mg(100), text: undefined }, february(mg(150))]
    const facts = [order({ from: d(0), through: d(100), dose: mg(200) }), order({ from: d(10), more: { plans } })]
    expect(shape(facts, 100)).toBe('0-9:200 10-30:100..300 31-57:100..350 58-100:150..350')
  })

  test('of two orders of one day the one that may have ended leaves the dose between one alone and both', () => {
    const facts = [order({ from: d(0), dose: mg(50) }), order({ from: d(0), dose: mg(100), over: true, ends: last(60) })]
    expect(shape(facts, 100)).toBe('0-0:100..150 1-60:50..150 61-100:50')
  })
})

describe('statements and dispenses', () => {
  test('a statement without a dose confirms an order and does not make its dose unknown', () => {
    expect(shape([order({ from: d(0) }), statement({ from: d(10) })], 40)).toBe('0-40:50')
  })

  test('a statement of another dose on the same first day does not outvote the order', () => {
    expect(shape([order({ from: d(0) }), statement({ from: d(0), dose: mg(100) })], 40)).toBe('0-40:50')
  })

  test('a newer statement of another dose stands for itself, and is never summed with the order', () => {
    const bounded = order({ from: d(0), through: d(100), dose: mg(50) })
    expect(shape([bounded, statement({ from: d(30), dose: mg(100) })], 100)).toBe('0-29:50 30-100:100')
    const stated = statement({ from: d(0), through: d(100), dose: mg(50) })
    expect(shape([stated, order({ from: d(30), through: d(100), dose: mg(100) })], 100)).toBe('0-29:50 30-100:100')
  })

  test('an order and a statement of one day beside an older order: the order is summed, the statement is not', () => {
    const facts = [
      order({ from: d(0), through: d(100), dose: mg(50) }),
      order({ from: d(30), through: d(100), dose: mg(100) }),
      statement({ from: d(30), dose: mg(100) }),
    ]
    expect(shape(facts, 100)).toBe('0-29:50 30-100:100..150')
  })

  test('a statement goes on without any renewal: on day 400 it is as sure as on its first day', () => {
    expect(shape([statement({ from: d(0), dose: mg(50) })], 400)).toBe('0-400:50')
  })

  test('two statements of different doses from one day are the larger, the sum at most', () => {
    expect(shape([statement({ from: d(0), dose: mg(50) }), statement({ from: d(0), dose: mg(100) })], 40)).toBe('0-40:100..150')
  })

  test('a statement alone is an exposure, with the dose it gives', () => {
    expect(shape([statement({ from: d(0), dose: mg(100) })], 40)).toBe('0-40:100')
  })

  test('dispenses alone make exposure for the days they cover', () => {
    expect(shape([dispense(d(0), 30), dispense(d(30), 30)], 100)).toBe('0-59:50')
    expect(endOf([dispense(d(0), 30)], dayN(100), defaultSettings)).toEqual({ basis: 'last-dispense', known: true })
  })

  test('a dispense more than 14 days before the first order is an exposure of its own, at 14 days it is the order’s', () => {
    expect(shape([dispense(d(0), 30), order({ from: d(60) })], 90)).toBe('0-29:50 60-90:50')
    expect(shape([dispense(d(46), 10), order({ from: d(60) })], 90)).toBe('60-90:50')
    expect(shape([dispense(d(45), 10), order({ from: d(60) })], 90)).toBe('45-54:50 60-90:50')
  })

  test('a dispense more than 14 days after the order’s own end is an exposure of its own', () => {
    expect(shape([order({ from: d(0), through: d(20) }), dispense(d(34), 30)], 100)).toBe('0-20:50')
    expect(shape([order({ from: d(0), through: d(20) }), dispense(d(35), 30)], 100)).toBe('0-20:50 35-64:50')
  })

  test('a dispense for another order that did not come is an exposure of its own, for the days it covers', () => {
    const foreign = { ...dispense(d(50), 30), basedOn: 'MedicationRequest/x' }
    expect(shape([order({ from: d(0), through: d(20) }), foreign], 100)).toBe('0-20:50 50-79:50')
    expect(endOf([foreign], dayN(100), defaultSettings)).toEqual({ basis: 'last-dispense', known: true })
    expect(shape([foreign], 100)).toBe('50-79:50')
  })

  test('a dispense counts by the day it was handed over: 30 days after the order’s end it is its own, though its plan begins earlier', () => {
    const late = { ...dispense(d(5), 60), supply: { handedOver: dayN(50), days: 30 } }
    expect(shape([order({ from: d(0), through: d(20) }), late], 100)).toBe('0-64:50')
  })

  test('a dispense without days of supply counts by its first day', () => {
    const bare = { ...dispense(d(30), 30), supply: undefined }
    expect(shape([order({ from: d(0), through: d(20) }), bare], 100)).toBe('0-20:50')
  })

  test('a dispense that names the order belongs to it, however late it came', () => {
    const bounded = order({ from: d(0), through: d(20), ref: 'MedicationRequest/a' })
    expect(shape([bounded, { ...dispense(d(50), 30), basedOn: 'MedicationRequest/a' }], 100)).toBe('0-20:50')
  })
})

test('no fact makes no exposure, and nothing ended', () => {
  expect(shape([], 10)).toBe('')
  expect(endOf([], dayN(10), defaultSettings)).toEqual({ basis: undefined, known: true })
})
