import { changeCounts, momentWords, type Changes } from '#src/features/caseload/changes.ts'
import type { Day } from '#src/lib/calendar.ts'
import { counted } from '#src/lib/figures.ts'
import { Button } from '#src/ui/button.tsx'
import styles from '#src/features/caseload/caseload.module.css'

export interface ChangesLineProps {
  /** Undefined on the very first look. */
  readonly changes: Changes | undefined
  readonly isLoading: boolean
  readonly asOf: Day
  /** Why the moment is kept only in memory. */
  readonly memoryOnly: string | undefined
  readonly isShown: boolean
  readonly onShow: () => void
  readonly onSeen: () => void
}

/** What is new since the reader last looked, and a way to see only that. */
export function ChangesLine({ changes, isLoading, asOf, memoryOnly, isShown, onShow, onSeen }: ChangesLineProps) {
  const kept = memoryOnly === undefined ? '' : ` The moment is kept only until this page is closed: ${memoryOnly}`
  if (isLoading) return <p className={styles['changes']}>Reading when you last looked</p>
  if (changes === undefined)
    return <p className={styles['changes']}>Your first look: from the next one on, what is new stands here.{kept}</p>
  const count = changes.byPatient.size
  return (
    <p className={styles['changes']} title={kept === '' ? undefined : kept.trim()}>
      Since {momentWords(changes.sinceMs, asOf)}: <strong>{changeCounts(changes)}</strong>
      {count > 0 && (
        <>
          <Button look="quiet" aria-pressed={isShown} onClick={onShow}>
            {isShown ? 'Show everybody' : `Show ${counted(count, 'patient')}`}
          </Button>
          <Button look="quiet" onClick={onSeen}>
            Mark seen
          </Button>
        </>
      )}
    </p>
  )
}
