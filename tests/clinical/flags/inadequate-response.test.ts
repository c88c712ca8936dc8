import { describe, expect, test } from 'vitest'
import type { DailyDose, MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import { d, dayN, finding, on, sentence, verdict, withSettings } from '#tests/support/clinic.ts'
import { dailyCheckIns, mg, order, phq9, record } from '#tests/support/record-builders.ts'

const rule = 'inadequate-response'

/** Sertraline since day 0, readings as [day, total]. */
function patient(
  readings: readonly (readonly [number, number])[],
  more: Partial<PatientRecord> = {},
  dose: DailyDose = mg(50),
): PatientRecord {
  return record({ medications: [order({ from: d(0), dose })], readings: readings.map(([n, total]) => phq9(d(n), total)), ...more })
}

describe('days at an adequate dose', () => {
  test.each([
    [41, 'not-met'],
    [42, 'met'],
    [56, 'met'],
  ])('19 → 17 on day %i is %s', (asOf, expected) => {
    expect(
      verdict(
        on(
          patient([
            [0, 19],
            [40, 17],
          ]),
          asOf,
        ),
        rule,
      ),
    ).toBe(expected)
  })

  test('below the minimum the days do not count: 25 mg for 100 days is not met', () => {
    const a = on(
      patient(
        [
          [0, 19],
          [95, 17],
        ],
        {},
        mg(25),
      ),
      100,
    )
    expect(sentence(a, rule)).toBe('0 days at an adequate dose of sertraline, 42 are needed')
    expect(verdict(a, rule)).toBe('not-met')
  })

  test('the finding counts from the 42nd day at dose, with a gap of 10 days between: day 52', () => {
    const medications = [order({ from: d(0), through: d(19), over: true }), order({ from: d(30) })]
    const found = finding(
      on(
        patient(
          [
            [0, 19],
            [60, 17],
          ],
          { medications },
        ),
        65,
      ),
      rule,
    )
    expect([found.verdict.kind, found.since]).toEqual(['met', dayN(52)])
  })

  test('a start that leaves 37 to 45 days open cannot be told', () => {
    const uncertain: MedicationFact = order({
      from: d(0),
      more: {
        plans: [
          {
            from: { earliest: dayN(0), latest: dayN(7), precision: 'month', instantMs: undefined },
            through: undefined,
            dose: mg(50),
            text: undefined,
          },
        ],
      },
    })
    const a = on(
      patient(
        [
          [0, 19],
          [44, 17],
        ],
        { medications: [uncertain] },
      ),
      45,
    )
    expect(finding(a, rule).missing).toEqual([{ what: 'days at adequate dose', why: 'between 38 and 45, 42 are needed' }])
  })

  test('a start that leaves 42 to 49 days open is surely 42: it is judged', () => {
    const plans = [
      {
        from: { earliest: dayN(0), latest: dayN(7), precision: 'month' as const, instantMs: undefined },
        through: undefined,
        dose: mg(50),
        text: undefined,
      },
    ]
    const medications = [order({ from: d(0), more: { plans } })]
    const found = finding(
      on(
        patient(
          [
            [0, 19],
            [48, 17],
          ],
          { medications },
        ),
        49,
      ),
      rule,
    )
    expect([found.verdict.kind, found.sentence.includes('after 42–49 days at')]).toEqual(['met', true])
  })

  test('a dose that is not known cannot be told', () => {
    expect(
      finding(
        on(
          patient(
            [
              [0, 19],
              [55, 17],
            ],
            {},
            { kind: 'unknown', reason: 'no readable dose' },
          ),
          60,
        ),
        rule,
      ).missing,
    ).toEqual([{ what: 'days at adequate dose', why: 'no readable dose' }])
  })
})

describe('improvement', () => {
  test.each([
    [20, 10, 'not-met'],
    [20, 11, 'met'],
    [21, 10, 'not-met'],
    [21, 11, 'met'],
    [8, 4, 'not-met'],
    [7, 4, 'not-met'],
    [9, 5, 'met'],
  ])('%i → %i after 50 days: %s', (baseline, latest, expected) => {
    expect(
      verdict(
        on(
          patient([
            [0, baseline],
            [45, latest],
          ]),
          50,
        ),
        rule,
      ),
    ).toBe(expected)
  })

  test.each([
    [20, 15, 'partial response'],
    [20, 16, 'no response'],
    [12, 9, 'no response'],
    [20, 11, 'partial response'],
    [10, 14, 'no response'], // 4 points are within measurement error
    [10, 15, 'worse than at the start'],
  ])('%i → %i is called %s', (baseline, latest, degree) => {
    expect(
      sentence(
        on(
          patient([
            [0, baseline],
            [45, latest],
          ]),
          50,
        ),
        rule,
      ),
    ).toContain(`, ${degree}, after 50 days`)
  })

  test('12 → 20 is called worse than at the start, not merely no response', () => {
    const a = on(
      patient([
        [0, 12],
        [45, 20],
      ]),
      50,
    )
    expect(sentence(a, rule)).toContain('PHQ-9 12 → 20 (+8, +67 %) on 15 Feb 2026, worse than at the start, after 50 days')
  })

  test('from a baseline of 0 nothing can improve: 0 → 9 is worsening, and whether the response is inadequate cannot be told', () => {
    const a = on(
      patient([
        [0, 0],
        [45, 9],
      ]),
      50,
    )
    expect([verdict(a, rule), verdict(a, 'worsening'), a.section]).toEqual(['cannot-tell', 'met', 'decide'])
    const early = on(
      patient([
        [0, 0],
        [20, 9],
      ]),
      21,
    )
    expect([verdict(early, 'no-early-improvement'), verdict(early, 'worsening')]).toEqual(['cannot-tell', 'met'])
  })

  test('without a baseline, without a later reading, or with a stale one it cannot be told', () => {
    expect(verdict(on(patient([[45, 17]]), 50), rule)).toBe('cannot-tell')
    expect(verdict(on(patient([[0, 19]]), 50), rule)).toBe('cannot-tell')
    expect(
      verdict(
        on(
          patient([
            [0, 19],
            [28, 17],
          ]),
          50,
        ),
        rule,
      ),
    ).toBe('cannot-tell') // 22 days old
    expect(
      verdict(
        on(
          patient([
            [0, 19],
            [29, 17],
          ]),
          50,
        ),
        rule,
      ),
    ).toBe('met') // 21 days old
    expect(
      verdict(
        on(
          patient([
            [0, 19],
            [28, 4],
          ]),
          50,
        ),
        rule,
      ),
    ).toBe('cannot-tell') // remission 22 days ago says nothing about now
  })

  test('remission needs no baseline', () => {
    expect(verdict(on(patient([[45, 4]]), 50), rule)).toBe('not-met')
  })
})

test('17 → 4 → 12 is better than at the start and worse than it has been: both are said', () => {
  const words = sentence(
    on(
      patient([
        [0, 17],
        [30, 4],
        [50, 12],
      ]),
      50,
    ),
    rule,
  )
  expect(words).toContain('PHQ-9 17 → 12 (−5, −29 %) on 20 Feb 2026, partial response, worse than it has been, after 50 days')
})

describe('days taken', () => {
  const checkIns = (share: number) => dailyCheckIns(d(0), 50, (i) => i % 100 < share)

  test('80 % taken is met and says so; 78 % cannot be told, because non-response cannot be attributed', () => {
    const taken = on(
      patient(
        [
          [0, 19],
          [45, 17],
        ],
        { checkIns: checkIns(40) },
      ),
      50,
    )
    expect([verdict(taken, rule), sentence(taken, rule)]).toEqual([
      'met',
      'PHQ-9 19 → 17 (−2, −11 %) on 15 Feb 2026, no response, after 50 days at sertraline 50 mg/day, minimum 50 mg; 80 % of days taken',
    ])
    const missed = on(
      patient(
        [
          [0, 19],
          [45, 17],
        ],
        { checkIns: checkIns(39) },
      ),
      50,
    )
    expect(finding(missed, rule).missing).toEqual([
      { what: 'days taken', why: '78 % of days taken: not taken as prescribed, so that non-response cannot be attributed to sertraline' },
    ])
  })

  test('a response counts whatever was taken', () => {
    expect(
      verdict(
        on(
          patient(
            [
              [0, 20],
              [45, 10],
            ],
            { checkIns: checkIns(10) },
          ),
          50,
        ),
        rule,
      ),
    ).toBe('not-met')
  })

  test('where nobody knows it stands, and says so: hiding the patient would be the greater harm', () => {
    expect(
      sentence(
        on(
          patient([
            [0, 19],
            [45, 17],
          ]),
          50,
        ),
        rule,
      ),
    ).toContain('; days taken not known')
    const few = on(
      patient(
        [
          [0, 19],
          [45, 17],
        ],
        { checkIns: dailyCheckIns(d(0), 24, () => true) },
      ),
      50,
    )
    expect(sentence(few, rule)).toContain('; days taken not known (information on 24 of 50 days)')
  })
})

describe('the window of 42 to 56 days', () => {
  test.each([
    [56, false],
    [57, true],
  ])('on day %i it is past the window: %s', (asOf, past) => {
    expect(
      sentence(
        on(
          patient([
            [0, 19],
            [50, 17],
          ]),
          asOf,
        ),
        rule,
      ).endsWith(', past the day 42–56 window'),
    ).toBe(past)
  })

  test('the example of the issue: PHQ-9 19 → 17 after 84 days at escitalopram 20 mg/day, minimum 10 mg', () => {
    const medications = [order({ agent: 'escitalopram', from: d(0), dose: mg(20) })]
    const days = dailyCheckIns(d(0), 84, (i) => i % 28 !== 0) // 81 of 84 taken
    const a = on(
      patient(
        [
          [0, 19],
          [80, 17],
        ],
        { medications, checkIns: days },
      ),
      84,
    )
    expect(sentence(a, rule)).toBe(
      'PHQ-9 19 → 17 (−2, −11 %) on 22 Mar 2026, no response, after 84 days at escitalopram 20 mg/day, minimum 10 mg; 96 % of days taken, past the day 42–56 window',
    )
  })
})

test('without a trial it cannot be told', () => {
  expect(finding(on(record(), 50), rule).missing).toEqual([
    { what: 'current antidepressant trial', why: 'the record shows none in progress' },
  ])
})

test('one identity while it lasts: the key names rule, patient, trial and the day it was first true', () => {
  const key = `inadequate-response|p-test|sertraline@${d(0)}|${d(42)}`
  expect(
    finding(
      on(
        patient([
          [0, 19],
          [40, 17],
        ]),
        44,
      ),
      rule,
    ).key,
  ).toBe(key)
  expect(
    finding(
      on(
        patient([
          [0, 19],
          [40, 17],
          [54, 18],
          [68, 12],
        ]),
        70,
      ),
      rule,
    ).key,
  ).toBe(key)
})

test('a score alternating at 49 and 50 % keeps one identity', () => {
  const readings = [
    [0, 20],
    [44, 11],
  ] as const
  const first = finding(on(patient(readings), 45), rule)
  expect(verdict(on(patient([...readings, [50, 10]]), 51), rule)).toBe('not-met')
  expect(finding(on(patient([...readings, [50, 10], [57, 11]]), 58), rule).key).toBe(first.key)
})

test('every threshold is a setting', () => {
  const settings = withSettings({
    rules: { inadequateResponse: { fromDay: 50, overdueAfterDay: 60, lessThanPercent: 40, nonePercent: 20 } },
  })
  expect(
    verdict(
      on(
        patient([
          [0, 20],
          [45, 13],
        ]),
        49,
        settings,
      ),
      rule,
    ),
  ).toBe('not-met')
  expect(
    verdict(
      on(
        patient([
          [0, 20],
          [45, 13],
        ]),
        50,
        settings,
      ),
      rule,
    ),
  ).toBe('met')
  expect(
    verdict(
      on(
        patient([
          [0, 20],
          [45, 12],
        ]),
        50,
        settings,
      ),
      rule,
    ),
  ).toBe('not-met')
  expect(finding(on(patient([]), 0, settings), rule).statement).toBe(
    'Less than 40 % better after 50 days or more at an adequate dose. Cannot be told where the trial was shown not to be taken, or began at 0. Window day 50 to 60, then overdue; a fall below 20 % or below 5 points is no response, else partial',
  )
})

describe('what stands beside it', () => {
  const after50 = (baseline: number, latest: number) =>
    on(
      patient([
        [0, baseline],
        [45, latest],
      ]),
      50,
    )

  test('both scores, the dose, its minimum and the days at dose', () => {
    expect(finding(after50(19, 17), rule).evidence.map((e) => [e.what, e.value, e.unit])).toEqual([
      ['PHQ-9 baseline', '19', 'points'],
      ['PHQ-9 latest', '17', 'points'],
      ['sertraline dose', '50', 'mg/day'],
      ['minimum effective dose', '50', 'mg/day'],
      ['days at adequate dose', '50', 'days'],
    ])
  })

  test('a response is said with its numbers', () => {
    expect(sentence(after50(20, 10), rule)).toBe('PHQ-9 20 → 10 (−10, −50 %) after 50 days at sertraline 50 mg/day, minimum 50 mg')
  })

  test('24 → 19 is 5 points and 21 %: no response', () => {
    expect(sentence(after50(24, 19), rule)).toContain('PHQ-9 24 → 19 (−5, −21 %) on 15 Feb 2026, no response, after 50 days')
  })

  test('from a baseline of 0 the reason is said', () => {
    const missing = [{ what: 'improvement', why: 'the baseline is 0, from which nothing can improve' }]
    expect(finding(after50(0, 9), rule).missing).toEqual(missing)
    const early = on(
      patient([
        [0, 0],
        [20, 9],
      ]),
      21,
    )
    expect(finding(early, 'no-early-improvement').missing).toEqual(missing)
  })
})
