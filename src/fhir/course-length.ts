/** How many days an instruction lasts, from its bounds and its count (FHIR.md 4.2): a range, or from one day on without an end. */
import { timesADay, type PerDay } from '#src/fhir/dosage.ts'
import { field, finite, list, text } from '#src/fhir/raw.ts'
import type { Strength } from '#src/fhir/strength.ts'

/** Days, at least 1. `high` is undefined where it is bounded, and nothing says by how many days. */
export interface CourseLength {
  readonly low: number
  readonly high: number | undefined
}

const UNTOLD: CourseLength = { low: 1, high: undefined }

/**
 * The length that an instruction sets itself; undefined where it sets none. Bounds and count together end with the first of them.
 *
 * @param repeats refills allowed: a count may be meant for each of them
 */
export function lengthOfInstruction(instruction: unknown, strength: Strength, repeats: number): CourseLength | undefined {
  const repeat = field(field(instruction, 'timing'), 'repeat')
  const lengths = [lengthOfBounds(repeat), lengthOfCount(repeat, timesADay(instruction, strength), repeats)].filter((l) => l !== undefined)
  if (lengths.length === 0) return undefined
  const ends = lengths.flatMap(({ high }) => high ?? [])
  return { low: Math.min(...lengths.map(({ low }) => low)), high: ends.length === 0 ? undefined : Math.min(...ends) }
}

/** "lasts 15 to 30 days": what a reader should know of a length that is not one number; undefined where it is, or where there is none. */
export function lengthIssue(length: CourseLength | undefined): string | undefined {
  if (length === undefined || length.low === length.high) return undefined
  return length.high === undefined
    ? 'the instruction sets an end that cannot be turned into days: its last day is not known'
    : `the instruction lasts ${length.low} to ${length.high} days`
}

// Bounds -------------------------------------------------------------------------------------------------------------------

function lengthOfBounds(repeat: unknown): CourseLength | undefined {
  const duration = field(repeat, 'boundsDuration')
  if (duration !== undefined) return lengthOfDuration(duration)
  const range = field(repeat, 'boundsRange')
  if (range === undefined) return undefined
  const [low, high] = [lengthOfDuration(field(range, 'low')), lengthOfDuration(field(range, 'high'))]
  return high.high !== undefined && low.low > high.high ? UNTOLD : { low: low.low, high: high.high }
}

/** Shortest and longest the unit can be, in days; hours of less than a day are none. */
const UNIT_DAYS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['h', [1 / 24, 1 / 24]],
  ['d', [1, 1]],
  ['day', [1, 1]],
  ['days', [1, 1]],
  ['wk', [7, 7]],
  ['week', [7, 7]],
  ['weeks', [7, 7]],
  ['mo', [28, 31]],
  ['month', [28, 31]],
  ['months', [28, 31]],
  ['a', [365, 366]],
  ['year', [365, 366]],
  ['years', [365, 366]],
])

function lengthOfDuration(duration: unknown): CourseLength {
  const value = finite(field(duration, 'value'))
  const unit = UNIT_DAYS.get((text(field(duration, 'code')) ?? text(field(duration, 'unit')) ?? '').toLowerCase())
  if (value === undefined || value <= 0 || unit === undefined || field(duration, 'comparator') !== undefined) return UNTOLD
  return { low: Math.max(1, Math.floor(value * unit[0] + TINY)), high: Math.max(1, Math.ceil(value * unit[1] - TINY)) }
}

/** Dust of binary fractions: 24 hours of 1/24 day are one day. */
const TINY = 1e-6

// Count --------------------------------------------------------------------------------------------------------------------

/**
 * A count of repetitions as days. 30 of "once a day" are 30 days. 30 of "twice a day" are 15 days where each dose is one, and 30
 * where each day is one: both are said. FHIR's own words ("number of times to repeat") leave that open.
 */
function lengthOfCount(repeat: unknown, times: PerDay | undefined, repeats: number): CourseLength | undefined {
  if (field(repeat, 'count') === undefined && field(repeat, 'countMax') === undefined) return undefined
  const fewest = whole(field(repeat, 'count') ?? 1)
  const most = whole(field(repeat, 'countMax') ?? field(repeat, 'count'))
  if (times === undefined || fewest === undefined || most === undefined || most < fewest) return UNTOLD
  const { low, high } = times
  // Less than once a day: from the first dose to the last. On named days of a week, or several times in one, up to 6 days less.
  const first =
    high >= 1 ? Math.floor(fewest / high + TINY) : Math.floor((fewest - 1) / high + TINY) + 1 - (isUneven(repeat) ? WEEK - 1 : 0)
  const perPeriod =
    finite(field(repeat, 'frequencyMax')) ?? finite(field(repeat, 'frequency')) ?? (isOncePerPeriod(repeat) ? 1 : Math.max(1, high))
  return { low: Math.max(1, first), high: Math.ceil((most / low) * perPeriod * (1 + repeats) - TINY) }
}

/** "Every 12 hours": without a frequency or moments of the day it is once in each period. */
const isOncePerPeriod = (repeat: unknown): boolean =>
  field(repeat, 'period') !== undefined && field(repeat, 'when') === undefined && field(repeat, 'timeOfDay') === undefined

const WEEK = 7
const isUneven = (repeat: unknown): boolean =>
  list(field(repeat, 'dayOfWeek')).length > 0 || (field(repeat, 'periodUnit') === 'wk' && (finite(field(repeat, 'frequency')) ?? 1) > 1)

function whole(value: unknown): number | undefined {
  const number = finite(value)
  return number !== undefined && Number.isInteger(number) && number > 0 ? number : undefined
}
