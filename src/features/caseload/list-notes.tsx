import type { Caseload } from '#src/queries/types.ts'
import { formatClock } from '#src/lib/calendar.ts'
import { counted, formatNumber } from '#src/lib/figures.ts'
import { Button } from '#src/ui/button.tsx'
import { Mark } from '#src/ui/mark.tsx'
import styles from '#src/features/caseload/caseload.module.css'

export interface ListNotesProps {
  readonly caseload: Caseload
  readonly progress: { readonly read: number; readonly total: number } | undefined
  /** Why the caseload could not be read again; undefined while it is fresh. */
  readonly staleBecause: string | undefined
  readonly ignored: readonly string[]
  readonly moved: number
  /** How many patients stand at the end without a value to sort by, and in which column. */
  readonly unknown: { readonly count: number; readonly column: string } | undefined
  /** A click came while the list was moving. */
  readonly isClickRefused: boolean
  readonly onRetry: () => void
  readonly onUpdateOrder: () => void
}

/** What must be known about the list before it is trusted, most important first. */
export function ListNotes(props: ListNotesProps) {
  const { caseload, progress, staleBecause, ignored, moved, unknown, isClickRefused } = props
  const unreadable = caseload.entries.filter((entry) => entry.kind === 'unreadable').length
  const parts = caseload.incomplete.map((part) => `${part.part}: ${part.reason}`)
  return (
    <>
      {isClickRefused && <Note words="The list had just moved, so nothing was opened. Click again" />}
      {staleBecause !== undefined && (
        <>
          <Note words={`As read at ${formatClock(caseload.fetchedAtMs)}; could not be read again`} title={staleBecause} />
          <Button look="quiet" onClick={props.onRetry}>
            Try again
          </Button>
        </>
      )}
      {progress !== undefined && (
        <span role="status" className={styles['progress']}>
          Reading: {formatNumber(progress.read)} of {formatNumber(progress.total)} patients
          <progress aria-label="Patients read" value={progress.read} max={progress.total} />
        </span>
      )}
      {unreadable > 0 && <Note words={`${counted(unreadable, 'patient')} could not be read`} />}
      {parts.length > 0 && <Note words={`Not read completely: ${counted(parts.length, 'part')}`} title={parts.join('\n')} />}
      {ignored.length > 0 && <Note words={`Not understood in the address and ignored: ${ignored.join(', ')}`} title={ignored.join(', ')} />}
      {moved > 0 && (
        <>
          <span>{counted(moved, 'row')} would stand elsewhere now</span>
          <Button look="quiet" onClick={props.onUpdateOrder}>
            Update order
          </Button>
        </>
      )}
      {unknown !== undefined && <Note words={`${formatNumber(unknown.count)} without a value in ${unknown.column}, at the end`} />}
    </>
  )
}

function Note({ words, title }: { readonly words: string; readonly title?: string }) {
  return (
    <span className={styles['note']} {...(title === undefined ? {} : { title })}>
      <Mark shape="dashed-ring" tone="unknown" word={words} />
    </span>
  )
}
