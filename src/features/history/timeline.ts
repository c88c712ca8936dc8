/** All trials on one true time axis, as shares of its width. */
import type { Trial } from '#src/clinical/assessment.ts'
import { day, daysBetween, formatDay, formatMonth, partsOf, type Day } from '#src/lib/calendar.ts'
import { formatDailyDose } from '#src/lib/figures.ts'

export interface Tick {
  readonly key: string
  readonly label: string
  /** Percent of the axis. */
  readonly at: number
}

export interface Bar {
  readonly key: string
  /** Percent of the axis. */
  readonly from: number
  readonly width: number
  readonly level: 'adequate' | 'below' | 'unknown'
  readonly title: string
}

export interface Lane {
  readonly id: string
  readonly bars: readonly Bar[]
  /** Percent where the last bar ends; undefined without bars. */
  readonly end: number | undefined
}

export interface Timeline {
  readonly from: Day
  readonly through: Day
  readonly ticks: readonly Tick[]
  readonly lanes: readonly Lane[]
}

const MOST_TICKS = 10

/** Undefined without trials: an empty axis would say something. */
export function timelineOf(trials: readonly Trial[], asOf: Day): Timeline | undefined {
  const starts = trials.map((trial) => trial.from)
  if (starts.length === 0) return undefined
  const firstYear = partsOf(starts.reduce((a, b) => (a < b ? a : b))).year
  const from = day(`${firstYear}-01-01`)
  const span = Math.max(1, daysBetween(from, asOf))
  const at = (d: Day): number => (Math.min(span, Math.max(0, daysBetween(from, d))) * 100) / span
  return { from, through: asOf, ticks: ticksOf(firstYear, asOf, at), lanes: trials.map((trial) => laneOf(trial, asOf, at)) }
}

/** Years, every second or third where there are many; quarters where there are hardly any. */
function ticksOf(firstYear: number, asOf: Day, at: (d: Day) => number): readonly Tick[] {
  const years = partsOf(asOf).year - firstYear + 1
  if (years <= 2) return quartersOf(firstYear, years, asOf, at)
  const step = Math.ceil(years / MOST_TICKS)
  return Array.from({ length: years }, (_, i) => firstYear + i)
    .filter((year) => (year - firstYear) % step === 0)
    .map((year) => ({ key: String(year), label: String(year), at: at(day(`${year}-01-01`)) }))
}

function quartersOf(firstYear: number, years: number, asOf: Day, at: (d: Day) => number): readonly Tick[] {
  return Array.from({ length: years }, (_, i) => firstYear + i).flatMap((year) =>
    (['01', '04', '07', '10'] as const).flatMap((month): readonly Tick[] => {
      const first = day(`${year}-${month}-01`)
      if (first > asOf) return []
      return [{ key: `${year}-${month}`, label: month === '01' ? String(year) : formatMonth(first).slice(0, 3), at: at(first) }]
    }),
  )
}

function laneOf(trial: Trial, asOf: Day, at: (d: Day) => number): Lane {
  const bars = trial.segments.map((segment): Bar => {
    const through = segment.through ?? asOf
    const from = at(segment.from)
    const dose = segment.dose.kind === 'known' ? formatDailyDose(segment.dose) : 'dose not known'
    const levels = { adequate: 'at or above the minimum', below: 'below the minimum', unknown: 'not certain' } as const
    return {
      key: `${segment.from}`,
      from,
      width: Math.max(0.3, at(through) - from),
      level: segment.level,
      title: `${dose}, ${levels[segment.level]}, ${formatDay(segment.from)} to ${segment.through === undefined ? 'today' : formatDay(segment.through)}`,
    }
  })
  const last = bars.at(-1)
  return { id: trial.id, bars, end: last === undefined ? undefined : last.from + last.width }
}
