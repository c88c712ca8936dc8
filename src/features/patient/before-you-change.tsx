import type { AssessedPatient } from '#src/queries/types.ts'

/** What is known before a dose decision. */
export function BeforeYouChange({ patient }: { readonly patient: AssessedPatient }) {
  return <p>{patient.assessment.response.why}</p>
}
