/** Golden cases: one patient each, worked through from the orders to the flags. Day 0 is 1 January 2026. */
import { describe, expect, test } from 'vitest'
import { clock, current, d, dayN, on, verdict } from '#tests/support/clinic.ts'
import { dailyCheckIns, dispense, mg, order, phq9, record, statement } from '#tests/support/record-builders.ts'

const met = (a: ReturnType<typeof on>): readonly string[] => a.flags.map((f) => f.rule)

test('the patient of the source document: partial improvement, and nobody looked for 12 weeks', () => {
  const patient = record({
    medications: [order({ agent: 'escitalopram', from: d(0), dose: mg(20) })],
    readings: [phq9(d(0), 19, 0), phq9(d(80), 17, 0)],
    checkIns: dailyCheckIns(d(0), 84, (i) => i % 28 !== 0),
  })
  const a = on(patient, 84)
  expect([a.section, a.response.status, met(a)]).toEqual(['decide', 'no-response', ['inadequate-response']])
  expect(current(a).adequacy).toMatchObject({
    dose: { kind: 'met' },
    duration: { kind: 'met' },
    adherence: { kind: 'met' },
    overall: { kind: 'met' },
  })
  expect(current(a).daysAtAdequateDoseTaken).toBe(81)
})

test('a restart after 15 days is a new trial with its own baseline and its own clock', () => {
  const patient = record({
    medications: [order({ from: d(0), through: d(49), over: true }), order({ from: d(65) })],
    readings: [phq9(d(0), 20, 0), phq9(d(49), 10, 0), phq9(d(64), 18, 0), phq9(d(90), 17, 0)],
  })
  const a = on(patient, 95)
  expect(a.trials.map((t) => [clock(t), t.response.status, t.response.baseline?.total])).toEqual([
    ['50', 'response', 20],
    ['30', 'no-response', 18],
  ])
  expect(verdict(a, 'no-early-improvement')).toBe('met')
})

test('refills of 30 days that continue one order are one trial of 90 days', () => {
  const orders = [0, 30, 60].map((n) => order({ from: d(n), through: d(n + 29), over: n < 60 }))
  const a = on(record({ medications: orders }), 90)
  expect(a.trials).toHaveLength(1)
  expect([clock(current(a)), current(a).segments.length]).toEqual(['90', 1])
})

test('a stop for side effects on day 20 is no failure of effect, and the next trial starts with a clean clock', () => {
  const patient = record({
    medications: [
      order({ from: d(0), through: d(19), over: true, stop: { reason: 'side-effect', text: 'nausea' } }),
      order({ agent: 'venlafaxine', from: d(20), dose: mg(75) }),
    ],
    readings: [phq9(d(0), 20, 0), phq9(d(19), 19, 0)],
  })
  const a = on(patient, 34)
  expect(a.trials[0]?.countsTowardResistance.kind).toBe('not-met')
  expect(a.trials[0]?.stopReason).toBe('side-effect')
  expect([clock(current(a)), current(a).switchedFrom, current(a).response.baseline?.total]).toEqual(['14', `sertraline@${d(0)}`, 19])
  expect(a.pseudoResistance.find((c) => c.id === 'intolerance')?.verdict.kind).toBe('met')
})

test('split doses of 50 mg and 100 mg, read as 150 mg in one order, are one adequate dose', () => {
  const a = on(record({ medications: [order({ from: d(0), dose: mg(150) })] }), 42)
  expect([current(a).currentDose, clock(current(a))]).toEqual([mg(150), '42'])
})

test('a taper of four weeks after remission, then a relapse: the trial has ended, the relapse is flagged', () => {
  const patient = record({
    medications: [
      order({ agent: 'venlafaxine', from: d(0), through: d(99), dose: mg(150), over: true }),
      order({
        agent: 'venlafaxine',
        from: d(100),
        through: d(127),
        dose: mg(37.5),
        over: true,
        stop: { reason: 'other', text: 'planned taper' },
      }),
    ],
    readings: [phq9(d(0), 20, 0), phq9(d(90), 3, 0), phq9(d(127), 4, 0), phq9(d(150), 14, 0)],
  })
  const a = on(patient, 155)
  expect([a.trials.length, a.trials[0]?.ongoing, clock(a.trials[0]), a.current]).toEqual([1, false, '100', undefined])
  expect(a.trials[0]?.response.status).toBe('remission')
  expect(met(a)).toEqual(['worsening', 'relapse'])
})

