/** Pure: the shown rows and columns as CSV. One shown column may be several in the file, so that every number stands alone. */
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { agentsNow, type Filters } from '#src/features/caseload/caseload-filters.ts'
import type { SortBy } from '#src/features/caseload/caseload-order.ts'
import type { CaseloadRow, JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { cellSays, lineOf } from '#src/features/caseload/cell-words.ts'
import type { ColumnId } from '#src/features/caseload/columns.ts'
import { csvOf, type CsvCell } from '#src/lib/csv.ts'
import { filterSentence, sortSentence } from '#src/features/caseload/filter-words.ts'
import { nextVisit } from '#src/features/caseload/next-visit.ts'
import { placeWords, ruleWords } from '#src/features/caseload/words.ts'
import { isoFromDay, isoInstant, type Day } from '#src/lib/calendar.ts'
import { counted } from '#src/lib/figures.ts'

export interface CsvHead {
  readonly asOf: Day
  readonly fetchedAtMs: number
  readonly filters: Filters
  readonly isSearched: boolean
  readonly sort: readonly SortBy[]
  /** Patients of the whole caseload. */
  readonly total: number
  /** False while patients are missing or could not be read completely. */
  readonly complete: boolean
}

interface Field {
  /** With its unit: "PHQ-9 latest (points, 0 to 27)". */
  readonly head: string
  /** Undefined: the column's own words are used, which say why nothing is known. */
  readonly value: (row: JudgedRow, settings: ClinicalSettings) => CsvCell
}

const date = (on: Day | undefined): CsvCell => (on === undefined ? undefined : isoFromDay(on))

const fields: Readonly<Record<ColumnId, readonly Field[]>> = {
  patient: [
    { head: 'patient', value: (row) => row.name },
    { head: 'patient id', value: (row) => row.id },
    { head: 'birth date', value: ({ record: { identity } }) => birth(identity.birthDate) },
    { head: 'stands under', value: (row) => placeWords[row.place].word },
    { head: 'because', value: (row) => row.why },
  ],
  treatment: [
    { head: 'antidepressant', value: ({ assessment: { current } }) => current?.name },
    { head: 'daily dose low (mg/day)', value: ({ assessment: { current } }) => doseEnd(current?.currentDose, 'low') },
    { head: 'daily dose high (mg/day)', value: ({ assessment: { current } }) => doseEnd(current?.currentDose, 'high') },
    { head: 'trial began', value: ({ assessment: { current } }) => date(current?.from) },
    {
      head: 'also taking',
      value: (row) =>
        agentsNow(row)
          .filter((trial) => trial.id !== row.assessment.current?.id)
          .map((trial) => trial.name)
          .join(', ') || 'none',
    },
  ],
  clock: [
    {
      head: 'days at adequate dose, at least (days)',
      value: ({ assessment: { current } }) => countEnd(current?.daysAtAdequateDose, 'low'),
    },
    {
      head: 'days at adequate dose, at most (days)',
      value: ({ assessment: { current } }) => countEnd(current?.daysAtAdequateDose, 'high'),
    },
  ],
  course: [
    { head: 'PHQ-9 latest on record (points, 0 to 27)', value: ({ assessment: { latestPhq9 } }) => latestPhq9?.total },
    { head: 'PHQ-9 latest on record, date', value: ({ assessment: { latestPhq9 } }) => date(latestPhq9?.day) },
  ],
  change: [
    { head: 'PHQ-9 baseline of trial (points)', value: ({ assessment: { response } }) => response.baseline?.total },
    { head: 'PHQ-9 baseline of trial, date', value: ({ assessment: { response } }) => date(response.baseline?.day) },
    { head: 'PHQ-9 latest of trial (points)', value: ({ assessment: { response } }) => response.latest?.total },
    { head: 'PHQ-9 latest of trial, date', value: ({ assessment: { response } }) => date(response.latest?.day) },
    { head: 'change (points, negative is better)', value: ({ assessment: { response } }) => response.changePoints },
    { head: 'change (%, negative is better)', value: ({ assessment: { response } }) => toTenth(response.changePercent) },
    {
      head: 'latest of trial is too old to judge',
      value: ({ assessment: { response } }) => (response.latest ? yesNo(response.stale) : undefined),
    },
    {
      head: 'newer PHQ-9 not judged',
      value: ({ assessment: { response } }) => (response.latest ? (response.newerUnjudged ?? 'no') : undefined),
    },
  ],
  response: [{ head: 'response', value: () => undefined }],
  item9: [
    {
      head: 'PHQ-9 item 9 (0 to 3; 0 is not a clearance)',
      value: ({ assessment: { item9 } }) => (item9.kind === 'known' ? item9.value.value : undefined),
    },
    { head: 'PHQ-9 item 9, date', value: ({ assessment: { item9 } }) => (item9.kind === 'known' ? date(item9.value.day) : undefined) },
  ],
  taken: [
    {
      head: 'taken, 28 days (% of days with information)',
      value: ({ assessment: { adherence28 } }) => (adherence28.verdict.kind === 'cannot-tell' ? undefined : toTenth(adherence28.percent)),
    },
  ],
  effects: [
    {
      head: 'side-effect burden (points)',
      value: ({ assessment: { sideEffects } }) =>
        sideEffects.burden.kind === 'known' ? toTenth(sideEffects.burden.value.value) : undefined,
    },
    {
      head: 'side-effect burden, highest possible (points)',
      value: ({ assessment: { sideEffects } }) => (sideEffects.burden.kind === 'known' ? sideEffects.burden.value.max : undefined),
    },
    {
      head: 'side-effect burden, date',
      value: ({ assessment: { sideEffects } }) => (sideEffects.burden.kind === 'known' ? date(sideEffects.burden.value.day) : undefined),
    },
  ],
  seen: [
    { head: 'last check-in', value: ({ assessment: { checkIns } }) => date(checkIns.last) },
    {
      head: 'check-ins received in 28 days',
      value: ({ assessment: { checkIns } }) => (checkIns.last === undefined ? undefined : checkIns.received),
    },
    {
      head: 'check-ins expected in 28 days',
      value: ({ assessment: { checkIns } }) => (checkIns.last === undefined ? undefined : checkIns.expected),
    },
  ],
  failed: [
    {
      head: 'failed adequate trials',
      value: ({ assessment: { failedAdequateTrials } }) => (failedAdequateTrials.kind === 'known' ? failedAdequateTrials.value : undefined),
    },
  ],
  flags: [
    {
      head: 'flags',
      value: ({ assessment: { flags } }) =>
        flags.length === 0 ? 'none' : flags.map((flag) => `${flag.tier}: ${ruleWords[flag.rule]}`).join('; '),
    },
  ],
  next: [{ head: 'next booked visit', value: (row) => date(nextVisit(row)?.day) }],
}

type End = 'low' | 'high'
type Dose = { readonly kind: 'known'; readonly low: number; readonly high: number } | { readonly kind: 'unknown' } | undefined
const doseEnd = (dose: Dose, end: End): CsvCell => (dose?.kind === 'known' ? dose[end] : undefined)
type Count =
  | { readonly kind: 'known'; readonly value: { readonly low: number; readonly high: number } }
  | { readonly kind: 'unknown' }
  | undefined
const countEnd = (count: Count, end: End): CsvCell => (count?.kind === 'known' ? count.value[end] : undefined)
const toTenth = (value: number | undefined): CsvCell => (value === undefined ? undefined : Math.round(value * 10) / 10)
const yesNo = (value: boolean): CsvCell => (value ? 'yes' : 'no')

function birth(known: JudgedRow['record']['identity']['birthDate']): CsvCell {
  if (known.kind === 'unknown') return `not known: ${known.reason}`
  const { earliest, precision } = known.value
  return isoFromDay(earliest).slice(0, { day: 10, month: 7, year: 4 }[precision])
}

/** The file: lines about the file, an empty line, the heads, and a line for each shown patient. */
export function caseloadCsv(rows: readonly CaseloadRow[], columns: readonly ColumnId[], settings: ClinicalSettings, head: CsvHead): string {
  const shown = columns.flatMap((column) => fields[column].map((field) => ({ column, field })))
  return csvOf([
    ['Remit caseload'],
    ['as of', isoFromDay(head.asOf)],
    ['read from the server at (UTC)', isoInstant(head.fetchedAtMs)],
    ['patients in this file', `${rows.length} of ${head.total}`],
    ...(head.complete ? [] : [['not complete', 'not every patient was read completely: see the words in the cells']]),
    ['filter', filterSentence(head.filters, head.isSearched, settings)],
    ['order', sortSentence(head.sort)],
    ['units', 'in the heads of the columns; dates are ISO 8601; a value that is not known says so with its reason'],
    [],
    shown.map(({ field }) => field.head),
    ...rows.map((row) => shown.map(({ column, field }) => cellOf(row, column, field, settings))),
  ])
}

function cellOf(row: CaseloadRow, column: ColumnId, field: Field, settings: ClinicalSettings): CsvCell {
  if (row.kind !== 'judged') {
    if (field.head === 'patient') return row.name
    if (field.head === 'patient id') return row.id
    return field.head === 'stands under' ? placeWords[row.place].word : `not known: ${row.why}`
  }
  return field.value(row, settings) ?? lineOf(cellSays(row, column, settings))
}

/** "remit-caseload-2026-03-11.csv": nothing about a patient stands in the name. */
export const csvName = (asOf: Day): string => `remit-caseload-${isoFromDay(asOf)}.csv`

/** "21 patients, 13 columns" */
export const csvSize = (rows: number, columns: number): string => `${counted(rows, 'patient')}, ${counted(columns, 'column')}`
