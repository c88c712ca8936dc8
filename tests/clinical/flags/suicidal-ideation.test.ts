import { describe, expect, test } from 'vitest'
import type { PatientRecord, Reading } from '#src/clinical/facts.ts'
import { lateThoughts } from '#src/clinical/flags/suicidal-ideation.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { mg, order, partial, phq9, rating, record, screen } from '#tests/support/record-builders.ts'

const patient = (readings: readonly Reading[], more: Partial<PatientRecord> = {}) =>
  record({ medications: [order({ from: d(0) })], readings, ...more })
const rule = 'suicidal-ideation'

describe('PHQ-9 item 9', () => {
  test.each([
    [0, 'not-met'],
    [1, 'met'],
    [2, 'met'],
    [3, 'met'],
  ] as const)('answered %i is %s', (answer, expected) => {
    const a = on(patient([phq9(d(0), 10, answer)]), 10)
    expect(verdict(a, rule)).toBe(expected)
    expect(finding(a, rule).tier).toBe('urgent')
  })

  test('not assessed is not 0', () => {
    const a = on(patient([phq9(d(0), 3)]), 10)
    expect(verdict(a, rule)).toBe('cannot-tell')
    expect(finding(a, rule).missing).toEqual([{ what: 'PHQ-9 item 9', why: 'a total without items' }])
  })

  test('never assessed says so', () => {
    expect(finding(on(patient([]), 10), rule).missing).toEqual([{ what: 'PHQ-9 item 9', why: 'never assessed' }])
  })

  test('0 is said not to be a clearance', () => {
    expect(sentence(on(patient([phq9(d(0), 3, 0)]), 10), rule)).toBe('Item 9 answered 0 on 1 Jan 2026; this is not a clearance')
  })

  test('0 → 1 is rising, 2 → 1 is not', () => {
    expect(sentence(on(patient([phq9(d(0), 10, 0), phq9(d(14), 10, 1)]), 20), rule)).toBe(
      'Item 9 (thoughts of death or self-harm): 0 → 1, rising on 15 Jan 2026',
    )
    expect(sentence(on(patient([phq9(d(0), 10, 2), phq9(d(14), 10, 1)]), 20), rule)).toBe(
      'Item 9 (thoughts of death or self-harm): 2 → 1 on 15 Jan 2026',
    )
    expect(sentence(on(patient([phq9(d(0), 10, 1), phq9(d(14), 10, 1)]), 20), rule)).not.toContain('rising')
    expect(sentence(on(patient([phq9(d(0), 10, 2)]), 20), rule)).toBe('Item 9 (thoughts of death or self-harm): 2 on 1 Jan 2026')
  })

  test('an answer above 0 stands until a later one is 0, also when the next PHQ-9 does not ask', () => {
    const open = on(patient([phq9(d(0), 10, 1), phq9(d(14), 8)]), 20)
    expect(verdict(open, rule)).toBe('met')
    expect(sentence(open, rule)).toBe(
      'Item 9 (thoughts of death or self-harm): 1 on 1 Jan 2026; not assessed on 15 Jan 2026 (a total without items)',
    )
    expect(verdict(on(patient([phq9(d(0), 10, 1), phq9(d(14), 8, 0)]), 20), rule)).toBe('not-met')
  })

  test('0 and then not assessed cannot be told, with both days', () => {
    const a = on(patient([phq9(d(0), 10, 0), phq9(d(14), 8)]), 20)
    expect(finding(a, rule).missing[0]?.why).toBe('not assessed on 15 Jan 2026 (a total without items); last answer 0 on 1 Jan 2026')
  })

  test.each([
    [28, 'not-met'],
    [29, 'cannot-tell'],
  ])('an answer of 0 that is %i days old: %s', (asOf, expected) => {
    expect(verdict(on(patient([phq9(d(0), 10, 0)]), asOf), rule)).toBe(expected)
  })

  test('1, 2, 1 in a row are one finding since the first of them; after a 0 it is a new one', () => {
    const run = finding(on(patient([phq9(d(0), 10, 1), phq9(d(14), 10, 2), phq9(d(28), 10, 1)]), 30), rule)
    expect([run.since, run.key]).toEqual([dayN(0), `suicidal-ideation|p-test|phq-9|${d(0)}`])
    const again = finding(on(patient([phq9(d(0), 10, 1), phq9(d(14), 10, 0), phq9(d(28), 10, 1)]), 30), rule)
    expect(again.since).toBe(dayN(28))
  })

  test('a preliminary answer above 0 counts, a preliminary 0 clears nothing', () => {
    const preliminary = (on_: string, answer: 0 | 1): Reading => ({ ...phq9(on_, 10, answer), usable: false })
    expect(verdict(on(patient([preliminary(d(0), 1)]), 10), rule)).toBe('met')
    expect(verdict(on(patient([phq9(d(0), 10, 1), preliminary(d(5), 0)]), 10), rule)).toBe('met')
    expect(verdict(on(patient([preliminary(d(0), 0)]), 10), rule)).toBe('cannot-tell')
    expect(verdict(on(patient([{ ...phq9(d(0), 10), usable: false }]), 10), rule)).toBe('cannot-tell')
  })

  test('of two answers on one day the later moment counts; without moments the higher answer', () => {
    const at = (answer: 0 | 1, instantMs: number | undefined): Reading => ({
      ...phq9(d(0), 10, answer),
      date: { earliest: dayN(0), latest: dayN(0), precision: 'day', instantMs },
      sources: [{ ref: `Observation/${answer}` }],
    })
    expect(verdict(on(patient([at(1, 1000), at(0, 2000)]), 10), rule)).toBe('not-met')
    expect(verdict(on(patient([at(0, 1000), at(1, 2000)]), 10), rule)).toBe('met')
    expect(verdict(on(patient([at(1, undefined), at(0, undefined)]), 10), rule)).toBe('met')
  })

  test('an answer dated "2026-01" is not put into the future', () => {
    const dated: Reading = { ...phq9(d(0), 10, 1), date: partial('2026-01'), usable: false }
    const found = finding(on(patient([dated]), 10), rule)
    expect([found.verdict.kind, found.since]).toEqual(['met', dayN(10)])
    expect(verdict(on(patient([dated]), -1), rule)).toBe('cannot-tell')
  })

  test('an answer of tomorrow, or of another instrument, is not looked at', () => {
    expect(verdict(on(patient([phq9(d(11), 10, 2)]), 10), rule)).toBe('cannot-tell')
    expect(verdict(on(patient([{ ...phq9(d(0), 10, 2), instrument: 'phq-2' }]), 10), rule)).toBe('cannot-tell')
  })

  test('evidence is the answer and the one before, with day and source', () => {
    const { evidence } = finding(on(patient([phq9(d(0), 10, 0), phq9(d(14), 10, 1)]), 20), rule)
    expect(evidence).toEqual([
      { what: 'PHQ-9 item 9 before', value: '0', unit: 'of 3', day: dayN(0), source: { ref: `Observation/phq9-${d(0)}-10` } },
      { what: 'PHQ-9 item 9', value: '1', unit: 'of 3', day: dayN(14), source: { ref: `Observation/phq9-${d(14)}-10` } },
    ])
  })
})

