import { memo } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { cells } from '#src/features/caseload/cells.tsx'
import type { RowChanges } from '#src/features/caseload/changes.ts'
import { columnOf, type ColumnId } from '#src/features/caseload/columns.ts'
import { placeWords } from '#src/features/caseload/words.ts'
import { classNames } from '#src/ui/class-names.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { Mark } from '#src/ui/mark.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/caseload/grid.module.css'

export interface GridRowProps {
  readonly row: CaseloadRow
  /** Place in the list, from 0. */
  readonly index: number
  /** px from the top of the rows. */
  readonly top: number
  readonly columns: readonly ColumnId[]
  readonly pinned: readonly ColumnId[]
  /** The cell that Tab reaches, when it is in this row. */
  readonly activeColumn: ColumnId | undefined
  readonly changes: RowChanges | undefined
  readonly settings: ClinicalSettings
  readonly href: string
  /** The first of the patients who have nothing in the column that is sorted by. */
  readonly opensUnknown: boolean
}

/** One patient's row: drawn again only when the patient, the columns or the place changes. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, index, top, opensUnknown } = props
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      data-row={row.id}
      data-index={index}
      className={classNames(styles['row'], opensUnknown && styles['opensUnknown'])}
      style={{ transform: `translateY(${top}px)` }}
    >
      {row.kind === 'judged' ? <Judged {...props} row={row} /> : <UnjudgedCells {...props} />}
    </div>
  )
})

interface JudgedProps extends GridRowProps {
  readonly row: CaseloadRow & { readonly kind: 'judged' }
}

/** A cell that fails takes only itself away. One guard a row until then: thirteen in each row are felt when scrolling. */
function Judged(props: JudgedProps) {
  return (
    <ErrorBoundary what="row" fallback={<JudgedCells {...props} isGuarded />}>
      <JudgedCells {...props} isGuarded={false} />
    </ErrorBoundary>
  )
}

function JudgedCells({ row, columns, pinned, activeColumn, isGuarded, ...rest }: JudgedProps & { readonly isGuarded: boolean }) {
  const cellProps = { row, settings: rest.settings, changes: rest.changes, href: rest.href }
  return columns.map((id) => {
    const Cell = cells[id]
    return (
      <div
        key={id}
        role={id === 'patient' ? 'rowheader' : 'gridcell'}
        data-column={id}
        tabIndex={activeColumn === id ? 0 : -1}
        className={cellClass(id, pinned)}
        style={pinnedAt(id, pinned)}
      >
        {isGuarded ? (
          <ErrorBoundary what="cell" look="inline">
            <Cell {...cellProps} />
          </ErrorBoundary>
        ) : (
          <Cell {...cellProps} />
        )}
      </div>
    )
  })
}

function UnjudgedCells({ row, columns, activeColumn, href }: GridRowProps) {
  const isPending = row.kind === 'pending'
  const { shape, tone, word } = placeWords[row.place]
  return (
    <>
      <div
        role="rowheader"
        data-column="patient"
        tabIndex={activeColumn === 'patient' ? 0 : -1}
        className={cellClass('patient', [])}
        style={pinnedAt('patient', [])}
      >
        <Mark shape={shape} tone={tone} word={`${word}: `} wordHidden />{' '}
        <a className={styles['plainName']} href={href} tabIndex={-1}>
          <bdi>{row.name}</bdi>
        </a>
      </div>
      <div
        role="gridcell"
        aria-colspan={columns.length - 1}
        data-column="rest"
        tabIndex={activeColumn !== undefined && activeColumn !== 'patient' ? 0 : -1}
        className={classNames(styles['cell'], styles['rest'])}
      >
        {isPending ? <span className={styles['reading']}>not read yet</span> : <UnknownValue word="not read" reason={row.why} />}
      </div>
    </>
  )
}

function cellClass(id: ColumnId, pinned: readonly ColumnId[]): string {
  const isPinned = id === 'patient' || pinned.includes(id)
  return classNames(styles['cell'], columnOf(id).align === 'end' && styles['end'], isPinned && styles['pinned'])
}

/** A pinned cell takes its place from the grid's own properties, so that a change of width draws no row again. */
function pinnedAt(id: ColumnId, pinned: readonly ColumnId[]): { readonly left: string } | undefined {
  return id === 'patient' || pinned.includes(id) ? { left: `var(--left-${id})` } : undefined
}
