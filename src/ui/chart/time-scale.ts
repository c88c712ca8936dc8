/** Days to pixels and back on one real time axis: unequal intervals are drawn unequal. */
import { addDays, dayFromParts, formatDayShort, formatMonth, partsOf, type Day } from '#src/lib/calendar.ts'
import { lengthOf, type DayRange } from '#src/ui/chart/day-range.ts'

export interface TimeScale {
  readonly range: DayRange
  /** px */
  readonly left: number
  /** px */
  readonly width: number
}

/** Where a day begins, px. Days outside the range are outside the plot. */
export function xOf({ range, left, width }: TimeScale, d: number): number {
  return left + ((d - range.from) / Math.max(lengthOf(range), 1)) * width
}

/** The day whose beginning is nearest to a pixel, kept inside the range. */
export function dayAt({ range, left, width }: TimeScale, x: number): Day {
  const share = width <= 0 ? 0 : Math.min(1, Math.max(0, (x - left) / width))
  return addDays(range.from, Math.round(share * lengthOf(range)))
}

export interface Tick {
  readonly day: Day
  readonly label: string
  /** A year begins here, or the axis does. */
  readonly major: boolean
}

const LABEL_PX = 46

/**
 * Ticks on true calendar boundaries: Mondays, months, quarters or years, whichever the width has room for.
 *
 * @param width px of the plot
 */
export function ticksOf(range: DayRange, width: number): readonly Tick[] {
  const pxPerDay = width / Math.max(lengthOf(range), 1)
  if (7 * pxPerDay >= LABEL_PX) return roomy(mondays(range, 1), pxPerDay)
  if (14 * pxPerDay >= LABEL_PX) return roomy(mondays(range, 2), pxPerDay)
  const months = [1, 2, 3, 6, 12, 24, 60].find((n) => n * 30.4 * pxPerDay >= LABEL_PX) ?? 120
  return roomy(monthStarts(range, months), pxPerDay)
}

const LETTER_PX = 6.4

/** A label that would run into the one before it is left away; its tick stays. */
function roomy(ticks: readonly Tick[], pxPerDay: number): readonly Tick[] {
  let before: Tick | undefined
  return ticks.map((tick) => {
    const apart = before === undefined ? Infinity : (tick.day - before.day) * pxPerDay
    const needed = ((tick.label.length + (before?.label.length ?? 0)) / 2) * LETTER_PX + 4
    if (apart < needed) return { ...tick, label: '' }
    before = tick
    return tick
  })
}

function mondays(range: DayRange, every: number): readonly Tick[] {
  const ticks: Tick[] = []
  const toMonday = (8 - partsOf(range.from).weekday) % 7
  for (let d = addDays(range.from, toMonday); d <= range.through; d = addDays(d, 7 * every)) {
    const { year } = partsOf(d)
    const turn = ticks.length === 0 || partsOf(addDays(d, -7 * every)).year !== year
    ticks.push({ day: d, label: turn ? `${formatDayShort(d)} ${year}` : formatDayShort(d), major: turn })
  }
  return ticks
}

function monthStarts(range: DayRange, every: number): readonly Tick[] {
  const ticks: Tick[] = []
  const { year, month } = partsOf(range.from)
  // Counted in months since year 0, so that quarters and half-years fall on January.
  for (let at = Math.ceil((year * 12 + month - 1) / every) * every; ; at += every) {
    const d = dayFromParts(Math.floor(at / 12), (at % 12) + 1, 1)
    if (d === undefined || d > range.through) return ticks
    if (d < range.from) continue
    const january = at % 12 === 0
    const label = formatMonth(d)
    ticks.push({ day: d, label: labelOf(label, every, january || ticks.length === 0), major: january })
  }
}

function labelOf(monthAndYear: string, every: number, withYear: boolean): string {
  const [month = '', year = ''] = monthAndYear.split(' ')
  if (every >= 12) return year
  return withYear ? monthAndYear : month
}
