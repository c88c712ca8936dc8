/** The flags of one patient with what was done about them, wherever the patient was opened from. */
import { queueOf, type QueuedFlag } from '#src/clinical/queue.ts'
import { useAsOf, useClinician } from '#src/queries/remit-context.tsx'
import { usePatientReviews } from '#src/queries/reviews.ts'
import type { AssessedPatient } from '#src/queries/types.ts'

export interface PatientFlagState {
  readonly open: readonly QueuedFlag[]
  readonly resting: readonly QueuedFlag[]
  /** Why it is not known what was done; every flag then counts as open. */
  readonly why: string | undefined
}

export function usePatientFlagState({ assessment }: AssessedPatient): PatientFlagState {
  const reviews = usePatientReviews(assessment.patientId)
  const me = useClinician()
  const { day } = useAsOf()
  const known = reviews.kind === 'fresh' || reviews.kind === 'stale' ? reviews.value.reviews : []
  const queue = queueOf([assessment], known, { me: me.ref, asOf: day, unread: [] })
  return { open: queue.cards[0]?.open ?? [], resting: queue.resting, why: whyUnknown(reviews) }
}

function whyUnknown(reviews: ReturnType<typeof usePatientReviews>): string | undefined {
  switch (reviews.kind) {
    case 'loading':
      return undefined
    case 'offline':
      return 'Offline: stored reviews were not read.'
    case 'failed':
      return reviews.error.message
    case 'fresh':
    case 'stale':
      return reviews.value.incomplete
  }
}
