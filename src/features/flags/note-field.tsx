import type { KeyboardEvent } from 'react'
import styles from '#src/features/flags/form.module.css'

export interface NoteFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Free text of a form. Enter is a new line here, so Ctrl Enter saves. */
export function NoteField({ label, value, onChange }: NoteFieldProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
    event.preventDefault()
    event.currentTarget.form?.requestSubmit()
  }
  return (
    <label className={styles['text']}>
      {label}
      <textarea rows={2} value={value} onChange={(event) => onChange(event.currentTarget.value)} onKeyDown={onKeyDown} />
    </label>
  )
}
