import { memo } from 'react'
import { itemGridOf, type ItemGrid } from '#src/features/patient/item-grid.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { counted } from '#src/lib/figures.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import { ScrollBox } from '#src/ui/chart/scroll-box.tsx'
import { Mark } from '#src/ui/mark.tsx'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import styles from '#src/features/patient/item-grid.module.css'

export interface ItemGridViewProps {
  readonly trajectory: Trajectory
  readonly range: DayRange
}

/** Nine items by administration, 0 to 3, with the dose steps between them. */
export const ItemGridView = memo(function ItemGridView({ trajectory, range }: ItemGridViewProps) {
  const { columns, rows, notes, cautions, withoutItems } = itemGridOf(trajectory, range)
  if (columns.length === 0 && withoutItems === 0) return null
  return (
    <section className={styles['section']} aria-labelledby="items-title">
      <h2 id="items-title">PHQ-9 items, 0 to 3 points each</h2>
      {columns.length > 0 && <Grid columns={columns} rows={rows} />}
      {cautions.map((caution) => (
        <p key={caution} className={styles['note']}>
          {caution}.
        </p>
      ))}
      {withoutItems > 0 && <p className={styles['note']}>{`${counted(withoutItems, 'reading')} in view carry a total without items.`}</p>}
      {notes.length > 0 && (
        <>
          <p className={styles['note']}>
            Rose after the last dose step and can be a side effect as well as a symptom (sleep, fatigue, appetite, concentration):
          </p>
          <ul className={styles['notes']}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
})

function Grid({ columns, rows }: Pick<ItemGrid, 'columns' | 'rows'>) {
  return (
    <ScrollBox label="PHQ-9 items by administration">
      <table className={styles['grid']}>
        <thead>
          <tr>
            <th scope="col">Item</th>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.steps.length > 0 ? styles['stepped'] : undefined}>
                {column.steps.map((step) => (
                  <span key={step} className={styles['step']} title={step}>
                    <span aria-hidden="true">▲</span>
                    <VisuallyHidden>{`after ${step}, `}</VisuallyHidden>
                  </span>
                ))}
                {column.label}
                {column.unjudged !== undefined && (
                  <span className={styles['standing']}>
                    <Mark shape="dashed-ring" tone="unknown" word={column.unjudged} />
                  </span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.item}>
              <th scope="row">{`${row.item} ${row.name}`}</th>
              {row.cells.map((cell, at) => (
                <td
                  key={cell.key}
                  data-points={cell.value ?? 'none'}
                  data-unjudged={columns[at]?.unjudged === undefined ? undefined : ''}
                  data-item9={row.item === 9 && cell.value !== undefined && cell.value > 0 ? 'above-0' : undefined}
                  className={columns[at]?.steps.length === 0 ? undefined : styles['stepped']}
                >
                  {cell.value ?? <VisuallyHidden>not answered</VisuallyHidden>}
                  {cell.value === undefined && <span aria-hidden="true">?</span>}
                  {cell.suspect && <span className={styles['suspect']}>↑</span>}
                  {cell.suspect && <VisuallyHidden>, rose after the last dose step</VisuallyHidden>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
