import type { AssessedPatient } from '#src/queries/types.ts'

export interface PatientReviewsProps {
  readonly patient: AssessedPatient
  readonly light?: (refs: readonly string[]) => void
}

export function PatientReviews({ patient }: PatientReviewsProps) {
  return <p>{patient.assessment.sectionWhy}</p>
}
