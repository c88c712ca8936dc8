/** A diagnosis as evidence. */
import type { Diagnosis } from '#src/clinical/facts.ts'
import type { Evidence } from '#src/clinical/verdict.ts'
import { formatPartialDate } from '#src/lib/calendar.ts'

/** "Bipolar II disorder", with the day of onset; an onset known only to the month or year is said in words, because it is no day. */
export function diagnosisEvidence({ label, onset, source }: Diagnosis, what = 'diagnosis'): Evidence {
  const isDay = onset?.precision === 'day'
  const value = onset === undefined || isDay ? label : `${label}, since ${formatPartialDate(onset)}`
  return { what, value, unit: '', day: isDay ? onset.earliest : undefined, source }
}