describe('C-SSRS screener', () => {
  const screened = (...scores: readonly (readonly [number, number | undefined])[]) =>
    scores.map(([n, score]) => screen('c-ssrs', d(n), score))

  test.each([
    [1, 'not-met'],
    [2, 'met'],
    [3, 'met'],
  ])('risk %i with item 9 at 0: %s', (score, expected) => {
    expect(verdict(on(patient([phq9(d(0), 10, 0)], { screens: screened([5, score]) }), 10), rule)).toBe(expected)
  })

  test('moderate risk stands alone, and beside an item 9 above 0', () => {
    const alone = on(patient([], { screens: screened([5, 2]) }), 10)
    expect(sentence(alone, rule)).toBe('C-SSRS screener: moderate risk on 6 Jan 2026')
    expect(finding(alone, rule).since).toBe(dayN(5))
    const both = on(patient([phq9(d(7), 10, 1)], { screens: screened([5, 3]) }), 10)
    expect(sentence(both, rule)).toBe('Item 9 (thoughts of death or self-harm): 1 on 8 Jan 2026; C-SSRS screener: high risk on 6 Jan 2026')
    expect([finding(both, rule).since, finding(both, rule).evidence.length]).toEqual([dayN(5), 2])
  })

  test('the finding counts from the earlier of the two; moderate risk twice is one finding', () => {
    expect(finding(on(patient([phq9(d(2), 10, 1)], { screens: screened([5, 3]) }), 10), rule).since).toBe(dayN(2))
    const twice = finding(on(patient([], { screens: screened([3, 2], [8, 2]) }), 10), rule)
    expect([twice.verdict.kind, twice.since]).toEqual(['met', dayN(3)])
  })

  test('of today counts', () => {
    expect(verdict(on(patient([], { screens: screened([10, 2]) }), 10), rule)).toBe('met')
  })

  test('is over with a later lower one; an unreadable one ends nothing; one of tomorrow is not looked at', () => {
    expect(verdict(on(patient([phq9(d(0), 10, 0)], { screens: screened([2, 3], [6, 1]) }), 10), rule)).toBe('not-met')
    expect(verdict(on(patient([phq9(d(0), 10, 0)], { screens: screened([2, 3], [6, undefined]) }), 10), rule)).toBe('met')
    expect(verdict(on(patient([phq9(d(0), 10, 0)], { screens: screened([11, 3]) }), 10), rule)).toBe('not-met')
    expect(verdict(on(patient([phq9(d(0), 10, 0)], { screens: [screen('rms', d(0), 6)] }), 10), rule)).toBe('not-met')
  })
})

