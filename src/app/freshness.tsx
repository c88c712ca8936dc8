import { formatClock, formatMoment, localDayAt } from '#src/lib/calendar.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import { useAsOf } from '#src/queries/remit-context.tsx'
import { Button } from '#src/ui/button.tsx'
import { ageInWords } from '#src/app/age-in-words.ts'
import styles from '#src/app/freshness.module.css'

/** How old the oldest thing on screen is, and a way to read it again. */
export function Freshness() {
  const { loaded, refresh, refreshing } = useCaseload()
  const { nowMs, day } = useAsOf()
  if (loaded.kind !== 'fresh' && loaded.kind !== 'stale')
    return <span className={styles['age']}>{loaded.kind === 'loading' ? 'reading' : 'nothing read'}</span>
  const at = loaded.fetchedAtMs
  return (
    <span className={styles['age']}>
      <span title={formatMoment(at)}>as of {localDayAt(at) === day ? formatClock(at) : formatMoment(at)}</span>
      <span className={styles['relative']}>{ageInWords(nowMs - at)}</span>
      <Button look="quiet" onClick={refresh} aria-disabled={refreshing}>
        {refreshing ? 'Refreshing' : 'Refresh'}
      </Button>
    </span>
  )
}
