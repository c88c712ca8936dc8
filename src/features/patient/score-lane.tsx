import { memo, useMemo } from 'react'
import { ComposedChart, Line, ReferenceArea, ReferenceLine, XAxis, YAxis } from 'recharts'
import { AXIS_HEIGHT, SCORE_TOP, type FigureFrame } from '#src/features/patient/figure-layout.ts'
import { axisTop, bandsOf, scoreTicks } from '#src/features/patient/score-axis.ts'
import { ScoreMarks } from '#src/features/patient/score-marks.tsx'
import type { BaselineGuide, ScoreSeries } from '#src/features/patient/score-series.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import { ticksOf } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

export interface ScoreLaneProps {
  readonly trajectory: Trajectory
  readonly series: ScoreSeries
  readonly frame: FigureFrame
  readonly lit: ReadonlySet<string>
}

const severity = ['var(--severity-0)', 'var(--severity-1)', 'var(--severity-2)', 'var(--severity-3)', 'var(--severity-4)'] as const
const edge = { stroke: 'var(--edge)' } as const
const textStyle = { fontSize: 12, fill: 'var(--ink-3)' } as const

/** The score on its own fixed axis: recharts draws axes, bands, guides and the line; `ScoreMarks` puts the readings on its scales. */
export const ScoreLane = memo(function ScoreLane({ trajectory, series, frame, lit }: ScoreLaneProps) {
  const { range, width } = frame.scale
  const ticks = ticksOf(range, width)
  const labels = new Map<number, string>(ticks.map((tick) => [tick.day, tick.label]))
  const guide = series.instrument === 'phq-9' ? trajectory.guide : undefined
  // recharts works everything out anew for each property that is another object.
  const line = useMemo(() => [...series.line], [series])
  const margin = useMemo(() => ({ top: SCORE_TOP, right: frame.right, bottom: 0, left: 0 }), [frame.right])
  return (
    <ComposedChart
      className={styles['score'] ?? ''}
      data={line}
      width={frame.width}
      height={frame.scoreHeight}
      margin={margin}
      accessibilityLayer={false}
    >
      <Bands series={series} />
      <Guides series={series} guide={guide} range={range} />
      <XAxis
        dataKey="day"
        type="number"
        domain={[range.from, range.through]}
        allowDataOverflow
        ticks={ticks.map((tick) => tick.day)}
        tickFormatter={(day: number) => labels.get(day) ?? ''}
        interval={0}
        height={AXIS_HEIGHT}
        tick={textStyle}
        tickLine={edge}
        axisLine={edge}
      />
      <ScoreAxis series={series} width={frame.left} />
      <Line
        dataKey="total"
        type="linear"
        className={styles['line'] ?? ''}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
        connectNulls={false}
      />
      <ScoreMarks trajectory={trajectory} series={series} frame={frame} guide={guide} lit={lit} />
    </ComposedChart>
  )
})

/** The same whatever stretch of time is shown. */
const ScoreAxis = memo(function ScoreAxis({ series, width }: { readonly series: ScoreSeries; readonly width: number }) {
  return (
    <YAxis
      type="number"
      domain={[series.scale.min, axisTop(series)]}
      ticks={[...scoreTicks(series)]}
      interval={0}
      width={width}
      tick={textStyle}
      tickLine={false}
      axisLine={false}
    />
  )
})

const Bands = memo(function Bands({ series }: { readonly series: ScoreSeries }) {
  return bandsOf(series.scale).map((band, index) => (
    <ReferenceArea key={band.label} y1={band.from} y2={band.until} fill={severity[index] ?? severity[4]} fillOpacity={0.62} />
  ))
})

interface GuidesProps {
  readonly series: ScoreSeries
  readonly guide: BaselineGuide | undefined
  readonly range: DayRange
}

/** Remission over the whole width; half of baseline and the margin of error only while the trial they belong to runs. */
function Guides({ series: { scale }, guide, range }: GuidesProps) {
  const from = Math.max(guide?.from ?? range.from, range.from)
  const through = Math.min(guide?.through ?? range.through, range.through)
  const inView = guide !== undefined && through > from
  return (
    <>
      {inView && scale.reliableChange !== undefined && (
        <ReferenceArea
          x1={from}
          x2={through}
          y1={Math.max(scale.min, guide.baseline.total - scale.reliableChange)}
          y2={Math.min(scale.max, guide.baseline.total + scale.reliableChange)}
          className={styles['ribbon'] ?? ''}
          ifOverflow="hidden"
        />
      )}
      {scale.remissionMax !== undefined && <ReferenceLine y={scale.remissionMax} className={styles['remission'] ?? ''} />}
      {inView && (
        <ReferenceLine
          segment={[
            { x: from, y: guide.baseline.total / 2 },
            { x: through, y: guide.baseline.total / 2 },
          ]}
          className={styles['half'] ?? ''}
          ifOverflow="hidden"
        />
      )}
    </>
  )
}
