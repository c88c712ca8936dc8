import { describe, expect, test } from 'vitest'
import { changeWords, fromStart, judgeResponse, noTrialResponse, percentChange, type TrialWindow } from '#src/clinical/response.ts'
import type { Response, ScorePoint } from '#src/clinical/assessment.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { d, dayN, withSettings } from '#tests/support/clinic.ts'
import { phq9 } from '#tests/support/record-builders.ts'

const point = (n: number, total: number): ScorePoint => ({ day: dayN(n), total, reading: phq9(d(n), total) })
const ongoing: TrialWindow = { from: dayN(0), fromLatest: dayN(0), through: undefined, throughEarliest: undefined }
const ended = (through: number, earliest = through): TrialWindow => ({
  ...ongoing,
  through: dayN(through),
  throughEarliest: dayN(earliest),
})

/** Readings as [day, total] of a trial from day 0, judged on a day. */
function judge(readings: readonly (readonly [number, number])[], asOf: number, window = ongoing, settings = defaultSettings): Response {
  return judgeResponse(
    readings.map(([n, total]) => point(n, total)),
    window,
    dayN(asOf),
    settings,
  )
}

test.each([
  [-1, '1 day before the start'],
  [0, 'on the day of the start'],
  [5, '5 days after the start'],
])('a baseline on day %i of the trial is %s', (n, words) => {
  expect(fromStart(dayN(n), dayN(0))).toBe(words)
})

describe('percent change', () => {
  test.each([
    [20, 10, -50],
    [19, 17, (-2 / 19) * 100],
    [10, 0, -100],
    [1, 27, 2600],
    [12, 12, 0],
  ])('%i → %i is %d %%', (baseline, latest, percent) => {
    expect(percentChange(baseline, latest)).toBeCloseTo(percent, 10)
  })

  test('from a baseline of 0 there is no percent', () => {
    expect(percentChange(0, 5)).toBeUndefined()
    expect(changeWords(0, 5)).toBe('0 → 5 (+5)')
  })

  test('19 → 17 reads 19 → 17 (−2, −11 %): rounded to the nearest, as 2 of 19 is read', () => {
    expect(changeWords(19, 17)).toBe('19 → 17 (−2, −11 %)')
    expect(changeWords(27, 14)).toBe('27 → 14 (−13, −48 %)')
  })
})

describe('the baseline is the latest reading from 28 days before to 7 days after the start', () => {
  test.each([
    [-28, true],
    [-29, false],
    [7, true],
    [8, false],
    [0, true],
  ])('a reading on day %i is a baseline: %s', (n, is) => {
    expect(judge([[n, 20]], 40).baseline?.total).toBe(is ? 20 : undefined)
  })

  test('of several the latest counts: 20 on day −3, 18 on day 0, 17 on day 7, 12 on day 20', () => {
    const r = judge(
      [
        [-3, 20],
        [0, 18],
        [7, 17],
        [20, 12],
      ],
      21,
    )
    expect([r.baseline?.total, r.latest?.total, r.changePoints]).toEqual([17, 12, -5])
  })

  test('without one nothing is claimed, and the sentence names the window', () => {
    const r = judge(
      [
        [-29, 20],
        [30, 10],
      ],
      40,
    )
    expect(r.status).toBe('cannot-tell')
    expect(r.why).toBe('baseline PHQ-9: none from 4 Dec 2025 to 8 Jan 2026')
    expect(r.changePoints).toBeUndefined()
  })

  test('a start known to within 7 days has a baseline, one known to within 8 has none', () => {
    expect(
      judge(
        [
          [0, 20],
          [30, 19],
        ],
        40,
        { ...ongoing, fromLatest: dayN(7) },
      ).status,
    ).toBe('no-response')
    const r = judge(
      [
        [0, 20],
        [30, 19],
      ],
      40,
      { ...ongoing, fromLatest: dayN(8) },
    )
    expect([r.status, r.missing[0]?.what]).toEqual(['cannot-tell', 'trial start'])
  })
})

