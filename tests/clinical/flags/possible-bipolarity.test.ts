import { describe, expect, test } from 'vitest'
import type { CheckIn, DailyDose, PatientRecord } from '#src/clinical/facts.ts'
import { sinceWords } from '#src/clinical/rule-book.ts'
import { day, exactly } from '#src/lib/calendar.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { checkIn, diagnosis, mg, order, record, screen } from '#tests/support/record-builders.ts'

const rule = 'possible-bipolarity'
const patient = (parts: Partial<PatientRecord> = {}) => record({ medications: [order({ from: d(0) })], ...parts })

describe('screens', () => {
  test.each([
    ['rms', 4, 'met'],
    ['rms', 3, 'not-met'],
    ['mdq', 7, 'met'],
    ['mdq', 6, 'not-met'],
    ['audit-c', 12, 'cannot-tell'],
  ] as const)('%s %i: %s', (kind, score, expected) => {
    expect(verdict(on(patient({ screens: [screen(kind, d(0), score)] }), 10), rule)).toBe(expected)
  })

  test('the evidence is the score with its unit, or why there is none', () => {
    const evidence = (score: number | undefined) =>
      finding(on(patient({ screens: [screen('rms', d(0), score, true)] }), 10), rule).evidence[0]
    expect(evidence(5)).toMatchObject({ what: 'RMS', value: '5', unit: 'points', day: dayN(0) })
    expect(evidence(undefined)?.value).toBe('answers not readable')
  })

  test('what the record itself calls positive or negative comes first', () => {
    expect(verdict(on(patient({ screens: [screen('mdq', d(0), 9, false)] }), 10), rule)).toBe('not-met')
    expect(sentence(on(patient({ screens: [screen('mdq', d(0), undefined, true)] }), 10), rule)).toBe('MDQ positive on 1 Jan 2026')
  })

  test('an unreadable score, none, or one of tomorrow cannot be told', () => {
    expect(finding(on(patient({ screens: [screen('rms', d(0), undefined)] }), 10), rule).missing[0]?.why).toBe('answers not readable')
    expect(finding(on(patient(), 10), rule).missing[0]?.why).toBe('none on record')
    expect(verdict(on(patient({ screens: [screen('rms', d(11), 6)] }), 10), rule)).toBe('cannot-tell')
    expect(verdict(on(patient({ screens: [screen('rms', d(10), 6)] }), 10), rule)).toBe('met')
    expect(verdict(on(patient({ screens: [screen('rms', d(10), 2)] }), 10), rule)).toBe('not-met')
  })

  test('the finding asks for a decision and counts from the earliest sign', () => {
    const a = on(patient({ screens: [screen('rms', d(5), 5), screen('mdq', d(2), 8)] }), 10)
    expect([sentence(a, rule), finding(a, rule).since, finding(a, rule).tier]).toEqual([
      'MDQ 8 on 3 Jan 2026; RMS 5 on 6 Jan 2026',
      dayN(2),
      'decide',
    ])
  })
})

test('an active bipolar diagnosis is a sign, a refuted one is none', () => {
  expect(sentence(on(patient({ diagnoses: [diagnosis('bipolar', { label: 'Bipolar II' })] }), 10), rule)).toBe(
    'Diagnosis on record: Bipolar II',
  )
  expect(verdict(on(patient({ diagnoses: [diagnosis('bipolar', { active: false })] }), 10), rule)).toBe('cannot-tell')
})

/** A week of check-ins from a day on, with these hours of sleep and this energy. */
const week = (from: number, sleepHours: number | undefined, energy: number | undefined, days = 7): readonly CheckIn[] =>
  Array.from({ length: days }, (_, i) => checkIn(dayN(from + i), { sleepHours, energy }))

