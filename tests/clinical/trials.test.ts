import { describe, expect, test } from 'vitest'
import type { DailyDose, MedicationFact } from '#src/clinical/facts.ts'
import { addDays } from '#src/lib/calendar.ts'
import { clock, current, d, dayN, on } from '#tests/support/clinic.ts'
import { dailyCheckIns, dispense, mg, order, partial, phq9, record, statement } from '#tests/support/record-builders.ts'

const unreadable: DailyDose = { kind: 'unknown', reason: 'no readable dose' }
const trialsOf = (medications: readonly MedicationFact[], asOf: number) => on(record({ medications }), asOf).trials

describe('the adequate-trial clock of a trial', () => {
  test.each([
    [41, '41', 'not-met'],
    [42, '42', 'met'],
  ])('sertraline at exactly the minimum of 50 mg since day 0: on day %i it is %s days, duration %s', (asOf, days, verdict) => {
    const trial = current(on(record({ medications: [order({ from: d(0), dose: mg(50) })] }), asOf))
    expect([clock(trial), trial.adequacy.duration.kind]).toEqual([days, verdict])
  })

  test('49 mg never counts: 0 days, dose not met', () => {
    const trial = current(on(record({ medications: [order({ from: d(0), dose: mg(49) })] }), 60))
    expect([clock(trial), trial.adequacy.dose.kind, trial.adequateSince]).toEqual(['0', 'not-met', undefined])
  })

  test('titration 25 mg for 7 days, then 50 mg: the clock starts on day 7, and day 49 is its 42nd', () => {
    const medications = [order({ from: d(0), through: d(6), dose: mg(25) }), order({ from: d(7), dose: mg(50) })]
    const trial = current(on(record({ medications }), 49))
    expect([trial.from, trial.adequateSince, clock(trial)]).toEqual([dayN(0), dayN(7), '42'])
    expect(trial.segments.map((s) => s.level)).toEqual(['below', 'adequate'])
  })

  test('a taper below the minimum stops it: 42 days at 100 mg, then 25 mg', () => {
    const medications = [order({ from: d(0), dose: mg(100) }), order({ from: d(42), dose: mg(25) })]
    const trial = current(on(record({ medications }), 80))
    expect([clock(trial), trial.highestDose, trial.currentDose]).toEqual(['42', 100, mg(25)])
  })

  test('a dose that is not known makes the clock unknown, never zero', () => {
    const trial = current(on(record({ medications: [order({ from: d(0), dose: unreadable })] }), 60))
    expect(trial.daysAtAdequateDose).toEqual({ kind: 'unknown', reason: 'no readable dose' })
    expect(trial.adequacy.overall.kind).toBe('cannot-tell')
  })

  test('days at dose that were also taken: 40 check-ins, every second one taken, are 20 of 40', () => {
    const patient = record({ medications: [order({ from: d(0) })], checkIns: dailyCheckIns(d(0), 40, (i) => i % 2 === 0) })
    expect(current(on(patient, 40)).daysAtAdequateDoseTaken).toBe(20)
    expect(current(on(record({ medications: [order({ from: d(0) })] }), 40)).daysAtAdequateDoseTaken).toBeUndefined()
  })

  test('a change from paroxetine 20 mg immediate to 25 mg controlled release keeps every day: each form against its own minimum', () => {
    const medications = [
      order({ agent: 'paroxetine', from: d(0), dose: mg(20), formulation: 'immediate' }),
      order({ agent: 'paroxetine', from: d(40), dose: mg(25), formulation: 'controlled' }),
    ]
    const trial = current(on(record({ medications }), 60))
    expect([clock(trial), trial.formulation, trial.range.minimum]).toEqual(['60', 'controlled', { kind: 'known', value: 25 }])
    expect(trial.notes).toContain('the form changed during the trial: each stretch is held against its own minimum')
  })

  test('20 mg of paroxetine controlled release stays below its 25 mg', () => {
    const trial = current(
      on(record({ medications: [order({ agent: 'paroxetine', from: d(0), dose: mg(20), formulation: 'controlled' })] }), 60),
    )
    expect([clock(trial), trial.adequacy.dose.kind]).toEqual(['0', 'not-met'])
  })

  test('a statement that names no form does not hide the form of the order', () => {
    const medications = [
      order({ agent: 'paroxetine', from: d(0), dose: mg(25), formulation: 'controlled' }),
      statement({ agent: 'paroxetine', from: d(10) }),
    ]
    expect(current(on(record({ medications }), 60)).formulation).toBe('controlled')
    const contradicting = [medications[0], statement({ agent: 'paroxetine', from: d(10), more: { formulation: 'immediate' } })].flatMap(
      (m) => m ?? [],
    )
    expect(current(on(record({ medications: contradicting }), 60)).formulation).toBe('controlled')
  })
})

