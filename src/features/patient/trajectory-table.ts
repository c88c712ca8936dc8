/** The chart as rows: what the table twin, the readout, the exports and the screen reader say of each point, all from one place. */
import { csvOf, type CsvCell } from '#src/lib/csv.ts'
import type { Item9 } from '#src/clinical/facts.ts'
import { changeWords } from '#src/clinical/response.ts'
import { bandOf } from '#src/clinical/scales.ts'
import { adequateDaysBy, doseText, segmentOn, stepText, trialOn } from '#src/features/patient/dose-days.ts'
import { stopWords } from '#src/features/patient/medication-lanes.ts'
import type { ScoreMark, ScoreSeries } from '#src/features/patient/score-series.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { formatDay, formatPartialDate, isoFromDay, type Day } from '#src/lib/calendar.ts'
import { formatDays, formatNumber } from '#src/lib/figures.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'

export interface ScoreRow {
  readonly key: string
  readonly mark: ScoreMark
  /** At the precision it was sent. */
  readonly date: string
  /** "17 points", or why there is none. */
  readonly value: string
  readonly band: string | undefined
  /** "19 → 17 (−2, −11 %)" against the baseline of the trial in focus; undefined outside it. */
  readonly change: string | undefined
  /** PHQ-9 only. */
  readonly item9: string | undefined
  /** "sertraline 100 mg/day, day 58 of the trial" */
  readonly treatment: string
  /** "49 days at adequate dose" */
  readonly atDose: string
  readonly caution: string | undefined
  readonly source: string
}

const touches = (range: DayRange, from: Day, through: Day): boolean => through >= range.from && from <= range.through

/** The marks that stand in a range. */
export function marksIn(series: ScoreSeries, range: DayRange): readonly ScoreMark[] {
  return series.marks.filter((mark) => touches(range, mark.from, mark.through))
}

/** One row a mark, in the order of the chart. */
export function scoreRows(trajectory: Trajectory, series: ScoreSeries, range: DayRange): readonly ScoreRow[] {
  return marksIn(series, range).map((mark) => scoreRow(trajectory, series, mark))
}

export function scoreRow(trajectory: Trajectory, series: ScoreSeries, mark: ScoreMark): ScoreRow {
  const { treatment, atDose } = treatmentOn(trajectory, mark)
  const { total, reading } = mark
  return {
    key: mark.key,
    mark,
    date: formatPartialDate(reading.date),
    value: total === undefined ? (mark.caution ?? 'no total') : `${formatNumber(total, 2)} points`,
    band: total === undefined ? undefined : bandOf(series.instrument, total)?.label,
    change: changeOf(trajectory, series, mark),
    item9: series.instrument === 'phq-9' ? item9Words(reading.item9) : undefined,
    treatment,
    atDose,
    caution: total === undefined ? undefined : mark.caution,
    source: reading.sources.map((source) => source.ref).join(', ') || 'no source reference',
  }
}

function changeOf({ guide }: Trajectory, { instrument }: ScoreSeries, mark: ScoreMark): string | undefined {
  if (guide === undefined || instrument !== 'phq-9' || !mark.judged || mark.total === undefined) return undefined
  if (mark.reading === guide.baseline.reading) return 'baseline of the trial'
  return mark.from < guide.from || mark.from > guide.through ? undefined : changeWords(guide.baseline.total, mark.total)
}

/** "item 9: 2 of 3", or that it was not assessed and why. 0 is an answer, never a clearance. */
export function item9Words(item9: Item9): string {
  return item9.kind === 'answered' ? `item 9: ${item9.value} of 3` : `item 9 not assessed: ${item9.reason}`
}

function treatmentOn({ medications, focus }: Trajectory, mark: ScoreMark): { treatment: string; atDose: string } {
  if (mark.from !== mark.through) return { treatment: 'date too imprecise to place against a dose', atDose: 'not known' }
  const trials = medications.flatMap((lane) => lane.trials.map(({ trial }) => trial))
  const running = trials.flatMap((trial) => {
    const segment = segmentOn(trial, mark.from)
    return segment ? [`${trial.name} ${doseText(segment.dose)}`] : []
  })
  const trial = trialOn(trials, mark.from)
  const treatment = running.length === 0 ? 'no antidepressant on record that day' : running.join(', ')
  if (trial === undefined) return { treatment, atDose: focus === undefined ? 'no trial' : 'outside a trial' }
  if (trial.range.minimum.kind === 'unknown') return { treatment, atDose: `not known: ${trial.range.minimum.reason}` }
  return { treatment, atDose: `${formatDays(adequateDaysBy(trial, mark.from))} at adequate dose of ${trial.name}` }
}

