import { describe, expect, it } from 'vitest'
import { defaultSettings } from '#src/clinical/settings.ts'
import { facetOptions, keepRows, noFacets, noFilters, type Filters } from '#src/features/caseload/caseload-filters.ts'
import { countByPlace } from '#src/features/caseload/caseload-rows.ts'
import { queryWords } from '#src/features/caseload/patient-search.ts'
import { addDays } from '#src/lib/calendar.ts'
import { known } from '#src/lib/known.ts'
import { asOf, finding, trial } from '#tests/support/builders.ts'
import { judged, named, noTrial, pending, unreadable, urgent } from '#tests/features/caseload/rows.ts'

const context = { settings: defaultSettings, changed: undefined }
const daysAgo = (days: number) => ({ current: trial({ from: addDays(asOf, -days), fromLatest: addDays(asOf, -days) }) })
const kept = (rows: Parameters<typeof keepRows>[0], part: Partial<Filters>) => keepRows(rows, { ...noFilters, ...part }, [], context)
const week = (...weeks: readonly ('0-2' | '2-4' | '4-6' | '6-8' | '8-12' | '12-')[]) => ({ facets: { ...noFacets, week: weeks } })

const one = judged('u', { assessment: { section: 'urgent', flags: [urgent] } })
const rows = [one, judged('d'), judged('n', { assessment: noTrial }), pending('p'), unreadable('x')]

describe('cards', () => {
  it('add up to the caseload: 1 urgent + 1 decide + 2 cannot judge + 1 not read = 5', () => {
    const counts = countByPlace(rows)
    expect(counts).toEqual({ urgent: 1, decide: 1, watch: 0, waiting: 0, 'on-target': 0, 'cannot-judge': 2, 'not-read': 1 })
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(rows.length)
  })

  it('F35 say how many urgent patients a filter hides', () => {
    expect(kept(rows, { place: 'decide' }).urgentHidden).toBe(1)
    expect(kept(rows, { place: 'urgent' }).urgentHidden).toBe(0)
    expect(keepRows(rows, noFilters, queryWords('nobody'), context).urgentHidden).toBe(1)
  })

  it('keep a patient who could not be read under "cannot judge"', () => {
    expect(kept(rows, { place: 'cannot-judge' }).rows.map((row) => row.id)).toEqual(['n', 'x'])
  })
})

describe('facets', () => {
  it.each([
    [13, '0-2'],
    [14, '2-4'],
    [28, '4-6'],
    [41, '4-6'],
    [42, '6-8'],
    [55, '6-8'],
    [56, '8-12'],
    [84, '12-'],
  ] as const)('day %i of the trial is in week %s', (days, group) => {
    expect(facetOptions([judged('a', { assessment: daysAgo(days) })], 'week')).toEqual([{ value: group, count: 1 }])
  })

  it('are alternatives within one and narrow each other across', () => {
    const people = [
      judged('two', { assessment: daysAgo(20) }),
      judged('seven', { assessment: daysAgo(45) }),
      judged('ten', { assessment: daysAgo(70) }),
    ]
    expect(kept(people, week('2-4', '6-8')).rows.map((row) => row.id)).toEqual(['two', 'seven'])
    expect(kept(people, { facets: { ...noFacets, week: ['2-4', '6-8'], response: ['remission'] } }).rows).toEqual([])
  })

  it('count patients, not trials: a patient on two SSRI counts once', () => {
    const both = [trial(), trial({ id: 'escitalopram@2026-02-01', agent: 'escitalopram', name: 'escitalopram' })]
    expect(facetOptions([judged('a', { assessment: { trials: both } })], 'class')).toEqual([{ value: 'SSRI', count: 1 }])
  })

  it('offer "none" for a patient without a flag', () => {
    expect(facetOptions([judged('a', { assessment: { flags: [] } }), judged('b')], 'tier')).toEqual([
      { value: 'decide', count: 1 },
      { value: 'none', count: 1 },
    ])
  })

  it('offer the days of booked visits in their order', () => {
    const visit = (id: string, days: number) =>
      judged(id, {
        record: {
          visits: [{ kind: 'booked', day: addDays(asOf, days), clock: undefined, label: 'visit', source: { ref: 'Appointment/1' } }],
        },
      })
    expect(facetOptions([visit('late', 8), visit('soon', 1)], 'visit').map((option) => option.value)).toEqual(['2026-03-12', '2026-03-19'])
  })
})

describe('built-in views', () => {
  const inadequate = (id: string, low: number, high: number, flags = [finding()]) =>
    judged(id, { assessment: { flags, current: trial({ daysAtAdequateDose: known({ low, high }) }) } })

  it('"week 6 to 8, not improved" holds from day 42 through day 56 at an adequate dose', () => {
    const people = [41, 42, 56, 57].map((days) => inadequate(`d${days}`, days, days))
    expect(kept(people, { view: 'not-improved-6-8' }).rows.map((row) => row.id)).toEqual(['d42', 'd56'])
  })

  it('keeps a patient whose days may reach the window: 35 to 49', () => {
    expect(kept([inadequate('maybe', 35, 49)], { view: 'not-improved-6-8' }).rows).toHaveLength(1)
  })

  it('leaves out a patient in the window who improved', () => {
    expect(kept([inadequate('well', 45, 45, [])], { view: 'not-improved-6-8' }).rows).toEqual([])
  })

  it('"silent" keeps only who carries that flag', () => {
    const silent = judged('s', { assessment: { flags: [finding({ rule: 'silence', tier: 'watch' })] } })
    expect(kept([silent, judged('d')], { view: 'silent' }).rows.map((row) => row.id)).toEqual(['s'])
  })

  it('"new" keeps nobody while it is not known what is new', () => {
    expect(kept([judged('d')], { view: 'new' }).rows).toEqual([])
    const known2 = keepRows([judged('d'), judged('e')], { ...noFilters, view: 'new' }, [], { ...context, changed: new Set(['e']) })
    expect(known2.rows.map((row) => row.id)).toEqual(['e'])
  })
})

it('search and filter together: "berg" among those to decide', () => {
  const people = [named('a', 'Ana', 'Berg'), named('b', 'Bo', 'Lind')]
  expect(keepRows(people, { ...noFilters, place: 'decide' }, queryWords('berg'), context).rows.map((row) => row.id)).toEqual(['a'])
})