describe('a gap', () => {
  const first = order({ from: d(0), through: d(30), over: true })

  test('of 14 days pauses the clock: 31 days and 14 are 45', () => {
    const trials = trialsOf([first, order({ from: d(45) })], 59)
    expect(trials.map(clock)).toEqual(['45'])
  })

  test('of 15 days ends the trial; the restart is a new one', () => {
    const trials = trialsOf([first, order({ from: d(46) })], 59)
    expect(trials.map((t) => [t.id, clock(t), t.ongoing])).toEqual([
      ['sertraline@2026-01-01', '31', false],
      [`sertraline@${d(46)}`, '13', true],
    ])
    expect(trials[0]?.through).toBe(dayN(30))
  })

  test('after an active order with an end of its own leaves the trial ongoing for 14 days', () => {
    const bounded = order({ from: d(0), through: d(30) })
    expect(trialsOf([bounded], 44)[0]).toMatchObject({ ongoing: true, through: undefined, stopReason: undefined })
    expect(trialsOf([bounded], 45)[0]).toMatchObject({ ongoing: false, through: dayN(30), stopReason: 'unknown' })
  })
})

describe('the days on which taking is asked about', () => {
  test('end with the last supply where nothing else says when the trial ended: days of grace are not days not taken', () => {
    const [trial] = trialsOf([order({ from: d(0), over: true, more: { status: 'completed' } }), dispense(d(0), 30)], 200)
    // 30 days covered, then 14 on which it may have been over.
    expect([trial?.throughEarliest, trial?.through]).toEqual([dayN(29), dayN(43)])
    expect(trial?.adherence).toMatchObject({ daysInPeriod: 30, daysTaken: 30, percent: 100 })
  })

  test('end with the last hand-over where it was stopped: of 60 days supplied 31 are sure, and up to 74 possible', () => {
    const [trial] = trialsOf([order({ from: d(0), over: true }), dispense(d(0), 30), dispense(d(30), 30)], 200)
    expect([trial?.throughEarliest, trial?.through, clock(trial)]).toEqual([dayN(30), dayN(73), '31-74'])
    expect(trial?.adequacy.duration.kind).toBe('cannot-tell')
    expect(trial?.adherence).toMatchObject({ daysInPeriod: 31, daysTaken: 31, percent: 100 })
  })

  test('cannot be told where the day of the stop decides: 31 of 46 to the last hand-over, 60 of 75 to the end of its supply', () => {
    const stopped = (last: number) =>
      trialsOf([order({ from: d(0), over: true }), dispense(d(0), 30), dispense(d(45), last)], 200)[0]?.adherence.verdict
    expect(stopped(30)).toEqual({
      kind: 'cannot-tell',
      missing: [
        { what: 'adherence', why: '31 of 46 to 15 Feb 2026, 60 of 75 to 16 Mar 2026: the day on which it was stopped is not known' },
      ],
    })
    expect(stopped(29)?.kind).toBe('not-met') // 59 of 74 is 79.7 %
  })

  test('go on to yesterday within 14 days after an active order’s own end', () => {
    const patient = record({ medications: [order({ from: d(0), through: d(39) })], checkIns: dailyCheckIns(d(0), 50, () => true) })
    expect(current(on(patient, 50)).adherence).toMatchObject({ daysInPeriod: 50, daysTaken: 50 })
  })
})