test('an order known only by its year has no sure day at dose, and its outcome is what was reported', () => {
  const a = on(
    record({
      medications: [
        statement({
          agent: 'fluoxetine',
          from: '2024',
          through: '2024',
          dose: mg(20),
          more: { stop: { reason: 'no-effect', text: 'no benefit' } },
        }),
      ],
    }),
    0,
  )
  const [trial] = a.trials
  expect([clock(trial), trial?.adequacy.duration.kind, trial?.response.status, trial?.countsTowardResistance.kind]).toEqual([
    '0-366',
    'cannot-tell',
    'no-response',
    'cannot-tell',
  ])
  expect(a.failedAdequateTrials).toEqual({ kind: 'unknown', reason: '0 sure, 1 cannot be told' })
})

test('an order and its own dispenses are one trial; the supply says what was taken', () => {
  const patient = record({
    medications: [
      order({ from: d(0), ref: 'MedicationRequest/a' }),
      ...[0, 30].map((n) => ({ ...dispense(d(n), 30), basedOn: 'MedicationRequest/a' })),
    ],
  })
  const a = on(patient, 60)
  expect([a.trials.length, clock(current(a)), current(a).adherence.daysTaken, current(a).adherence.basis]).toEqual([
    1,
    '60',
    60,
    ['dispensed-supply'],
  ])
})

describe('the assessment as a whole', () => {
  test('looks at nothing after the day of judgement', () => {
    const patient = record({ medications: [order({ from: d(0) })], readings: [phq9(d(0), 20, 0), phq9(d(40), 19, 3)] })
    expect(on(patient, 39).latestPhq9?.total).toBe(20)
    expect(met(on(patient, 39))).not.toContain('suicidal-ideation')
    expect(met(on(patient, 40))).toContain('suicidal-ideation')
  })

  test('item 9 is the latest answer with its day, or why there is none', () => {
    const item9 = (...readings: readonly ReturnType<typeof phq9>[]) => on(record({ readings }), 50).item9
    expect(item9(phq9(d(0), 20, 2), phq9(d(20), 10, 1))).toMatchObject({ kind: 'known', value: { value: 1, day: dayN(20) } })
    expect(item9(phq9(d(0), 20, 2), phq9(d(20), 10))).toEqual({
      kind: 'unknown',
      reason: 'not assessed on 21 Jan 2026: a total without items',
    })
    expect(item9()).toEqual({ kind: 'unknown', reason: 'no PHQ-9 on record' })
    expect(item9({ ...phq9(d(0), 20, 0), usable: false })).toEqual({ kind: 'unknown', reason: 'no PHQ-9 on record' })
    // A preliminary 2 is a reported thought: it is never hidden behind the older 0, as a preliminary 0 never hides a 1.
    expect(item9(phq9(d(0), 20, 0), { ...phq9(d(20), 12, 2), usable: false })).toMatchObject({ value: { value: 2, day: dayN(20) } })
    expect(item9(phq9(d(0), 20, 1), { ...phq9(d(20), 12, 0), usable: false })).toMatchObject({ value: { value: 1, day: dayN(0) } })
    expect(item9(phq9(d(51), 20, 2))).toEqual({ kind: 'unknown', reason: 'no PHQ-9 on record' })
  })

  test('response on day 45 is no word for day 50 while a preliminary 20 of day 50 waits: the scores stay, the word is "cannot tell"', () => {
    const patient = (...newer: readonly ReturnType<typeof phq9>[]) =>
      record({ medications: [order({ from: d(0) })], readings: [phq9(d(0), 17, 0), phq9(d(45), 8, 0), ...newer] })
    const preliminary = { ...phq9(d(50), 20, 0), usable: false, issues: [{ kind: 'preliminary' }] } as const
    const { response, section } = on(patient(preliminary), 50)
    expect([response.status, response.baseline?.total, response.latest?.total, section]).toEqual(['cannot-tell', 17, 8, 'cannot-judge'])
    expect(response.newerUnjudged).toBe('a PHQ-9 of 20 points on 20 Feb 2026 is not judged: preliminary')
    expect(response.missing).toEqual([{ what: 'response today', why: response.newerUnjudged }])
    // 17 to 8 is 53 % better.
    expect(on(patient(), 50).response).toMatchObject({ status: 'response', changePoints: -9 })
    expect(on(patient(), 50).response.newerUnjudged).toBeUndefined()
    // What was found before it stands: a flag is never lost to a reading that nobody can use.
    const worse = record({ medications: [order({ from: d(0) })], readings: [phq9(d(0), 17, 0), phq9(d(45), 16, 0), preliminary] })
    expect(met(on(worse, 50))).toContain('inadequate-response')
  })

  test('a latest score of day 10 is 40 days old on day 50, and a preliminary 20 of that day follows it: both are said', () => {
    const preliminary = { ...phq9(d(50), 20, 0), usable: false, issues: [{ kind: 'preliminary' }] } as const
    const medications = [order({ from: d(0) })]
    const { response } = on(record({ medications, readings: [phq9(d(0), 17, 0), phq9(d(10), 8, 0), preliminary] }), 50)
    const newer = 'a PHQ-9 of 20 points on 20 Feb 2026 is not judged: preliminary'
    expect(response).toMatchObject({ status: 'cannot-tell', stale: true, newerUnjudged: newer })
    expect(response.why).toBe(`recent PHQ-9: the latest is of 11 Jan 2026, 40 days old, and says nothing about now; ${newer}`)
    expect(response.missing.map(({ what }) => what)).toEqual(['recent PHQ-9', 'response today'])
  })

  test('an order on hold is named where there is no trial', () => {
    const onHold = order({ from: d(0), more: { exposure: { counts: false, reason: 'on hold' } } })
    expect(on(record({ medications: [onHold] }), 10).response.why).toBe(
      'no antidepressant trial on record; sertraline does not count as taken (on hold)',
    )
  })

  test('why there is no trial: none on record, medicines not classified, or the last one over', () => {
    expect(on(record(), 10).response.why).toBe('no antidepressant trial on record')
    const unclassified = order({ from: d(0), more: { agent: undefined } })
    expect(
      on(record({ medications: [unclassified, { ...unclassified, source: { ref: 'MedicationRequest/other' } }] }), 10).response.why,
    ).toBe('no antidepressant trial on record; 2 medicines could not be classified: sertraline')
    expect(on(record({ medications: [order({ from: d(0), over: true })] }), 90).response.why).toBe(
      'no antidepressant trial in progress; the last, sertraline, is over',
    )
  })

  test('the other definitions stand beside the chosen one', () => {
    const a = on(record(), 0)
    expect([a.resistance.definition, ...a.otherDefinitions.map((r) => r.definition)]).toEqual([
      'source-document',
      'sforzini-2022',
      'rybak-2021',
      'gaddey-2024',
    ])
  })

  test('adherence of the last 28 days is that of the current trial', () => {
    const patient = record({ medications: [order({ from: d(0) })], checkIns: dailyCheckIns(d(0), 60, (i) => i >= 40) })
    expect(on(patient, 60).adherence28).toMatchObject({ daysTaken: 20, daysInPeriod: 28 })
    expect(on(record(), 60).adherence28.daysInPeriod).toBe(28)
  })
})

