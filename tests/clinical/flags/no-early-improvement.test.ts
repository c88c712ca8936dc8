import { describe, expect, test } from 'vitest'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { mg, order, phq9, record } from '#tests/support/record-builders.ts'

const rule = 'no-early-improvement'
const patient = (readings: readonly (readonly [number, number])[], more: Partial<PatientRecord> = {}) =>
  record({ medications: [order({ from: d(0), dose: mg(50) })], readings: readings.map(([n, total]) => phq9(d(n), total)), ...more })

describe('less than 20 % better at day 14 to 28 at an adequate dose', () => {
  test.each([
    [20, 16, 'not-met'], // exactly 20 %
    [20, 17, 'met'], // 15 %
    [21, 17, 'met'], // 19.05 %
    [26, 21, 'met'], // 19.2 %
    [25, 20, 'not-met'], // exactly 20 %
    [5, 4, 'not-met'], // remission
    [4, 4, 'not-met'], // remission without any change
    [5, 5, 'met'],
  ])('%i → %i is %s', (baseline, latest, expected) => {
    expect(
      verdict(
        on(
          patient([
            [0, baseline],
            [14, latest],
          ]),
          15,
        ),
        rule,
      ),
    ).toBe(expected)
  })

  test.each([
    [13, 'not-met', 'watch'],
    [14, 'met', 'watch'],
    [28, 'met', 'watch'],
    [29, 'met', 'decide'],
    [41, 'met', 'decide'],
    [42, 'not-met', 'watch'],
  ] as const)('on day %i it is %s and asks to %s', (asOf, expected, tier) => {
    const found = finding(
      on(
        patient([
          [0, 20],
          [asOf, 19],
        ]),
        asOf,
      ),
      rule,
    )
    expect([found.verdict.kind, found.tier]).toEqual([expected, tier])
  })

  test('before day 14 it is too early to tell, and says so', () => {
    expect(
      sentence(
        on(
          patient([
            [0, 20],
            [13, 19],
          ]),
          13,
        ),
        rule,
      ),
    ).toBe('13 days at an adequate dose of sertraline: too early to tell before day 14')
  })

  test('past day 28 the sentence says so', () => {
    expect(
      sentence(
        on(
          patient([
            [0, 20],
            [28, 19],
          ]),
          28,
        ),
        rule,
      ),
    ).toBe('PHQ-9 20 → 19 (−1, −5 %) after 28 days at sertraline 50 mg/day, minimum 50 mg: less than 20 % better')
    expect(
      sentence(
        on(
          patient([
            [0, 20],
            [28, 19],
          ]),
          29,
        ),
        rule,
      ).endsWith(': less than 20 % better, past day 28'),
    ).toBe(true)
  })

  test('a reading of day 13 at dose does not speak for day 14 and later; an improvement already seen does', () => {
    const a = on(
      patient([
        [0, 20],
        [13, 19],
      ]),
      20,
    )
    expect(finding(a, rule).missing).toEqual([
      { what: 'PHQ-9', why: 'none at day 14 or later at an adequate dose; the latest, of 14 Jan 2026, is from day 13' },
    ])
    expect(
      verdict(
        on(
          patient([
            [0, 20],
            [14, 19],
          ]),
          20,
        ),
        rule,
      ),
    ).toBe('met')
    expect(
      verdict(
        on(
          patient([
            [0, 20],
            [13, 12],
          ]),
          20,
        ),
        rule,
      ),
    ).toBe('not-met')
  })

  test('the clock starts when the dose is adequate: 14 days at 25 mg first, then day 28 of the trial is day 14 at dose', () => {
    const medications = [order({ from: d(0), through: d(13), dose: mg(25) }), order({ from: d(14), dose: mg(50) })]
    expect(
      verdict(
        on(
          patient(
            [
              [0, 20],
              [27, 19],
            ],
            { medications },
          ),
          27,
        ),
        rule,
      ),
    ).toBe('not-met')
    const found = finding(
      on(
        patient(
          [
            [0, 20],
            [28, 19],
          ],
          { medications },
        ),
        28,
      ),
      rule,
    )
    expect([found.verdict.kind, found.since]).toEqual(['met', dayN(28)])
  })

  test('without a baseline or a fresh reading it cannot be told', () => {
    expect(verdict(on(patient([[15, 19]]), 20), rule)).toBe('cannot-tell')
    expect(verdict(on(patient([[0, 20]]), 20), rule)).toBe('cannot-tell')
    expect(
      verdict(
        on(
          patient([
            [0, 20],
            [14, 19],
          ]),
          36,
        ),
        rule,
      ),
    ).toBe('cannot-tell') // 22 days old
  })

  test('without a known dose, or without a trial, it cannot be told', () => {
    const medications = [order({ from: d(0), dose: { kind: 'unknown', reason: 'no readable dose' } })]
    expect(
      finding(
        on(
          patient(
            [
              [0, 20],
              [20, 19],
            ],
            { medications },
          ),
          20,
        ),
        rule,
      ).missing[0]?.why,
    ).toBe('no readable dose')
    expect(verdict(on(record(), 20), rule)).toBe('cannot-tell')
  })

  test('a start that leaves 12 to 16 days open cannot be told', () => {
    const plans = [
      {
        from: { earliest: dayN(0), latest: dayN(4), precision: 'month' as const, instantMs: undefined },
        through: undefined,
        dose: mg(50),
        text: undefined,
      },
    ]
    const a = on(
      patient(
        [
          [0, 20],
          [16, 19],
        ],
        { medications: [order({ from: d(0), more: { plans } })] },
      ),
      16,
    )
    expect(finding(a, rule).missing).toEqual([{ what: 'days at adequate dose', why: 'between 12 and 16, 14 are needed' }])
  })

  test('a start that leaves 14 to 18 days open is surely 14: it is judged', () => {
    const plans = [
      {
        from: { earliest: dayN(0), latest: dayN(4), precision: 'month' as const, instantMs: undefined },
        through: undefined,
        dose: mg(50),
        text: undefined,
      },
    ]
    const medications = [order({ from: d(0), more: { plans } })]
    expect(
      verdict(
        on(
          patient(
            [
              [0, 20],
              [18, 19],
            ],
            { medications },
          ),
          18,
        ),
        rule,
      ),
    ).toBe('met')
  })

  test('from day 42 the rule for inadequate response takes over', () => {
    const a = on(
      patient([
        [0, 20],
        [40, 19],
      ]),
      42,
    )
    expect([verdict(a, rule), verdict(a, 'inadequate-response')]).toEqual(['not-met', 'met'])
  })

  test('gives the published odds with their population', () => {
    expect(finding(on(patient([]), 0), rule).citation.text).toContain(
      'makes response or remission at 8 to 12 weeks unlikely (adults with MDD in trials)',
    )
  })
})

