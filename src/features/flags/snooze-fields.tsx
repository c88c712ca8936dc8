import { useEffect, useRef } from 'react'
import type { Assessment } from '#src/clinical/assessment.ts'
import { longestSnoozeDays, type Draft } from '#src/features/flags/drafts.ts'
import { DateField } from '#src/features/flags/date-field.tsx'
import { NoteField } from '#src/features/flags/note-field.tsx'
import { addDays, isoFromDay } from '#src/lib/calendar.ts'
import { useAsOf } from '#src/queries/remit-context.tsx'
import styles from '#src/features/flags/form.module.css'

export interface SnoozeFieldsProps {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
  /** Undefined when several patients are meant. */
  readonly assessment: Assessment | undefined
}

/** Until something clinical happens, whichever comes first, and never past the latest date. */
export function SnoozeFields({ draft, onChange, assessment }: SnoozeFieldsProps) {
  const first = useRef<HTMLInputElement>(null)
  const { day } = useAsOf()
  useEffect(() => first.current?.focus(), [])
  return (
    <fieldset className={styles['until']}>
      <legend>Until, whichever comes first</legend>
      <label>
        <input
          ref={first}
          type="checkbox"
          checked={draft.nextPhq9}
          onChange={(event) => onChange({ nextPhq9: event.currentTarget.checked })}
        />
        the next PHQ-9
      </label>
      <label>
        <input type="checkbox" checked={draft.item9} onChange={(event) => onChange({ item9: event.currentTarget.checked })} />
        item 9 above 0
      </label>
      <CountField
        before="day"
        value={draft.dayAtDose}
        after="at an adequate dose"
        hint={clockHint(assessment)}
        onChange={(dayAtDose) => onChange({ dayAtDose })}
      />
      <CountField
        before="worse by"
        value={draft.worseBy}
        after="PHQ-9 points"
        hint="5 when left empty"
        onChange={(worseBy) => onChange({ worseBy })}
      />
      <DateField
        label="at the latest"
        required
        min={isoFromDay(addDays(day, 1))}
        max={isoFromDay(addDays(day, longestSnoozeDays))}
        value={draft.date}
        onDate={(date) => onChange({ date })}
      />
      <NoteField label="Note" value={draft.text} onChange={(text) => onChange({ text })} />
      <p className={styles['hint']}>Wakes early on a higher tier, a rise of item 9, or worsening, whatever is chosen here.</p>
    </fieldset>
  )
}

interface CountFieldProps {
  readonly before: string
  readonly value: string
  readonly after: string
  readonly hint: string
  readonly onChange: (value: string) => void
}

function CountField({ before, value, after, hint, onChange }: CountFieldProps) {
  return (
    <label>
      <span>{before}</span>
      <input inputMode="numeric" size={3} value={value} onChange={(event) => onChange(event.currentTarget.value.trim())} />
      <span>{after}</span> <span className={styles['hint']}>{hint}</span>
    </label>
  )
}

function clockHint(assessment: Assessment | undefined): string {
  if (assessment === undefined) return 'of each patient’s trial'
  const clock = assessment.current?.daysAtAdequateDose
  return clock?.kind === 'known' ? `now day ${clock.value.low}` : 'now not known'
}
