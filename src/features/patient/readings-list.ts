/** Every reading of every scale with its standing, and everything that could not be read with its reason. */
import type { PatientRecord } from '#src/clinical/facts.ts'
import { scales } from '#src/clinical/scales.ts'
import { issueWords, type ScoreMark } from '#src/features/patient/score-series.ts'
import { item9Words } from '#src/features/patient/trajectory-table.ts'
import { scoreSeriesOf } from '#src/features/patient/score-series.ts'
import { formatPartialDate, type Day } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'

export interface ReadingRow {
  readonly key: string
  readonly date: string
  readonly day: Day
  readonly scale: string
  readonly value: string
  /** Why there is no total; then `value` is the word in its place. */
  readonly unknown: string | undefined
  readonly item9: string
  readonly standing: 'judged' | 'shown, not judged' | 'after the day of judgement'
  readonly remarks: readonly string[]
  readonly reporter: string
  readonly sources: readonly string[]
}

/** Newest first. */
export function readingRows(record: PatientRecord, asOf: Day): readonly ReadingRow[] {
  // An interval of any length: no gap matters to a list.
  const marks = scoreSeriesOf(
    record,
    record.readings.reduce<Day>((last, r) => (r.date.earliest > last ? r.date.earliest : last), asOf),
    Infinity,
  )
    .flatMap((series) => series.marks)
    .toSorted((a, b) => b.from - a.from || (a.key < b.key ? -1 : 1))
  return marks.map((mark) => rowOf(mark, asOf))
}

function rowOf(mark: ScoreMark, asOf: Day): ReadingRow {
  const { reading } = mark
  const scale = scales[reading.instrument]
  return {
    key: mark.key,
    date: formatPartialDate(reading.date),
    day: mark.from,
    scale: scale.name,
    value: mark.total === undefined ? 'no total' : `${formatNumber(mark.total, 2)} of ${scale.max} points`,
    unknown: reading.total.kind === 'unknown' ? reading.total.reason : undefined,
    item9: reading.instrument === 'phq-9' ? item9Words(reading.item9) : '',
    standing: standingOf(mark, asOf),
    remarks: reading.issues.map((issue) => issueWords(issue)),
    reporter: reading.reporter === 'unknown' ? 'reporter not recorded' : `by the ${reading.reporter}`,
    sources: reading.sources.map((source) => (source.versionId === undefined ? source.ref : `${source.ref} version ${source.versionId}`)),
  }
}

function standingOf(mark: ScoreMark, asOf: Day): ReadingRow['standing'] {
  if (mark.from > asOf) return 'after the day of judgement'
  return mark.judged ? 'judged' : 'shown, not judged'
}

export interface UnreadRow {
  readonly key: string
  readonly source: string
  readonly reason: string
  readonly withdrawn: boolean
}

/** What was sent and could not be used; withdrawn results are told apart, for they were once real. */
export function unreadRows(record: PatientRecord): readonly UnreadRow[] {
  return record.rejected.map(({ source, reason }, at) => ({
    key: `${source} ${reason} ${at}`,
    source,
    reason,
    withdrawn: reason.startsWith('withdrawn'),
  }))
}