describe('the classes, from a baseline on day 0 to a reading on day 40', () => {
  test.each([
    [20, 4, 'remission'],
    [20, 5, 'response'],
    [20, 10, 'response'],
    [20, 11, 'partial-response'],
    [20, 15, 'partial-response'],
    [20, 16, 'no-response'],
    [21, 10, 'response'],
    [21, 11, 'partial-response'],
    [19, 17, 'no-response'],
    [12, 9, 'no-response'],
    [12, 8, 'no-response'],
    [12, 7, 'partial-response'],
    [10, 10, 'no-response'],
    [10, 14, 'no-response'],
    [10, 15, 'worsening'],
    [5, 4, 'remission'],
    [0, 4, 'remission'],
    [0, 5, 'worsening'],
    [27, 27, 'no-response'],
  ])('%i → %i is %s', (baseline, latest, status) => {
    expect(
      judge(
        [
          [0, baseline],
          [40, latest],
        ],
        42,
      ).status,
    ).toBe(status)
  })

  test('the reason carries points, percent and the limit', () => {
    expect(
      judge(
        [
          [0, 20],
          [40, 4],
        ],
        42,
      ).why,
    ).toBe('PHQ-9 20 → 4 (−16, −80 %): at or below 4, the limit of remission')
    expect(
      judge(
        [
          [0, 20],
          [40, 10],
        ],
        42,
      ).why,
    ).toBe('PHQ-9 20 → 10 (−10, −50 %): at least 50 % better')
    expect(
      judge(
        [
          [0, 20],
          [40, 14],
        ],
        42,
      ).why,
    ).toBe('PHQ-9 20 → 14 (−6, −30 %): 25 % or more better, less than 50 %')
    expect(
      judge(
        [
          [0, 27],
          [40, 22],
        ],
        42,
      ).why,
    ).toBe('PHQ-9 27 → 22 (−5, −19 %): less than 25 % better')
    expect(
      judge(
        [
          [0, 12],
          [40, 9],
        ],
        42,
      ).why,
    ).toBe('PHQ-9 12 → 9 (−3, −25 %): within the 5-point margin of measurement error')
  })

  test('remission needs no baseline', () => {
    expect(judge([[40, 3]], 42)).toMatchObject({
      status: 'remission',
      why: 'PHQ-9 3 on 10 Feb 2026: at or below 4, the limit of remission',
    })
  })
})

describe('worsening is 5 points above the best or the baseline of the trial', () => {
  test('20 → 9 → 14 is worsening, 20 → 9 → 13 is not: 4 points are within measurement error', () => {
    const worse = judge(
      [
        [0, 20],
        [14, 9],
        [28, 14],
      ],
      30,
    )
    expect([worse.status, worse.best?.total]).toEqual(['worsening', 9])
    expect(worse.why).toBe('PHQ-9 20 → 14 (−6, −30 %): 5 points above the best of this trial (9 on 15 Jan 2026)')
    expect(
      judge(
        [
          [0, 20],
          [14, 9],
          [28, 13],
        ],
        30,
      ).status,
    ).toBe('partial-response')
  })

  test('10 → 15 is 5 points above the baseline, and is said even in the first two weeks', () => {
    expect(
      judge(
        [
          [0, 10],
          [10, 15],
        ],
        10,
      ),
    ).toMatchObject({
      status: 'worsening',
      why: 'PHQ-9 10 → 15 (+5, +50 %), score of day 10: 5 points above baseline (10 on 1 Jan 2026)',
    })
  })

  test('a rise in the first week does not vanish into a baseline measured after it: 10, then 18 on day 5, then 18', () => {
    const r = judge(
      [
        [-2, 10],
        [5, 18],
        [20, 18],
      ],
      21,
    )
    expect([r.status, r.baseline?.total, r.best?.total]).toEqual(['worsening', 18, 10])
    expect(r.why).toContain('8 points above the last reading before the start (10 on 30 Dec 2025)')
  })
})

describe('what a rise is measured from', () => {
  const three = (first: number) =>
    judge(
      [
        [first, 10],
        [5, 18],
        [20, 18],
      ],
      21,
    )

  test.each([
    [0, 'worsening'],
    [-28, 'worsening'],
    [-29, 'no-response'],
  ])('10 on day %i, 18 on day 5 and day 20: %s', (first, status) => {
    expect(three(first).status).toBe(status)
  })

  test('a reading on the day of the start is the last one before treatment', () => {
    expect(three(0).why).toContain('8 points above the last reading before the start (10 on 1 Jan 2026)')
  })

  test('of two equal best readings the first is named', () => {
    expect(
      judge(
        [
          [0, 20],
          [10, 9],
          [20, 9],
          [30, 14],
        ],
        31,
      ).best?.day,
    ).toBe(dayN(10))
  })
})

