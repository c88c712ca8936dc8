import { nameLines, type FigureFrame } from '#src/features/patient/figure-layout.ts'
import styles from '#src/features/patient/figure.module.css'

export interface LaneNameProps {
  readonly frame: FigureFrame
  readonly top: number
  readonly lines: readonly string[]
  /** Unit, range or relation, in grey. */
  readonly under?: string
  readonly strong?: boolean
  /** At the right edge of the plot: the value now, and received of expected. */
  readonly edge?: readonly string[]
}

/** The lane's own name beside it, or above it where the page is narrow: no legend to look up. */
export function LaneName({ frame, top, lines, under = '', strong = false, edge = [] }: LaneNameProps) {
  const name = strong ? styles['laneName'] : styles['laneWord']
  const right = frame.width - frame.right + 8
  return (
    <>
      {frame.narrow ? (
        <text x={frame.left} y={top - 4} className={name}>
          {lines.join(' ')}
          {under !== '' && <tspan className={styles['under']}>{`  ${under}`}</tspan>}
        </text>
      ) : (
        [...lines, ...(under === '' ? [] : nameLines(under, 19))].map((line, index) => (
          <text key={line} x={0} y={top + 11 + index * 14} className={index < lines.length ? name : styles['under']}>
            {line}
          </text>
        ))
      )}
      {edge.map((line, index) => (
        <text key={line} x={right} y={top + 11 + index * 14} className={index === 0 && edge.length > 1 ? styles['edge'] : styles['under']}>
          {line}
        </text>
      ))}
    </>
  )
}
