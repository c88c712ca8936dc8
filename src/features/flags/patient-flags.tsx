import type { AssessedPatient } from '#src/queries/types.ts'

export interface PatientFlagsProps {
  readonly patient: AssessedPatient
  readonly light?: (refs: readonly string[]) => void
}

export function PatientFlags({ patient }: PatientFlagsProps) {
  return <p>{patient.assessment.sectionWhy}</p>
}
