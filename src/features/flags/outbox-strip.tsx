import { useState } from 'react'
import { ConflictView } from '#src/features/flags/conflict-view.tsx'
import { nameIn } from '#src/features/flags/flag-words.ts'
import { deedWords, type Review } from '#src/clinical/review.ts'
import { counted } from '#src/lib/figures.ts'
import { useOutbox } from '#src/queries/outbox-desk.ts'
import type { OutboxEntry } from '#src/queries/outbox.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import styles from '#src/features/flags/queue.module.css'

export interface OutboxStripProps {
  readonly patients: ReadonlyMap<string, AssessedPatient>
}

/** What the server has not confirmed: on its way, waiting, refused, or met by somebody else's. Nothing typed is dropped. */
export function OutboxStrip({ patients }: OutboxStripProps) {
  const { entries, outbox } = useOutbox()
  const nameOf = (id: string): string => nameIn(patients, id)
  const waiting = entries.filter(({ state }) => state.kind === 'waiting')
  const [first] = waiting
  return (
    <div className={styles['outbox']} aria-live="polite">
      {first?.state.kind === 'waiting' && (
        <Notice
          tone="decide"
          title={`${waiting.length} waiting to be saved: ${waiting.map(({ action }) => nameOf(action.patientId)).join(', ')}`}
          action={<Button onClick={() => outbox.retryWaiting()}>Try again now</Button>}
        >
          {first.state.why}. It is tried again by itself and stored once, however often it is sent.
        </Notice>
      )}
      {entries.map((entry) => (
        <Settling key={entry.action.id} entry={entry} name={nameOf(entry.action.patientId)} />
      ))}
    </div>
  )
}

function firstWords(theirs: Review | undefined, me: string): string {
  if (theirs === undefined) return 'Somebody was first'
  return theirs.by.ref === me ? 'You were first yourself, in another window or browser' : `${theirs.by.name} was first`
}

function Settling({ entry, name }: { readonly entry: OutboxEntry; readonly name: string }) {
  const { outbox } = useOutbox()
  const [comparing, setComparing] = useState(false)
  const { action, state } = entry
  if (state.kind === 'refused')
    return (
      <Notice
        tone="urgent"
        role="alert"
        title={`Not saved: ${name}, ${counted(action.parts.length, 'flag')}`}
        action={
          <>
            <Button onClick={() => outbox.retry(action.id)}>Try again</Button>
            <Button onClick={() => outbox.discard(action.id)}>Let it go</Button>
          </>
        }
      >
        {state.why}
        <span className={styles['kept']}>Your text: {deedWords(action.parts[0].deed)}</span>
      </Notice>
    )
  if (state.kind !== 'conflict') return null
  return (
    <Notice
      tone="urgent"
      role="alert"
      title={`${firstWords(state.theirs[0], action.by.ref)}: ${name}`}
      action={<Button onClick={() => setComparing(true)}>Compare both</Button>}
    >
      Yours was not stored, and theirs was not overwritten. Your text is kept.
      {comparing && (
        <ConflictView action={action} theirs={state.theirs} lost={state.lost} name={name} onClose={() => setComparing(false)} />
      )}
    </Notice>
  )
}
