import type { BaselineGuide, ScoreSeries } from '#src/features/patient/score-series.ts'
import { AXIS_HEIGHT, SCORE_TOP, type FigureFrame } from '#src/features/patient/figure-layout.ts'
import { stepText, type DoseStep } from '#src/features/patient/dose-days.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { formatDays, formatNumber } from '#src/lib/figures.ts'
import { xOf, type TimeScale } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

interface ScoreNotesProps {
  readonly trajectory: Trajectory
  readonly series: ScoreSeries
  readonly frame: FigureFrame
  readonly guide: BaselineGuide | undefined
  readonly atX: (day: number) => number
  readonly atY: (total: number) => number
}

/** Words that stand beside what they name: guides, gaps, the unit, the direction that is better. */
export function ScoreNotes({ trajectory, series, frame, guide, atX, atY }: ScoreNotesProps) {
  const { scale } = series
  const plotRight = frame.width - frame.right
  const bottom = frame.scoreHeight - AXIS_HEIGHT
  const within = (x: number): number => Math.min(Math.max(x, frame.left), plotRight)
  const gaps = series.gaps
    .map((gap) => ({ ...gap, left: within(atX(gap.from)), right: within(atX(gap.through)) }))
    .filter((gap) => gap.right - gap.left > 86)
  return (
    <g className={styles['notes']}>
      <StepRules trajectory={trajectory} scale={frame.scale} bottom={bottom} />
      {gaps.map((gap) => (
        <text key={gap.from} x={(gap.left + gap.right) / 2} y={bottom - 22} textAnchor="middle" className={styles['gap']}>
          {`${formatDays(gap.days)} without ${frame.narrow ? 'a score' : scale.name}`}
        </text>
      ))}
      {scale.remissionMax !== undefined && (
        <text x={frame.left + 4} y={atY(scale.remissionMax) + 13}>{`remission ≤ ${scale.remissionMax}`}</text>
      )}
      {guide !== undefined && within(atX(guide.through)) > within(atX(guide.from)) && (
        <>
          <text x={within(atX(guide.through)) - 4} y={atY(guide.baseline.total / 2) - 4} textAnchor="end">
            {`half of baseline, ${formatNumber(guide.baseline.total / 2, 1)}`}
          </text>
          {scale.reliableChange !== undefined && (
            <text x={within(atX(guide.from)) + 4} y={atY(Math.min(scale.max, guide.baseline.total + scale.reliableChange)) + 13}>
              {frame.narrow ? `±${scale.reliableChange}` : `±${scale.reliableChange} points of baseline: measurement error`}
            </text>
          )}
        </>
      )}
      {!frame.narrow && (
        <>
          <text x={0} y={SCORE_TOP + 10} className={styles['laneName']}>
            {scale.name}
          </text>
          <text x={0} y={SCORE_TOP + 26}>{`points, ${scale.min} to ${scale.max}`}</text>
          <text x={0} y={SCORE_TOP + 42}>
            ↓ lower is better
          </text>
        </>
      )}
      {frame.narrow && <text x={0} y={12}>{`${scale.name}, points; ↓ lower is better`}</text>}
    </g>
  )
}

interface StepRulesProps {
  readonly trajectory: Trajectory
  readonly scale: TimeScale
  readonly bottom: number
}

/** A hairline at each dose step of the trial in focus, and a word at the steps that have room for it. */
function StepRules({ trajectory, scale, bottom }: StepRulesProps) {
  const { range } = scale
  const steps = trajectory.steps.filter(
    (step) => step.trial.id === trajectory.focus?.id && step.day >= range.from && step.day <= range.through,
  )
  let lastX = -Infinity
  const roomy = new Set<DoseStep>()
  for (const step of steps) {
    const x = xOf(scale, step.day)
    if (x - lastX < 116) continue
    roomy.add(step)
    lastX = x
  }
  return steps.map((step) => {
    const x = xOf(scale, step.day)
    return (
      <g key={step.day}>
        <path d={`M${x} ${SCORE_TOP}V${bottom}`} className={styles['step']} />
        {roomy.has(step) && (
          <text x={x + 4} y={bottom - 5} className={styles['stepWord']}>
            {stepText(step)}
          </text>
        )}
      </g>
    )
  })
}