describe('too early', () => {
  test.each([
    [13, 'too-early'],
    [14, 'no-response'],
  ])('on day %i of the trial, 20 → 19 is %s', (asOf, status) => {
    expect(
      judge(
        [
          [0, 20],
          [12, 19],
        ],
        asOf,
      ).status,
    ).toBe(status)
  })

  test('a response or remission is said at once', () => {
    expect(
      judge(
        [
          [0, 20],
          [9, 10],
        ],
        10,
      ).status,
    ).toBe('response')
    expect(
      judge(
        [
          [0, 20],
          [9, 4],
        ],
        10,
      ).status,
    ).toBe('remission')
  })

  test('with a baseline and no later reading it waits until day 14, then it cannot be told', () => {
    expect(judge([[0, 20]], 13)).toMatchObject({ status: 'too-early', why: 'day 13 of the trial, no PHQ-9 after the baseline yet' })
    expect(judge([[0, 20]], 14)).toMatchObject({
      status: 'cannot-tell',
      why: 'PHQ-9 during the trial: none since the baseline of 1 Jan 2026',
    })
  })

  test('without any reading a baseline may still come until day 7; on day 8 it is missing', () => {
    expect(judge([], 7).status).toBe('too-early')
    expect(judge([], 8).status).toBe('cannot-tell')
  })

  test('a trial that ended on day 13 is too early to judge as well; one of 14 days is judged', () => {
    expect(
      judge(
        [
          [0, 20],
          [12, 19],
        ],
        60,
        ended(13),
      ).status,
    ).toBe('too-early')
    expect(
      judge(
        [
          [0, 20],
          [12, 19],
        ],
        60,
        ended(14),
      ).status,
    ).toBe('no-response')
    expect(judge([[0, 20]], 60, ended(5)).status).toBe('cannot-tell')
  })
})

describe('a latest reading is stale after 21 days', () => {
  test.each([
    [61, false, 'no-response'],
    [62, true, 'cannot-tell'],
  ])('a reading of day 40 on day %i: stale is %s, status %s', (asOf, stale, status) => {
    const r = judge(
      [
        [0, 20],
        [40, 19],
      ],
      asOf,
    )
    expect([r.stale, r.status]).toEqual([stale, status])
  })

  test('a stale remission is no remission today', () => {
    const r = judge(
      [
        [0, 20],
        [40, 2],
      ],
      62,
    )
    expect([r.status, r.why]).toEqual([
      'cannot-tell',
      'recent PHQ-9: the latest is of 10 Feb 2026, 22 days old, and says nothing about now',
    ])
  })

  test('of a past trial it is stale against the end of the trial', () => {
    expect(
      judge(
        [
          [0, 20],
          [40, 19],
        ],
        300,
        ended(61),
      ).stale,
    ).toBe(false)
    const r = judge(
      [
        [0, 20],
        [40, 19],
      ],
      300,
      ended(62),
    )
    expect([r.stale, r.missing[0]?.why]).toEqual([
      true,
      'the latest is of 10 Feb 2026, 22 days old, and says nothing about the end of the trial',
    ])
  })
})

describe('a trial that has ended', () => {
  test('is judged on readings up to 7 days after its end, not on day 8', () => {
    expect(
      judge(
        [
          [0, 20],
          [49, 9],
        ],
        300,
        ended(42),
      ).latest?.total,
    ).toBe(9)
    const later = judge(
      [
        [0, 20],
        [50, 9],
      ],
      300,
      ended(42),
    )
    expect([later.latest, later.status]).toEqual([undefined, 'cannot-tell'])
  })

  test('whose end is known to within 21 days is judged; to within 22 it cannot be told', () => {
    expect(
      judge(
        [
          [0, 20],
          [60, 19],
        ],
        300,
        ended(61, 40),
      ).status,
    ).toBe('no-response')
    const open = judge(
      [
        [0, 20],
        [60, 19],
      ],
      300,
      ended(62, 40),
    )
    expect(open.status).toBe('cannot-tell')
    expect(open.why).toContain('trial end: only known to lie between 10 Feb 2026 and 4 Mar 2026')
  })
})

