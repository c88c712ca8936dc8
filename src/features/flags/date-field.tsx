import type { ComponentProps } from 'react'
import { formatDay, parseFhirDate } from '#src/lib/calendar.ts'
import styles from '#src/features/flags/form.module.css'

export interface DateFieldProps extends Pick<ComponentProps<'input'>, 'min' | 'max' | 'required'> {
  readonly label: string
  /** ISO day, or empty. */
  readonly value: string
  readonly onDate: (value: string) => void
}

/** A day. The browser writes 12/09 in the order of its own language: beside it the day that is meant stands in words. */
export function DateField({ label, value, onDate, ...bounds }: DateFieldProps) {
  const day = parseFhirDate(value)?.earliest
  return (
    <label>
      <span>{label}</span>
      <input type="date" {...bounds} value={value} onChange={(event) => onDate(event.currentTarget.value)} />
      {day !== undefined && <span className={styles['hint']}>{formatDay(day)}</span>}
    </label>
  )
}
