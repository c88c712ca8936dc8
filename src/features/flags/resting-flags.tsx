import type { QueuedFlag } from '#src/clinical/queue.ts'
import { restingWords } from '#src/features/flags/flag-words.ts'
import { outcomeWords } from '#src/features/flags/review-words.ts'
import { formatMoment } from '#src/lib/calendar.ts'
import { useActing } from '#src/queries/outbox-act.ts'
import { useWriteAbility } from '#src/queries/outbox-desk.ts'
import { useClinician } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import styles from '#src/features/flags/why.module.css'

export interface RestingFlagsProps {
  readonly patient: AssessedPatient
  readonly flags: readonly QueuedFlag[]
}

/** Flags that are met and rest, each with whose word it rests on and the way to open it again. */
export function RestingFlags({ patient, flags }: RestingFlagsProps) {
  const { act } = useActing()
  const me = useClinician()
  const isReadOnly = useWriteAbility().kind === 'read-only'
  return (
    <section className={styles['resting']} aria-label="Resting">
      <h3>Resting</h3>
      <ul>
        {flags.map((flag) => {
          const { finding, state } = flag
          if (state.kind === 'open') return null
          return (
            <li key={finding.rule}>
              <p>
                {finding.title} <span className={styles['state']}>{restingWords[state.kind]}</span>
              </p>
              <p className={styles['state']}>
                {state.review.by.ref === me.ref ? 'you' : state.review.by.name}, {formatMoment(state.review.atMs)}:{' '}
                {outcomeWords(state.review)}
              </p>
              {!isReadOnly && (
                <Button
                  look="quiet"
                  onClick={() => act([{ assessment: patient.assessment, flags: [flag] }], () => ({ kind: 'reopen', note: '' }))}
                >
                  Open it again
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
