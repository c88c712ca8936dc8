import { formatNumber } from '#src/lib/figures.ts'
import type { Known } from '#src/lib/known.ts'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/ui/quantity.module.css'

export interface QuantityProps {
  readonly value: number | Known<number>
  /** "points", "mg/day", "days", "%"; "" only for a bare count whose noun stands in the same sentence. */
  readonly unit: string
  /** Most decimals shown. */
  readonly digits?: number
}

/** A number with its unit, in tabular figures; a word and the reason where it is not known. */
export function Quantity({ value, unit, digits = 0 }: QuantityProps) {
  if (typeof value !== 'number' && value.kind === 'unknown') return <UnknownValue reason={value.reason} />
  const figure = typeof value === 'number' ? value : value.value
  return (
    <span className={styles['quantity']}>
      {formatNumber(figure, digits)}
      {unit !== '' && <span className={styles['unit']}>{'\u00a0' + unit}</span>}
    </span>
  )
}
