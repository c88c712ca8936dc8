import { describe, expect, test } from 'vitest'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { order, phq9, record } from '#tests/support/record-builders.ts'

const rule = 'worsening'
const patient = (readings: readonly (readonly [number, number])[], more: Partial<PatientRecord> = {}) =>
  record({ medications: [order({ from: d(0) })], readings: readings.map(([n, total]) => phq9(d(n), total)), ...more })

describe('5 points above the best or the baseline of the trial', () => {
  test.each([
    [10, 14, 'not-met'],
    [10, 15, 'met'],
  ])('a baseline of %i, then %i: %s', (baseline, latest, expected) => {
    expect(
      verdict(
        on(
          patient([
            [0, baseline],
            [20, latest],
          ]),
          21,
        ),
        rule,
      ),
    ).toBe(expected)
  })

  test.each([
    [13, 'not-met'],
    [14, 'met'],
  ])('20, best 9, then %i: %s', (latest, expected) => {
    expect(
      verdict(
        on(
          patient([
            [0, 20],
            [20, 9],
            [40, latest],
          ]),
          41,
        ),
        rule,
      ),
    ).toBe(expected)
  })

  test('says both readings with their days', () => {
    const a = on(
      patient([
        [0, 20],
        [20, 9],
        [40, 14],
      ]),
      41,
    )
    expect(sentence(a, rule)).toBe('PHQ-9 9 on 21 Jan 2026 → 14 on 10 Feb 2026: 5 points worse than the best of this trial')
    expect(finding(a, rule)).toMatchObject({ tier: 'decide', since: dayN(40), trialId: `sertraline@${d(0)}` })
    expect(
      sentence(
        on(
          patient([
            [0, 20],
            [20, 9],
            [40, 13],
          ]),
          41,
        ),
        rule,
      ),
    ).toBe('PHQ-9 9 on 21 Jan 2026 → 13 on 10 Feb 2026: less than 5 points above the best of this trial')
  })

  test('a rise in the first week counts, though the baseline is measured after it', () => {
    expect(
      verdict(
        on(
          patient([
            [-3, 10],
            [5, 15],
          ]),
          6,
        ),
        rule,
      ),
    ).toBe('met')
    expect(
      verdict(
        on(
          patient([
            [0, 10],
            [5, 15],
          ]),
          6,
        ),
        rule,
      ),
    ).toBe('met')
  })

  test('readings before the last one ahead of the start are another time: 12, then 19 at the start, is no worsening of this trial', () => {
    expect(
      verdict(
        on(
          patient([
            [-20, 12],
            [-1, 19],
            [20, 20],
          ]),
          21,
        ),
        rule,
      ),
    ).toBe('not-met')
    expect(
      verdict(
        on(
          patient([
            [-29, 5],
            [20, 20],
          ]),
          21,
        ),
        rule,
      ),
    ).toBe('cannot-tell')
    expect(
      verdict(
        on(
          patient([
            [-28, 5],
            [20, 20],
          ]),
          21,
        ),
        rule,
      ),
    ).toBe('met')
  })
})

describe('ties', () => {
  test('of two equal best readings the first is named, of two equal peaks the first', () => {
    expect(
      sentence(
        on(
          patient([
            [0, 20],
            [10, 9],
            [20, 9],
            [30, 14],
          ]),
          31,
        ),
        rule,
      ),
    ).toContain('PHQ-9 9 on 11 Jan 2026 → 14')
    expect(
      sentence(
        on(
          patient([
            [0, 20],
            [10, 9],
            [20, 14],
            [25, 14],
            [30, 12],
          ]),
          31,
        ),
        rule,
      ),
    ).toContain('it was 5 points worse on 21 Jan 2026')
  })

  test('of two readings on the day of the start the later stands for the start', () => {
    expect(
      verdict(
        on(
          patient([
            [0, 10],
            [0, 16],
            [20, 16],
          ]),
          21,
        ),
        rule,
      ),
    ).toBe('not-met')
  })
})

