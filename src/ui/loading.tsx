import styles from '#src/ui/loading.module.css'

export interface LoadingProps {
  readonly what: string
  /** "120 of 300 patients" */
  readonly progress?: string
  /** Grey lines that keep the room of what is coming. */
  readonly lines?: number
}

/** Grey structure with a sentence, in the place and size of what is coming. */
export function Loading({ what, progress, lines = 8 }: LoadingProps) {
  return (
    <div className={styles['loading']} aria-busy="true">
      <p role="status">
        Reading {what}
        {progress === undefined ? '' : `: ${progress}`}
      </p>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles['line']} aria-hidden="true" />
      ))}
    </div>
  )
}
