import { describe, expect, test } from 'vitest'
import type { MedicationFact } from '#src/clinical/facts.ts'
import { lastDoseChange } from '#src/clinical/trial-links.ts'
import { clock, current, d, dayN, on } from '#tests/support/clinic.ts'
import { dispense, mg, order, phq9, record, statement } from '#tests/support/record-builders.ts'

const assess = (medications: readonly MedicationFact[], asOf: number) => on(record({ medications }), asOf)
const links = (medications: readonly MedicationFact[], asOf: number) =>
  assess(medications, asOf).trials.map((t) => ({
    agent: t.agent,
    role: t.role,
    augments: t.augments?.split('@')[0],
    from: t.switchedFrom?.split('@')[0],
  }))

describe('switch and cross-taper', () => {
  test('a new antidepressant on the day after the old one ended is a switch', () => {
    const medications = [order({ from: d(0), through: d(59), over: true }), order({ agent: 'venlafaxine', from: d(60), dose: mg(75) })]
    expect(links(medications, 90)[1]).toEqual({ agent: 'venlafaxine', role: 'antidepressant', augments: undefined, from: 'sertraline' })
  })

  test('14 free days between them are still a switch, 15 are not', () => {
    const after = (gap: number) => [
      order({ from: d(0), through: d(59), over: true }),
      order({ agent: 'venlafaxine', from: d(60 + gap), dose: mg(75) }),
    ]
    expect(links(after(14), 100)[1]?.from).toBe('sertraline')
    expect(links(after(15), 100)[1]?.from).toBeUndefined()
  })

  test('a cross-taper of two weeks: sertraline falls while venlafaxine rises, two trials, the clock of each its own', () => {
    const medications = [
      order({ from: d(0), through: d(59), dose: mg(100), over: true }),
      order({ from: d(60), through: d(73), dose: mg(25), over: true }),
      order({ agent: 'venlafaxine', from: d(60), through: d(73), dose: mg(37.5) }),
      order({ agent: 'venlafaxine', from: d(74), dose: mg(150) }),
    ]
    const a = assess(medications, 116)
    expect(a.trials.map((t) => [t.agent, clock(t), t.ongoing])).toEqual([
      ['sertraline', '60', false],
      ['venlafaxine', '42', true],
    ])
    expect(links(medications, 116)[1]).toMatchObject({ role: 'antidepressant', from: 'sertraline' })
  })

  test.each([
    [42, 'antidepressant'],
    [43, 'augmentation'],
  ])('sertraline that ends %i days after bupropion began: bupropion was %s', (days, role) => {
    const medications = [
      order({ from: d(0), through: d(60 + days), over: true }),
      order({ agent: 'bupropion', from: d(60), dose: mg(300), formulation: 'extended' }),
    ]
    expect(links(medications, 200)[1]?.role).toBe(role)
  })
})