describe('the end of a trial', () => {
  test('a stop for side effects carries its reason and words', () => {
    const stop = { reason: 'side-effect', text: 'nausea and insomnia' } as const
    expect(trialsOf([order({ from: d(0), through: d(21), over: true, stop })], 60)[0]).toMatchObject({
      ongoing: false,
      through: dayN(21),
      endBasis: 'bounds',
      stopReason: 'side-effect',
      stopText: 'nausea and insomnia',
    })
  })

  test('an order that is over without a date: the end is not known, and that is noted', () => {
    const [trial] = trialsOf([order({ from: d(0), over: true })], 150)
    expect(trial).toMatchObject({ ongoing: false, endKnown: false, through: undefined, throughEarliest: dayN(0), stopReason: 'unknown' })
    expect(trial?.adequacy.duration.kind).toBe('cannot-tell')
    expect(trial?.notes).toContain('the record says it is over, not when')
  })

  test.each([
    [60, true], // as it was told 29 days later: until day 89 it went on
    [88, true],
    [89, false], // its last day, and the record says it is over
    [90, false],
  ])('bound to day 89, and stopped in a record of that day: on day %i it goes on: %s', (asOf, ongoing) => {
    const updated = {
      date: { earliest: dayN(89), latest: dayN(89), precision: 'day', instantMs: undefined },
      basis: 'last-updated',
    } as const
    expect(trialsOf([order({ from: d(0), through: d(89), over: true, ends: [updated] })], asOf)[0]?.ongoing).toBe(ongoing)
  })

  test('a reading years after an end that is not known is not the outcome of that trial', () => {
    const old = order({
      from: d(0),
      over: true,
      ends: [{ date: { earliest: dayN(90), latest: dayN(90), precision: 'day', instantMs: undefined }, basis: 'last-updated' }],
    })
    const patient = record({ medications: [old], readings: [phq9(d(0), 20), phq9(d(895), 3)] })
    const [trial] = on(patient, 900).trials
    expect([trial?.response.status, trial?.response.latest]).toEqual(['cannot-tell', undefined])
  })

  test('adherence of a past trial is judged to its last possible day, not to today', () => {
    const patient = record({
      medications: [order({ from: d(0), through: d(39), over: true })],
      checkIns: dailyCheckIns(d(0), 40, () => true),
    })
    expect(on(patient, 900).trials[0]?.adherence).toMatchObject({ daysInPeriod: 40, daysTaken: 40 })
  })
})

describe('dispenses without an order', () => {
  test('are a trial that goes on while the supply lasts, and 14 days more', () => {
    const medications = [dispense(d(0), 30), dispense(d(30), 30)]
    expect(trialsOf(medications, 50)[0]).toMatchObject({ ongoing: true, agent: 'sertraline' })
    expect(trialsOf(medications, 73)[0]?.ongoing).toBe(true)
    expect(trialsOf(medications, 74)[0]?.ongoing).toBe(false)
  })

  test('of a year ago are a past trial beside the present order', () => {
    const trials = trialsOf([dispense(d(-365), 90), order({ from: d(0) })], 30)
    expect(trials.map((t) => [t.from, t.ongoing])).toEqual([
      [dayN(-365), false],
      [dayN(0), true],
    ])
  })
})

