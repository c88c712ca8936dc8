import type { ReactNode } from 'react'
import { legendOf, type LegendKey } from '#src/features/patient/legend.ts'
import { LaneHatches } from '#src/features/patient/lane-hatches.tsx'
import { MarkShape } from '#src/features/patient/score-marks.tsx'
import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import figure from '#src/features/patient/figure.module.css'
import styles from '#src/features/patient/legend.module.css'

export interface FigureLegendProps {
  readonly trajectory: Trajectory
  readonly series: ScoreSeries
  readonly range: DayRange
}

/** Only the signs that are in view, each with its word. Names of lanes and bands stand at the lanes themselves. */
export function FigureLegend({ trajectory, series, range }: FigureLegendProps) {
  return (
    <ul className={styles['legend']} aria-label="Signs in the chart">
      {legendOf(trajectory, series, range).map(({ key, words }) => (
        <li key={key}>
          <svg width={20} height={18} viewBox="0 0 20 18" aria-hidden="true" className={figure['figure']}>
            {swatches[key]}
          </svg>
          {words}
        </li>
      ))}
    </ul>
  )
}

const box = { x: 2, y: 4, width: 16, height: 11 } as const

const swatches: Readonly<Record<LegendKey, ReactNode>> = {
  reading: <MarkShape look="reading" x={10} y={9} />,
  'item-9': <MarkShape look="item-9" x={10} y={9} item9={2} />,
  'item-9-unasked': (
    <>
      <circle cx={10} cy={9} r={6.5} className={figure['unasked']} />
      <MarkShape look="reading" x={10} y={9} />
    </>
  ),
  'not-judged': <MarkShape look="not-judged" x={10} y={9} />,
  'no-total': <MarkShape look="no-total" x={10} y={9} />,
  amended: (
    <>
      <circle cx={10} cy={9} r={6.5} className={figure['amended']} />
      <MarkShape look="reading" x={10} y={9} />
    </>
  ),
  imprecise: <path d="M2 5v8M2 9H18M18 5v8" className={figure['imprecise']} />,
  taken: <rect {...box} className={styles['full']} />,
  'taking-not-known': <rect {...box} className={styles['half']} />,
  missed: <rect {...box} className={styles['pale']} />,
  below: (
    <>
      <LaneHatches id="legend" />
      <rect {...box} fill="url(#legend-below-1)" />
    </>
  ),
  untold: (
    <>
      <LaneHatches id="legend" />
      <rect {...box} fill="url(#legend-unknown)" className={figure['soft']} />
    </>
  ),
  window: <rect {...box} className={figure['window']} />,
  projected: <rect {...box} className={figure['windowProjected']} />,
  mean: <path d="M2 11l5 -4l5 3l6 -4" className={figure['mean']} />,
}
