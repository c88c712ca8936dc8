/** Orders a decision may have led to. */
import type { PatientRecord } from '#src/clinical/facts.ts'
import { addDays, formatDay, type Day } from '#src/lib/calendar.ts'
import { formatDailyDose } from '#src/lib/figures.ts'

const RECENT_DAYS = 28

export function recentOrders(record: PatientRecord, asOf: Day): readonly { readonly ref: string; readonly words: string }[] {
  return record.medications
    .filter((fact) => fact.kind === 'order' && fact.recorded !== undefined && fact.recorded.latest > addDays(asOf, -RECENT_DAYS))
    .toSorted((a, b) => (b.recorded?.latest ?? 0) - (a.recorded?.latest ?? 0))
    .map(({ source, label, plans, recorded }) => {
      const dose = plans.at(-1)?.dose
      const doseWords = dose?.kind === 'known' ? ` ${formatDailyDose(dose)}` : ''
      return { ref: source.ref, words: `${label}${doseWords}${recorded ? `, ${formatDay(recorded.latest)}` : ''}` }
    })
}
