import type { QueuedFlag } from '#src/clinical/queue.ts'
import { isClosed, type Review } from '#src/clinical/review.ts'
import { elsewhereWords } from '#src/features/flags/review-words.ts'
import { useActing } from '#src/queries/outbox-act.ts'
import { useWriteAbility } from '#src/queries/outbox-desk.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import styles from '#src/features/flags/why.module.css'

export interface ElsewhereProps {
  readonly patient: AssessedPatient
  readonly flag: QueuedFlag
  readonly review: Review
}

/** What a colleague does about the same flag; taking it over is said to them, too. */
export function Elsewhere({ patient, flag, review }: ElsewhereProps) {
  const { act } = useActing()
  const isReadOnly = useWriteAbility().kind === 'read-only'
  return (
    <p className={styles['state']}>
      {elsewhereWords(review)}
      {!isClosed(review.state) && !isReadOnly && (
        <Button
          look="quiet"
          onClick={() =>
            act([{ assessment: patient.assessment, flags: [flag] }], () => ({ kind: 'take-over', from: review.owner, note: '' }))
          }
        >
          Take over from {review.owner.name}
        </Button>
      )}
    </p>
  )
}
