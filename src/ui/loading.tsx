import { useEffect, useState } from 'react'
import { Button } from '#src/ui/button.tsx'
import styles from '#src/ui/loading.module.css'

export interface LoadingProps {
  readonly what: string
  /** "120 of 300 patients" */
  readonly progress?: string
  /** Grey lines that keep the room of what is coming. */
  readonly lines?: number
  /** Gives the reading up; offered once the wait is long. */
  readonly onStop?: () => void
}

/** RELIABILITY F54. */
const LONG_WAIT_MS = 3_000

/** Grey structure with a sentence, in the place and size of what is coming. */
export function Loading({ what, progress, lines = 8, onStop }: LoadingProps) {
  const isLong = useLongWait(progress)
  return (
    <div className={styles['loading']} aria-busy="true">
      <p role="status">
        Reading {what}
        {progress === undefined ? '' : `: ${progress}`}
        {isLong && '. Still waiting for the server.'}
      </p>
      {isLong && onStop !== undefined && <Button onClick={onStop}>Stop waiting</Button>}
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles['line']} aria-hidden="true" />
      ))}
    </div>
  )
}

/** True once nothing has moved for three seconds. */
function useLongWait(progress: string | undefined): boolean {
  const [stillAt, setStillAt] = useState<{ readonly progress: string | undefined }>()
  useEffect(() => {
    const waiting = setTimeout(() => setStillAt({ progress }), LONG_WAIT_MS)
    return () => clearTimeout(waiting)
  }, [progress])
  return stillAt !== undefined && stillAt.progress === progress
}
