import type { Person } from '#src/clinical/review.ts'
import { ChoiceList } from '#src/features/flags/choice-list.tsx'
import { DateField } from '#src/features/flags/date-field.tsx'
import type { Draft } from '#src/features/flags/drafts.ts'
import { NoteField } from '#src/features/flags/note-field.tsx'
import type { LoadedValue } from '#src/ui/loaded-view.tsx'
import styles from '#src/features/flags/form.module.css'

export interface HandOverFieldsProps {
  readonly draft: Draft
  readonly onChange: (part: Partial<Draft>) => void
  readonly colleagues: LoadedValue<readonly Person[], Error>
}

/** To whom, and whether for good or through a day. */
export function HandOverFields({ draft, onChange, colleagues }: HandOverFieldsProps) {
  return (
    <>
      {colleagues.kind === 'loading' && <p>Reading the list of colleagues</p>}
      {(colleagues.kind === 'failed' || colleagues.kind === 'offline') && (
        <p role="alert">The list of colleagues could not be read{colleagues.kind === 'failed' ? `: ${colleagues.error.message}` : ''}.</p>
      )}
      {(colleagues.kind === 'fresh' || colleagues.kind === 'stale') && (
        <ChoiceList
          legend="To"
          choices={colleagues.value.map(({ ref, name }) => ({ value: ref, label: name }))}
          chosen={draft.to}
          onChoose={(to) => onChange({ to })}
        />
      )}
      <div className={styles['line']}>
        <DateField label="As cover, through" value={draft.date} onDate={(date) => onChange({ date })} />
        <span className={styles['hint']}>back to you by itself after this day; for good when left empty</span>
      </div>
      <NoteField label="What they need to know" value={draft.text} onChange={(text) => onChange({ text })} />
    </>
  )
}
