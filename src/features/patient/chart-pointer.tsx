import type { FigureFrame } from '#src/features/patient/figure-layout.ts'
import { hereOf } from '#src/features/patient/pointer-moves.ts'
import { ReadoutCard } from '#src/features/patient/readout-card.tsx'
import { readoutOf, stopSentence, stopsOf, type Stop } from '#src/features/patient/readout.ts'
import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { usePointer } from '#src/features/patient/use-pointer.ts'
import type { Day } from '#src/lib/calendar.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import { xOf } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

export interface ChartPointerProps {
  readonly trajectory: Trajectory
  readonly series: ScoreSeries | undefined
  readonly frame: FigureFrame
  readonly onRange: (range: DayRange) => void
  /** Sources of the point that was chosen. */
  readonly onChoose: ((refs: readonly string[]) => void) | undefined
}

/**
 * One crosshair over every lane, for mouse, touch and keyboard. It holds its own state, so that moving it draws nothing else.
 * To a screen reader it is a slider over the readings: arrows, Home, End and the page keys are announced with the whole value.
 */
export function ChartPointer({ trajectory, series, frame, onRange, onChoose }: ChartPointerProps) {
  const stops = stopsOf(trajectory, series)
  const { area, chosen, shown, on } = usePointer({
    stops,
    frame,
    bounds: trajectory.bounds,
    onRange,
    onChoose: ({ mark }) => onChoose?.(mark?.reading.sources.map(({ ref }) => ref) ?? []),
  })
  const position = chosen === undefined ? 0 : stops.indexOf(chosen) + 1
  const said =
    chosen === undefined
      ? 'nothing on record to step through'
      : `${position} of ${stops.length}: ${stopSentence(trajectory, series, chosen)}`
  return (
    <div
      ref={area}
      className={styles['pointer']}
      data-export="no"
      role="slider"
      tabIndex={0}
      aria-label={`${series?.scale.name ?? 'Days'} on the time axis`}
      aria-valuemin={0}
      aria-valuemax={stops.length}
      aria-valuenow={position}
      aria-valuetext={said}
      {...on}
    >
      {shown !== undefined && <Crosshair trajectory={trajectory} series={series} frame={frame} day={shown.day} stop={shown.stop} />}
    </div>
  )
}

interface CrosshairProps extends Omit<ChartPointerProps, 'onRange' | 'onChoose'> {
  readonly day: Day
  readonly stop: Stop | undefined
}

function Crosshair({ trajectory, series, frame, day, stop }: CrosshairProps) {
  const x = xOf(frame.scale, day)
  const total = stop?.mark?.total
  return (
    <>
      <div className={styles['hair']} style={{ left: `${x}px` }} />
      {series !== undefined && total !== undefined && <div className={styles['here']} style={hereOf(frame, series, day, total)} />}
      <ReadoutCard readout={readoutOf(trajectory, series, day, stop?.mark)} x={x} width={frame.width} />
    </>
  )
}