describe('what belongs to whom', () => {
  test('of the last 28 days only what was handed over of the present agent counts: aripiprazole says nothing about sertraline', () => {
    const medications = [order({ from: d(0) }), dispense(d(0), 60, 'aripiprazole')]
    expect(on(record({ medications }), 40).adherence28).toMatchObject({ daysWithInformation: 0, percent: undefined })
    expect(on(record({ medications: [order({ from: d(0) }), dispense(d(0), 60)] }), 40).adherence28).toMatchObject({
      daysTaken: 28,
      percent: 100,
    })
  })

  test('the last antidepressant that ended is named, not the adjunct that ended after it', () => {
    const medications = [
      order({ from: d(0), through: d(59), over: true }),
      order({ agent: 'aripiprazole', from: d(70), through: d(90), over: true, dose: mg(5) }),
    ]
    expect(on(record({ medications }), 200).response.why).toBe(
      'no antidepressant trial in progress; the last, sertraline, ended 1 Mar 2026',
    )
  })

  test('one that was stopped on some day of a supply of 30, or of its 14 days of grace, is not said to have ended on the last of them', () => {
    const medications = [order({ from: d(0), over: true }), dispense(d(0), 30)]
    expect(on(record({ medications }), 200).response.why).toBe(
      'no antidepressant trial in progress; the last, sertraline, ended 1 Jan 2026–13 Feb 2026',
    )
  })

  test('two medicines that could not be classified are both named; one of them is not said to be untaken', () => {
    const unknownAgent = (label: string) =>
      order({ from: d(0), more: { agent: undefined, label, exposure: { counts: false, reason: 'on hold' } } })
    expect(on(record({ medications: [unknownAgent('moonflower'), unknownAgent('sunflower')] }), 30).response.why).toBe(
      'no antidepressant trial on record; 2 medicines could not be classified: moonflower, sunflower',
    )
  })
})