describe('less sleep with more energy after a start or dose increase', () => {
  const activated = (checkIns: readonly CheckIn[], asOf = 40, parts: Partial<PatientRecord> = {}) =>
    verdict(on(patient({ checkIns, ...parts }), asOf), rule)

  test.each([
    [6.5, 5, 'met'], // exactly 1.5 h less and 2 points more
    [6.6, 5, 'cannot-tell'],
    [6.5, 4.9, 'cannot-tell'],
    [4, 8, 'met'],
    [9, 8, 'cannot-tell'],
  ])('8 h and energy 3 before, %d h and energy %d after: %s', (sleep, energy, expected) => {
    expect(activated([...week(-7, 8, 3), ...week(5, sleep, energy)])).toBe(expected)
  })

  test('says both weeks and the step, and counts from the last day of the week', () => {
    const a = on(patient({ checkIns: [...week(-7, 8, 3), ...week(5, 5, 7)] }), 40)
    // The first week that fulfils it begins on day 2: days 5 to 8 are its first four answers.
    expect(sentence(a, rule)).toBe('Sleep 8 → 5 h and energy 3 → 7 of 10 in the week from 3 Jan 2026, after the step of 1 Jan 2026')
    expect(finding(a, rule).since).toBe(dayN(8))
  })

  test('a week needs four answers to either question, before and after', () => {
    expect(activated([...week(-7, 8, 3, 4), ...week(5, 5, 7, 4)])).toBe('met')
    expect(activated([...week(-7, 8, 3, 3), ...week(5, 5, 7, 4)])).toBe('cannot-tell')
    expect(activated([...week(-7, 8, 3, 4), ...week(5, 5, 7, 3)])).toBe('cannot-tell')
    expect(activated([...week(-7, 8, undefined), ...week(5, 5, 7)])).toBe('cannot-tell')
    expect(activated([...week(-7, undefined, 3), ...week(5, 5, 7)])).toBe('cannot-tell')
  })

  test('is looked for in weeks that end by day 28: one that begins on day 22 is in, one from day 23 is out', () => {
    expect(activated([...week(-7, 8, 3), ...week(25, 5, 7, 4)])).toBe('met') // days 25 to 28
    expect(activated([...week(-7, 8, 3), ...week(26, 5, 7, 4)])).toBe('cannot-tell') // the fourth answer is on day 29
  })

  test('is not looked for in a week that has not ended', () => {
    const checkIns = [...week(-7, 8, 3), ...week(1, 5, 7)]
    expect(activated(checkIns, 7)).toBe('met')
    expect(activated(checkIns, 6)).toBe('cannot-tell')
  })

  const stepped = (before: DailyDose, after: DailyDose) => ({
    medications: [order({ from: d(-60), dose: before }), order({ from: d(0), dose: after })],
  })
  test.each([
    [mg(50), mg(100), 'met'],
    [mg(100), mg(50), 'cannot-tell'],
    [mg(50), { kind: 'unknown', reason: 'x' }, 'met'],
    [mg(50, 100), mg(100), 'met'], // 50 → 100 or 100 → 100
    [mg(100), mg(50, 100), 'cannot-tell'], // never above 100
  ] as const)('a step from %j to %j: %s', (before, after, expected) => {
    expect(activated([...week(-7, 8, 3), ...week(5, 5, 7)], 40, stepped(before, after))).toBe(expected)
  })

  test('an answer on the day of the step belongs to neither week', () => {
    expect(activated([...week(-3, 8, 3, 3), ...week(0, 8, 3, 1), ...week(5, 5, 7)])).toBe('cannot-tell')
    expect(activated([...week(-4, 8, 3, 4), ...week(0, 8, 3, 1), ...week(5, 5, 7)])).toBe('met')
  })

  const onSertraline = [...week(-7, 8, 3), ...week(5, 5, 7)]
  const stopped = order({ from: d(0), through: d(20), over: true, stop: { reason: 'side-effect', text: 'restless' } })

  test('stays when the antidepressant was stopped, whether another one follows or none', () => {
    const followed = on(
      patient({ checkIns: onSertraline, medications: [stopped, order({ agent: 'venlafaxine', from: d(25), dose: mg(75) })] }),
      40,
    )
    expect(sentence(followed, rule)).toBe('Sleep 8 → 5 h and energy 3 → 7 of 10 in the week from 3 Jan 2026, after the step of 1 Jan 2026')
    expect(finding(followed, rule).since).toBe(dayN(8))
    expect(activated(onSertraline, 40, { medications: [stopped] })).toBe('met')
  })

  test.each([
    ['bupropion', mg(150), 'met'], // an antidepressant, though it is added here
    ['aripiprazole', mg(5), 'cannot-tell'], // none
  ])('after %s is added to sertraline of 100 days', (agent, dose, expected) => {
    const medications = [order({ from: d(-100) }), order({ agent, from: d(0), dose, formulation: 'extended' })]
    expect(activated(onSertraline, 40, { medications })).toBe(expected)
  })

  test('without a trial there is no step to compare with', () => {
    expect(activated([...week(-7, 8, 3), ...week(5, 5, 7)], 40, { medications: [] })).toBe('cannot-tell')
  })
})

