/** Which readings a rule may use, and in which order. */
import type { ScorePoint } from '#src/clinical/assessment.ts'
import type { PatientRecord, Reading } from '#src/clinical/facts.ts'
import type { Instrument } from '#src/clinical/scales.ts'
import { formatPartialDate, type Day } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'

/**
 * Usable totals of one instrument up to and including `asOf`, oldest first.
 *
 * Two on one day: the later moment stands later, without moments the worse (higher) total does, so that "the latest" is never
 * the kinder of two contradicting answers by chance.
 */
export function scorePoints(record: PatientRecord, instrument: Instrument, asOf: Day): readonly ScorePoint[] {
  return record.readings
    .flatMap((reading): ScorePoint[] => {
      const { total, date } = reading
      if (
        reading.instrument !== instrument ||
        !reading.usable ||
        date.precision !== 'day' ||
        total.kind === 'unknown' ||
        date.earliest > asOf
      )
        return []
      return [{ total: total.value, day: date.earliest, reading }]
    })
    .toSorted(byTime)
}

function byTime(a: ScorePoint, b: ScorePoint): number {
  if (a.day !== b.day) return a.day - b.day
  const aMs = a.reading.date.instantMs
  const bMs = b.reading.date.instantMs
  if (aMs !== undefined && bMs !== undefined && aMs !== bMs) return aMs - bMs
  if (a.total !== b.total) return a.total - b.total
  return sourceKey(a.reading) < sourceKey(b.reading) ? -1 : 1
}

/** A stable text for a reading, so that the order of the input never decides anything. */
export function sourceKey(reading: Reading): string {
  return reading.sources
    .map((s) => s.ref)
    .toSorted()
    .join(' ')
}

/**
 * A reading that may be newer than a day and is not judged: preliminary, dated to the month, contradicting itself, or without a
 * total. What was known before it may no longer hold.
 *
 * @returns "a PHQ-9 of 20 points on 24 Nov 2026 is not judged: preliminary"; undefined when there is none
 */
export function unjudgedSince(record: PatientRecord, since: Day, asOf: Day): string | undefined {
  const newer = record.readings.findLast(
    ({ instrument, date, usable, total }) =>
      instrument === 'phq-9' && date.latest > since && date.earliest <= asOf && (!usable || total.kind === 'unknown'),
  )
  if (!newer) return undefined
  const points = newer.total.kind === 'known' ? ` of ${formatNumber(newer.total.value, 1)} points` : ''
  const when = newer.date.precision === 'day' ? `on ${formatPartialDate(newer.date)}` : `some time in ${formatPartialDate(newer.date)}`
  return `a PHQ-9${points} ${when} is not judged: ${whyUnjudged(newer)}`
}

function whyUnjudged({ total, date, issues }: Reading): string {
  if (total.kind === 'unknown') return total.reason
  if (issues.some((issue) => issue.kind === 'preliminary')) return 'preliminary'
  return date.precision === 'day' ? 'what it says contradicts itself' : `known to the ${date.precision} only`
}