/** The whole row in one sentence, for a screen reader and the readout. */
export function rowSentence(row: ScoreRow, series: ScoreSeries): string {
  return [
    `${row.date}: ${series.scale.name} ${row.value}${row.band === undefined ? '' : `, ${row.band}`}`,
    row.change,
    row.item9,
    row.treatment,
    row.atDose,
    row.caution,
    `source ${row.source}`,
  ]
    .filter((part) => part !== undefined)
    .join('; ')
}

export interface DoseRow {
  readonly key: string
  readonly medicine: string
  readonly from: string
  readonly through: string
  readonly dose: string
  readonly level: string
  readonly source: string
}

const levels = { adequate: 'at or above minimum', below: 'below minimum', unknown: 'cannot tell' } as const

/** One row a stretch of one dose, in the order of the lanes. */
export function doseRows({ medications }: Trajectory, range: DayRange): readonly DoseRow[] {
  return medications.flatMap((lane) =>
    lane.trials.flatMap(({ trial }) =>
      trial.segments
        .filter((segment) => touches(range, segment.from, segment.through ?? range.through))
        .map((segment, index) => ({
          key: `${trial.id} ${segment.from} ${index}`,
          medicine: trial.name,
          from: formatDay(segment.from),
          through: segment.through === undefined ? 'goes on' : formatDay(segment.through),
          dose: doseText(segment.dose),
          level: levels[segment.level],
          source: segment.sources.map((source) => source.ref).join(', '),
        })),
    ),
  )
}

export interface EventRow {
  readonly key: string
  readonly date: string
  readonly what: string
}

/** Dose steps, ends, courses, visits and decisions in one order. */
export function eventRows(trajectory: Trajectory, range: DayRange): readonly EventRow[] {
  const { events, steps, medications } = trajectory
  const all: { on: Day; key: string; what: string }[] = [
    ...events.map((event) => ({ on: event.from, key: event.key, what: event.words })),
    ...steps.map((step) => ({ on: step.day, key: `step ${step.trial.id} ${step.day}`, what: `${step.trial.name} ${stepText(step)}` })),
    ...medications.flatMap((lane) =>
      lane.trials.flatMap(({ trial }) => {
        const stop = stopWords(trial)
        return stop === undefined
          ? []
          : [{ on: trial.through ?? trial.throughEarliest ?? trial.from, key: `end ${trial.id}`, what: `${trial.name} ${stop}` }]
      }),
    ),
  ]
  return all
    .filter(({ on }) => on >= range.from && on <= range.through)
    .toSorted((a, b) => a.on - b.on)
    .map(({ on, key, what }) => ({ key, date: formatDay(on), what }))
}

export interface DailyRow {
  readonly day: Day
  readonly date: string
  /** In the order of the lanes; undefined where the patient did not answer. */
  readonly values: readonly (number | undefined)[]
}

/** One row a day with at least one answer. */
export function dailyRows({ daily }: Trajectory, range: DayRange): readonly DailyRow[] {
  const byLane = daily.map((lane) => new Map(lane.values.map(({ day, value }) => [day, value])))
  const days = [...new Set(byLane.flatMap((values) => [...values.keys()]))]
    .filter((d) => d >= range.from && d <= range.through)
    .toSorted((a, b) => a - b)
  return days.map((d) => ({ day: d, date: formatDay(d), values: byLane.map((values) => values.get(d)) }))
}

/**
 * Everything in the range as CSV: the header lines first, then one section a table.
 *
 * @param header lines that say whose record this is, as of when, and what is incomplete
 */
export function trajectoryCsv(trajectory: Trajectory, range: DayRange, header: readonly string[]): string {
  const rows: CsvCell[][] = header.map((line) => [line])
  rows.push([], ['scale', 'date', 'earliest', 'latest', 'points', 'judged', 'item 9', 'treatment', 'at adequate dose', 'caution', 'source'])
  for (const series of trajectory.scales) {
    for (const row of scoreRows(trajectory, series, range)) {
      const { from, through, total, judged } = row.mark
      rows.push([
        series.scale.name,
        row.date,
        isoFromDay(from),
        isoFromDay(through),
        total === undefined ? row.value : String(total),
        judged ? 'yes' : 'no',
        row.item9 ?? '',
        row.treatment,
        row.atDose,
        row.caution ?? '',
        row.source,
      ])
    }
  }
  rows.push([], ['medicine', 'from', 'through', 'dose', 'against minimum', 'source'])
  for (const row of doseRows(trajectory, range)) rows.push([row.medicine, row.from, row.through, row.dose, row.level, row.source])
  rows.push([], ['date', 'event'])
  for (const row of eventRows(trajectory, range)) rows.push([row.date, row.what])
  rows.push([], ['day', ...trajectory.daily.map((lane) => `${lane.name} (${lane.unit})`)])
  for (const row of dailyRows(trajectory, range))
    rows.push([isoFromDay(row.day), ...row.values.map((value) => (value === undefined ? 'not answered' : String(value)))])
  return csvOf(rows)
}
