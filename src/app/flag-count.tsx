import { useQueueCount } from '#src/app/queue-count.ts'
import { counted } from '#src/lib/figures.ts'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import styles from '#src/app/navigation.module.css'

/** How many patients wait in the queue; nothing while that is not known. */
export function FlagCount() {
  const left = useQueueCount()
  if (left === undefined) return undefined
  return (
    <span className={styles['count']}>
      <span aria-hidden="true">{left}</span>
      <VisuallyHidden>{counted(left, 'patient')} to decide</VisuallyHidden>
    </span>
  )
}
