import type { Assessment } from '#src/clinical/assessment.ts'
import { trialClock } from '#src/features/flags/trial-clock.ts'
import { useDeployment } from '#src/queries/remit-context.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/flags/trial-clock.module.css'

/** Days at an adequate dose against the window in which a trial is judged. */
export function TrialClock({ assessment }: { readonly assessment: Assessment }) {
  const clock = trialClock(assessment, useDeployment().clinical)
  if (clock.kind === 'none')
    return (
      <p className={styles['words']}>
        <UnknownValue word="no trial clock" reason={clock.why} />
      </p>
    )
  return (
    <div className={styles['clock']}>
      <p className={styles['words']}>
        <strong>{clock.treatment}</strong>
        {clock.days.kind === 'known' ? (
          <span>{clock.days.value}</span>
        ) : (
          <UnknownValue word="days at adequate dose not known" reason={clock.days.reason} />
        )}
        <span className={styles['aside']}>{clock.window}</span>
      </p>
      <svg className={styles['bar']} viewBox={`0 0 ${clock.end} 10`} preserveAspectRatio="none" role="img" aria-label={clock.label}>
        <rect className={styles['ground']} x="0" y="3" width={clock.end} height="4" />
        <rect className={styles['window']} x={clock.from} y="0" width={clock.until - clock.from} height="10" />
        {clock.high > clock.low && <rect className={styles['maybe']} x={clock.low} y="3" width={clock.high - clock.low} height="4" />}
        <rect className={styles['done']} x="0" y="3" width={clock.low} height="4" />
      </svg>
    </div>
  )
}
