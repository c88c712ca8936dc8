import { memo } from 'react'
import { LATE_DAYS } from '#src/features/patient/score-series.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { trajectorySentences } from '#src/features/patient/trajectory-words.ts'
import { counted, formatNumber } from '#src/lib/figures.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import styles from '#src/features/patient/trajectory-view.module.css'

export interface TrajectoryTextProps {
  readonly trajectory: Trajectory
  readonly patient: AssessedPatient
}

/** The chart in words, and how it is moved. */
export const TrajectoryText = memo(function TrajectoryText({ trajectory, patient }: TrajectoryTextProps) {
  return (
    <section aria-label="The trajectory in words" className={styles['words']}>
      <p>{trajectorySentences(trajectory, patient).join(' ')}</p>
      {trajectory.unplaced > 0 && (
        <p className={styles['aside']}>
          {`${counted(trajectory.unplaced, 'medicine entry', 'medicine entries')} on record ${trajectory.unplaced === 1 ? 'makes' : 'make'} no trial and ${trajectory.unplaced === 1 ? 'is' : 'are'} on no lane: see Trials and resistance.`}
        </p>
      )}
      <p className={styles['keys']}>
        {`On the chart: ← → Home End PgUp PgDn go from reading to reading, Shift ← → moves in time, + and − zoom; Ctrl with the wheel zooms, Shift with the wheel moves. A line joins readings at most ${formatNumber(trajectory.settings.rules.silence.phq9Days + LATE_DAYS)} days apart: one is expected every ${formatNumber(trajectory.settings.rules.silence.phq9Days)}, and may be a week late.`}
      </p>
    </section>
  )
})
