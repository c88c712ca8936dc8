/** Pure: what the command palette offers for what was typed. */
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { formatSearch, startSearch, type CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import { views } from '#src/features/caseload/caseload-views.ts'
import { ageWords } from '#src/features/caseload/cell-words.ts'
import { isFound, queryWords, searchWords } from '#src/features/caseload/patient-search.ts'
import { placeWords, places } from '#src/features/caseload/words.ts'
import type { SavedView } from '#src/queries/last-look.ts'

export type PaletteGroup = 'Patients' | 'Views' | 'Actions'

export interface PaletteEntry {
  readonly key: string
  readonly group: PaletteGroup
  readonly label: string
  /** What tells two of the same name apart: age, record number, where the patient stands. */
  readonly aside: string
  readonly goes: PaletteGoal
}

export type PaletteGoal =
  | { readonly kind: 'patient'; readonly id: string }
  /** A search part of the caseload's address. */
  | { readonly kind: 'view'; readonly search: string }
  | { readonly kind: 'page'; readonly page: 'caseload' | 'flags' | 'outcomes' | 'rules' }
  | { readonly kind: 'refresh' }

const MOST_PATIENTS = 8

/** Entries for a query, patients first; without a query the views and actions. `found`: patients that match in all. */
export function paletteEntries(
  query: string,
  rows: readonly CaseloadRow[],
  saved: readonly SavedView[],
): { readonly entries: readonly PaletteEntry[]; readonly found: number } {
  const asked = queryWords(query)
  const patients = asked.length === 0 ? [] : rows.filter((row) => isFound(row.words, asked))
  const others = [...viewEntries(saved), ...actionEntries].filter((entry) => isFound(searchWords(`${entry.label} ${entry.aside}`), asked))
  return { entries: [...patients.slice(0, MOST_PATIENTS).map(patientEntry), ...others], found: patients.length }
}

function patientEntry(row: CaseloadRow): PaletteEntry {
  const number =
    row.kind === 'judged' && row.record.identity.recordNumber.kind === 'known' ? row.record.identity.recordNumber.value : undefined
  const parts = [row.kind === 'judged' ? ageWords(row) : undefined, number, placeWords[row.place].word]
  return {
    key: `patient ${row.id}`,
    group: 'Patients',
    label: row.name,
    aside: parts.filter((part) => part !== undefined).join(' · '),
    goes: { kind: 'patient', id: row.id },
  }
}

function viewEntries(saved: readonly SavedView[]): readonly PaletteEntry[] {
  const at = (part: Partial<CaseloadSearch['filters']>): string =>
    formatSearch({ ...startSearch, filters: { ...startSearch.filters, ...part } }).toString()
  return [
    ...places.filter((place) => place !== 'not-read').map((place) => view(`place ${place}`, placeWords[place].word, 'card', at({ place }))),
    ...views.map((one) => view(`view ${one.id}`, one.title, 'built-in view', at({ view: one.id }))),
    ...saved.map((one) => view(`saved ${one.title}`, one.title, 'your view', one.search)),
  ]
}

function view(key: string, label: string, aside: string, search: string): PaletteEntry {
  return { key, group: 'Views', label, aside, goes: { kind: 'view', search } }
}

const page = (label: string, to: 'caseload' | 'flags' | 'outcomes' | 'rules', aside: string): PaletteEntry => ({
  key: `page ${to}`,
  group: 'Actions',
  label,
  aside,
  goes: { kind: 'page', page: to },
})

const actionEntries: readonly PaletteEntry[] = [
  page('Open the caseload', 'caseload', 'everybody, triage order'),
  page('Work the flags', 'flags', 'queue'),
  page('Outcomes', 'outcomes', 'response, remission, waiting times'),
  page('Rule book', 'rules', 'every rule with its source'),
  { key: 'refresh', group: 'Actions', label: 'Refresh', aside: 'read everything again', goes: { kind: 'refresh' } },
]
