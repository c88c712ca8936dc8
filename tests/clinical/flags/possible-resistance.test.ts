import { describe, expect, test } from 'vitest'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { dailyCheckIns, diagnosis, dispense, mg, order, phq9, record } from '#tests/support/record-builders.ts'

const rule = 'possible-resistance'
const noEffect = { reason: 'no-effect', text: 'no benefit' } as const

/** Sertraline to day 59 and escitalopram to day 119, all taken, 20 → 19 in both; venlafaxine since day 120. */
const failedTwice = record({
  medications: [
    order({ from: d(0), through: d(59), dose: mg(100), over: true, stop: noEffect }),
    order({ agent: 'escitalopram', from: d(60), through: d(119), dose: mg(20), over: true, stop: noEffect }),
    order({ agent: 'venlafaxine', from: d(120), dose: mg(75) }),
  ],
  checkIns: dailyCheckIns(d(0), 120, () => true),
  readings: [phq9(d(0), 20), phq9(d(59), 19), phq9(d(60), 20), phq9(d(119), 19)],
})
const add = (parts: Partial<PatientRecord>): PatientRecord => ({ ...failedTwice, ...parts })

test('two failed adequate trials make a candidate for review, with what is not known beside it', () => {
  const found = finding(on(failedTwice, 125), rule)
  expect([found.verdict.kind, found.tier, found.since, found.key]).toEqual([
    'met',
    'decide',
    dayN(119),
    `possible-resistance|p-test|resistance|${d(119)}`,
  ])
  expect(found.sentence).toContain('2 failed adequate trials, 2 of different antidepressants are needed')
  // About sertraline and escitalopram, not about venlafaxine begun 5 days ago. Not known: bipolarity, substances, other conditions, thyroid, anaemia, sleep apnoea, metaboliser, interview, stressors.
  expect(found.sentence.endsWith('definition); 9 pseudo-resistance checks not known')).toBe(true)
  expect(found.evidence.slice(0, 2).map((e) => e.what)).toEqual([
    'failed adequate trial: sertraline',
    'failed adequate trial: escitalopram',
  ])
})

test('causes of pseudo-resistance that are present are named', () => {
  const a = on(add({ diagnoses: [diagnosis('thyroid')] }), 125)
  expect(sentence(a, rule)).toContain('; thyroid disease present; 8 pseudo-resistance checks not known')
})

test('where no cause of pseudo-resistance is present none is named', () => {
  // By day 170 venlafaxine has run 50 days: no longer too short, and its outcome cannot be told.
  expect(sentence(on(failedTwice, 170), rule)).toMatch(
    /2 of different antidepressants are needed; 1 further agent cannot be told \(Source document: FDA\/EMA working definition\); \d+ pseudo-resistance checks not known$/,
  )
})

test('one failed trial is none; its sentence says how many are needed', () => {
  const one = record({ ...failedTwice, medications: failedTwice.medications.slice(0, 1) })
  expect(verdict(on(one, 62), rule)).toBe('not-met')
  expect(sentence(on(one, 62), rule)).toContain('1 failed adequate trial, 2 of different antidepressants are needed')
})

test('a trial that cannot be told leaves it open, with what is missing', () => {
  const unknownReason = add({
    medications: failedTwice.medications.map((m) =>
      m.agent === 'escitalopram' ? { ...m, stop: { reason: 'unknown' as const, text: undefined } } : m,
    ),
  })
  const found = finding(on(unknownReason, 125), rule)
  expect(found.verdict.kind).toBe('cannot-tell')
  expect(found.missing.map((m) => m.what)).toContain('reason for stopping escitalopram')
})

describe('while the present treatment works', () => {
  test.each([
    [10, 'not-met'],
    [4, 'not-met'],
    [11, 'met'],
  ])('20 → %i on venlafaxine: %s', (latest, expected) => {
    const a = on(add({ readings: [...failedTwice.readings, phq9(d(121), 20), phq9(d(165), latest)] }), 170)
    expect(verdict(a, rule)).toBe(expected)
  })
})

