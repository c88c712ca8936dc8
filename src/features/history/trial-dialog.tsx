import { useEffect, useRef, useState } from 'react'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { Source } from '#src/clinical/source.ts'
import type { ToldTrial } from '#src/clinical/told-trial.ts'
import { TrialFormFields } from '#src/features/history/trial-form-fields.tsx'
import { TrialSaveState } from '#src/features/history/trial-save-state.tsx'
import { useKeptTrial } from '#src/features/history/use-kept-form.ts'
import { fieldIds, fieldsOfTold, readFields, type FieldErrors, type TrialFields } from '#src/features/history/trial-fields.ts'
import type { Day } from '#src/lib/calendar.ts'
import type { SaveState } from '#src/queries/history.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import styles from '#src/features/history/trial-dialog.module.css'

/** What the dialog is for: something new, a correction of what is on record, or an edit of what was entered by hand. */
export interface TrialTask {
  readonly title: string
  readonly key: string
  readonly fields: TrialFields
  /** The version that is edited; undefined for something new. */
  readonly over: Source | undefined
  /** What it corrects, as the answers stand. */
  readonly corrects: (fields: TrialFields) => readonly Source[]
  readonly note: string | undefined
}

export interface TrialDialogProps {
  readonly task: TrialTask
  readonly record: PatientRecord
  readonly asOf: Day
  readonly state: SaveState<ToldTrial>
  /** Resolves to whether the server took it. */
  readonly save: (told: ToldTrial, over: Source | undefined) => Promise<boolean>
  readonly onClose: () => void
}

/** The form of a told trial. It keeps what was typed until it is saved or thrown away, through a reload and an idle lock as well. */
export function TrialDialog({ task, record, asOf, state, save, onClose }: TrialDialogProps) {
  const about = task.over === undefined ? task.corrects(task.fields) : [task.over]
  const { value: fields, keep: setFields, forget } = useKeptTrial(record.identity.id, about, task.fields)
  const [over, setOver] = useState(task.over)
  const [errors, setErrors] = useState<FieldErrors>({})
  const form = useRef<HTMLFormElement>(null)
  // After the dialog has opened: it would give the focus to its first button.
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-field]')?.focus(), [])
  const submit = (version: Source | undefined): void => {
    const read = readFields(fields, asOf, task.key, task.corrects(fields))
    setErrors(read.ok ? {} : read.error)
    if (!read.ok) return focusFirst(form.current, read.error)
    void save(read.value, version).then((isSaved) => isSaved && forget())
  }
  const discard = (): void => {
    forget()
    onClose()
  }
  return (
    <Dialog
      title={task.title}
      width="wide"
      onClose={onClose}
      actions={<TrialActions isSaving={state.kind === 'saving'} onSave={() => submit(over)} onDiscard={discard} />}
    >
      <TrialSaveState
        state={state}
        onTheirs={(told, source) => {
          setFields(fieldsOfTold(told))
          setOver(source)
        }}
        onMine={(source) => {
          setOver(source)
          submit(source)
        }}
      />
      {task.note !== undefined && <p className={styles['note']}>{task.note}</p>}
      <form
        ref={form}
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          submit(over)
        }}
      >
        <TrialFormFields fields={fields} errors={errors} record={record} asOf={asOf} onChange={setFields} />
        {/* So that Enter in a field saves. */}
        <button type="submit" hidden>
          Save
        </button>
      </form>
    </Dialog>
  )
}

interface TrialActionsProps {
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onDiscard: () => void
}

function TrialActions({ isSaving, onSave, onDiscard }: TrialActionsProps) {
  return (
    <>
      <Button onClick={onDiscard}>Close without saving</Button>
      <Button look="primary" disabled={isSaving} onClick={onSave}>
        {isSaving ? 'Saving' : 'Save'}
      </Button>
    </>
  )
}

function focusFirst(form: HTMLFormElement | null, errors: FieldErrors): void {
  const first = fieldIds.find((id) => errors[id] !== undefined)
  form?.querySelector<HTMLElement>(`[data-field="${first ?? ''}"]`)?.focus()
}
