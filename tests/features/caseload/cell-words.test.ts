import { describe, expect, it } from 'vitest'
import { defaultSettings } from '#src/clinical/settings.ts'
import { cellSays, lineOf } from '#src/features/caseload/cell-words.ts'
import { explainCell } from '#src/features/caseload/cell-explanations.ts'
import { columnIds, columnOf, type ColumnId } from '#src/features/caseload/columns.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { addDays, day, exactly, parseFhirDate } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { adherence, asOf, cannotTell, finding, response, scorePoint, trial } from '#tests/support/builders.ts'
import { judged, noTrial, pending, unreadable } from '#tests/features/caseload/rows.ts'

const say = (row: CaseloadRow, column: ColumnId): string => lineOf(cellSays(row, column, defaultSettings))
const withAssessment = (
  parts: Parameters<typeof judged>[1] extends infer P ? (NonNullable<P> extends { assessment?: infer A } ? A : never) : never,
) => judged('a', parts === undefined ? {} : { assessment: parts })

describe('Ana Muñoz, day 58 of sertraline', () => {
  it.each([
    ['patient', 'Ana Muñoz, 41 y'],
    ['treatment', 'sertraline 100 mg/day, d 58'],
    ['clock', '49 d'],
    ['course', 'latest 17, 2 days ago'],
    ['change', '19 → 17 (−2, −11 %)'],
    ['response', 'no response'],
    ['item9', '0'],
    ['taken', '96 %'],
    ['effects', '2/6'],
    ['seen', 'today, 25/28'],
    ['failed', '0'],
    ['flags', 'Inadequate response'],
    ['next', 'not booked'],
  ] as const)('%s says "%s"', (column, words) => {
    expect(say(judged('a'), column)).toBe(words)
  })
})

describe('nothing missing looks fine', () => {
  const bare = judged('a', {
    assessment: {
      ...noTrial,
      adherence28: adherence({ verdict: cannotTell({ what: 'adherence', why: '3 of 28 days have a check-in' }), percent: 100 }),
      sideEffects: { burden: unknown('no FIBSER on record'), named: [] },
      checkIns: { received: 0, expected: 0, last: undefined },
      failedAdequateTrials: unknown('one trial cannot be told'),
    },
    record: { readings: [], visits: [], incomplete: [{ part: 'appointments', reason: 'the server answered 500', affects: 'other' }] },
  })

  it.each(columnIds.filter((id) => id !== 'patient'))('%s: a word and a reason, never a dash, a zero or a blank', (column) => {
    const words = cellSays(bare, column, defaultSettings)
    expect(words.kind).toBe('unknown')
    expect(lineOf(words)).toMatch(/^[a-z][^:]*: .{4,}/i)
  })

  it.each(columnIds)('%s: the explanation of that cell says what is missing or why', (column) => {
    const explanation = explainCell(bare, column, defaultSettings, undefined)
    expect(explanation.title).toContain(columnOf(column).title)
    expect([...(explanation.missing ?? []), explanation.why ?? ''].join('')).not.toBe('')
  })

  it('a share of 100 % from 3 of 28 days is "unknown", not 100 %', () => {
    expect(say(bare, 'taken')).toBe('unknown: 3 of 28 days have a check-in')
  })

  it('a patient who is not read yet and one who cannot be read say so in every column', () => {
    for (const column of columnIds.filter((id) => id !== 'patient')) {
      expect(say(pending('p'), column)).toBe('not read yet: not read yet')
      expect(say(unreadable('x'), column)).toBe('not read: the server answered 500')
    }
  })
})

