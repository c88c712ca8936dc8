import type { DayCount } from '#src/clinical/assessment.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { clockBar } from '#src/features/caseload/trial-clock.ts'
import styles from '#src/features/caseload/cells.module.css'

const WIDTH = 44
const HEIGHT = 16

/** Days at an adequate dose as a bar on one scale; the decision window stands at the same place in every row. */
export function TrialClockBar({ days, settings }: { readonly days: DayCount; readonly settings: ClinicalSettings }) {
  const bar = clockBar(days, settings)
  const x = (share: number): number => share * WIDTH
  return (
    <span className={styles['clock']}>
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true" focusable="false">
        <rect className={styles['window']} x={x(bar.windowFrom)} y={0} width={x(bar.windowThrough - bar.windowFrom)} height={HEIGHT} />
        <rect className={styles['track']} x={0} y={HEIGHT / 2 - 0.5} width={WIDTH} height={1} />
        {bar.maybe > bar.sure && <rect className={styles['maybe']} x={0} y={HEIGHT / 2 - 3} width={x(bar.maybe)} height={6} />}
        <rect className={styles['sure']} x={0} y={HEIGHT / 2 - 3} width={x(bar.sure)} height={6} />
        <path className={styles['edge']} d={`M${x(bar.windowFrom)} 0V${HEIGHT}M${x(bar.windowThrough)} 0V${HEIGHT}`} />
        {bar.isBeyond && <path className={styles['beyond']} d={`M${WIDTH - 4} ${HEIGHT / 2 - 3}l3 3l-3 3`} />}
      </svg>
      <span className={styles['figure']}>{bar.words}</span>
    </span>
  )
}