test('a patient with an answer of 1 stands on the card "urgent", whatever else is unknown', () => {
  const a = on(patient([phq9(d(0), 2, 1)], { incomplete: [{ part: 'orders', reason: '500', affects: 'medications' }] }), 10)
  expect(a.section).toBe('urgent')
})

test('the rule says what it is in words', () => {
  const { statement, clearedBy } = finding(on(patient([]), 0), rule)
  expect(statement).toBe(
    'PHQ-9 item 9 answered 1 or more in the latest answer, or a latest C-SSRS screener of moderate risk or more. An answer of 0 is not a clearance; no answer is not 0',
  )
  expect(clearedBy).toBe('A later PHQ-9 with item 9 below 1 (and a later C-SSRS below moderate); the answer alone is not a risk assessment')
})

describe('a 0 after a reported thought', () => {
  /** Sertraline 50 mg since day 0, 20 → 8; item 9 answered 1 on day 29 and 0 on day 48. */
  const patient = record({
    medications: [order({ from: d(0), dose: mg(50) })],
    readings: [phq9(d(0), 20, 0), phq9(d(29), 15, 1), phq9(d(48), 8, 0)],
  })

  test('is said with the answer before it', () => {
    const found = finding(on(patient, 50), 'suicidal-ideation')
    expect(found.sentence).toBe('Item 9 answered 0 on 18 Feb 2026; this is not a clearance; answered 1 on 30 Jan 2026')
    expect(found.verdict.kind).toBe('not-met')
  })

  test.each([
    [50, 'cannot-judge'],
    [51, 'on-target'],
  ])('day 21 and day 22 after the thought, with a response of 60 %%: on day %i the card is %s', (asOf, section) => {
    expect(on(patient, asOf).section).toBe(section)
  })

  test('the reason for not being on target names both answers and their days', () => {
    expect(on(patient, 50).sectionWhy).toBe(
      'Item 9 (thoughts of death or self-harm): 1 on 30 Jan 2026, 0 on 18 Feb 2026; a 0 is not a clearance',
    )
  })
})