describe('the outcome of a trial that was replaced', () => {
  const outcomes = (medications: readonly MedicationFact[], scores: readonly (readonly [number, number])[], asOf: number) =>
    on(record({ medications, readings: scores.map(([n, total]) => phq9(d(n), total)) }), asOf).trials.map((t) => [
      t.agent,
      t.response.status,
      t.response.latest?.total,
    ])

  test('whose last supply lasts to day 59, at the latest to day 73, is read 7 days into duloxetine of day 50, not on day 71', () => {
    const stop = { reason: 'no-effect', text: 'Not effective' } as const
    const medications = [
      order({ agent: 'venlafaxine', from: d(0), dose: mg(75), over: true, stop }),
      dispense(d(0), 30, 'venlafaxine'),
      dispense(d(30), 30, 'venlafaxine'),
      order({ agent: 'duloxetine', from: d(50), dose: mg(60) }),
    ]
    const scores = [
      [0, 20],
      [49, 19],
      [56, 16],
      [71, 4],
    ] as const
    // 20 → 16 is 4 points, less than 5; 4 points on day 71 are remission under duloxetine.
    expect(outcomes(medications, scores, 80)).toEqual([
      ['venlafaxine', 'no-response', 16],
      ['duloxetine', 'remission', 4],
    ])
  })

  test.each([
    // Handed over on day 50 for 30 days: stopped by day 93, at most 33 days beside venlafaxine of day 60.
    ['30 days: a cross-taper, whichever day it was', 30, ['sertraline', 'no-response', 17]],
    // For 90 days: stopped by day 153, from none to 93 days beside it.
    ['90 days: a cross-taper or a combination', 90, ['sertraline', 'cannot-tell', 4]],
  ])('and that was stopped within its last supply, of %s', (_, days, expected) => {
    const medications = [
      order({ from: d(0), dose: mg(100), over: true }),
      dispense(d(0), 50),
      dispense(d(50), days),
      order({ agent: 'venlafaxine', from: d(60), dose: mg(75) }),
    ]
    const scores = [
      [0, 18],
      [60, 17],
      [90, 4],
    ] as const
    expect(outcomes(medications, scores, 200)[0]).toEqual(expected)
  })

  test('and may have ended until day 103, a tapering after day 70 included, says so: not that it ended by the day of the other one', () => {
    const medications = [
      order({ from: d(0), dose: mg(100), over: true }),
      dispense(d(0), 90),
      order({ agent: 'venlafaxine', from: d(70), dose: mg(75) }),
    ]
    const [trial] = on(record({ medications, readings: [phq9(d(0), 18), phq9(d(60), 17)] }), 200).trials
    expect(trial?.response.why).toBe(
      'trial end: only known to lie between 1 Jan 2026 and 14 Apr 2026: which reading was its outcome cannot be told',
    )
  })

  const sertralineUntil = (last: number, venlafaxineUntil?: number) => [
    order({ from: d(0), through: d(last), dose: mg(100), over: true }),
    order({
      agent: 'venlafaxine',
      from: d(60),
      dose: mg(75),
      ...(venlafaxineUntil === undefined ? {} : { through: d(venlafaxineUntil), over: true }),
    }),
  ]

  test.each([
    [67, 5, 'response'], // 18 → 5 is 72 % better
    [68, 5, 'no-response'], // the reading before it, of day 60, is 17
  ])('that was tapered out under another one: a score of day %i, 7 days into it at most', (on60, total, status) => {
    const scores = [
      [0, 18],
      [60, 17],
      [on60, total],
    ] as const
    expect(outcomes(sertralineUntil(89), scores, 100)[0]?.[1]).toBe(status)
  })

  test.each([
    ['tapered out 42 days after the other began', 102, 'no-response'],
    ['combined with it for 43 days', 103, 'remission'],
  ])('%s', (_, last, status) => {
    const scores = [
      [0, 18],
      [60, 17],
      [101, 4],
    ] as const
    expect(outcomes(sertralineUntil(last), scores, 110)[0]?.[1]).toBe(status)
  })

  test('beside which another one was tried in vain is read to its own end', () => {
    const scores = [
      [0, 18],
      [60, 17],
      [89, 8], // 56 % better
    ] as const
    expect(outcomes(sertralineUntil(89, 88), scores, 100)[0]).toEqual(['sertraline', 'response', 8])
    expect(outcomes(sertralineUntil(89, 89), scores, 100)[0]).toEqual(['sertraline', 'no-response', 17])
  })
})