test('bipolar disorder on record excludes it', () => {
  expect(sentence(on(add({ diagnoses: [diagnosis('bipolar')] }), 125), rule)).toBe('Not judged as resistance: bipolar disorder on record')
})

test('without a current trial it still stands', () => {
  const medications = failedTwice.medications.slice(0, 2)
  const found = finding(on(add({ medications }), 125), rule)
  expect([found.verdict.kind, found.trialId]).toEqual(['met', undefined])
})

describe('evidence and identity', () => {
  test('each failed trial with its first and its last day, then each cause of pseudo-resistance that is present', () => {
    const found = finding(on(add({ diagnoses: [diagnosis('thyroid')] }), 125), rule)
    expect(found.evidence.map(({ what, value, unit, day }) => [what, value, unit, day])).toEqual([
      ['failed adequate trial: sertraline', '1 Jan 2026 to 1 Mar 2026', '', dayN(59)],
      ['failed adequate trial: escitalopram', '2 Mar 2026 to 30 Apr 2026', '', dayN(119)],
      ['pseudo-resistance: Thyroid disease', 'present', '', undefined],
    ])
    expect(found.trialId).toBe(`venlafaxine@${d(120)}`)
  })

  test('a failed trial that goes on has no last day: it stands with the day of judgement', () => {
    const medications = [
      order({ from: d(0), through: d(59), dose: mg(100), over: true, stop: noEffect }),
      order({ agent: 'escitalopram', from: d(60), dose: mg(20) }),
    ]
    const found = finding(on(add({ medications }), 120), rule)
    expect([found.verdict.kind, found.since]).toEqual(['met', dayN(60)])
    expect(found.evidence.slice(0, 2).map((e) => [e.value, e.day])).toEqual([
      ['1 Jan 2026 to 1 Mar 2026', dayN(59)],
      ['since 2 Mar 2026', dayN(120)],
    ])
  })

  test('of a failed trial that was stopped within a supply the last possible day is named as such: 14 days after day 79', () => {
    const [, escitalopram, venlafaxine] = failedTwice.medications
    if (!escitalopram || !venlafaxine) throw new Error('three orders were built')
    const sertraline = order({ from: d(0), dose: mg(100), over: true, stop: noEffect })
    const medications = [sertraline, dispense(d(0), 50), dispense(d(50), 30), escitalopram, venlafaxine]
    const found = finding(on(add({ medications }), 125), rule)
    expect(found.evidence[0]?.value).toBe('1 Jan 2026 to 4 Apr 2026 at the latest')
  })

  test('two causes are named with a comma', () => {
    const a = on(add({ diagnoses: [diagnosis('thyroid'), diagnosis('anaemia')] }), 125)
    expect(sentence(a, rule)).toContain('; thyroid disease, anaemia present; 7 pseudo-resistance checks not known')
  })

  test('a trial whose reason for stopping is not recorded is the only thing missing', () => {
    const medications = failedTwice.medications.map((m) =>
      m.agent === 'escitalopram' ? { ...m, stop: { reason: 'unknown' as const, text: undefined } } : m,
    )
    expect(finding(on(add({ medications }), 125), rule).missing).toEqual([
      { what: 'reason for stopping escitalopram', why: 'not recorded' },
    ])
  })

  test('two failed trials where diagnoses were not read: bipolar disorder may be among them, the sentence says so far', () => {
    const found = finding(on(add({ incomplete: [{ part: 'diagnoses', reason: '403', affects: 'other' }] }), 125), rule)
    expect(found.missing).toEqual([
      {
        what: 'resistance',
        why: '2 failed adequate trials, 2 of different antidepressants are needed (Source document: FDA/EMA working definition)',
      },
    ])
  })

  test('not while venlafaxine works: 20 → 10 is said beside the two that failed', () => {
    const a = on(add({ readings: [...failedTwice.readings, phq9(d(121), 20), phq9(d(165), 10)] }), 170)
    expect(sentence(a, rule)).toBe(
      '2 failed adequate trials, 2 of different antidepressants are needed (Source document: FDA/EMA working definition); responding to venlafaxine: PHQ-9 20 → 10 (−10, −50 %): at least 50 % better',
    )
  })
})
