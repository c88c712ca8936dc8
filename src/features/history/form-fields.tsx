import { useId, type ReactNode } from 'react'
import styles from '#src/features/history/trial-dialog.module.css'

interface FieldProps {
  readonly label: string
  readonly error?: string | undefined
  readonly hint?: ReactNode
}

export interface TextFieldProps extends FieldProps {
  readonly field?: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly placeholder?: string
}

/** A line of text with its label, what it was read as, and what is wrong with it. */
export function TextField({ label, error, hint, field, value, onChange, placeholder }: TextFieldProps) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        data-field={field}
        value={value}
        placeholder={placeholder}
        aria-describedby={`${id}-says`}
        aria-invalid={error !== undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <Says id={`${id}-says`} error={error} hint={hint} />
    </div>
  )
}

export interface ChoiceFieldProps<T extends string> extends FieldProps {
  readonly field: string
  readonly value: T | ''
  readonly options: readonly (readonly [value: T, words: string])[]
  readonly onChange: (value: T) => void
}

/** One of a few answers. Nothing is chosen beforehand. */
export function ChoiceField<T extends string>({ label, error, hint, field, value, options, onChange }: ChoiceFieldProps<T>) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        data-field={field}
        value={value}
        aria-describedby={`${id}-says`}
        aria-invalid={error !== undefined}
        onChange={(event) => {
          const chosen = options.find(([one]) => one === event.target.value)
          if (chosen !== undefined) onChange(chosen[0])
        }}
      >
        <option value="" disabled>
          choose
        </option>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
      <Says id={`${id}-says`} error={error} hint={hint} />
    </div>
  )
}

function Says({ id, error, hint }: { readonly id: string; readonly error: string | undefined; readonly hint: ReactNode }) {
  return (
    <p id={id} className={error === undefined ? styles['hint'] : styles['error']}>
      {error ?? hint}
    </p>
  )
}
