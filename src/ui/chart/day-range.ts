/** The stretch of days that a chart shows, and how it moves. Every function keeps the range inside its bounds. */
import { addDays, dayFromIso, daysBetween, isoFromDay, type Day } from '#src/lib/calendar.ts'

/** Both days inclusive; `through` is never before `from`. */
export interface DayRange {
  readonly from: Day
  readonly through: Day
}

/** Fewer days than this are not shown: a score every two weeks needs two of them to be a course. */
export const SHORTEST_RANGE_DAYS = 14

export const lengthOf = (range: DayRange): number => daysBetween(range.from, range.through)

/** The range inside the bounds, at least `SHORTEST_RANGE_DAYS` long where the bounds allow it. */
export function clampRange(range: DayRange, bounds: DayRange): DayRange {
  const whole = Math.max(lengthOf(bounds), 1)
  const length = Math.min(whole, Math.max(lengthOf(range), SHORTEST_RANGE_DAYS))
  const from = Math.max(bounds.from, Math.min(range.from, bounds.from + whole - length))
  const first = addDays(bounds.from, from - bounds.from)
  return { from: first, through: addDays(first, length) }
}

/** Moves by whole days; at an edge of the bounds it stops and keeps its length. */
export function panRange(range: DayRange, bounds: DayRange, days: number): DayRange {
  const step = Math.trunc(days)
  return clampRange({ from: addDays(range.from, step), through: addDays(range.through, step) }, bounds)
}

/**
 * Shorter or longer around a day that stays where it is.
 *
 * @param factor below 1 shows fewer days, above 1 more
 */
export function zoomRange(range: DayRange, bounds: DayRange, factor: number, around: Day): DayRange {
  const length = Math.max(lengthOf(range), 1)
  const next = Math.min(Math.max(lengthOf(bounds), 1), Math.max(SHORTEST_RANGE_DAYS, Math.round(length * factor)))
  const share = Math.min(1, Math.max(0, daysBetween(range.from, around) / length))
  const from = addDays(around, -Math.round(next * share))
  return clampRange({ from, through: addDays(from, next) }, bounds)
}

/** The shortest move that shows a day; the same range when the day is in it. */
export function revealDay(range: DayRange, bounds: DayRange, d: Day): DayRange {
  const margin = Math.min(7, Math.floor(lengthOf(range) / 10))
  if (d < range.from) return panRange(range, bounds, daysBetween(range.from, d) - margin)
  if (d > range.through) return panRange(range, bounds, daysBetween(range.through, d) + margin)
  return range
}

/** "2026-01-12..2026-03-11", for an address. */
export function formatRange(range: DayRange): string {
  return `${isoFromDay(range.from)}..${isoFromDay(range.through)}`
}

/** Reads what `formatRange` writes; undefined for anything else, and for a range that ends before it begins. */
export function parseRange(text: string): DayRange | undefined {
  const [from, through, more] = text.split('..').map(dayFromIso)
  return from === undefined || through === undefined || more !== undefined || through < from ? undefined : { from, through }
}

/** What a hand or a key holds: one end, or the whole window. */
export type Grip = 'from' | 'through' | 'both'

/** The range after a grip moved by so many days; an end never passes the other. */
export function moveGrip(grip: Grip, days: number, start: DayRange, bounds: DayRange): DayRange {
  if (grip === 'both') return panRange(start, bounds, days)
  if (grip === 'from') {
    const latest = Math.max(bounds.from, start.through - SHORTEST_RANGE_DAYS)
    const from = Math.min(latest, Math.max(bounds.from, start.from + Math.trunc(days)))
    return clampRange({ from: addDays(start.from, from - start.from), through: start.through }, bounds)
  }
  const earliest = Math.min(bounds.through, start.from + SHORTEST_RANGE_DAYS)
  const through = Math.max(earliest, Math.min(bounds.through, start.through + Math.trunc(days)))
  return clampRange({ from: start.from, through: addDays(start.through, through - start.through) }, bounds)
}

/** How far a key moves an end, in days: a day, four weeks, or all the way; undefined for any other key. */
export function gripKey(key: string, grip: 'from' | 'through', range: DayRange, bounds: DayRange): number | undefined {
  return {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -28,
    PageUp: 28,
    Home: bounds.from - range[grip],
    End: bounds.through - range[grip],
  }[key]
}