describe('doses used for sleep are no antidepressant trial', () => {
  test.each([
    ['trazodone', mg(100), 'hypnotic-dose'],
    ['trazodone', mg(149), 'hypnotic-dose'],
    ['trazodone', mg(150), 'antidepressant'],
    ['trazodone', mg(50, 150), 'not-classified'],
    ['trazodone', unreadable, 'not-classified'],
    ['mirtazapine', mg(7.5), 'hypnotic-dose'],
    ['mirtazapine', mg(15), 'antidepressant'],
    ['doxepin', mg(6), 'hypnotic-dose'],
    ['doxepin', mg(25), 'antidepressant'],
    ['sertraline', mg(25), 'antidepressant'],
    ['aripiprazole', mg(5), 'augmentation'],
  ] as const)('%s %j is %s', (agent, dose, role) => {
    expect(trialsOf([order({ agent, from: d(0), dose })], 30)[0]?.role).toBe(role)
  })

  test('trazodone 50 mg for 14 days, then 200 mg, is one trial with a titration; after 15 days it is two', () => {
    const titration = trialsOf(
      [order({ agent: 'trazodone', from: d(0), dose: mg(50) }), order({ agent: 'trazodone', from: d(14), dose: mg(200) })],
      60,
    )
    expect(titration.map((t) => [t.role, t.from, clock(t)])).toEqual([['antidepressant', dayN(0), '46']])
    const sleep = trialsOf(
      [order({ agent: 'trazodone', from: d(0), dose: mg(50) }), order({ agent: 'trazodone', from: d(15), dose: mg(200) })],
      60,
    )
    expect(sleep.map((t) => [t.role, t.from, t.ongoing, clock(t)])).toEqual([
      ['hypnotic-dose', dayN(0), false, '0'],
      ['antidepressant', dayN(15), true, '45'],
    ])
    expect(sleep[0]).toMatchObject({ through: dayN(14), endBasis: 'next-order', endKnown: true })
  })

  test('trazodone 200 mg stepped down to 50 mg for a month is an antidepressant trial that ended, and a dose for sleep', () => {
    const trials = trialsOf(
      [order({ agent: 'trazodone', from: d(0), dose: mg(200) }), order({ agent: 'trazodone', from: d(50), dose: mg(50) })],
      90,
    )
    expect(trials.map((t) => [t.role, t.ongoing])).toEqual([
      ['antidepressant', false],
      ['hypnotic-dose', true],
    ])
  })
})

describe('what makes no trial', () => {
  test.each([
    ['on hold', order({ from: d(0), more: { exposure: { counts: false, reason: 'on hold' } } })],
    ['not classified', order({ from: d(0), more: { agent: undefined } })],
  ])('an order that is %s', (_, fact) => {
    expect(trialsOf([fact], 30)).toEqual([])
  })

  test('an agent that no table holds makes a trial that is not classified, with an unknown clock', () => {
    const [trial] = trialsOf([order({ agent: 'moonflower', from: d(0) })], 60)
    expect([trial?.role, trial?.name, clock(trial)]).toEqual(['not-classified', 'moonflower', 'unknown'])
  })
})

