import { useQueueCount } from '#src/app/queue-count.ts'
import { counted } from '#src/lib/figures.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import styles from '#src/app/navigation.module.css'

/** How many patients wait in the queue; nothing while anybody is still being read, so that no part stands for the whole. */
export function FlagCount() {
  const { progress } = useCaseload()
  return progress === undefined && <Count />
}

function Count() {
  const left = useQueueCount()
  if (left === undefined) return undefined
  return (
    <span className={styles['count']}>
      <span aria-hidden="true">{left}</span>
      <VisuallyHidden>{counted(left, 'patient')} to decide</VisuallyHidden>
    </span>
  )
}
