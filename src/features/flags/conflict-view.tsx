import { deedWords, type Action, type ActionPart, type Review } from '#src/clinical/review.ts'
import { outcomeWords } from '#src/features/flags/review-words.ts'
import { formatMoment } from '#src/lib/calendar.ts'
import { useActing } from '#src/queries/outbox-act.ts'
import { useOutbox } from '#src/queries/outbox-desk.ts'
import { Button } from '#src/ui/button.tsx'
import { CopyButton } from '#src/features/flags/copy-button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import styles from '#src/features/flags/conflict.module.css'

export interface ConflictViewProps {
  readonly action: Action
  readonly theirs: readonly Review[]
  readonly lost: readonly ActionPart[]
  readonly name: string
  readonly onClose: () => void
}

/** Both versions side by side. The person chooses; the later one never wins by being later. */
export function ConflictView({ action, theirs, lost, name, onClose }: ConflictViewProps) {
  const { outbox } = useOutbox()
  const { recordBeside } = useActing()
  const mine = lost.map((part) => `${part.finding.title}: ${deedWords(part.deed)}`).join('\n')
  return (
    <Dialog
      title={`Two reviews of ${name}`}
      width="wide"
      onClose={onClose}
      actions={
        <>
          <CopyButton text={mine}>Copy my text</CopyButton>
          <Button onClick={() => outbox.discard(action.id)}>Keep theirs</Button>
          <Button look="primary" onClick={() => recordBeside(action)}>
            Record mine as well
          </Button>
        </>
      }
    >
      <div className={styles['sides']}>
        <section aria-label="On the server">
          <h3>On the server</h3>
          {theirs.length === 0 && <p>The other version could not be read.</p>}
          {theirs.map((review) => (
            <div key={review.id} className={styles['side']}>
              <p className={styles['by']}>
                {review.by.name}, {formatMoment(review.atMs)}
              </p>
              <p>{review.finding.title}</p>
              <p>{outcomeWords(review)}</p>
              {review.decision?.rationale !== undefined && review.decision.rationale !== '' && <p>{review.decision.rationale}</p>}
              {review.state === 'snoozed' && review.note !== undefined && <p>{review.note}</p>}
            </div>
          ))}
        </section>
        <section aria-label="Yours, not saved">
          <h3>Yours, not saved</h3>
          {lost.map((part) => (
            <div key={part.finding.key} className={styles['side']}>
              <p className={styles['by']}>
                {action.by.name}, {formatMoment(action.atMs)}
              </p>
              <p>{part.finding.title}</p>
              <p>{deedWords(part.deed)}</p>
            </div>
          ))}
        </section>
      </div>
    </Dialog>
  )
}