describe('a past trial without scores', () => {
  const past = (more: Partial<MedicationFact>) => trialsOf([order({ from: d(0), through: d(59), over: true, more })], 400)[0]

  test('that was stopped for lack of effect, or reported as such, had no response', () => {
    expect(past({ stop: { reason: 'no-effect', text: 'no benefit' } })?.response).toMatchObject({
      status: 'no-response',
      why: 'no score; reported: no benefit',
    })
    expect(past({ reportedOutcome: { improved: false, text: 'did not help' } })?.response.status).toBe('no-response')
    expect(past({ stop: { reason: 'no-effect', text: undefined } })?.response.why).toBe('no score; reported: no effect')
  })

  test('says "no score" only where there is none: with one on some day of the stop it says why that one is not the outcome', () => {
    // Stopped between the hand-over of day 0 and day 43: 43 days, more than the 21 that a score stays fresh.
    const facts = [order({ from: d(0), over: true, stop: { reason: 'no-effect', text: 'no benefit' } }), dispense(d(0), 30)]
    const [trial] = on(record({ medications: facts, readings: [phq9(d(0), 20), phq9(d(30), 19)] }), 200).trials
    expect(trial?.response.status).toBe('no-response')
    expect(trial?.response.why).toBe(
      'trial end: only known to lie between 1 Jan 2026 and 13 Feb 2026: which reading was its outcome cannot be told; reported: no benefit',
    )
  })

  test('that was reported to have helped cannot be told, with the words beside it', () => {
    const response = past({ reportedOutcome: { improved: true, text: 'helped a lot' }, stop: { reason: 'no-effect', text: 'x' } })?.response
    expect(response?.status).toBe('cannot-tell')
    expect(response?.why).toContain('; reported: helped a lot')
  })

  test('that says nothing cannot be told', () => {
    expect(past({})?.response.status).toBe('cannot-tell')
    expect(past({ stop: { reason: 'other', text: 'moved away' } })?.response.status).toBe('cannot-tell')
  })

  test('a report never replaces a score: 20 → 8 stays a response', () => {
    const medications = [order({ from: d(0), through: d(59), over: true, stop: { reason: 'no-effect', text: 'no benefit' } })]
    expect(on(record({ medications, readings: [phq9(d(0), 20), phq9(d(55), 8)] }), 400).trials[0]?.response.status).toBe('response')
  })
})

test('a start known to the month is noted with its width: 31 days of January', () => {
  const [trial] = trialsOf([statement({ from: '2026-01', dose: mg(50) })], 60)
  expect([trial?.from, trial?.fromLatest]).toEqual([dayN(0), dayN(30)])
  expect(trial?.notes).toContain('first day known within 31 days')
  expect(clock(trial)).toBe('30-60')
})

test('only supplies that fell into the trial, or up to 14 days before it, speak about its adherence', () => {
  const medications = [dispense(d(-60), 30), dispense(d(-14), 30), order({ from: d(0), ref: 'MedicationRequest/now' })]
  const trial = on(record({ medications }), 40).trials.at(-1)
  expect(trial?.sources).toHaveLength(2)
  expect(trial?.adherence.daysTaken).toBe(16) // the supply of day −14 lasts to day 15
})

test('the same order read from two pages counts once', () => {
  const twice = order({ from: d(0), ref: 'MedicationRequest/a' })
  expect(trialsOf([twice, { ...twice }], 30)[0]?.sources).toHaveLength(1)
})

test('a supply handed over on the last day of a trial is part of it, one of the day after is not', () => {
  const sources = (n: number) =>
    on(record({ medications: [order({ from: d(0), through: d(20), over: true }), dispense(d(n), 10)] }), 60).trials[0]?.sources.length
  expect([sources(20), sources(21)]).toEqual([2, 1])
})

test('a trial with exact dates and one form has no note', () => {
  expect(current(on(record({ medications: [order({ from: d(0) })] }), 30)).notes).toEqual([])
})