describe('augmentation', () => {
  test('aripiprazole added to sertraline augments it, and the clock of sertraline goes on', () => {
    const medications = [order({ from: d(0), dose: mg(100) }), order({ agent: 'aripiprazole', from: d(50), dose: mg(5) })]
    expect(links(medications, 90)[1]).toEqual({ agent: 'aripiprazole', role: 'augmentation', augments: 'sertraline', from: undefined })
    expect(clock(current(assess(medications, 90)))).toBe('90')
  })

  test('bupropion beside an ongoing sertraline augments it; venlafaxine beside it does not', () => {
    const beside = (agent: string) => [
      order({ from: d(0), dose: mg(100) }),
      order({ agent, from: d(50), dose: mg(300), formulation: 'extended' }),
    ]
    expect(links(beside('bupropion'), 55)[1]?.role).toBe('augmentation')
    expect(links(beside('venlafaxine'), 55)[1]?.role).toBe('antidepressant')
  })

  test.each([
    [14, 'sertraline'],
    [13, undefined],
  ])('an adjunct that ran %i days beside it and ended: augments %s', (days, base) => {
    const medications = [
      order({ from: d(0), dose: mg(100) }),
      order({ agent: 'aripiprazole', from: d(50), through: d(50 + days - 1), dose: mg(5), over: true }),
    ]
    expect(links(medications, 200)[1]?.augments).toBe(base)
  })

  test('days on which sertraline may have been over add bupropion to nothing: its supply lasts to day 89, at the latest to day 103', () => {
    const medications = [
      order({ from: d(0), dose: mg(100), over: true }),
      dispense(d(0), 90),
      order({ agent: 'bupropion', from: d(60), dose: mg(300), formulation: 'extended' }),
    ]
    // 29 days from the start to the last sure day: a cross-taper. To day 103 it would be 43, a combination.
    expect(links(medications, 200)[1]).toEqual({ agent: 'bupropion', role: 'antidepressant', augments: undefined, from: 'sertraline' })
  })

  test.each([
    ['2026', 'antidepressant'], // surely until 1 January alone
    [undefined, 'augmentation'], // still taken
  ])('bupropion of 31 January 2026 beside a sertraline told for "2025" to %s: %s', (through, role) => {
    const told = statement({ from: '2025', dose: mg(100), ...(through === undefined ? {} : { through, more: { over: true } }) })
    const medications = [told, order({ agent: 'bupropion', from: d(30), dose: mg(300), formulation: 'extended' })]
    expect(links(medications, 300)[1]?.role).toBe(role)
  })

  test('bupropion begun on the same day as sertraline is the one that was added', () => {
    const medications = [
      order({ agent: 'bupropion', from: d(0), dose: mg(300), formulation: 'extended' }),
      order({ from: d(0), dose: mg(100) }),
    ]
    expect(current(assess(medications, 30)).agent).toBe('sertraline')
    expect(links(medications, 30).find((t) => t.agent === 'bupropion')?.augments).toBe('sertraline')
  })

  test('an adjunct before any antidepressant augments nothing', () => {
    expect(links([order({ agent: 'aripiprazole', from: d(0), dose: mg(5) }), order({ from: d(30) })], 60)[0]).toMatchObject({
      role: 'augmentation',
      augments: undefined,
    })
  })
})

describe('the trial that decisions are about', () => {
  const agentOn = (medications: readonly MedicationFact[], asOf: number): string | undefined => assess(medications, asOf).current?.agent

  test('is the ongoing antidepressant that began last', () => {
    expect(agentOn([order({ from: d(0) }), order({ agent: 'venlafaxine', from: d(30), dose: mg(75) })], 60)).toBe('venlafaxine')
  })

  test('is not trazodone for sleep, nor trazodone of an unreadable dose', () => {
    const trazodone = (dose: Parameters<typeof order>[0]['dose']) => order({ agent: 'trazodone', from: d(30), ...(dose ? { dose } : {}) })
    expect(agentOn([order({ from: d(0) }), trazodone(mg(50))], 60)).toBe('sertraline')
    expect(agentOn([order({ from: d(0) }), trazodone({ kind: 'unknown', reason: 'no readable dose' })], 60)).toBe('sertraline')
  })

  test('is trazodone of an unreadable dose when nothing else is taken: the patient is not without treatment', () => {
    expect(agentOn([order({ agent: 'trazodone', from: d(0), dose: { kind: 'unknown', reason: 'no readable dose' } })], 60)).toBe(
      'trazodone',
    )
  })

  test.each([
    [42, 'amitriptyline'],
    [43, 'sertraline'],
  ])('amitriptyline 10 mg beside sertraline, %i days in, leaves %s to decide about', (days, agent) => {
    const medications = [order({ from: d(0), dose: mg(100) }), order({ agent: 'amitriptyline', from: d(30), dose: mg(10) })]
    expect(agentOn(medications, 30 + days)).toBe(agent)
  })

  test('amitriptyline 10 mg beside a sertraline of unknown dose stays the one: nothing says that sertraline does more', () => {
    const medications = [
      order({ from: d(0), dose: { kind: 'unknown', reason: 'no readable dose' } }),
      order({ agent: 'amitriptyline', from: d(30), dose: mg(10) }),
    ]
    expect(agentOn(medications, 80)).toBe('amitriptyline')
  })

  test('amitriptyline 10 mg alone is still the one, and below its minimum', () => {
    expect(agentOn([order({ agent: 'amitriptyline', from: d(0), dose: mg(10) })], 90)).toBe('amitriptyline')
  })

  test('is bupropion once the sertraline it was added to has ended for good', () => {
    const medications = [
      order({ from: d(0), through: d(150), over: true }),
      order({ agent: 'bupropion', from: d(60), dose: mg(300), formulation: 'extended' }),
    ]
    expect(agentOn(medications, 200)).toBe('bupropion')
  })

  test('is never a course of zuranolone beside sertraline, and never an adjunct alone', () => {
    expect(agentOn([order({ from: d(0) }), order({ agent: 'zuranolone', from: d(30), dose: mg(50) })], 40)).toBe('sertraline')
    expect(agentOn([order({ agent: 'aripiprazole', from: d(0), dose: mg(5) })], 40)).toBeUndefined()
  })

  test('is none when everything has ended', () => {
    const a = assess([order({ from: d(0), through: d(59), over: true })], 200)
    expect([a.current, a.response.why]).toEqual([undefined, 'no antidepressant trial in progress; the last, sertraline, ended 1 Mar 2026'])
  })

  test('goes on with dispensed supply alone', () => {
    expect(agentOn([dispense(d(0), 90)], 60)).toBe('sertraline')
  })
})

