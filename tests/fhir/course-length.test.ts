import { describe, expect, test } from 'vitest'
import { assessPatient } from '#src/clinical/assess.ts'
import type { MedicationFact } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { day, isoFromDay } from '#src/lib/calendar.ts'
import { daily, dose, onceDaily, order, read, repeat, type Json } from './resources.ts'

function factOf(resource: Json): MedicationFact {
  const [fact] = read(resource).medications
  if (!fact) throw new Error('no medication was read')
  return fact
}

/** An order of 12 January 2026, 50 mg at a time. */
const lasting = (timing: Json, extra: Json = {}): MedicationFact =>
  factOf(order({ dosageInstruction: [{ ...repeat(timing), ...dose(50, 'mg') }], ...extra }))

/** First and last possible last day, and what the reader is told. */
const lastDays = (fact: MedicationFact) => {
  const through = fact.plans.at(-1)?.through
  return [through && isoFromDay(through.earliest), through && isoFromDay(through.latest), fact.issues[0]]
}
const untold = 'the instruction sets an end that cannot be turned into days: its last day is not known'
const noEnd = '9999-12-31'
const refills = (numberOfRepeatsAllowed: number): Json => ({ dispenseRequest: { numberOfRepeatsAllowed } })

describe('a course that is counted (FHIR.md 4.2)', () => {
  test.each<[string, Json, string, string]>([
    ['30 times, once a day: 30 days', { ...daily, count: 30 }, '2026-02-10', '2026-02-10'],
    ['30 times, every 12 hours: 15 days', { period: 12, periodUnit: 'h', count: 30 }, '2026-01-26', '2026-01-26'],
    ['31 times, every 12 hours: the 16th day has one dose', { period: 12, periodUnit: 'h', count: 31 }, '2026-01-26', '2026-01-27'],
    ['once', { ...daily, count: 1 }, '2026-01-12', '2026-01-12'],
    // Each dose may be one repetition (15 days), or each day (30).
    ['30 times, "twice a day"', { ...daily, frequency: 2, count: 30 }, '2026-01-26', '2026-02-10'],
    ['30 times, in the morning and at bedtime', { when: ['MORN', 'HS'], count: 30 }, '2026-01-26', '2026-02-10'],
    ['30 to 60 times, once a day', { ...daily, count: 30, countMax: 60 }, '2026-02-10', '2026-03-12'],
    ['at most 30 times, once a day', { ...daily, countMax: 30 }, '2026-01-12', '2026-02-10'],
    ['30 times, once or twice a day', { ...daily, frequencyMax: 2, count: 30 }, '2026-01-26', '2026-03-12'],
    // The last dose is on the 29th day, and is for two days.
    ['15 times, every other day', { frequency: 1, period: 2, periodUnit: 'd', count: 15 }, '2026-02-09', '2026-02-10'],
    ['4 times, once a week', { frequency: 1, period: 1, periodUnit: 'wk', count: 4 }, '2026-02-02', '2026-02-08'],
    // 12 doses on Mondays, Wednesdays and Fridays: from 20 to 28 days, whichever day is the first.
    ['12 times on three days of a week', { ...daily, dayOfWeek: ['mon', 'wed', 'fri'], count: 12 }, '2026-01-31', '2026-02-08'],
  ])('%s', (_, timing, first, last) => {
    expect(lastDays(lasting(timing)).slice(0, 2)).toEqual([first, last])
  })

  test('says how long it is where that is not one number of days', () => {
    expect(lasting({ ...daily, count: 30 }).issues).toEqual([])
    expect(lasting({ ...daily, frequency: 2, count: 30 }).issues).toEqual(['the instruction lasts 15 to 30 days'])
  })

  test('of 30 with 2 refills is 30 days, or 30 of each of three supplies', () => {
    expect(lastDays(lasting({ ...daily, count: 30 }, refills(2)))).toEqual([
      '2026-02-10',
      '2026-04-11',
      'the instruction lasts 30 to 90 days',
    ])
  })

  test('counts the doses that its words name', () => {
    const inWords = factOf(order({ dosageInstruction: [{ text: '50 mg daily', timing: { repeat: { count: 30 } } }] }))
    expect(lastDays(inWords)).toEqual(['2026-02-10', '2026-02-10', undefined])
  })

  test.each<[string, Json]>([
    ['0 times', { ...daily, count: 0 }],
    ['1.5 times', { ...daily, count: 1.5 }],
    ['"30" as text', { ...daily, count: '30' }],
    ['30 to 20 times', { ...daily, count: 30, countMax: 20 }],
    ['30 times, nothing says how often', { count: 30 }],
    ['30 times, with meals', { when: ['C'], count: 30 }],
    ['30 times, twice in a time not said', { frequency: 2, count: 30 }],
  ])('%s: it does not go on for ever, and its last day is not known', (_, timing) => {
    const fact = lasting(timing)
    expect(lastDays(fact)).toEqual(['2026-01-12', noEnd, untold])
    expect(fact.plans).toHaveLength(1)
  })
})

