import type { AssessedPatient } from '#src/queries/types.ts'

export interface PatientActionsProps {
  readonly patient: AssessedPatient
  readonly light?: (refs: readonly string[]) => void
}

export function PatientActions({ patient }: PatientActionsProps) {
  return <p>{patient.assessment.sectionWhy}</p>
}
