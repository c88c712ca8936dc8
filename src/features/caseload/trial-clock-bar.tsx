import type { DayCount } from '#src/clinical/assessment.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { clockBar } from '#src/features/caseload/trial-clock.ts'
import styles from '#src/features/caseload/cells.module.css'

const WIDTH = 44
const HEIGHT = 16
const MIDDLE = HEIGHT / 2

/** A box between two shares of the width, `half` px above and below the middle. */
const box = (from: number, until: number, half: number): string =>
  `M${from * WIDTH} ${MIDDLE - half}H${until * WIDTH}v${2 * half}H${from * WIDTH}z`

/** Days at an adequate dose as a bar on one scale; the decision window stands at the same place in every row. */
export function TrialClockBar({ days, settings }: { readonly days: DayCount; readonly settings: ClinicalSettings }) {
  const bar = clockBar(days, settings)
  return (
    <span className={styles['clock']}>
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
        <path className={styles['window']} d={box(bar.windowFrom, bar.windowThrough, 7.5)} />
        <path className={styles['track']} d={`M0 ${MIDDLE}H${WIDTH}`} />
        {bar.maybe > bar.sure && <path className={styles['maybe']} d={box(0, bar.maybe, 3)} />}
        <path className={styles['sure']} d={box(0, bar.sure, 3)} />
        {bar.isBeyond && <path className={styles['beyond']} d={`M${WIDTH - 4} ${MIDDLE - 3}l3 3l-3 3`} />}
      </svg>
      <span className={styles['figure']}>{bar.words}</span>
    </span>
  )
}
