/** What the chart says about a day or a point, in short lines: the same values as the table twin. */
import { segmentOn, doseText, trialOn, adequateDaysBy } from '#src/features/patient/dose-days.ts'
import type { ScoreMark, ScoreSeries } from '#src/features/patient/score-series.ts'
import { rowSentence, scoreRow, type ScoreRow } from '#src/features/patient/trajectory-table.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { daysBetween, formatDay, formatWeekday, partsOf, type Day } from '#src/lib/calendar.ts'
import { formatDays, formatNumber } from '#src/lib/figures.ts'

export interface Readout {
  readonly day: Day
  readonly title: string
  /** Present when the readout is of a score. */
  readonly row: ScoreRow | undefined
  readonly scaleName: string
  /** Doses, check-ins and events of the day. */
  readonly lines: readonly string[]
}

/** A stop of the keyboard walk. */
export interface Stop {
  readonly key: string
  readonly day: Day
  readonly mark: ScoreMark | undefined
}

/** Scores where there are any; else every day with a check-in; else every dose step and start. */
export function stopsOf(trajectory: Trajectory, series: ScoreSeries | undefined): readonly Stop[] {
  if (series !== undefined && series.marks.length > 0) return series.marks.map((mark) => ({ key: mark.key, day: mark.from, mark }))
  const days = new Set(trajectory.daily.flatMap((lane) => lane.values.map(({ day }) => day)))
  const starts = trajectory.medications.flatMap((lane) => lane.trials.flatMap(({ trial }) => trial.segments.map((s) => s.from)))
  const chosen = days.size > 0 ? [...days] : [...new Set(starts)]
  return chosen.toSorted((a, b) => a - b).map((day) => ({ key: String(day), day, mark: undefined }))
}

export function readoutOf(trajectory: Trajectory, series: ScoreSeries | undefined, day: Day, mark: ScoreMark | undefined): Readout {
  return {
    day,
    title: `${formatWeekday(day)} ${partsOf(day).year}`,
    row: series !== undefined && mark !== undefined ? scoreRow(trajectory, series, mark) : undefined,
    scaleName: series?.scale.name ?? '',
    lines: [...doseLines(trajectory, day), ...dailyLines(trajectory, day), ...eventLines(trajectory, day)],
  }
}

function doseLines({ medications, asOf }: Trajectory, day: Day): readonly string[] {
  if (day > asOf) return ['after the day of judgement: nothing is known']
  const trials = medications.flatMap((lane) => lane.trials.map(({ trial }) => trial))
  const lines = medications.flatMap((lane) =>
    lane.trials.flatMap(({ trial, blocks }) => {
      const segment = segmentOn(trial, day)
      if (segment === undefined) return []
      const taken = blocks.find((block) => block.from <= day && day < block.until)?.taken
      const words = { taken: ', taken', 'not-taken': ', not taken', 'not-known': ', taking not known' } as const
      return [`${trial.name} ${doseText(segment.dose)}${taken === undefined ? '' : words[taken]}`]
    }),
  )
  const trial = trialOn(trials, day)
  if (trial === undefined) return lines
  return [...lines, `day ${daysBetween(trial.from, day)} of ${trial.name}, ${formatDays(adequateDaysBy(trial, day))} at adequate dose`]
}

function dailyLines({ daily }: Trajectory, day: Day): readonly string[] {
  const values = daily.flatMap((lane) => {
    const value = lane.values.find((one) => one.day === day)?.value
    return value === undefined ? [] : [`${lane.name.toLowerCase()} ${formatNumber(value, 1)}${lane.unit === 'hours' ? ' h' : ''}`]
  })
  return values.length === 0 ? [] : [values.join(', ')]
}

function eventLines({ events }: Trajectory, day: Day): readonly string[] {
  return events.filter((event) => event.from <= day && day <= event.through && event.kind !== 'medicine').map((event) => event.words)
}

/** The stop in one sentence, for a screen reader. */
export function stopSentence(trajectory: Trajectory, series: ScoreSeries | undefined, stop: Stop): string {
  if (series !== undefined && stop.mark !== undefined) return rowSentence(scoreRow(trajectory, series, stop.mark), series)
  const { lines } = readoutOf(trajectory, series, stop.day, undefined)
  return [formatDay(stop.day), ...lines].join('; ')
}

/** The stop nearest to a day, when it is near enough to be meant. */
export function nearestStop(stops: readonly Stop[], day: Day, withinDays: number): Stop | undefined {
  const best = stops.reduce<Stop | undefined>(
    (near, stop) => (near === undefined || Math.abs(stop.day - day) < Math.abs(near.day - day) ? stop : near),
    undefined,
  )
  return best !== undefined && Math.abs(best.day - day) <= withinDays ? best : undefined
}
