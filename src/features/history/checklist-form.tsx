import { useState } from 'react'
import type { PseudoCheck, Resistance } from '#src/clinical/assessment.ts'
import { checklistRows, checklistWords, mayConclude, obstaclesTo, type GivenAnswer, type SavedChecklist } from '#src/clinical/checklist.ts'
import type { DefinitionId } from '#src/clinical/settings.ts'
import { ConclusionFields } from '#src/features/history/conclusion-fields.tsx'
import { ChecklistRows } from '#src/features/history/checklist-rows.tsx'
import { ChecklistSaveState } from '#src/features/history/checklist-save-state.tsx'
import { useKeptChecklist } from '#src/features/history/use-kept-form.ts'
import { formatMoment } from '#src/lib/calendar.ts'
import { useNewKey, type ChecklistWrites } from '#src/queries/history.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/history/checklist.module.css'

export interface ChecklistFormProps {
  readonly patient: AssessedPatient
  readonly checks: readonly PseudoCheck[]
  readonly resistance: Resistance
  readonly definition: DefinitionId
  readonly saved: SavedChecklist | undefined
  readonly writes: ChecklistWrites
}

/** The checklist with its conclusion. What was answered stays until it is saved, whatever the server answers, through a reload and an idle lock. */
export function ChecklistForm({ patient, checks, resistance, definition, saved, writes }: ChecklistFormProps) {
  const newKey = useNewKey()
  const [key] = useState(newKey)
  const { value, keep, forget } = useKeptChecklist(patient.record.identity.id, {
    answers: saved?.checklist.answers ?? {},
    conclusion: saved?.checklist.conclusion ?? 'undecided',
    reason: saved?.checklist.reason ?? '',
    over: saved?.source,
  })
  const { answers, conclusion, reason, over } = value
  const rows = checklistRows(checks, answers)
  const permission = mayConclude(conclusion, rows, resistance, reason)
  const save = (version = over): void =>
    void writes.save({ answers, conclusion, definition, reason: reason.trim() }, version, key).then((isSaved) => isSaved && forget())
  const answer = (id: string, given: GivenAnswer): void => keep({ ...value, answers: { ...answers, [id]: given } })
  return (
    <>
      <p className={styles['saved']}>
        {saved === undefined ? (
          <UnknownValue word="no answers saved yet" reason="what stands below is from the record alone" />
        ) : (
          `Last saved ${saved.savedAtMs === undefined ? 'at a time the server does not give' : formatMoment(saved.savedAtMs)} by ${saved.author}: ${checklistWords.conclusion[saved.checklist.conclusion]}.`
        )}
      </p>
      <ChecklistRows rows={rows} onAnswer={answer} />
      <ConclusionFields
        title={resistance.definitionTitle}
        conclusion={conclusion}
        reason={reason}
        obstacles={obstaclesTo(rows, resistance)}
        refusal={permission.allowed ? undefined : permission.why}
        onConclusion={(next) => keep({ ...value, conclusion: next })}
        onReason={(next) => keep({ ...value, reason: next })}
      />
      <div className={styles['end']}>
        <ChecklistSaveState
          state={writes.state}
          onUndo={() => void writes.undo()}
          onClose={writes.reset}
          onTheirs={(theirs, source) => {
            keep({ answers: theirs.answers, conclusion: theirs.conclusion, reason: theirs.reason, over: source })
            writes.reset()
          }}
          onMine={(source) => {
            keep({ ...value, over: source })
            save(source)
          }}
        />
        <Button look="primary" disabled={!permission.allowed || writes.state.kind === 'saving'} onClick={() => save()}>
          {writes.state.kind === 'saving' ? 'Saving' : 'Save answers and conclusion'}
        </Button>
      </div>
    </>
  )
}
