import type { Readout } from '#src/features/patient/readout.ts'
import styles from '#src/features/patient/figure.module.css'

export interface ReadoutCardProps {
  readonly readout: Readout
  /** Where the crosshair stands, px. */
  readonly x: number
  readonly width: number
}

/** Exact values of one day beside the crosshair, on the side where there is room. */
export function ReadoutCard({ readout, x, width }: ReadoutCardProps) {
  const { title, row, scaleName, lines } = readout
  const side =
    x < width / 2
      ? { left: `${Math.min(x + 16, Math.max(8, width - 284))}px` }
      : { right: `${Math.min(width - x + 16, Math.max(8, width - 284))}px` }
  return (
    <div className={styles['readout']} style={side} data-testid="readout">
      <p className={styles['readoutDay']}>{row === undefined ? title : row.date}</p>
      {row !== undefined && (
        <>
          <p className={styles['readoutValue']}>{`${scaleName} ${row.value}${row.band === undefined ? '' : `, ${row.band}`}`}</p>
          {[row.change, row.item9, row.caution].map((line) => (line === undefined ? null : <p key={line}>{line}</p>))}
        </>
      )}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {row !== undefined && <p className={styles['readoutSource']}>{row.source}</p>}
    </div>
  )
}
