import { Mark } from '#src/ui/mark.tsx'
import styles from '#src/ui/unknown-value.module.css'

export interface UnknownValueProps {
  /** The word in place of the value: "not known", "no score", "not assessed". */
  readonly word?: string
  /** Why, as a sentence fragment without a full stop. */
  readonly reason: string
  /** False where there is only room for the word; the reason must then stand in an explanation beside it. */
  readonly reasonShown?: boolean
}

/** What stands in place of a value nobody knows: the dashed ring, a word and the reason. Never a dash, a zero or a blank. */
export function UnknownValue({ word = 'not known', reason, reasonShown = true }: UnknownValueProps) {
  return (
    <span className={styles['unknown']}>
      <Mark shape="dashed-ring" tone="unknown" word={word} />
      {reasonShown && <span className={styles['reason']}>{reason}</span>}
    </span>
  )
}
