import { useDeployment } from '#src/queries/remit-context.tsx'
import styles from '#src/features/flags/list.module.css'

/** What Remit is not, in view wherever thoughts of self-harm are shown. */
export function SafetyNote() {
  const { practiceHours, crisisText } = useDeployment()
  return (
    <p className={styles['safety']}>
      <strong>Not an emergency monitor.</strong> Flags are reviewed {practiceHours}. {crisisText} An item 9 of 0 is not a clearance.
    </p>
  )
}
