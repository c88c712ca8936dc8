import type { KeyboardEvent } from 'react'
import { columnOf, isColumnId, type ColumnId } from '#src/features/caseload/columns.ts'
import type { CaseloadHeader, ColumnLayout } from '#src/features/caseload/use-columns.ts'
import { classNames } from '#src/ui/class-names.ts'
import styles from '#src/features/caseload/grid.module.css'

export interface GridHeaderProps {
  readonly layout: ColumnLayout
  readonly pinned: readonly ColumnId[]
  readonly activeColumn: ColumnId | undefined
  /** How many columns are sorted by: with more than one each says its rank. */
  readonly sortedBy: number
  readonly onKey: (event: KeyboardEvent, id: ColumnId) => void
}

/** The column heads: a click sorts, with Shift it adds to the sort; the edge can be drawn; Shift+Alt+arrow moves and sizes. */
export function GridHeader({ layout, pinned, activeColumn, sortedBy, onKey }: GridHeaderProps) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" aria-rowindex={1} data-row="head" className={styles['headRow']}>
        {layout.headers.map((header) => {
          const { id } = header.column
          if (!isColumnId(id)) return undefined
          const isPinned = id === 'patient' || pinned.includes(id)
          return (
            <div
              key={id}
              role="columnheader"
              aria-sort={sortWord(header)}
              data-column={id}
              className={classNames(
                styles['cell'],
                styles['headCell'],
                columnOf(id).align === 'end' && styles['end'],
                isPinned && styles['pinned'],
              )}
              {...(isPinned ? { style: { left: `var(--left-${id})` } } : {})}
            >
              <SortButton header={header} id={id} isActive={activeColumn === id} showsRank={sortedBy > 1} onKey={onKey} />
              <span
                aria-hidden="true"
                className={styles['handle']}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                {...(layout.resizing?.id === id
                  ? { 'data-resizing': '', style: { transform: `translateX(${layout.resizing.by}px)` } }
                  : {})}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function SortButton(props: {
  readonly header: CaseloadHeader
  readonly id: ColumnId
  readonly isActive: boolean
  readonly showsRank: boolean
  readonly onKey: GridHeaderProps['onKey']
}) {
  const { header, id, isActive, showsRank, onKey } = props
  const { head, title } = columnOf(id)
  const sorted = header.column.getIsSorted()
  return (
    <button
      type="button"
      tabIndex={isActive ? 0 : -1}
      aria-label={title.startsWith(head) ? title : `${head}: ${title}`}
      className={styles['sort']}
      aria-keyshortcuts="Shift+Alt+ArrowLeft Shift+Alt+ArrowRight Shift+Alt+ArrowUp Shift+Alt+ArrowDown"
      onClick={header.column.getToggleSortingHandler()}
      onKeyDown={(event) => onKey(event, id)}
    >
      <span className={styles['headText']}>{head}</span>
      {sorted !== false && (
        <span aria-hidden="true" className={styles['sorted']} data-direction={sorted}>
          {showsRank && header.column.getSortIndex() + 1}
        </span>
      )}
    </button>
  )
}

function sortWord(header: CaseloadHeader): 'ascending' | 'descending' | 'none' {
  const sorted = header.column.getIsSorted()
  if (sorted === false) return 'none'
  return sorted === 'asc' ? 'ascending' : 'descending'
}
