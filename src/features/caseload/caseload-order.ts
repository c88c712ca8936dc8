/** Pure: the order of the rows. Total and stable: the same rows in any input order come out in the same order. */
import type { ResponseStatus } from '#src/clinical/assessment.ts'
import type { ColumnId } from '#src/features/caseload/columns.ts'
import { placeRank, type CaseloadRow, type JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { nextVisit } from '#src/features/caseload/next-visit.ts'

export interface SortBy {
  readonly column: ColumnId
  readonly descending: boolean
}

/** What a column sorts by; undefined when the patient has no value there, which is a group of its own and never a number. */
export type SortKey = number | string | undefined

const responseRank: Readonly<Record<ResponseStatus, number | undefined>> = {
  worsening: 0,
  'no-response': 1,
  'partial-response': 2,
  'too-early': 3,
  response: 4,
  remission: 5,
  'cannot-tell': undefined,
}

const keys: Readonly<Record<ColumnId, (row: JudgedRow) => SortKey>> = {
  patient: (row) => row.nameKey,
  treatment: ({ assessment: { current } }) => current?.name,
  clock: ({ assessment: { current } }) => (current?.daysAtAdequateDose.kind === 'known' ? current.daysAtAdequateDose.value.low : undefined),
  course: ({ assessment }) => assessment.latestPhq9?.total,
  change: ({ assessment: { response } }) => (response.stale || response.newerUnjudged !== undefined ? undefined : response.changePercent),
  response: ({ assessment: { response } }) => responseRank[response.status],
  item9: ({ assessment: { item9 } }) => (item9.kind === 'known' ? item9.value.value : undefined),
  taken: ({ assessment: { adherence28 } }) => (adherence28.verdict.kind === 'cannot-tell' ? undefined : adherence28.percent),
  effects: ({ assessment: { sideEffects } }) =>
    sideEffects.burden.kind === 'known' ? sideEffects.burden.value.value / sideEffects.burden.value.max : undefined,
  seen: ({ assessment: { checkIns } }) => checkIns.last,
  failed: ({ assessment: { failedAdequateTrials } }) => (failedAdequateTrials.kind === 'known' ? failedAdequateTrials.value : undefined),
  flags: ({ assessment: { flags } }) => flags.reduce((sum, flag) => sum + { urgent: 10_000, decide: 100, watch: 1 }[flag.tier], 0),
  next: (row) => nextVisit(row)?.day,
}

/** What this row sorts by in this column. A patient who was not read has only a name. */
export function sortKey(row: CaseloadRow, column: ColumnId): SortKey {
  const key = row.kind === 'judged' ? keys[column](row) : column === 'patient' ? row.nameKey : undefined
  return typeof key === 'number' && !Number.isFinite(key) ? undefined : key
}

/** How many rows have nothing to sort by in the first sorted column: they stand together at the end, whichever way it sorts. */
export function countWithoutKey(rows: readonly CaseloadRow[], sort: readonly SortBy[]): number {
  const [first] = sort
  return first === undefined ? 0 : rows.filter((row) => sortKey(row, first.column) === undefined).length
}

/** The rows in the asked order; without one, in triage order: by card, then the longest-standing flag first, then by name. */
export function orderRows(rows: readonly CaseloadRow[], sort: readonly SortBy[]): readonly CaseloadRow[] {
  const keyed = rows.map((row) => ({
    row,
    asked: sort.map((by) => sortKey(row, by.column)),
    place: placeRank(row.place),
    since: row.kind === 'judged' ? row.assessment.flags[0]?.since : undefined,
  }))
  keyed.sort((a, b) => {
    for (let index = 0; index < sort.length; index += 1) {
      const order = compareKeys(a.asked[index], b.asked[index], sort[index]?.descending ?? false)
      if (order !== 0) return order
    }
    return (
      a.place - b.place ||
      compareKeys(a.since, b.since, false) ||
      compareKeys(a.row.nameKey, b.row.nameKey, false) ||
      compareKeys(a.row.id, b.row.id, false)
    )
  })
  return keyed.map((one) => one.row)
}

function compareKeys(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0)
  if (a === b) return 0
  const ascending = a < b ? -1 : 1
  return descending ? -ascending : ascending
}

/**
 * The order to show after a refresh while somebody is reading: everyone who was shown stays in place, newcomers follow at the
 * end, and only those who no longer belong leave.
 */
export function settleOrder(shown: readonly string[], wanted: readonly CaseloadRow[]): readonly CaseloadRow[] {
  const byId = new Map(wanted.map((row) => [row.id, row]))
  const staying = shown.flatMap((id) => byId.get(id) ?? [])
  const already = new Set(shown)
  return [...staying, ...wanted.filter((row) => !already.has(row.id))]
}

/** How many rows would stand elsewhere if the order were brought up to date. */
export function countMoved(shown: readonly CaseloadRow[], wanted: readonly CaseloadRow[]): number {
  return wanted.filter((row, index) => shown[index]?.id !== row.id).length
}
