/** Readings of one scale as marks on the time axis: every administration, what may be joined by a line, and where nothing is known. */
import type { ScorePoint, Trial } from '#src/clinical/assessment.ts'
import type { PatientRecord, Reading, ReadingIssue } from '#src/clinical/facts.ts'
import { sourceKey } from '#src/clinical/readings.ts'
import { scales, type Instrument, type Scale } from '#src/clinical/scales.ts'
import { assertNever } from '#src/lib/assert-never.ts'
import { daysBetween, type Day } from '#src/lib/calendar.ts'
import { counted, formatNumber } from '#src/lib/figures.ts'

/** One administration. `from` and `through` differ when only the month or the year is known. */
export interface ScoreMark {
  readonly key: string
  readonly from: Day
  readonly through: Day
  /** Points; undefined when no total can be given. */
  readonly total: number | undefined
  /** Why there is no total, or why it is not judged; undefined for a plain reading. */
  readonly caution: string | undefined
  /** May stand on the line and be compared. */
  readonly judged: boolean
  readonly reading: Reading
}

export interface LinePoint {
  readonly day: number
  /** null breaks the line. */
  readonly total: number | null
}

export interface ScoreGap {
  readonly from: Day
  readonly through: Day
  readonly days: number
}

export interface ScoreSeries {
  readonly instrument: Instrument
  readonly scale: Scale
  /** Oldest first. */
  readonly marks: readonly ScoreMark[]
  /** Judged marks in order, broken where the interval is longer than `expectedDays`. */
  readonly line: readonly LinePoint[]
  readonly gaps: readonly ScoreGap[]
}

/** In the order in which they are offered; PHQ-9 leads wherever it exists. */
const order: readonly Instrument[] = [
  'phq-9',
  'phq-9-teen',
  'phq-9-interview',
  'qids-sr16',
  'madrs',
  'ham-d17',
  'scl-90-r-depression',
  'gad-7',
  'fibser',
  'phq-2',
]

/** A reading up to a week late still belongs to the course [I]: a monthly one is not a gap. */
export const LATE_DAYS = 7

/**
 * Every scale on record, PHQ-9 first.
 *
 * @param expectedDays an interval longer than this between two readings is a gap, and no line crosses it
 */
export function scoreSeriesOf(record: PatientRecord, asOf: Day, expectedDays: number): readonly ScoreSeries[] {
  const present = new Set(record.readings.map((reading) => reading.instrument))
  return order
    .filter((instrument) => present.has(instrument))
    .map((instrument) => seriesOf(instrument, record, asOf, expectedDays))
    .filter((series) => series.marks.length > 0)
}

/** The series of a scale that has no reading: an empty axis still says what would stand on it. */
export function emptySeries(instrument: Instrument): ScoreSeries {
  return { instrument, scale: scales[instrument], marks: [], line: [], gaps: [] }
}

function seriesOf(instrument: Instrument, record: PatientRecord, asOf: Day, expectedDays: number): ScoreSeries {
  const marks = record.readings
    .filter((reading) => reading.instrument === instrument && reading.date.earliest <= asOf)
    .map(markOf)
    .toSorted(byTime)
  const judged = marks.filter((mark) => mark.judged)
  const line: LinePoint[] = []
  const gaps: ScoreGap[] = []
  judged.forEach((mark, index) => {
    const before = judged[index - 1]
    const days = before ? daysBetween(before.from, mark.from) : 0
    if (before && days > expectedDays) {
      gaps.push({ from: before.from, through: mark.from, days })
      line.push({ day: (before.from + mark.from) / 2, total: null })
    }
    line.push({ day: mark.from, total: mark.total ?? null })
  })
  const last = judged.at(-1)
  const open = last ? daysBetween(last.from, asOf) : 0
  if (last && open > expectedDays) gaps.push({ from: last.from, through: asOf, days: open })
  return { instrument, scale: scales[instrument], marks, line, gaps }
}

function byTime(a: ScoreMark, b: ScoreMark): number {
  return (
    a.from - b.from ||
    (a.reading.date.instantMs ?? 0) - (b.reading.date.instantMs ?? 0) ||
    (a.total ?? 0) - (b.total ?? 0) ||
    (a.key < b.key ? -1 : 1)
  )
}

function markOf(reading: Reading): ScoreMark {
  const total = reading.total.kind === 'known' ? reading.total.value : undefined
  const judged = reading.usable && total !== undefined && reading.date.precision === 'day'
  return {
    key: `${reading.instrument} ${sourceKey(reading)}`,
    from: reading.date.earliest,
    through: reading.date.latest,
    total,
    caution: cautionOf(reading, judged),
    judged,
    reading,
  }
}

function cautionOf(reading: Reading, judged: boolean): string | undefined {
  const why = reading.issues.map((issue) => issueWords(issue))
  if (reading.total.kind === 'unknown') return ['no total: ' + reading.total.reason, ...why].join('; ')
  if (!judged) return ['shown, not judged', ...why].join(': ')
  return why.length === 0 ? undefined : why.join('; ')
}

/** What is the matter with a reading, in words. */
export function issueWords(issue: ReadingIssue): string {
  switch (issue.kind) {
    case 'total-differs-from-items':
      return `stated total ${formatNumber(issue.stated)}, its items add up to ${formatNumber(issue.computed)}`
    case 'total-without-items':
      return 'a total without its items'
    case 'possible-duplicate':
      return `possibly the same as ${issue.of}`
    case 'preliminary':
      return 'preliminary'
    case 'amended':
      return 'amended after it was first reported'
    case 'partial-date':
      return `only the ${issue.precision} is known`
    case 'conflicting-item':
      return `item ${issue.item} conflicts: ${issue.detail}`
    case 'missing-items':
      return `${counted(issue.items.length, 'item')} not answered (${issue.items.join(', ')})`
    case 'prorated':
      return `prorated over items ${issue.missing.join(', ')}`
    case 'other':
      return issue.detail
    default:
      return assertNever(issue)
  }
}

/** Baseline of a trial with the stretch over which it is compared. */
export interface BaselineGuide {
  readonly trialId: string
  readonly trialName: string
  readonly baseline: ScorePoint
  readonly from: Day
  readonly through: Day
}

/** The guide lines of a trial; undefined without a baseline. */
export function baselineGuide(trial: Trial | undefined, asOf: Day): BaselineGuide | undefined {
  const baseline = trial?.response.baseline
  if (trial === undefined || baseline === undefined) return undefined
  return { trialId: trial.id, trialName: trial.name, baseline, from: baseline.day, through: trial.through ?? asOf }
}
