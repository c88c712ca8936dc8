/** Daily check-ins as lanes: each answer a dot, a 7-day mean where at least 4 of 7 days answered, received of expected. */
import type { CheckIn, PatientRecord } from '#src/clinical/facts.ts'
import { MEAN_NEEDS } from '#src/clinical/side-effects.ts'
import { addDays, daysBetween, earlierOf, laterOf, type Day } from '#src/lib/calendar.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'

export type DailyId = 'mood' | 'anxiety' | 'energy' | 'sleep' | 'function' | 'burden'

export interface DailyValue {
  readonly day: Day
  readonly value: number
}

export interface DailyLane {
  readonly id: DailyId
  readonly name: string
  /** "points" on a 0 to 10 scale, or "hours". */
  readonly unit: 'points' | 'hours'
  readonly min: number
  readonly max: number
  /** Which way is better; undefined where neither is. */
  readonly better: 'higher' | 'lower' | undefined
  /** Oldest first. */
  readonly values: readonly DailyValue[]
  /** One a day from the first answer to the last, undefined where fewer than 4 of the 7 days up to it were answered. */
  readonly means: readonly { readonly day: Day; readonly mean: number | undefined }[]
}

interface Question {
  readonly id: DailyId
  readonly name: string
  readonly unit: DailyLane['unit']
  readonly better: DailyLane['better']
  readonly read: (checkIn: CheckIn) => number | undefined
}

const questions: readonly Question[] = [
  { id: 'mood', name: 'Mood', unit: 'points', better: 'higher', read: (c) => c.mood },
  { id: 'anxiety', name: 'Anxiety', unit: 'points', better: 'lower', read: (c) => c.anxiety },
  { id: 'energy', name: 'Energy', unit: 'points', better: 'higher', read: (c) => c.energy },
  { id: 'sleep', name: 'Sleep', unit: 'hours', better: undefined, read: (c) => c.sleepHours },
  { id: 'function', name: 'Function', unit: 'points', better: 'higher', read: (c) => c.functioning },
  { id: 'burden', name: 'Side-effect burden', unit: 'points', better: 'lower', read: (c) => c.sideEffectBurden },
]

const MEAN_DAYS = 7

/** Lanes that have at least one answer. */
export function dailyLanesOf(record: PatientRecord, asOf: Day): readonly DailyLane[] {
  return questions.flatMap(({ read, ...question }): DailyLane[] => {
    const values = record.checkIns.flatMap((checkIn): DailyValue[] => {
      const value = checkIn.day <= asOf ? read(checkIn) : undefined
      return value === undefined ? [] : [{ day: checkIn.day, value }]
    })
    if (values.length === 0) return []
    const highest = Math.max(...values.map(({ value }) => value))
    // A night is drawn on 0 to 12 hours unless somebody slept longer.
    const max = question.unit === 'hours' ? Math.max(12, Math.ceil(highest)) : 10
    return [{ ...question, min: 0, max, values, means: sevenDayMeans(values) }]
  })
}

/**
 * Mean of the 7 days up to and including each day between the first and the last answer.
 *
 * @param values oldest first, at most one a day
 * @returns undefined on days with fewer than 4 answers in the 7: never a mean of what is mostly missing
 */
export function sevenDayMeans(values: readonly DailyValue[]): DailyLane['means'] {
  const first = values[0]
  const last = values.at(-1)
  if (first === undefined || last === undefined) return []
  const byDay = new Map(values.map(({ day, value }) => [day, value]))
  const means: { day: Day; mean: number | undefined }[] = []
  let sum = 0
  let count = 0
  for (let d = first.day; d <= last.day; d = addDays(d, 1)) {
    const entering = byDay.get(d)
    const leaving = byDay.get(addDays(d, -MEAN_DAYS))
    if (entering !== undefined) {
      sum += entering
      count += 1
    }
    if (leaving !== undefined) {
      sum -= leaving
      count -= 1
    }
    means.push({ day: d, mean: count >= MEAN_NEEDS ? sum / count : undefined })
  }
  return means
}

/**
 * Answers in a range against one a day since the first check-in.
 *
 * @returns 0 expected before the first check-in: nothing was asked yet
 */
export function receivedOf(
  days: readonly Day[],
  firstCheckIn: Day | undefined,
  range: DayRange,
  asOf: Day,
): { received: number; expected: number } {
  const received = days.filter((d) => d >= range.from && d <= range.through).length
  if (firstCheckIn === undefined) return { received, expected: 0 }
  const from = laterOf(range.from, firstCheckIn)
  const through = earlierOf(range.through, asOf)
  return { received, expected: Math.max(0, daysBetween(from, through) + 1) }
}
