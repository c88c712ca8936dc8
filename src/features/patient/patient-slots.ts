import type { ReactNode } from 'react'
import type { AssessedPatient } from '#src/queries/types.ts'

/** What other features put on the patient page, so that features need not know each other. */
export interface PatientSlots {
  readonly trials: (patient: AssessedPatient) => ReactNode
  readonly reviews: (patient: AssessedPatient) => ReactNode
  /** `chosen`: sources of the point that was chosen on the chart. */
  readonly flags: (patient: AssessedPatient, light: (refs: readonly string[]) => void, chosen: readonly string[]) => ReactNode
  readonly actions: (patient: AssessedPatient) => ReactNode
}
