import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countMoved, countWithoutKey, orderRows, settleOrder, sortKey, type SortBy } from '#src/features/caseload/caseload-order.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { columnIds } from '#src/features/caseload/columns.ts'
import { addDays } from '#src/lib/calendar.ts'
import { asOf, finding, response } from '#tests/support/builders.ts'
import { judged, named, noTrial, pending, scored, unreadable } from '#tests/features/caseload/rows.ts'

const ids = (rows: readonly CaseloadRow[]): readonly string[] => rows.map((row) => row.id)
const by = (column: SortBy['column'], descending = false): SortBy => ({ column, descending })

describe('sorting by PHQ-9', () => {
  const rows = [scored('nothing', undefined), scored('nine', 9), scored('zero', 0), scored('twenty', 20), scored('silent', undefined)]

  it('ascending: 0, 9, 20, then the two who were never measured', () => {
    expect(ids(orderRows(rows, [by('course')]))).toEqual(['zero', 'nine', 'twenty', 'nothing', 'silent'])
  })

  it('descending: 20, 9, 0, and the two who were never measured still stand at the end', () => {
    expect(ids(orderRows(rows, [by('course', true)]))).toEqual(['twenty', 'nine', 'zero', 'nothing', 'silent'])
  })

  it('says how many stand at the end without a value', () => {
    expect(countWithoutKey(rows, [by('course')])).toBe(2)
    expect(countWithoutKey(rows, [])).toBe(0)
  })
})

describe('the order', () => {
  it('F37 sorts by percent change, worst first when descending; a patient without a baseline is not "no change"', () => {
    const change = (id: string, percent: number | undefined) =>
      judged(id, { assessment: { response: response({ changePercent: percent }) } })
    const rows = [change('none', undefined), change('same', 0), change('better', -50), change('worse', 20), change('broken', Number.NaN)]
    expect(ids(orderRows(rows, [by('change', true)]))).toEqual(['worse', 'same', 'better', 'broken', 'none'])
  })

  it('a change that is no fact about now, too old or over a newer score that is not judged, stands with the unknown', () => {
    const change = (id: string, percent: number, parts: Parameters<typeof response>[0] = {}) =>
      judged(id, { assessment: { response: response({ changePercent: percent, ...parts }) } })
    const rows = [change('old', -80, { stale: true }), change('now', -10), change('newer', -90, { newerUnjudged: 'preliminary' })]
    expect(ids(orderRows(rows, [by('change')]))).toEqual(['now', 'newer', 'old'])
  })

  it('breaks a tie by the second column', () => {
    const rows = [named('b', 'Ana', 'Berg'), named('a', 'Ana', 'Adler'), named('c', 'Bo', 'Adler')]
    expect(ids(orderRows(rows, [by('treatment'), by('patient', true)]))).toEqual(['b', 'c', 'a'])
  })

  it('is by need without a sort: urgent, decide, watch, cannot judge, waiting, on target, not read', () => {
    const at = (id: string, section: 'urgent' | 'decide' | 'watch' | 'waiting' | 'on-target' | 'cannot-judge') =>
      judged(id, { assessment: { section, flags: [] } })
    const rows = [
      pending('p'),
      at('t', 'on-target'),
      at('w', 'waiting'),
      at('c', 'cannot-judge'),
      at('o', 'watch'),
      at('d', 'decide'),
      at('u', 'urgent'),
    ]
    expect(ids(orderRows(rows, []))).toEqual(['u', 'd', 'o', 'c', 'w', 't', 'p'])
  })

  it('puts whoever waits longest first on a card', () => {
    const since = (id: string, days: number) => judged(id, { assessment: { flags: [finding({ since: addDays(asOf, -days) })] } })
    expect(ids(orderRows([since('six', 6), since('thirty', 30), since('one', 1)], []))).toEqual(['thirty', 'six', 'one'])
  })

  it('gives a patient who could not be read only a name to sort by', () => {
    expect(sortKey(unreadable('x'), 'course')).toBeUndefined()
    expect(sortKey(unreadable('x'), 'patient')).toBe('patient x')
  })
})

describe('the order, for any sort', () => {
  const anyRow = fc.record({
    total: fc.option(fc.integer({ min: 0, max: 27 }), { nil: undefined }),
    percent: fc.option(fc.double(), { nil: undefined }),
  })
  const anyRows = fc.array(anyRow, { maxLength: 30 }).map((all) =>
    all.map(({ total, percent }, index) =>
      judged(`p-${index}`, {
        assessment: {
          ...(total === undefined ? noTrial : { latestPhq9: scored('x', total).assessment.latestPhq9 }),
          ...(percent === undefined ? {} : { response: response({ changePercent: percent }) }),
        },
      }),
    ),
  )
  const anySort = fc.uniqueArray(fc.record({ column: fc.constantFrom(...columnIds), descending: fc.boolean() }), {
    selector: (one) => one.column,
    maxLength: 4,
  })

  it('F37 does not depend on the order in which patients were read', () => {
    fc.assert(
      fc.property(anyRows, anySort, fc.infiniteStream(fc.nat()), (rows, sort, random) => {
        const shuffled = rows
          .map((row) => ({ row, at: random.next().value }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ row }) => row)
        expect(ids(orderRows(shuffled, sort))).toEqual(ids(orderRows(rows, sort)))
      }),
      { numRuns: 60 },
    )
  })

  it('F37 keeps every patient once, and those without a value at the end in both directions', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(...columnIds), fc.boolean(), (rows, column, descending) => {
        const ordered = orderRows(rows, [{ column, descending }])
        expect(ids(ordered).toSorted()).toEqual(ids(rows).toSorted())
        const known = ordered.map((row) => sortKey(row, column) !== undefined)
        expect(known.lastIndexOf(true)).toBeLessThan(known.includes(false) ? known.indexOf(false) : known.length)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a refresh while somebody reads', () => {
  it('leaves everybody in place, puts newcomers at the end and takes out who left', () => {
    const wanted = [judged('new'), judged('b'), judged('a')]
    expect(ids(settleOrder(['a', 'gone', 'b'], wanted))).toEqual(['a', 'b', 'new'])
  })

  it('counts how many would stand elsewhere: 2 of 3 after two swap', () => {
    const [a, b, c] = [judged('a'), judged('b'), judged('c')]
    expect(countMoved([a, b, c], [b, a, c])).toBe(2)
    expect(countMoved([a, b, c], [a, b, c])).toBe(0)
  })
})
