import { describe, expect, it } from 'vitest'
import type { Trial } from '#src/clinical/assessment.ts'
import { changeCounts, changesOf, changesSince, momentWords, newWords } from '#src/features/caseload/changes.ts'
import { addDays, day, exactly, parseFhirDate, type Day } from '#src/lib/calendar.ts'
import { asOf, finding, phq9, trial } from '#tests/support/builders.ts'
import { judged, pending } from '#tests/features/caseload/rows.ts'

/** Friday 6 March 2026, 17:40 UTC; the patients are judged on Wednesday 11 March. */
const since = 1772818800000
const friday = day('2026-03-06')
const dose = (mg: number) => ({ kind: 'known', low: mg, high: mg, basis: 'structured' }) as const
const segment = (from: Day, mg: number): Trial['segments'][number] => ({
  from,
  through: undefined,
  dose: dose(mg),
  level: 'adequate',
  sources: [],
  text: undefined,
})
const quiet = { assessment: { flags: [], trials: [] }, record: { readings: [] } }
const scoreAt = (text: string) => phq9(asOf, 12, { date: parseFhirDate(text) ?? exactly(asOf) })
const scoresOf = (...texts: readonly string[]) =>
  changesOf(judged('a', { ...quiet, record: { readings: texts.map(scoreAt) } }), since)?.scores.length ?? 0

describe('new scores since Friday 6 March 2026 17:40', () => {
  it('one of 17:39 is not new, one of 17:41 is', () => {
    expect(scoresOf('2026-03-06T17:39:00Z')).toBe(0)
    expect(scoresOf('2026-03-06T17:41:00Z')).toBe(1)
  })

  it('one with a day only is new from that Friday on, because it may have come after the look', () => {
    expect(scoresOf('2026-03-05')).toBe(0)
    expect(scoresOf('2026-03-06')).toBe(1)
    expect(scoresOf('2026-03-09')).toBe(1)
  })

  it('one with a month only is never new: nobody knows when it was', () => {
    expect(scoresOf('2026-03')).toBe(0)
  })

  it('on the day of the look itself, one with a day only is no longer new', () => {
    const today = judged('a', { ...quiet, record: { readings: [scoreAt('2026-03-11')] } })
    expect(changesOf(today, since + 5 * 24 * 60 * 60_000)).toBeUndefined()
  })
})

describe('new flags', () => {
  const flagged = (on: Day, parts = {}) =>
    changesOf(judged('a', { ...quiet, assessment: { ...quiet.assessment, flags: [finding({ since: on, ...parts })] } }), since)

  it('count from the day after the look: not since Friday, but since Saturday', () => {
    expect(flagged(friday)).toBeUndefined()
    expect(flagged(addDays(friday, 1))?.flags).toHaveLength(1)
  })

  it('count on the day of the look when they rest on a score that came after it', () => {
    const reading = scoreAt('2026-03-06T18:00:00Z')
    const [source] = reading.sources
    const flag = finding({ since: friday, evidence: [{ what: 'PHQ-9', value: '12', unit: 'points', day: friday, source }] })
    expect(changesOf(judged('a', { record: { readings: [reading] }, assessment: { trials: [], flags: [flag] } }), since)?.flags).toEqual([
      flag,
    ])
  })

  it('a new silence is counted by itself', () => {
    const changes = flagged(addDays(friday, 2), { rule: 'silence', tier: 'watch' })
    expect(changes?.flags).toEqual([])
    expect(changes?.silent?.rule).toBe('silence')
  })
})

describe('dose changes', () => {
  const treated = (...trials: readonly Trial[]) =>
    changesOf(judged('a', { ...quiet, assessment: { flags: [], trials } }), since)?.doses.map((one) => one.words)

  it('a step from 50 to 100 mg/day on Monday is one', () => {
    expect(treated(trial({ segments: [segment(day('2026-01-12'), 50), segment(day('2026-03-09'), 100)] }))).toEqual([
      'sertraline: 50 mg/day to 100 mg/day',
    ])
  })

  it('a renewal at the same dose is none', () => {
    expect(treated(trial({ segments: [segment(day('2026-01-12'), 100), segment(day('2026-03-09'), 100)] }))).toBeUndefined()
  })

  it('a start is one, an end is one', () => {
    expect(treated(trial({ segments: [segment(day('2026-03-09'), 50)] }))).toEqual(['sertraline started, 50 mg/day'])
    expect(treated(trial({ ongoing: false, through: day('2026-03-09'), segments: [segment(day('2026-01-12'), 50)] }))).toEqual([
      'sertraline ended',
    ])
  })
})

describe('the sentence', () => {
  it('counts 2 new scores, 1 new flag and 1 silence, and leaves out what is not there', () => {
    const rows = [
      judged('a', { ...quiet, record: { readings: [scoreAt('2026-03-07'), scoreAt('2026-03-09')] } }),
      judged('b', {
        ...quiet,
        assessment: { trials: [], flags: [finding({ since: day('2026-03-08') }), finding({ rule: 'silence', since: day('2026-03-09') })] },
      }),
      judged('c', quiet),
      pending('d'),
    ]
    const changes = changesSince(rows, since)
    expect(changeCounts(changes)).toBe('2 new scores, 1 new flag, 1 fell silent')
    expect([...changes.byPatient.keys()]).toEqual(['a', 'b'])
    const [first] = [...changes.byPatient.values()]
    expect(first && newWords(first)).toBe('new: score')
  })

  it('says "nothing new" when that is so', () => {
    expect(changeCounts(changesSince([judged('c', quiet)], since))).toBe('nothing new')
  })

  it('names the moment by weekday and time', () => {
    expect(momentWords(since, asOf)).toBe('Fri 6 Mar 17:40')
  })
})
