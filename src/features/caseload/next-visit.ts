import type { Visit } from '#src/clinical/facts.ts'
import type { JudgedRow } from '#src/features/caseload/caseload-rows.ts'

/** The first booked visit on or after the as-of day; undefined when none is booked. */
export function nextVisit({ record, assessment }: JudgedRow): Visit | undefined {
  let next: Visit | undefined
  for (const visit of record.visits) {
    if (visit.kind !== 'booked' || visit.day < assessment.asOf) continue
    if (next === undefined || visit.day < next.day || (visit.day === next.day && (visit.clock ?? '') < (next.clock ?? ''))) next = visit
  }
  return next
}
