import { memo, useMemo } from 'react'
import { ComposedChart, ReferenceArea, ReferenceLine, XAxis, YAxis } from 'recharts'
import type { Scale } from '#src/clinical/scales.ts'
import { AXIS_HEIGHT, SCORE_TOP } from '#src/features/patient/figure-layout.ts'
import { axisTop, bandsOf, scoreTicks } from '#src/features/patient/score-axis.ts'
import { ScoreCourse, ScoreCourseContext, type ScoreLaneProps } from '#src/features/patient/score-course.tsx'
import styles from '#src/features/patient/figure.module.css'

/**
 * The score on its own fixed axis. recharts draws what stands still while time moves, and the course is drawn into its plot:
 * it works out its axes and all that lies on them anew for each stretch of time, which took most of a step of zooming.
 */
export const ScoreLane = memo(function ScoreLane({ trajectory, series, frame, lit }: ScoreLaneProps) {
  const course = useMemo(() => ({ trajectory, series, frame, lit }), [trajectory, series, frame, lit])
  return (
    <ScoreCourseContext value={course}>
      <ScorePlot
        scale={series.scale}
        top={axisTop(series)}
        width={frame.width}
        height={frame.scoreHeight}
        left={frame.left}
        right={frame.right}
      />
    </ScoreCourseContext>
  )
})

interface ScorePlotProps {
  readonly scale: Scale
  /** Points at the upper end of the axis. */
  readonly top: number
  /** px, as all below. */
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
}

const severity = ['var(--severity-0)', 'var(--severity-1)', 'var(--severity-2)', 'var(--severity-3)', 'var(--severity-4)'] as const
const textStyle = { fontSize: 12, fill: 'var(--ink-3)' } as const

/** The same whatever stretch of time is shown, and of whom: every property is a number or one of the published scales. */
const ScorePlot = memo(function ScorePlot({ scale, top, width, height, left, right }: ScorePlotProps) {
  return (
    <ComposedChart
      className={styles['score'] ?? ''}
      width={width}
      height={height}
      margin={{ top: SCORE_TOP, right, bottom: AXIS_HEIGHT, left: 0 }}
      accessibilityLayer={false}
    >
      {bandsOf(scale).map((band, index) => (
        <ReferenceArea key={band.label} y1={band.from} y2={band.until} fill={severity[index] ?? severity[4]} fillOpacity={0.62} />
      ))}
      {scale.remissionMax !== undefined && <ReferenceLine y={scale.remissionMax} className={styles['remission'] ?? ''} />}
      {/* Time has one axis for all lanes, which is not this one. Without rows, recharts takes a domain at its word only if rows may overflow it. */}
      <XAxis dataKey="across" type="number" domain={[0, 1]} allowDataOverflow hide />
      <YAxis
        type="number"
        domain={[scale.min, top]}
        allowDataOverflow
        ticks={[...scoreTicks(scale, top)]}
        interval={0}
        width={left}
        tick={textStyle}
        tickLine={false}
        axisLine={false}
      />
      <ScoreCourse />
    </ComposedChart>
  )
})