describe('a course with bounds (FHIR.md 4.2)', () => {
  const weeks = (value: number): Json => ({ value, code: 'wk' })
  test.each<[string, Json, string, string]>([
    ['6 weeks', { boundsDuration: weeks(6) }, '2026-02-22', '2026-02-22'],
    ['720 hours', { boundsDuration: { value: 720, code: 'h' } }, '2026-02-10', '2026-02-10'],
    ['3 months are 84 to 93 days', { boundsDuration: { value: 3, code: 'mo' } }, '2026-04-05', '2026-04-14'],
    ['1 year is 365 or 366 days', { boundsDuration: { value: 1, code: 'a' } }, '2027-01-11', '2027-01-12'],
    ['4 to 6 weeks', { boundsRange: { low: weeks(4), high: weeks(6) } }, '2026-02-08', '2026-02-22'],
    ['up to 6 weeks', { boundsRange: { high: weeks(6) } }, '2026-01-12', '2026-02-22'],
    ['6 weeks or 30 times, whichever comes first', { boundsDuration: weeks(6), count: 30 }, '2026-02-10', '2026-02-10'],
    ['2 weeks or 30 times', { boundsDuration: weeks(2), count: 30 }, '2026-01-25', '2026-01-25'],
    ['to 31 January or 30 times', { boundsPeriod: { end: '2026-01-31' }, count: 30 }, '2026-01-31', '2026-01-31'],
    ['to 28 February or 30 times', { boundsPeriod: { end: '2026-02-28' }, count: 30 }, '2026-02-10', '2026-02-10'],
  ])('%s', (_, bounds, first, last) => {
    expect(lastDays(lasting({ ...daily, ...bounds })).slice(0, 2)).toEqual([first, last])
  })

  test.each<[string, Json, string]>([
    ['3 of a unit that is no time', { boundsDuration: { value: 3, unit: 'courses' } }, '2026-01-12'],
    ['less than 6 weeks', { boundsDuration: { ...weeks(6), comparator: '<' } }, '2026-01-12'],
    ['0 days', { boundsDuration: { value: 0, code: 'd' } }, '2026-01-12'],
    ['4 weeks at least', { boundsRange: { low: weeks(4) } }, '2026-02-08'],
    ['6 to 4 weeks', { boundsRange: { low: weeks(6), high: weeks(4) } }, '2026-01-12'],
  ])('%s: its last day is not known', (_, bounds, first) => {
    expect(lastDays(lasting({ ...daily, ...bounds }))).toEqual([first, noEnd, untold])
  })

  test('the next step begins when the one before it may have ended: on one of its days', () => {
    const steps = [
      { sequence: 1, ...repeat({ ...daily, boundsRange: { low: weeks(1), high: weeks(2) } }), ...dose(50, 'mg') },
      { sequence: 2, ...onceDaily(100, 'mg') },
    ]
    const from = factOf(order({ dosageInstruction: steps })).plans[1]?.from
    expect(from && [isoFromDay(from.earliest), isoFromDay(from.latest)]).toEqual(['2026-01-19', '2026-01-26'])
  })
})

describe('a course that is over', () => {
  const bases = (fact: MedicationFact) => fact.ends.map((end) => [end.basis, isoFromDay(end.date.latest)])

  test('ended with its length where it was completed; where it was stopped, the length is a bound', () => {
    const timing = { ...daily, count: 30 }
    expect(bases(lasting(timing, { status: 'completed' }))).toEqual([['bounds', '2026-02-10']])
    expect(bases(lasting(timing, { status: 'stopped' }))).toEqual([['expected-supply', '2026-02-10']])
    const dated = { ...timing, boundsPeriod: { start: '2026-01-12', end: '2026-01-20' } }
    expect(bases(lasting(dated, { status: 'stopped' }))).toEqual([['bounds', '2026-01-20']])
  })

  test('and whose length cannot be read has no end of its own', () => {
    const fact = lasting({ count: 30 }, { status: 'completed' })
    expect([fact.plans[0]?.through, fact.ends]).toEqual([undefined, []])
  })
})

describe('days at an adequate dose', () => {
  const trialOf = (timing: Json, extra: Json, asOf: string) => {
    const patient = read(order({ dosageInstruction: [{ ...repeat(timing), ...dose(50, 'mg') }], ...extra }))
    const [trial] = assessPatient(patient, day(asOf), defaultSettings).trials
    const days = trial?.daysAtAdequateDose
    return [days?.kind === 'known' ? [days.value.low, days.value.high] : days?.reason, trial?.ongoing]
  }

  test('of 30 doses, one a day, active, are 30 in June, and the trial is over', () => {
    expect(trialOf({ ...daily, count: 30 }, {}, '2026-06-01')).toEqual([[30, 30], false])
    expect(trialOf({ ...daily, count: 30 }, {}, '2026-02-01')).toEqual([[20, 20], true]) // 12 to 31 January
  })

  test('of 30 doses, "twice a day", are 15 to 30', () => {
    expect(trialOf({ ...daily, frequency: 2, count: 30 }, {}, '2026-06-01')).toEqual([[15, 30], false])
  })

  test('of a count that cannot be read are 1 to all of them: 12 January to 31 May are 140', () => {
    expect(trialOf({ ...daily, count: 0 }, {}, '2026-06-01')).toEqual([[1, 140], true])
  })

  test('of a course of 6 weeks stopped by 1 February are 1 to 21', () => {
    const stopped = { status: 'stopped', meta: { lastUpdated: '2026-02-01T10:00:00Z' } }
    expect(trialOf({ ...daily, boundsDuration: { value: 6, code: 'wk' } }, stopped, '2026-06-01')).toEqual([[1, 21], false])
  })

  test('of a course of 4 to 6 weeks completed by 12 February are 28 to 32', () => {
    const completed = { status: 'completed', meta: { lastUpdated: '2026-02-12T10:00:00Z' } }
    const range = { low: { value: 4, code: 'wk' }, high: { value: 6, code: 'wk' } }
    expect(trialOf({ ...daily, boundsRange: range }, completed, '2026-06-01')).toEqual([[28, 32], false])
  })
})
