import type { Person } from '#src/clinical/review.ts'
import { ChoiceList } from '#src/features/flags/choice-list.tsx'
import { DateField } from '#src/features/flags/date-field.tsx'
import { decisions, safetyDecisions, safetyDismissReasons, type Draft } from '#src/features/flags/drafts.ts'
import { HandOverFields } from '#src/features/flags/hand-over-fields.tsx'
import { NoteField } from '#src/features/flags/note-field.tsx'
import { SnoozeFields } from '#src/features/flags/snooze-fields.tsx'
import { decisionTitle, dismissReasons } from '#src/clinical/review.ts'
import { recentOrders } from '#src/features/flags/recent-orders.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import type { LoadedValue } from '#src/ui/loaded-view.tsx'
import styles from '#src/features/flags/form.module.css'

export interface FormFieldsProps {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
  /** Undefined when several patients are meant. */
  readonly patient: AssessedPatient | undefined
  readonly colleagues: LoadedValue<readonly Person[], Error>
  readonly isOfSafety: boolean
}

/** The fields of each verb, the choice first and focused. */
export function FormFields({ draft, onChange, patient, colleagues, isOfSafety }: FormFieldsProps) {
  switch (draft.verb) {
    case 'act':
      return (
        <>
          <ChoiceList
            legend="Decision"
            choices={(isOfSafety ? safetyDecisions : decisions).map((code) => ({ value: code, label: decisionTitle[code] }))}
            chosen={draft.code}
            onChoose={(code) => onChange({ code })}
          />
          <NoteField label="Rationale" value={draft.text} onChange={(text) => onChange({ text })} />
          <div className={styles['line']}>
            <DateField label="Recheck on" value={draft.date} onDate={(date) => onChange({ date })} />
            {patient && <OrderField patient={patient} draft={draft} onChange={onChange} />}
          </div>
        </>
      )
    case 'snooze':
      return <SnoozeFields draft={draft} onChange={onChange} assessment={patient?.assessment} />
    case 'dismiss':
      return (
        <>
          <ChoiceList
            legend="Reason"
            choices={(isOfSafety ? safetyDismissReasons : dismissReasons).map((code) => ({ value: code, label: decisionTitle[code] }))}
            chosen={draft.code}
            onChoose={(code) => onChange({ code })}
          />
          <NoteField label="In words" value={draft.text} onChange={(text) => onChange({ text })} />
        </>
      )
    case 'hand-over':
      return <HandOverFields draft={draft} onChange={onChange} colleagues={colleagues} />
  }
}

interface OrderFieldProps extends Pick<FormFieldsProps, 'draft' | 'onChange'> {
  readonly patient: AssessedPatient
}

function OrderField({ patient, draft, onChange }: OrderFieldProps) {
  const orders = recentOrders(patient.record, patient.assessment.asOf)
  if (orders.length === 0) return <span className={styles['none']}>No order in the last 28 days to link</span>
  return (
    <label>
      Order
      <select value={draft.order} onChange={(event) => onChange({ order: event.currentTarget.value })}>
        <option value="">none linked</option>
        {orders.map(({ ref, words }) => (
          <option key={ref} value={ref}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}
