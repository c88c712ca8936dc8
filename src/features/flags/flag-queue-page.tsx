import type { ReactNode } from 'react'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Loading } from '#src/ui/loading.tsx'

/** What the patient feature shows beside the queue. */
export interface QueueSlots {
  readonly trajectory: (patient: AssessedPatient, lit: readonly string[]) => ReactNode
  readonly beforeYouChange: (patient: AssessedPatient) => ReactNode
}

/** The flag queue. */
export function FlagQueuePage(props: { readonly slots: QueueSlots }) {
  return <Loading what={`the flag queue and ${Object.keys(props.slots).length} panes`} />
}
