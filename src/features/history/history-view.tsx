import type { AssessedPatient } from '#src/queries/types.ts'

/** Treatment history and resistance review. */
export function HistoryView({ patient }: { readonly patient: AssessedPatient }) {
  return <p>{patient.assessment.resistance.sentence}</p>
}
