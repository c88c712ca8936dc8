import { useMemo, useRef } from 'react'
import { ChartPointer } from '#src/features/patient/chart-pointer.tsx'
import { frameOf, isNarrow, stackLanes, type FigureSize } from '#src/features/patient/figure-layout.ts'
import { FigureLegend } from '#src/features/patient/figure-legend.tsx'
import { Lanes } from '#src/features/patient/lanes.tsx'
import { ScoreLane } from '#src/features/patient/score-lane.tsx'
import { emptySeries, type ScoreSeries } from '#src/features/patient/score-series.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import { useWidth } from '#src/ui/chart/use-width.ts'
import styles from '#src/features/patient/figure.module.css'

export interface TrajectoryFigureProps {
  readonly trajectory: Trajectory
  readonly series: ScoreSeries | undefined
  readonly range: DayRange
  readonly onRange: (range: DayRange) => void
  readonly lit: ReadonlySet<string>
  /** Sources of the point that was chosen on the chart. */
  readonly onChoose?: ((refs: readonly string[]) => void) | undefined
  readonly size: FigureSize
  readonly title: string
}

/** Score, medicines and days under each other on one time axis with one crosshair. */
export function TrajectoryFigure({ trajectory, series, range, onRange, lit, onChoose, size, title }: TrajectoryFigureProps) {
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  // The drawing is memoised on these three: whatever else of the page changes, it is not made again.
  const isSmall = isNarrow(width)
  const { from, through } = range
  const stack = useMemo(() => stackLanes(trajectory, isSmall, size), [trajectory, isSmall, size])
  const frame = useMemo(() => frameOf(width, { from, through }, size, stack.height), [width, from, through, size, stack.height])
  const drawn = useMemo(() => series ?? emptySeries('phq-9'), [series])
  return (
    <figure aria-label={title}>
      <p className={styles['title']} aria-hidden="true">
        {title}
      </p>
      <div ref={box} className={styles['figure']} style={{ minHeight: `${frame.scoreHeight + stack.height}px` }} data-figure={size}>
        {width > 0 && (
          <>
            {/* The same values stand in the table; to a screen reader the slider below speaks for the drawing. */}
            <div aria-hidden="true">
              <ScoreLane trajectory={trajectory} series={drawn} frame={frame} lit={lit} />
              {series === undefined && (
                <p className={styles['none']}>No PHQ-9 or other scale on record: nothing to draw, nothing to judge.</p>
              )}
              <Lanes trajectory={trajectory} stack={stack} frame={frame} lit={lit} />
            </div>
            <ChartPointer
              key={drawn.instrument}
              trajectory={trajectory}
              series={series}
              frame={frame}
              onRange={onRange}
              onChoose={onChoose}
            />
          </>
        )}
      </div>
      <FigureLegend trajectory={trajectory} series={drawn} range={range} />
    </figure>
  )
}