test('a stricter margin of 8 points makes 20 → 14 no response; a percent never outruns the margin', () => {
  const strict = withSettings({ response: { reliableChangePoints: 8 } })
  expect(
    judge(
      [
        [0, 20],
        [40, 14],
      ],
      42,
      ongoing,
      strict,
    ).status,
  ).toBe('no-response')
  expect(
    judge(
      [
        [0, 14],
        [40, 7],
      ],
      42,
      ongoing,
      strict,
    ).status,
  ).toBe('no-response')
  expect(
    judge(
      [
        [0, 16],
        [40, 8],
      ],
      42,
      ongoing,
      strict,
    ).status,
  ).toBe('response')
})

test('a patient without a trial has no response, and the reason is the gap', () => {
  expect(noTrialResponse('no antidepressant trial on record')).toMatchObject({
    status: 'cannot-tell',
    why: 'no antidepressant trial on record',
    stale: false,
    missing: [{ what: 'current antidepressant trial', why: 'no antidepressant trial on record' }],
  })
})

describe('what is missing, in words', () => {
  test('a start known to 9 days gives no baseline; a reading below the margin says nothing', () => {
    const soft: TrialWindow = { ...ongoing, fromLatest: dayN(9) }
    expect(judge([[20, 12]], 42, soft)).toMatchObject({
      status: 'cannot-tell',
      why: 'trial start: only known to lie between 1 Jan 2026 and 10 Jan 2026; recent PHQ-9: the latest is of 21 Jan 2026, 22 days old, and says nothing about now',
    })
  })

  test('neither a baseline nor a later reading of a past trial names both windows', () => {
    expect(judge([], 300, ended(42)).missing).toEqual([
      { what: 'baseline PHQ-9', why: 'none from 4 Dec 2025 to 8 Jan 2026' },
      { what: 'PHQ-9 during the trial', why: 'none from 1 Jan 2026 to 19 Feb 2026' },
    ])
  })

  test('too early says the day, and from which day it is not: 20 → 19 on day 13', () => {
    expect(
      judge(
        [
          [0, 20],
          [12, 19],
        ],
        13,
      ),
    ).toMatchObject({
      status: 'too-early',
      why: 'PHQ-9 20 → 19 (−1, −5 %), score of day 12: day 13 of the trial, too early to tell before day 14',
    })
  })

  test('a score from the first two weeks is named by its day wherever it stands for the course: 20 → 19 of day 8, judged on day 14', () => {
    const why = (total: number, scored: number, asOf: number, window = ongoing) =>
      judge(
        [
          [0, 20],
          [scored, total],
        ],
        asOf,
        window,
      ).why
    expect(why(19, 8, 14)).toBe('PHQ-9 20 → 19 (−1, −5 %), score of day 8: within the 5-point margin of measurement error')
    expect(why(10, 8, 14)).toBe('PHQ-9 20 → 10 (−10, −50 %), score of day 8: at least 50 % better')
    expect(why(4, 13, 14)).toBe('PHQ-9 20 → 4 (−16, −80 %), score of day 13: at or below 4, the limit of remission')
    expect(why(4, 14, 14)).toBe('PHQ-9 20 → 4 (−16, −80 %): at or below 4, the limit of remission')
    // Begun on some day from 0 to 5.
    expect(why(19, 18, 20, { ...ongoing, fromLatest: dayN(5) })).toContain('(−1, −5 %), score of day 13 to 18: within')
    expect(why(19, 19, 20, { ...ongoing, fromLatest: dayN(5) })).toContain('(−1, −5 %): within')
  })

  test('a change is given in points and percent where there are two readings, and is missing where there is one', () => {
    expect(
      judge(
        [
          [0, 20],
          [40, 15],
        ],
        42,
      ),
    ).toMatchObject({ changePoints: -5, changePercent: -25 })
    expect(judge([[0, 20]], 42)).toMatchObject({ changePoints: undefined, changePercent: undefined })
  })

  test('with a start known to 9 days a reading on the first possible day lies in the trial, one of the day before does not', () => {
    const soft: TrialWindow = { ...ongoing, fromLatest: dayN(9) }
    expect([judge([[0, 12]], 10, soft).latest?.total, judge([[-1, 12]], 10, soft).latest]).toEqual([12, undefined])
  })

  test('a reading on the first day without any before it is the baseline and not the outcome', () => {
    const first = judge([[0, 20]], 5)
    expect([first.baseline?.day, first.latest, first.best?.total]).toEqual([dayN(0), undefined, 20])
  })
})