describe('a course whose length was told and not its days', () => {
  const told = { informant: 'patient', fromWords: undefined, throughWords: undefined, lastedDays: 56, byHand: true } as const
  const course = (dose: DailyDose, from = '2024', through = '2024') => statement({ from, through, dose, more: { told } })
  const judged = (medications: readonly MedicationFact[], asOf = 0) => {
    const [trial] = on(record({ medications }), asOf).trials
    return [clock(trial), trial?.adequacy.duration.kind]
  }

  test('8 weeks at 50 mg are 56 days at dose, at 25 mg they are none, at an unknown dose nothing is counted', () => {
    expect(judged([course(mg(50))])).toEqual(['56', 'met'])
    expect(judged([course(mg(25))])).toEqual(['0', 'not-met'])
    expect(judged([course(unreadable)])).toEqual(['unknown', 'cannot-tell'])
  })

  test('one course of one dose surely reached that dose, though no single day of it is sure; an order without sure days may not have', () => {
    const dose = (fact: MedicationFact) => on(record({ medications: [fact] }), 0).trials[0]?.adequacy.dose.kind
    expect(dose(statement({ from: '2024', through: '2024', dose: mg(50) }))).toBe('met')
    const plans = [{ from: partial('2024'), through: partial('2024'), dose: mg(50), text: undefined }]
    expect(dose(order({ from: d(-500), over: true, more: { plans, ends: [{ date: partial('2024'), basis: 'bounds' }] } }))).toBe(
      'cannot-tell',
    )
  })

  test('count once the course surely is over', () => {
    expect(judged([course(mg(50), '2025-12', '2026-01')], 31)[0]).toBe('56')
    expect(judged([course(mg(50), '2025-12', '2026-01')], 30)[0]).not.toBe('56') // may go on to today, 31 January
  })

  test('do not count where an order says more', () => {
    const medications = [course(mg(50), '2026-01', '2026-02'), order({ from: d(0), through: d(9), over: true, dose: mg(50) })]
    expect(judged(medications, 100)[0]).not.toBe('56')
  })
})

test('every segment of an ongoing trial but the last one has its last day', () => {
  const trial = current(on(record({ medications: [order({ from: d(0), dose: mg(50) }), order({ from: d(10), dose: mg(100) })] }), 30))
  expect(trial.segments.map((s) => s.through)).toEqual([addDays(dayN(10), -1), undefined])
})

describe('what a trial carries', () => {
  test('two antidepressants of one day stand by their name: escitalopram before sertraline', () => {
    const medications = [
      order({ from: d(0), ref: 'MedicationRequest/a' }),
      order({ agent: 'escitalopram', from: d(0), ref: 'MedicationRequest/b' }),
    ]
    expect(trialsOf(medications, 30).map((t) => t.agent)).toEqual(['escitalopram', 'sertraline'])
  })

  test('oldest first, whichever agent they are of: sertraline, venlafaxine, sertraline', () => {
    const medications = [
      order({ from: d(0), through: d(19), over: true }),
      order({ from: d(100) }),
      order({ agent: 'venlafaxine', from: d(30), through: d(60), over: true, dose: mg(75) }),
    ]
    expect(trialsOf(medications, 120).map((t) => t.id)).toEqual([`sertraline@${d(0)}`, `venlafaxine@${d(30)}`, `sertraline@${d(100)}`])
  })

  test('the highest dose reached, whenever it was; one that cannot be read does not hide it', () => {
    const steps = (...doses: readonly DailyDose[]) =>
      trialsOf(
        doses.map((dose, i) => order({ from: d(i * 10), dose })),
        60,
      )[0]?.highestDose
    expect([steps(mg(50), mg(100)), steps(mg(100), mg(50)), steps(unreadable, mg(50)), steps(unreadable)]).toEqual([
      100,
      100,
      50,
      undefined,
    ])
  })

  test('the reason for stopping, though a supply was handed over after it was ordered', () => {
    const stop = { reason: 'side-effect', text: 'nausea' } as const
    expect(trialsOf([order({ from: d(0), through: d(20), over: true, stop }), dispense(d(10), 10)], 60)[0]).toMatchObject({
      stopReason: 'side-effect',
      stopText: 'nausea',
      endKnown: true,
    })
  })

  test('the report of one statement, though another one says nothing', () => {
    const told = statement({ from: d(0), through: d(59), dose: mg(50), more: { reportedOutcome: { improved: true, text: 'helped' } } })
    const silent = statement({ from: d(10), through: d(59) })
    const [trial] = trialsOf([told, silent], 400)
    expect(trial?.response.why).toBe('no score; reported: helped')
    expect(trial?.response).not.toHaveProperty('reported')
  })

  test('a stop for lack of effect, though a supply came later', () => {
    const stop = { reason: 'no-effect', text: 'no benefit' } as const
    expect(trialsOf([order({ from: d(0), through: d(59), over: true, stop }), dispense(d(30), 30)], 400)[0]?.response.status).toBe(
      'no-response',
    )
  })

  test('the form that a statement names where the order names none; none where nobody names one', () => {
    const form = (...facts: readonly MedicationFact[]) => trialsOf(facts, 30)[0]?.formulation
    const unspecified = order({ agent: 'paroxetine', from: d(0), formulation: 'unspecified', dose: mg(20) })
    const named = statement({ agent: 'paroxetine', from: d(0), more: { formulation: 'controlled' } })
    expect([form(unspecified, named), form(unspecified)]).toEqual(['controlled', 'unspecified'])
  })

  test('how sure each segment is: a start some day in January leaves 30 days unknown', () => {
    const [trial] = trialsOf([statement({ from: '2026-01', dose: mg(50) })], 60)
    expect(trial?.segments.map((s) => s.level)).toEqual(['unknown', 'adequate'])
  })

  test('what was noted of its exposures and of its orders', () => {
    const [trial] = trialsOf(
      [
        order({ from: d(0), ref: 'MedicationRequest/a', more: { issues: ['no strength'] } }),
        order({ from: d(0), ref: 'MedicationRequest/b' }),
      ],
      30,
    )
    expect(trial?.notes).toEqual(['2 orders with the same first day and dose: counted once', 'no strength'])
  })

  test('a course that ended by its own bounds before a restart after 16 days says so', () => {
    const trials = trialsOf([order({ from: d(0), through: d(29), over: true }), order({ from: d(46) })], 60)
    expect(trials.map((t) => [t.endBasis, t.endKnown, t.ongoing])).toEqual([
      ['bounds', true, false],
      [undefined, true, true],
    ])
  })

  test('an order that is over and may have gone on to today is judged on the 20 days that are over, not on today', () => {
    const patient = record({ medications: [order({ from: d(0), over: true })], checkIns: dailyCheckIns(d(0), 21, () => true) })
    expect(on(patient, 20).trials[0]?.adherence.daysInPeriod).toBe(20)
  })
})

