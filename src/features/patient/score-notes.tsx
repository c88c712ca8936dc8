import type { BaselineGuide, ScoreSeries } from '#src/features/patient/score-series.ts'
import { edgeLabels } from '#src/features/patient/edge-labels.ts'
import { AXIS_HEIGHT, nameLines, SCORE_TOP, type FigureFrame } from '#src/features/patient/figure-layout.ts'
import { runsOf, runText } from '#src/features/patient/dose-days.ts'
import { axisWords } from '#src/features/patient/score-axis.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { formatDays } from '#src/lib/figures.ts'
import { formatDayShort } from '#src/lib/calendar.ts'
import { xOf, type TimeScale } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

interface ScoreNotesProps {
  readonly trajectory: Trajectory
  readonly series: ScoreSeries
  readonly frame: FigureFrame
  readonly guide: BaselineGuide | undefined
  readonly atY: (total: number) => number
}

/** Words that stand beside what they name: guides, gaps, the unit, the direction that is better. */
export function ScoreNotes({ trajectory, series, frame, guide, atY }: ScoreNotesProps) {
  const { scale } = series
  const plotRight = frame.width - frame.right
  const bottom = frame.scoreHeight - AXIS_HEIGHT
  const atX = (day: number): number => xOf(frame.scale, day)
  const today = atX(trajectory.asOf)
  const names = nameLines(scale.name, 15)
  const within = (x: number): number => Math.min(Math.max(x, frame.left), plotRight)
  const guideInView = guide !== undefined && within(atX(guide.through)) > within(atX(guide.from)) ? guide : undefined
  const gaps = series.gaps
    .map((gap) => ({ ...gap, left: within(atX(gap.from)), right: within(atX(gap.through)) }))
    .filter((gap) => gap.right - gap.left > 86)
  return (
    <g className={styles['notes']}>
      <StepRules trajectory={trajectory} scale={frame.scale} bottom={bottom} today={today} narrow={frame.narrow} />
      {gaps.map((gap) => (
        <text key={gap.from} x={(gap.left + gap.right) / 2} y={bottom - 7} textAnchor="middle" className={styles['gap']}>
          {`${formatDays(gap.days)} without ${frame.narrow ? 'a score' : scale.name}`}
        </text>
      ))}
      {edgeLabels(scale, guideInView, { yOf: atY, top: SCORE_TOP + 6, bottom: bottom - 4, narrow: frame.narrow }).map(
        ({ text, kind, y }) => (
          <text key={text} x={plotRight + 8} y={y + 4} data-kind={kind}>
            {text}
          </text>
        ),
      )}
      {today > frame.left && today <= plotRight && <path d={`M${today} ${SCORE_TOP}V${bottom}`} className={styles['today']} />}
      {today > frame.left && today <= plotRight && <AsOf x={today} frame={frame} word={asOfWord(trajectory)} />}
      <text x={frame.width} y={frame.scoreHeight - 8} textAnchor="end">
        date
      </text>
      {!frame.narrow && (
        <>
          {[...names, ...axisWords(series), '↓ lower is better'].map((line, index) => (
            <text key={line} x={0} y={SCORE_TOP + 10 + index * 15} className={index < names.length ? styles['laneName'] : undefined}>
              {line}
            </text>
          ))}
        </>
      )}
      {frame.narrow && <text x={0} y={12}>{`${scale.name}, points; ↓ lower is better`}</text>}
    </g>
  )
}

/** The day everything is judged on; nothing is known after it. */
const asOfWord = ({ asOf }: Trajectory): string => `as of ${formatDayShort(asOf)}`

/** Above the plot, or inside it where the name of the scale stands above. */
function AsOf({ x, frame, word }: { readonly x: number; readonly frame: FigureFrame; readonly word: string }) {
  const isNearEnd = x > frame.left + frame.scale.width / 2
  return frame.narrow ? (
    <text x={isNearEnd ? x - 4 : x + 4} y={SCORE_TOP + 11} textAnchor={isNearEnd ? 'end' : 'start'}>
      {word}
    </text>
  ) : (
    <text x={x} y={SCORE_TOP - 5} textAnchor="middle">
      {word}
    </text>
  )
}

interface StepRulesProps {
  readonly trajectory: Trajectory
  readonly scale: TimeScale
  readonly bottom: number
  /** px; no word runs into the word of the day of judgement. */
  readonly today: number
  readonly narrow: boolean
}

/** A hairline at each dose step of the trial in focus, and a word at the steps, or at the taper, that have room for it. */
function StepRules({ trajectory, scale, bottom, today, narrow }: StepRulesProps) {
  const { range } = scale
  const steps = trajectory.steps.filter(
    (step) => step.trial.id === trajectory.focus?.id && step.day >= range.from && step.day <= range.through,
  )
  let lastX = -Infinity
  const words: { readonly x: number; readonly text: string }[] = []
  for (const run of runsOf(steps)) {
    const x = (xOf(scale, run[0].day) + xOf(scale, (run.at(-1) ?? run[0]).day)) / 2
    const text = runText(run)
    if (narrow || x - lastX < 116 || (x < today ? today - x < 6 * text.length : x - today < 96)) continue
    words.push({ x, text })
    lastX = x + (run.length > 1 ? 60 : 0)
  }
  return (
    <>
      {steps.map(({ day }) => (
        <path key={day} d={`M${xOf(scale, day)} ${SCORE_TOP}V${bottom}`} className={styles['step']} />
      ))}
      {words.map(({ x, text }) => (
        <text key={text} x={x} y={SCORE_TOP - 5} textAnchor={x - scale.left < 50 ? 'start' : 'middle'} className={styles['stepWord']}>
          {text}
        </text>
      ))}
    </>
  )
}
