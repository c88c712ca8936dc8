import { useState } from 'react'
import type { Resistance } from '#src/clinical/assessment.ts'
import type { Source } from '#src/clinical/source.ts'
import type { ToldTrial } from '#src/clinical/told-trial.ts'
import { trialRows, uncountedMedicines, type TrialRow } from '#src/features/history/ledger.ts'
import { ReadOnlyNotice } from '#src/features/history/read-only-notice.tsx'
import { SavedNotice } from '#src/features/history/saved-notice.tsx'
import { addTask, correctTask, editTask } from '#src/features/history/trial-tasks.ts'
import { TrialDialog, type TrialTask } from '#src/features/history/trial-dialog.tsx'
import { TrialEditor } from '#src/features/history/trial-editor.tsx'
import { TrialLedger } from '#src/features/history/trial-ledger.tsx'
import { TrialTimeline } from '#src/features/history/trial-timeline.tsx'
import { Uncounted } from '#src/features/history/uncounted.tsx'
import { useNewKey, useTrialWrites } from '#src/queries/history.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import { useAnnounce } from '#src/ui/live-region.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/history/trials-section.module.css'

export interface TrialsSectionProps {
  readonly patient: AssessedPatient
  readonly resistance: Resistance
}

type Open = { readonly kind: 'task'; readonly task: TrialTask } | { readonly kind: 'edit'; readonly ref: string }

/** Every trial over the years: one axis, one list, and the way to add or correct one. */
export function TrialsSection({ patient, resistance }: TrialsSectionProps) {
  const { record, assessment } = patient
  const [open, setOpen] = useState<Open | undefined>()
  const newKey = useNewKey()
  const writes = useTrialWrites(record.identity.id)
  const announce = useAnnounce()
  const rows = trialRows(record, assessment, resistance)
  const show = (next: Open): void => {
    writes.reset()
    setOpen(next)
  }
  const save = async (told: ToldTrial, over: Source | undefined): Promise<boolean> => {
    const state = await writes.save(told, over)
    if (state.kind !== 'saved') return false
    setOpen(undefined)
    announce('Saved. The record is being read again.')
    return true
  }
  const dialog = (task: TrialTask) => (
    <TrialDialog task={task} record={record} asOf={assessment.asOf} state={writes.state} save={save} onClose={() => setOpen(undefined)} />
  )
  const onChange = (row: TrialRow): void =>
    row.byHand === undefined ? show({ kind: 'task', task: correctTask(row, newKey()) }) : show({ kind: 'edit', ref: row.byHand.source.ref })
  return (
    <section aria-labelledby="history-trials">
      <header className={styles['head']}>
        <h2 id="history-trials">Trials</h2>
        <Button onClick={() => show({ kind: 'task', task: addTask(newKey()) })}>Add a past trial</Button>
      </header>
      <ReadOnlyNotice what="trials" />
      {open === undefined && <SavedNotice state={writes.state} onUndo={() => void writes.undo()} onClose={writes.reset} />}
      {rows.length === 0 ? (
        <p className={styles['empty']}>
          <UnknownValue
            word="no trial on record"
            reason="no order, dispense or statement of an antidepressant was read; that is not proof that none was taken"
          />
        </p>
      ) : (
        <>
          <TrialTimeline rows={rows} asOf={assessment.asOf} />
          <TrialLedger rows={rows} onChange={onChange} onWithdraw={(source) => void writes.withdraw(source)} />
        </>
      )}
      <Uncounted medicines={uncountedMedicines(record)} sessions={record.sessions} onEdit={(ref) => show({ kind: 'edit', ref })} />
      {open?.kind === 'task' && dialog(open.task)}
      {open?.kind === 'edit' && (
        <TrialEditor patientId={record.identity.id} statement={open.ref} onClose={() => setOpen(undefined)}>
          {({ told, source }) => dialog(editTask(told, source))}
        </TrialEditor>
      )}
    </section>
  )
}
