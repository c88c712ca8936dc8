import { isAmended, item9Missing, labelledMarks, lookOf } from '#src/features/patient/score-axis.ts'
import { SCORE_TOP, type FigureFrame } from '#src/features/patient/figure-layout.ts'
import { marksIn } from '#src/features/patient/trajectory-table.ts'
import type { BaselineGuide, ScoreMark, ScoreSeries } from '#src/features/patient/score-series.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { xOf } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

export interface ScoreMarksProps {
  readonly series: ScoreSeries
  readonly frame: FigureFrame
  readonly guide: BaselineGuide | undefined
  readonly lit: ReadonlySet<string>
  /** px of a number of points. */
  readonly atY: (total: number) => number
}

/** Every administration, with its number where there is room. */
export function ScoreMarks({ series, frame, guide, lit, atY }: ScoreMarksProps) {
  const marks = marksIn(series, frame.scale.range)
  const labelled = labelledMarks(marks, guide, (mark) => xOf(frame.scale, mark.from))
  return marks.map((mark) => (
    <g key={mark.key} data-mark={mark.key} data-total={mark.total ?? 'none'} data-day={mark.from}>
      <Mark
        mark={mark}
        left={Math.max(xOf(frame.scale, mark.from), frame.left)}
        right={Math.min(xOf(frame.scale, mark.through), frame.width - frame.right)}
        y={mark.total === undefined ? frame.scoreHeight - 36 : atY(mark.total)}
        edge={frame.width - frame.right}
        isLit={mark.reading.sources.some((source) => lit.has(source.ref))}
        isLabelled={labelled.has(mark.key)}
      />
    </g>
  ))
}

interface MarkProps {
  readonly mark: ScoreMark
  /** Equal to `right` for an exact day. */
  readonly left: number
  readonly right: number
  readonly y: number
  /** Right end of the plot, px. */
  readonly edge: number
  readonly isLit: boolean
  readonly isLabelled: boolean
}

function Mark({ mark, left, right, y, edge, isLit, isLabelled }: MarkProps) {
  const x = (left + right) / 2
  const look = lookOf(mark)
  const { item9 } = mark.reading
  const labelY = y < SCORE_TOP + 16 ? y + 20 : y - 10
  return (
    <>
      {isLit && <circle cx={x} cy={y} r={13} className={styles['lit']} />}
      {mark.from !== mark.through && (
        <path d={`M${left} ${y - 4}v8M${left} ${y}H${right}M${right} ${y - 4}v8`} className={styles['imprecise']} />
      )}
      {item9Missing(mark) && look === 'reading' && <circle cx={x} cy={y} r={6.5} className={styles['unasked']} />}
      {isAmended(mark) && <circle cx={x} cy={y} r={look === 'item-9' ? 10.5 : 6.5} className={styles['amended']} />}
      <MarkShape look={look} x={x} y={y} item9={item9.kind === 'answered' ? item9.value : undefined} />
      {isLabelled && mark.total !== undefined && (
        <text x={x} y={look === 'item-9' ? labelY - 4 : labelY} textAnchor={edge - x < 14 ? 'end' : 'middle'} className={styles['number']}>
          {formatNumber(mark.total, 2)}
        </text>
      )}
    </>
  )
}

interface MarkShapeProps {
  readonly look: ReturnType<typeof lookOf>
  readonly x: number
  readonly y: number
  readonly item9?: number | undefined
}

/** The shape alone, for the chart and its legend. */
export function MarkShape({ look, x, y, item9 }: MarkShapeProps) {
  switch (look) {
    case 'item-9':
      return (
        <>
          <path d={octagon(x, y, 8)} className={styles['item9']} />
          <text x={x} y={y + 4} className={styles['item9Number']}>
            {item9}
          </text>
        </>
      )
    case 'reading':
      return <circle cx={x} cy={y} r={3.6} className={styles['reading']} />
    case 'not-judged':
      return <circle cx={x} cy={y} r={4} className={styles['unjudged']} />
    case 'no-total':
      return (
        <>
          <circle cx={x} cy={y} r={6} className={styles['unknown']} />
          <text x={x} y={y + 4} className={styles['unknownNumber']}>
            ?
          </text>
        </>
      )
  }
}

function octagon(x: number, y: number, r: number): string {
  const k = r * 0.414
  return `M${x - k} ${y - r}h${2 * k}l${r - k} ${r - k}v${2 * k}l${k - r} ${r - k}h${-2 * k}l${k - r} ${k - r}v${-2 * k}z`
}
