import { identityOf } from '#src/features/flags/flag-words.ts'
import { counted } from '#src/lib/figures.ts'
import { useOutbox } from '#src/queries/outbox-desk.ts'
import type { QueueDesk } from '#src/queries/queue.ts'
import styles from '#src/features/flags/queue.module.css'

const NAMED = 5

/** Came in today = acted + snoozed + dismissed + left, with the names of those who are left. */
export function ClosingLine({ desk }: { readonly desk: QueueDesk }) {
  const { entries } = useOutbox()
  const { queue, patients } = desk
  const unsaved = entries
    .filter(({ state }) => state.kind === 'saving' || state.kind === 'waiting')
    .reduce((sum, { action }) => sum + action.parts.length, 0)
  const known = queue.cards.flatMap((card) => patients.get(card.patientId) ?? [])
  const names = known.slice(0, NAMED).map(({ record, assessment }) => identityOf(record, assessment.asOf).name)
  return (
    <p className={styles['closing']}>
      <span data-testid="reconciliation">
        Came in {queue.cameIn} = acted {queue.acted} + snoozed {queue.snoozed} + dismissed {queue.dismissed}
        {queue.handed > 0 && ` + handed over ${queue.handed}`} + left {queue.left}
      </span>
      {unsaved > 0 && <span className={styles['unsaved']}>of these {unsaved} not confirmed by the server</span>}
      {names.length > 0 && (
        <span className={styles['names']}>
          {counted(queue.left, 'flag')} of {counted(queue.cards.length, 'patient')} left: <bdi>{names.join(', ')}</bdi>
          {known.length > NAMED && ` and ${known.length - NAMED} more`}
        </span>
      )}
      {queue.unread.length > 0 && <span className={styles['unsaved']}>incomplete: {queue.unread.join('; ')}</span>}
    </p>
  )
}
