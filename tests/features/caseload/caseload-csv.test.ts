import { describe, expect, it } from 'vitest'
import { defaultSettings } from '#src/clinical/settings.ts'
import { caseloadCsv, csvName, type CsvHead } from '#src/features/caseload/caseload-csv.ts'
import { noFilters } from '#src/features/caseload/caseload-filters.ts'
import { columnIds, type ColumnId } from '#src/features/caseload/columns.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { asOf } from '#tests/support/builders.ts'
import { judged, named, noTrial, unreadable } from '#tests/features/caseload/rows.ts'

const head: CsvHead = { asOf, fetchedAtMs: 0, filters: noFilters, isSearched: false, sort: [], total: 3, complete: true }
const lines = (rows: readonly CaseloadRow[], columns: readonly ColumnId[], part: Partial<CsvHead> = {}): readonly string[] =>
  caseloadCsv(rows, columns, defaultSettings, { ...head, ...part }).split('\r\n')
const table = (all: readonly string[]): readonly string[] => all.slice(all.indexOf('') + 1, -1)

describe('the caseload as CSV', () => {
  it('F81 says as of when, how many, which filter, which order and where the units are', () => {
    const all = lines([judged('a')], ['patient'], {
      filters: { ...noFilters, place: 'urgent' },
      isSearched: true,
      sort: [{ column: 'course', descending: true }],
    })
    expect(all).toContain('as of,2026-03-11')
    expect(all).toContain('read from the server at (UTC),1970-01-01T00:00:00.000Z')
    expect(all).toContain('patients in this file,1 of 3')
    expect(all).toContain('filter,"Urgent; a search by name or number"')
    expect(all).toContain('order,"PHQ-9, 26 wk descending"')
  })

  it('F81 says that it is not complete when that is so', () => {
    expect(lines([], ['patient'], { complete: false }).some((line) => line.startsWith('not complete,'))).toBe(true)
    expect(lines([], ['patient']).some((line) => line.startsWith('not complete,'))).toBe(false)
  })

  it('holds the shown columns only, in their order', () => {
    expect(table(lines([judged('a')], ['patient', 'item9']))).toEqual([
      'patient,patient id,birth date,stands under,because,"PHQ-9 item 9 (0 to 3; 0 is not a clearance)","PHQ-9 item 9, date"',
      'Ana Muñoz,a,1985-02-03,Decide now,11 % better at day 49 of an adequate dose,0,2026-03-09',
    ])
  })

  it('writes 19 to 17 points as numbers of their own: -2 points, -10.5 %', () => {
    expect(table(lines([judged('a')], ['change']))[1]).toBe('19,2026-01-12,17,2026-03-09,-2,-10.5,no,no')
  })

  it('says why a value is not known instead of leaving the cell empty', () => {
    const [, row = ''] = table(lines([judged('a', { assessment: noTrial })], columnIds))
    expect(row).not.toMatch(/,,|,$/)
    expect(row).toContain('unknown: no PHQ-9 on record')
    expect(row).toContain('no trial: no current antidepressant trial')
  })

  it('keeps a patient who could not be read, with the reason in every cell', () => {
    expect(table(lines([unreadable('x')], ['patient', 'response']))[1]).toBe(
      'Patient x,x,not known: the server answered 500,Cannot judge,not known: the server answered 500,not known: the server answered 500',
    )
  })

  it('F81 defuses a name that begins like a formula', () => {
    expect(table(lines([named('a', '=cmd', 'Berg')], ['patient']))[1]).toMatch(/^'=cmd Berg,/)
  })

  it('has nothing about a patient in its name', () => {
    expect(csvName(asOf)).toBe('remit-caseload-2026-03-11.csv')
  })
})
