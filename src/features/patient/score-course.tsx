import { createContext, use, useId } from 'react'
import { DefaultZIndexes, useYAxisScale, ZIndexLayer } from 'recharts'
import { AXIS_HEIGHT, SCORE_TOP, type FigureFrame } from '#src/features/patient/figure-layout.ts'
import { ScoreMarks } from '#src/features/patient/score-marks.tsx'
import { ScoreNotes } from '#src/features/patient/score-notes.tsx'
import type { BaselineGuide, ScoreSeries } from '#src/features/patient/score-series.ts'
import { linePath, ticksPath } from '#src/ui/chart/paths.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { ticksOf, xOf } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

export interface ScoreLaneProps {
  readonly trajectory: Trajectory
  readonly series: ScoreSeries
  readonly frame: FigureFrame
  /** Source references to light up. */
  readonly lit: ReadonlySet<string>
}

/** By context and not by property: a property would have the whole plot worked out anew. */
export const ScoreCourseContext = createContext<ScoreLaneProps | undefined>(undefined)

/** What moves with time, in the plot of recharts and on its axis of points: dates, guides of the trial, the line, the readings. */
export function ScoreCourse() {
  const course = use(ScoreCourseContext)
  const y = useYAxisScale()
  if (course === undefined || y === undefined) return null
  const { trajectory, series, frame, lit } = course
  const guide = series.instrument === 'phq-9' ? trajectory.guide : undefined
  const atY = (total: number): number => y(total) ?? 0
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <Dates frame={frame} />
      {guide !== undefined && <Guides series={series} guide={guide} frame={frame} atY={atY} />}
      <ScoreLine series={series} frame={frame} atY={atY} />
      <ScoreNotes trajectory={trajectory} series={series} frame={frame} guide={guide} atY={atY} />
      <ScoreMarks series={series} frame={frame} guide={guide} lit={lit} atY={atY} />
    </ZIndexLayer>
  )
}

/** The time axis: the day ranges of all lanes are read off here. */
function Dates({ frame: { scale, scoreHeight } }: { readonly frame: FigureFrame }) {
  const bottom = scoreHeight - AXIS_HEIGHT
  const ticks = ticksOf(scale.range, scale.width).map(({ day, label }) => ({ day, x: xOf(scale, day), label }))
  return (
    <g className={styles['dates']}>
      <path
        d={`M${scale.left} ${bottom}h${scale.width}${ticksPath(
          ticks.map((tick) => tick.x),
          bottom,
          bottom + 6,
        )}`}
      />
      {ticks.map(({ day, x, label }) => (
        <text key={day} x={x} y={bottom + 17} textAnchor="middle">
          {label}
        </text>
      ))}
    </g>
  )
}

interface GuidesProps {
  readonly series: ScoreSeries
  readonly guide: BaselineGuide
  readonly frame: FigureFrame
  readonly atY: (total: number) => number
}

/** Half of baseline and the margin of error, only while the trial they belong to runs. */
function Guides({ series: { scale }, guide: { baseline, from, through }, frame, atY }: GuidesProps) {
  const left = Math.max(xOf(frame.scale, from), frame.left)
  const right = Math.min(xOf(frame.scale, through), frame.width - frame.right)
  if (right <= left) return null
  const { min, max, reliableChange } = scale
  const ribbon = reliableChange === undefined ? undefined : [baseline.total + reliableChange, baseline.total - reliableChange]
  const [top, bottom] = ribbon?.map((total) => atY(Math.min(max, Math.max(min, total)))) ?? []
  return (
    <>
      {top !== undefined && bottom !== undefined && (
        <rect className={styles['ribbon']} x={left} y={top} width={right - left} height={bottom - top} />
      )}
      <path className={styles['half']} d={`M${left} ${atY(baseline.total / 2)}H${right}`} />
    </>
  )
}

type ScoreLineProps = Omit<GuidesProps, 'guide'>

/** From reading to reading, cut off where the plot ends. */
function ScoreLine({ series, frame, atY }: ScoreLineProps) {
  const clip = useId()
  const spots = series.line.map(({ day, total }) => (total === null ? undefined : { x: xOf(frame.scale, day), y: atY(total) }))
  return (
    <>
      <clipPath id={clip}>
        <rect x={frame.left} y={SCORE_TOP} width={frame.scale.width} height={frame.scoreHeight - SCORE_TOP - AXIS_HEIGHT} />
      </clipPath>
      <path className={styles['line']} clipPath={`url(#${clip})`} d={linePath(spots)} />
    </>
  )
}
