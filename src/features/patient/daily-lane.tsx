import { receivedOf, type DailyLane } from '#src/features/patient/daily-lanes.ts'
import type { FigureFrame, PlacedLane } from '#src/features/patient/figure-layout.ts'
import { LaneName } from '#src/features/patient/lane-name.tsx'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { dotsPath, linePath } from '#src/ui/chart/paths.ts'
import { xOf } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

export interface DailyLaneViewProps {
  readonly trajectory: Trajectory
  readonly lane: DailyLane
  readonly placed: PlacedLane
  readonly frame: FigureFrame
}

const arrows = { higher: '↑ better', lower: '↓ better' } as const

/** Every answer as a dot, the 7-day mean as a line: two paths, however many days. */
export function DailyLaneView({ trajectory, lane, placed, frame }: DailyLaneViewProps) {
  const { top, height } = placed
  const { range } = frame.scale
  const yOf = (value: number): number => top + height - ((value - lane.min) / (lane.max - lane.min)) * height
  const inRange = (d: number): boolean => d >= range.from && d <= range.through
  const values = lane.values.filter(({ day }) => inRange(day))
  const means = lane.means.filter(({ day }) => inRange(day))
  const lastMean = means.at(-1)?.mean
  const { received, expected } = receivedOf(
    lane.values.map(({ day }) => day),
    trajectory.firstCheckIn,
    range,
    trajectory.asOf,
  )
  const scaleWords = `${lane.min}–${lane.max}${lane.unit === 'hours' ? ' hours' : ''}${lane.better === undefined ? '' : `, ${arrows[lane.better]}`}`
  const plotRight = frame.width - frame.right
  const count = `${received} of ${expected}${frame.narrow ? '' : ' days'}`
  return (
    <g data-lane={lane.id}>
      <LaneName
        frame={frame}
        top={top}
        lines={[lane.name]}
        under={scaleWords}
        edge={[
          lastMean === undefined
            ? 'no 7-day mean'
            : `${frame.narrow ? '' : '7-day mean '}${formatNumber(lastMean, 1)}${lane.unit === 'hours' ? ' h' : ''}`,
          count,
        ]}
      />
      <path d={`M${frame.left} ${top}H${plotRight}M${frame.left} ${top + height}H${plotRight}`} className={styles['rule']} />
      <path d={dotsPath(values.map(({ day, value }) => ({ x: xOf(frame.scale, day), y: yOf(value) })))} className={styles['dots']} />
      <path
        d={linePath(means.map(({ day, mean }) => (mean === undefined ? undefined : { x: xOf(frame.scale, day), y: yOf(mean) })))}
        className={styles['mean']}
      />
    </g>
  )
}
