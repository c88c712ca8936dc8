import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { bubblesOf } from '#src/features/caseload/outcomes-plot.ts'
import type { Outcomes } from '#src/features/caseload/outcomes.ts'
import { formatNumber } from '#src/lib/figures.ts'
import styles from '#src/features/caseload/outcomes.module.css'

const MAX = 27
const SIZE = 330
const LEFT = 34
const TOP = 10
const FOOT = 34
const x = (points: number): number => LEFT + (points / MAX) * SIZE
const y = (points: number): number => TOP + ((MAX - points) / MAX) * SIZE
const ticks = [0, 5, 10, 15, 20, 27]

export interface OutcomesPlotProps {
  readonly outcomes: Outcomes
  readonly settings: ClinicalSettings
}

/** Every measured patient: where the trial began and where it is now. Below the diagonal is better. */
export function OutcomesPlot({ outcomes, settings }: OutcomesPlotProps) {
  const { responsePercent, remissionMax } = settings.response
  const half = 1 - responsePercent / 100
  const { measured, response, remission } = outcomes
  return (
    <figure className={styles['figure']}>
      <svg
        viewBox={`0 0 ${LEFT + SIZE + 8} ${TOP + SIZE + FOOT}`}
        role="img"
        aria-label={`PHQ-9 at baseline against latest, ${formatNumber(measured.length)} measured patients: ${formatNumber(response.count)} at or below half of baseline or in remission, ${formatNumber(remission.count)} of them in remission`}
      >
        <path className={styles['responseArea']} d={`M${x(0)} ${y(0)}L${x(MAX)} ${y(MAX * half)}V${y(0)}Z`} />
        <path className={styles['axis']} d={`M${x(0)} ${y(MAX)}V${y(0)}H${x(MAX)}`} />
        {ticks.map((tick) => (
          <g key={tick} className={styles['tick']}>
            <text x={x(tick)} y={y(0) + 15} textAnchor="middle">
              {tick}
            </text>
            <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        <path className={styles['line']} d={`M${x(0)} ${y(0)}L${x(MAX)} ${y(MAX)}`} />
        <path className={styles['dashed']} d={`M${x(0)} ${y(0)}L${x(MAX)} ${y(MAX * half)}`} />
        <path className={styles['remission']} d={`M${x(0)} ${y(remissionMax)}H${x(MAX)}`} />
        {bubblesOf(measured).map(({ baseline, latest, patients }) => (
          <circle key={`${baseline} ${latest}`} className={styles['bubble']} cx={x(baseline)} cy={y(latest)} r={2.4 * Math.sqrt(patients)}>
            <title>{`${baseline} to ${latest} points: ${patients}`}</title>
          </circle>
        ))}
        <g className={styles['label']}>
          <text x={x(8)} y={y(21)}>
            worse
          </text>
          <text x={x(20.4)} y={y(21.6)} transform={`rotate(-45 ${x(20.4)} ${y(21.6)})`} textAnchor="middle">
            no change
          </text>
          <text x={x(MAX) - 2} y={y(MAX * half) - 5} textAnchor="end">
            half of baseline
          </text>
          <text x={x(MAX) - 2} y={y(remissionMax) - 4} textAnchor="end">
            {`remission, ${remissionMax} or less`}
          </text>
        </g>
        <text className={styles['axisTitle']} x={x(MAX / 2)} y={y(0) + 30} textAnchor="middle">
          PHQ-9 at the start of the trial, points
        </text>
        <text className={styles['axisTitle']} transform={`rotate(-90 10 ${y(MAX / 2)})`} x={10} y={y(MAX / 2)} textAnchor="middle">
          latest PHQ-9, points
        </text>
      </svg>
      <figcaption>
        One bubble a pair of totals, its area the number of patients. Only measured patients: {formatNumber(measured.length)}.
      </figcaption>
    </figure>
  )
}
