import type { ReactNode } from 'react'
import type { AssessedPatient } from '#src/queries/types.ts'

/** What the patient feature shows beside the queue. */
export interface QueueSlots {
  readonly trajectory: (patient: AssessedPatient, lit: readonly string[], onChoose: (refs: readonly string[]) => void) => ReactNode
  readonly beforeYouChange: (patient: AssessedPatient) => ReactNode
}