describe('several administrations', () => {
  test('not assessed in between is over with the next answer: 1, not assessed, 0', () => {
    expect(verdict(on(patient([phq9(d(0), 10, 1), phq9(d(7), 9), phq9(d(14), 8, 0)]), 20), rule)).toBe('not-met')
  })

  test('an answer of 0 that is 29 days old says how old it is', () => {
    expect(finding(on(patient([phq9(d(0), 10, 0)]), 29), rule).missing).toEqual([
      { what: 'PHQ-9 item 9', why: 'last assessed 29 days ago, on 1 Jan 2026' },
    ])
  })

  test('1, 0, 0: the last answer above 0 is evidence beside the two latest', () => {
    const a = on(patient([phq9(d(0), 10, 1), phq9(d(14), 10, 0), phq9(d(28), 10, 0)]), 30)
    expect(finding(a, rule).evidence.map((e) => [e.what, e.value, e.day])).toEqual([
      ['PHQ-9 item 9 last above 0', '1', dayN(0)],
      ['PHQ-9 item 9 before', '0', dayN(14)],
      ['PHQ-9 item 9', '0', dayN(28)],
    ])
  })

  test('1, 0: the answer before is the last one above 0, and stands once', () => {
    const a = on(patient([phq9(d(0), 10, 1), phq9(d(14), 10, 0)]), 20)
    expect(finding(a, rule).evidence.map((e) => e.what)).toEqual(['PHQ-9 item 9 before', 'PHQ-9 item 9'])
  })

  test.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('of two answers on one day without moments the higher counts, whichever is read first (Observation/%s and /%s)', (one, zero) => {
    const readings = [
      { ...phq9(d(0), 10, 1), sources: [{ ref: `Observation/${one}` }] },
      { ...phq9(d(0), 10, 0), sources: [{ ref: `Observation/${zero}` }] },
    ]
    expect(verdict(on(patient(readings), 10), rule)).toBe('met')
  })

  test.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('an answer of 0 and a total without items on one day are an answer of 0 (Observation/%s and /%s)', (answered, total) => {
    const readings = [
      { ...phq9(d(0), 10, 0), sources: [{ ref: `Observation/${answered}` }] },
      { ...phq9(d(0), 10), sources: [{ ref: `Observation/${total}` }] },
    ]
    expect(verdict(on(patient(readings), 10), rule)).toBe('not-met')
  })

  test('a GAD-7 after the answer is no administration of the PHQ-9', () => {
    expect(verdict(on(patient([phq9(d(0), 10, 0), rating('gad-7', d(5), 12)]), 10), rule)).toBe('not-met')
    expect(finding(on(patient([rating('gad-7', d(5), 12)]), 10), rule).missing[0]?.why).toBe('never assessed')
  })

  test('late thoughts are told from the answers alone: 1, 0, not assessed', () => {
    const told = patient([phq9(d(29), 15, 1), phq9(d(35), 9, 0), phq9(d(40), 8)])
    expect(lateThoughts(told, dayN(45), defaultSettings)).toBe(
      'Item 9 (thoughts of death or self-harm): 1 on 30 Jan 2026, 0 on 5 Feb 2026; a 0 is not a clearance',
    )
    expect(lateThoughts(told, dayN(51), defaultSettings)).toBeUndefined()
    expect(lateThoughts(patient([phq9(d(29), 15, 0)]), dayN(45), defaultSettings)).toBeUndefined()
  })
})

describe('several C-SSRS screeners', () => {
  const risk = (ref: string, n: number, score: number | undefined) => ({
    ...screen('c-ssrs', d(n), score),
    source: { ref: `Observation/${ref}` },
  })

  test('the evidence is the risk in words; the finding is about the PHQ-9 and its screener', () => {
    const found = finding(on(patient([], { screens: [risk('a', 5, 2)] }), 10), rule)
    expect(found.evidence).toEqual([
      { what: 'C-SSRS screener', value: 'moderate', unit: 'risk', day: dayN(5), source: { ref: 'Observation/a' } },
    ])
    expect(found.key).toBe(`suicidal-ideation|p-test|phq-9|${d(5)}`)
    const both = finding(on(patient([phq9(d(7), 10, 1)], { screens: [risk('a', 5, 3)] }), 10), rule)
    expect(both.key).toBe(`suicidal-ideation|p-test|phq-9|${d(5)}`)
  })

  test('an unreadable one, or another screen, after it changes nothing about what is said', () => {
    const words = 'C-SSRS screener: high risk on 3 Jan 2026'
    expect(sentence(on(patient([], { screens: [risk('a', 2, 3), risk('b', 6, undefined)] }), 10), rule)).toBe(words)
    expect(sentence(on(patient([], { screens: [risk('a', 2, 3), screen('rms', d(6), 1)] }), 10), rule)).toBe(words)
  })

  test.each([
    ['a', 'b'],
    ['b', 'a'],
  ])('of high and low on one day the high one stands (Observation/%s and /%s)', (high, low) => {
    expect(sentence(on(patient([], { screens: [risk(high, 2, 3), risk(low, 2, 1)] }), 10), rule)).toBe(
      'C-SSRS screener: high risk on 3 Jan 2026',
    )
  })

  test('high risk "in January" may be later than low risk on 10 January: it is not over', () => {
    const january = { ...risk('a', 0, 3), date: partial('2026-01') }
    const found = finding(on(patient([], { screens: [january, risk('b', 9, 1)] }), 40), rule)
    expect([found.verdict.kind, found.since]).toEqual(['met', dayN(30)])
  })
})
