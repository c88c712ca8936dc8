import { memo } from 'react'
import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { laneColour } from '#src/features/patient/score-axis.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import { linePath, ticksPath } from '#src/ui/chart/paths.ts'
import { RangeBrush } from '#src/ui/chart/range-brush.tsx'
import { ticksOf, xOf, type TimeScale } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/range-strip.module.css'

export interface RangeStripProps {
  readonly trajectory: Trajectory
  readonly series: ScoreSeries | undefined
  readonly range: DayRange
  readonly onRange: (range: DayRange) => void
  readonly left: number
  readonly width: number
}

const HEIGHT = 36

/** The whole record in a strip, with the window on the stretch that is shown. */
export function RangeStrip({ trajectory, series, range, onRange, left, width }: RangeStripProps) {
  return (
    <RangeBrush bounds={trajectory.bounds} range={range} onChange={onRange} left={left} width={width}>
      <WholeRecord trajectory={trajectory} series={series} left={left} width={width} />
    </RangeBrush>
  )
}

/** The same whichever stretch of it is shown. */
const WholeRecord = memo(function WholeRecord({ trajectory, series, left, width }: Omit<RangeStripProps, 'range' | 'onRange'>) {
  const scale: TimeScale = { range: trajectory.bounds, left, width }
  const y = (total: number): number =>
    series === undefined ? 0 : 22 - ((total - series.scale.min) / (series.scale.max - series.scale.min)) * 18
  const spots = (series?.line ?? []).map(({ day, total }) => (total === null ? undefined : { x: xOf(scale, day), y: y(total) }))
  const ticks = ticksOf(trajectory.bounds, width)
  return (
    <svg width={left + width} height={HEIGHT} className={styles['strip']} aria-hidden="true" data-export="no">
      <rect x={left} width={width} height={HEIGHT} className={styles['ground']} />
      <path
        d={ticksPath(
          ticks.map((tick) => xOf(scale, tick.day)),
          HEIGHT - 5,
          HEIGHT,
        )}
        className={styles['tick']}
      />
      {trajectory.medications.flatMap((lane) =>
        lane.trials.map(({ trial }) => (
          <path
            key={trial.id}
            d={`M${xOf(scale, trial.from)} 28H${Math.max(xOf(scale, trial.through ?? trajectory.asOf), xOf(scale, trial.from) + 2)}`}
            stroke={laneColour(trial.agent, trial.role)}
            strokeDasharray={trial.currentDose?.kind === 'unknown' ? '3 2' : undefined}
            className={styles['trial']}
          />
        )),
      )}
      <path d={linePath(spots)} className={styles['line']} />
    </svg>
  )
})
