import { useState } from 'react'
import { identityOf } from '#src/features/flags/flag-words.ts'
import { OutboxStrip } from '#src/features/flags/outbox-strip.tsx'
import { usePatientFlagState } from '#src/queries/patient-flags.ts'
import { reachOf, reachWords, type Verb } from '#src/features/flags/targets.ts'
import { VerbForm } from '#src/features/flags/verb-form.tsx'
import { useActing } from '#src/queries/outbox-act.ts'
import { useOutbox, useUnsavedWarning } from '#src/queries/outbox-desk.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { useAnnounce } from '#src/ui/live-region.tsx'
import styles from '#src/features/flags/pane.module.css'

const verbs: readonly { readonly verb: Verb; readonly label: string }[] = [
  { verb: 'act', label: 'Record a decision' },
  { verb: 'snooze', label: 'Snooze' },
  { verb: 'dismiss', label: 'Dismiss' },
  { verb: 'hand-over', label: 'Hand over' },
]

/** The verbs of the queue on the patient's own page. */
export function PatientActions({ patient }: { readonly patient: AssessedPatient }) {
  const { open } = usePatientFlagState(patient)
  const [verb, setVerb] = useState<Verb>()
  const [doneIds, setDoneIds] = useState<readonly string[]>([])
  const { act, undo } = useActing()
  const { entries } = useOutbox()
  const announce = useAnnounce()
  useUnsavedWarning()
  const { assessment, record } = patient
  const { patientId } = assessment
  const pending = entries.filter((entry) => entry.action.patientId === patientId && entry.state.kind === 'saving')
  const reach = verb === undefined ? undefined : reachOf(verb, [{ patientId, assessment, open, closed: [] }])
  return (
    <div className={styles['patientActions']}>
      <div className={styles['verbs']} role="toolbar" aria-label="What to do">
        {verbs.map((one) => (
          <Button
            key={one.verb}
            look={one.verb === 'act' ? 'primary' : 'plain'}
            disabled={open.length === 0}
            onClick={() => setVerb(one.verb)}
          >
            {one.label}
          </Button>
        ))}
        {doneIds.length > 0 && (
          <Button look="quiet" disabled={pending.length > 0} onClick={() => setDoneIds(undo(doneIds))}>
            {pending.length > 0 ? 'Saving' : 'Saved. Undo'}
          </Button>
        )}
      </div>
      {open.length === 0 && <p className={styles['about']}>No open flag to decide on.</p>}
      <OutboxStrip patients={new Map([[patientId, patient]])} />
      {reach !== undefined && (
        <Dialog title={reachWords(reach)} width="wide" onClose={() => setVerb(undefined)}>
          <VerbForm
            reach={reach}
            who={identityOf(record, assessment.asOf)}
            nameOf={() => identityOf(record, assessment.asOf).name}
            patient={patient}
            onClose={() => setVerb(undefined)}
            onSubmit={(asked, deedFor) => {
              setDoneIds(act(asked.touched, deedFor))
              announce(`${reachWords(asked)}: saving`)
              setVerb(undefined)
            }}
          />
        </Dialog>
      )}
    </div>
  )
}