describe('one finding while it wavers', () => {
  test('rises of 5, 4, 5 points are one finding since the first; the sentence at 4 says what it was', () => {
    const readings = [
      [0, 20],
      [10, 9],
      [20, 14],
    ] as const
    const first = finding(on(patient(readings), 21), rule)
    const between = finding(on(patient([...readings, [30, 13]]), 31), rule)
    const again = finding(on(patient([...readings, [30, 13], [40, 14]]), 41), rule)
    expect([first.key, between.key, again.key]).toEqual(Array.from({ length: 3 }, () => `worsening|p-test|sertraline@${d(0)}|${d(20)}`))
    expect([first.fading, between.fading, again.fading]).toEqual([undefined, true, undefined])
    expect(between.sentence).toBe(
      'PHQ-9 9 on 11 Jan 2026 → 13 on 31 Jan 2026: it was 5 points worse on 21 Jan 2026 and is not yet less than 3 above the best of this trial',
    )
  })

  test('the peak is named, not the first: 14, 18, 12', () => {
    expect(
      sentence(
        on(
          patient([
            [0, 20],
            [10, 9],
            [20, 14],
            [30, 18],
            [40, 12],
          ]),
          41,
        ),
        rule,
      ),
    ).toContain('it was 9 points worse on 31 Jan 2026')
  })

  test('3 points above the best is not over, 2 is; a later rise is a new finding', () => {
    const readings = [
      [0, 20],
      [10, 9],
      [20, 14],
    ] as const
    expect(verdict(on(patient([...readings, [30, 12]]), 31), rule)).toBe('met')
    expect(verdict(on(patient([...readings, [30, 11]]), 31), rule)).toBe('not-met')
    expect(finding(on(patient([...readings, [30, 11], [40, 15]]), 41), rule).since).toBe(dayN(40))
  })
})

describe('what cannot be told', () => {
  test('one reading, or none', () => {
    expect(finding(on(patient([[0, 20]]), 10), rule).missing).toEqual([
      { what: 'two PHQ-9 readings in this trial', why: 'only one, on 1 Jan 2026' },
    ])
    expect(finding(on(patient([]), 10), rule).missing[0]?.why).toBe('none to compare')
  })

  test('one reading sent twice is one reading', () => {
    expect(
      verdict(
        on(
          patient([
            [0, 20],
            [0, 20],
          ]),
          10,
        ),
        rule,
      ),
    ).toBe('cannot-tell')
  })
})

test('without a trial all readings are compared', () => {
  const a = on(record({ readings: [phq9(d(0), 9), phq9(d(20), 14)] }), 21)
  expect([verdict(a, rule), finding(a, rule).key]).toEqual(['met', `worsening|p-test|phq-9|${d(20)}`])
})

describe('what stands beside the finding', () => {
  const points = (...readings: readonly (readonly [number, number])[]) => on(patient(readings), 60)

  test('best and latest with their days', () => {
    expect(finding(points([0, 20], [20, 9], [40, 14]), rule).evidence.map((e) => [e.what, e.value, e.unit, e.day])).toEqual([
      ['PHQ-9 best of this trial', '9', 'points', dayN(20)],
      ['PHQ-9 latest', '14', 'points', dayN(40)],
    ])
  })

  test('the best is one before the latest: 20 → 9 is compared with 20', () => {
    expect(sentence(points([0, 20], [20, 9]), rule)).toBe(
      'PHQ-9 20 on 1 Jan 2026 → 9 on 21 Jan 2026: less than 5 points above the best of this trial',
    )
  })

  test('the peak is that of the present run: 9, 20, 9, 14, 12 was 5 points worse, not 11', () => {
    expect(sentence(points([0, 20], [10, 9], [20, 20], [30, 9], [40, 14], [50, 12]), rule)).toBe(
      'PHQ-9 9 on 11 Jan 2026 → 12 on 20 Feb 2026: it was 5 points worse on 10 Feb 2026 and is not yet less than 3 above the best of this trial',
    )
  })
})