describe('what is old says so', () => {
  it('item 9 of 21 days ago is shown, of 22 days ago it says nothing about today', () => {
    const answered = (days: number) => withAssessment({ item9: known({ value: 0, day: addDays(asOf, -days), source: undefined }) })
    expect(cellSays(answered(21), 'item9', defaultSettings)).toEqual({ kind: 'said', text: '0' })
    expect(cellSays(answered(22), 'item9', defaultSettings)).toMatchObject({ kind: 'unknown', word: '0, 22 d' })
  })

  it('a case published in 2013 and judged as of 13 Aug 2013 names that month: its last check-in was not today', () => {
    const on = day('2013-08-13')
    const row = judged('n1', {
      identity: { historicalAsOf: on },
      assessment: { asOf: on, checkIns: { received: 28, expected: 28, last: on }, latestPhq9: scorePoint(on, 9) },
    })
    expect(say(row, 'seen')).toBe('Aug 2013, 28/28')
    expect(say(row, 'course')).toBe('latest 9, 13 Aug 2013')
  })

  it('a change is no fact about now while a newer score is not judged', () => {
    const newerUnjudged = 'a PHQ-9 of 20 points on 24 Nov 2026 is not judged: preliminary'
    const row = withAssessment({ response: response({ status: 'cannot-tell', newerUnjudged, why: `cannot tell: ${newerUnjudged}` }) })
    expect(cellSays(row, 'change', defaultSettings)).toEqual({
      kind: 'unknown',
      word: '19 → 17',
      reason: newerUnjudged,
      aside: 'newer one',
    })
    expect(cellSays(row, 'response', defaultSettings)).toMatchObject({ kind: 'unknown', word: 'cannot tell' })
  })

  it('a change that rests on a stale score is not shown as a fact about now', () => {
    const stale = withAssessment({
      response: response({ stale: true, status: 'cannot-tell', missing: [{ what: 'recent PHQ-9', why: 'the latest is 37 days old' }] }),
    })
    expect(cellSays(stale, 'change', defaultSettings)).toMatchObject({ kind: 'unknown', word: '19 → 17', aside: '2 d old' })
  })
})

describe('what is uncertain says how uncertain', () => {
  it('a trial that began between 58 and 72 days ago is on day 58–72', () => {
    expect(say(withAssessment({ current: trial({ from: addDays(asOf, -72), fromLatest: addDays(asOf, -58) }) }), 'treatment')).toBe(
      'sertraline 100 mg/day, d 58\u201372',
    )
  })

  it('a birth year of 1985 is 40 or 41 years on 11 March 2026', () => {
    const row = judged('a', { identity: { birthDate: known(parseFhirDate('1985') ?? exactly(day('1985-01-01'))) } })
    expect(say(row, 'patient')).toBe('Ana Muñoz, 40\u201341 y')
  })

  it('a baseline without a later score, and a score without a baseline, name what is there', () => {
    const { latest, baseline } = response()
    expect(say(withAssessment({ response: response({ latest: undefined }) }), 'change')).toMatch(/^19 → no score since: /)
    expect(say(withAssessment({ response: response({ baseline: undefined }) }), 'change')).toMatch(/^no baseline → 17: /)
    expect(latest && baseline).toBeDefined()
  })
})

describe('explanations', () => {
  it('of base → now name both scores with date and source', () => {
    const { facts } = explainCell(judged('a'), 'change', defaultSettings, undefined)
    expect(facts).toEqual([
      {
        what: 'Baseline of this trial',
        value: '19 points',
        when: '12 Jan 2026, on the day of the start',
        source: `Observation/phq-${addDays(asOf, -58)}`,
      },
      { what: 'Latest of this trial', value: '17 points', when: '9 Mar 2026', source: `Observation/phq-${addDays(asOf, -2)}` },
    ])
  })

  it('of an item 9 of 0 say that it is not a clearance', () => {
    expect(explainCell(judged('a'), 'item9', defaultSettings, undefined).why).toContain('not a clearance')
  })

  it('say a beginning that is on record only as 2022 as a year, never as a day', () => {
    const onset = parseFhirDate('2022')
    if (onset === undefined) throw new Error('a year is a date')
    const flags = [finding({ since: onset.earliest, roughly: onset })]
    const [first] = explainCell(judged('a', { assessment: { flags } }), 'flags', defaultSettings, undefined).facts
    expect(first?.when).toBe('since 2022, day not recorded')
  })

  it('name the rule’s source for a flag', () => {
    expect(explainCell(judged('a'), 'flags', defaultSettings, undefined).citation).toBe('CANMAT 2023, Q.5.b')
  })
})