test('a bipolar diagnosis without an onset counts from the start of the trial, so that it is not new every morning', () => {
  const patient = record({ medications: [order({ from: d(0) })], diagnoses: [diagnosis('bipolar')] })
  expect([50, 51].map((day) => finding(on(patient, day), 'possible-bipolarity').since)).toEqual([dayN(0), dayN(0)])
})

test('an onset known only as 2022 keeps its place in the order of waiting, and is never said as the 1st of January', () => {
  const onset = { earliest: day('2022-01-01'), latest: day('2022-12-31'), precision: 'year', instantMs: undefined } as const
  const found = finding(on(patient({ diagnoses: [diagnosis('bipolar', { onset })] }), 10), rule)
  expect(found.since).toBe(day('2022-01-01'))
  expect(sinceWords(found)).toBe('since 2022, day not recorded')
})

test('an onset known to the day is said to the day', () => {
  const onset = exactly(day('2022-05-03'))
  expect(sinceWords(finding(on(patient({ diagnoses: [diagnosis('bipolar', { onset })] }), 10), rule))).toBe('since 3 May 2022')
})

test('a positive screen of 2021 begins before a diagnosis known only as 2022: the screen has the day', () => {
  const onset = { earliest: day('2022-01-01'), latest: day('2022-12-31'), precision: 'year', instantMs: undefined } as const
  const signs = { diagnoses: [diagnosis('bipolar', { onset })], screens: [screen('rms', '2021-06-05', 5)] }
  expect(sinceWords(finding(on(patient(signs), 10), rule))).toBe('since 5 Jun 2021')
})

describe('what is a sign and what is none', () => {
  test('another active diagnosis, or a positive screen for alcohol, is none', () => {
    expect(verdict(on(patient({ diagnoses: [diagnosis('mdd')] }), 10), rule)).toBe('cannot-tell')
    expect(verdict(on(patient({ screens: [screen('audit-c', d(0), 8, true)] }), 10), rule)).toBe('cannot-tell')
  })

  test('a screen called negative without a readable score was below the limit', () => {
    const a = on(patient({ screens: [screen('rms', d(0), undefined, false)] }), 10)
    expect([verdict(a, rule), sentence(a, rule)]).toEqual(['not-met', 'Screened below the limits'])
  })

  test('what is missing is the screen, by name', () => {
    expect(finding(on(patient(), 10), rule).missing).toEqual([{ what: 'bipolarity screen (RMS or MDQ)', why: 'none on record' }])
  })

  test('the finding is about bipolarity, whatever sign began it', () => {
    expect(finding(on(patient({ screens: [screen('rms', d(5), 5)] }), 10), rule).key).toBe(`possible-bipolarity|p-test|bipolarity|${d(5)}`)
  })

  test('the evidence of activation is both weeks in words, from the last check-in of the second', () => {
    const checkIns = [...week(-7, 8, 3), ...week(1, 4, 8)]
    const [evidence] = finding(on(patient({ checkIns }), 10), rule).evidence
    expect(evidence).toEqual({
      what: 'less sleep with more energy',
      value: 'Sleep 8 → 4 h and energy 3 → 8 of 10 in the week from 2 Jan 2026, after the step of 1 Jan 2026',
      unit: '',
      day: dayN(1),
      source: { ref: `Observation/checkin-${dayN(7)}` },
    })
  })
})