describe('what stands beside it', () => {
  const judged = (asOf: number, ...readings: readonly (readonly [number, number])[]) => on(patient(readings), asOf)

  test('both scores, the dose, its minimum and the days at dose', () => {
    expect(finding(judged(20, [0, 20], [18, 19]), rule).evidence.map((e) => [e.what, e.value, e.unit])).toEqual([
      ['PHQ-9 baseline', '20', 'points'],
      ['PHQ-9 latest', '19', 'points'],
      ['sertraline dose', '50', 'mg/day'],
      ['minimum effective dose', '50', 'mg/day'],
      ['days at adequate dose', '20', 'days'],
    ])
  })

  test('20 % better on day 18 is said with its days', () => {
    expect(sentence(judged(20, [0, 20], [18, 16]), rule)).toBe('PHQ-9 20 → 16 (−4, −20 %) after 20 days at an adequate dose')
  })

  test('from day 42 it says which rule judges', () => {
    expect(sentence(judged(42, [0, 20], [40, 19]), rule)).toBe('42 days at an adequate dose: judged as inadequate response or not')
  })

  test('the rule says its three dates: 14 to 28, 29, 42', () => {
    expect(finding(judged(0), rule).statement).toBe(
      'Less than 20 % better on a PHQ-9 at day 14 to 28 at an adequate dose; from day 29 it asks for a decision, from day 42 the rule for inadequate response takes over',
    )
  })
})