test('the last change of dose is the first day of the last segment; a trial of one dose has none', () => {
  expect(lastDoseChange(current(assess([order({ from: d(0), dose: mg(50) }), order({ from: d(28), dose: mg(100) })], 60)))).toBe(dayN(28))
  expect(lastDoseChange(current(assess([order({ from: d(0) })], 60)))).toBeUndefined()
})

describe('what is no link', () => {
  test('a dose for sleep is neither replaced nor augmented, and replaces nothing', () => {
    const sleep = order({ agent: 'trazodone', from: d(0), dose: mg(50) })
    expect(links([sleep, order({ from: d(30) })], 60)[1]).toMatchObject({ agent: 'sertraline', from: undefined })
    expect(links([sleep, order({ agent: 'aripiprazole', from: d(30), dose: mg(5) })], 60)[1]?.augments).toBeUndefined()
    const after = [order({ from: d(0), through: d(29), over: true }), order({ agent: 'trazodone', from: d(30), dose: mg(50) })]
    expect(links(after, 60)[1]).toEqual({ agent: 'trazodone', role: 'hypnotic-dose', augments: undefined, from: undefined })
  })

  test('mirtazapine 7.5 mg for sleep beside sertraline augments nothing', () => {
    const medications = [order({ from: d(0) }), order({ agent: 'mirtazapine', from: d(30), dose: mg(7.5) })]
    expect(links(medications, 60)[1]).toEqual({ agent: 'mirtazapine', role: 'hypnotic-dose', augments: undefined, from: undefined })
  })

  test('an agent that no table holds stands beside sertraline without a link, and is never the one to decide about', () => {
    const medications = [order({ from: d(0) }), order({ agent: 'moonflower', from: d(0) })]
    expect(links(medications, 30).map((t) => [t.agent, t.role, t.augments, t.from])).toEqual([
      ['sertraline', 'antidepressant', undefined, undefined],
      ['moonflower', 'not-classified', undefined, undefined],
    ])
    expect(assess(medications, 30).current?.agent).toBe('sertraline')
  })
})

describe('an adjunct whose antidepressant ended', () => {
  const until = (last: number) => [
    order({ from: d(0), through: d(last), over: true, dose: mg(100) }),
    order({ agent: 'aripiprazole', from: d(50), dose: mg(5) }),
  ]

  test('10 days together are no augmentation, though the adjunct goes on', () => {
    expect(links(until(59), 100)[1]?.augments).toBeUndefined()
  })

  test('21 days together are one, also where the antidepressant is tapered out after them', () => {
    expect(links(until(70), 100)[1]?.augments).toBe('sertraline')
  })
})

test('an adjunct that reached its dose does not set amitriptyline 10 mg behind a sertraline of unknown dose', () => {
  const medications = [
    order({ from: d(0), dose: { kind: 'unknown', reason: 'no readable dose' } }),
    order({ agent: 'aripiprazole', from: d(0), dose: mg(5) }),
    order({ agent: 'amitriptyline', from: d(30), dose: mg(10) }),
  ]
  expect(assess(medications, 80).current?.agent).toBe('amitriptyline')
})
