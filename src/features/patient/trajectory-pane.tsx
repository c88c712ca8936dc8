import type { AssessedPatient } from '#src/queries/types.ts'

export interface TrajectoryPaneProps {
  readonly patient: AssessedPatient
  /** Source references to light up. */
  readonly lit: readonly string[]
}

/** The trajectory, small. */
export function TrajectoryPane({ patient }: TrajectoryPaneProps) {
  return <p>{patient.assessment.sectionWhy}</p>
}