describe('doses used for sleep beside doses that cannot be read', () => {
  test('trazodone 50 mg for 10 days, then an unreadable dose, may be either', () => {
    const medications = [
      order({ agent: 'trazodone', from: d(0), dose: mg(50) }),
      order({ agent: 'trazodone', from: d(10), dose: unreadable }),
    ]
    expect(trialsOf(medications, 60).map((t) => t.role)).toEqual(['not-classified'])
  })

  test('trazodone 50 mg for 20 days, then 200 mg: the dose for sleep is over on the first day of the other', () => {
    const medications = [order({ agent: 'trazodone', from: d(0), dose: mg(50) }), order({ agent: 'trazodone', from: d(20), dose: mg(200) })]
    expect(trialsOf(medications, 21).map((t) => [t.role, t.ongoing, t.endBasis])).toEqual([
      ['hypnotic-dose', false, 'next-order'],
      ['antidepressant', true, undefined],
    ])
  })
})

describe('a told length counts only where the statement is all there is', () => {
  const told = { informant: 'patient', fromWords: undefined, throughWords: undefined, lastedDays: 56, byHand: true } as const

  test('not beside an order that began after it', () => {
    const course = statement({ from: '2026-01', through: '2026-02', dose: mg(50), more: { told } })
    const [trial] = trialsOf([course, order({ from: d(5), through: d(9), over: true })], 100)
    expect(clock(trial)).not.toBe('56')
  })

  test('not for two steps of dose', () => {
    const plans = [
      { from: partial('2024-01'), through: partial('2024-02'), dose: mg(50), text: undefined },
      { from: partial('2024-03'), through: partial('2024-04'), dose: mg(100), text: undefined },
    ]
    const course = statement({ from: '2024-01', through: '2024-04', more: { told, plans } })
    expect(clock(trialsOf([course], 100)[0])).not.toBe('56')
  })
})
