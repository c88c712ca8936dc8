/** Which readings a rule may use, and in which order. */
import type { ScorePoint } from '#src/clinical/assessment.ts'
import type { PatientRecord, Reading } from '#src/clinical/facts.ts'
import type { Instrument } from '#src/clinical/scales.ts'
import type { Day } from '#src/lib/calendar.ts'

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
