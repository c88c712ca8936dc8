import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useEffect, type RefObject } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import type { RowChanges } from '#src/features/caseload/changes.ts'
import type { ColumnId } from '#src/features/caseload/columns.ts'
import { GridRow } from '#src/features/caseload/grid-row.tsx'
import styles from '#src/features/caseload/grid.module.css'

export interface GridBodyProps {
  readonly rows: readonly CaseloadRow[]
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly rowHeight: number
  readonly columns: readonly ColumnId[]
  readonly pinned: readonly ColumnId[]
  readonly active: { readonly index: number; readonly column: ColumnId } | undefined
  readonly changesOf: (id: string) => RowChanges | undefined
  readonly hrefOf: (id: string) => string
  readonly settings: ClinicalSettings
  /** Place of the first row without a value in the sorted column; undefined when there is none. */
  readonly unknownFrom: number | undefined
  readonly startAt: number
}

const OVERSCAN = 8
/** Rows drawn before the size of the window is known. */
const FIRST_HEIGHT = 720

/** The rows in view and a few around them. The active row stays in the page wherever it is, so that the focus is never lost. */
export function GridBody(props: GridBodyProps) {
  const { rows, scroller, rowHeight, active } = props
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    initialOffset: props.startAt,
    initialRect: { width: 1, height: FIRST_HEIGHT },
    rangeExtractor: (range) => withActive(range, active?.index),
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])
  return (
    <div role="rowgroup" className={styles['body']} style={{ height: rows.length * rowHeight }}>
      {virtual.getVirtualItems().map(({ index }) => {
        const row = rows[index]
        return (
          row !== undefined && (
            <GridRow
              key={row.id}
              row={row}
              index={index}
              top={index * rowHeight}
              columns={props.columns}
              pinned={props.pinned}
              activeColumn={active?.index === index ? active.column : undefined}
              changes={props.changesOf(row.id)}
              settings={props.settings}
              href={props.hrefOf(row.id)}
              opensUnknown={props.unknownFrom === index}
            />
          )
        )
      })}
    </div>
  )
}

function withActive(range: Range, active: number | undefined): number[] {
  const shown = defaultRangeExtractor(range)
  const [first = 0] = shown
  const last = shown.at(-1) ?? 0
  if (active === undefined || (active >= first && active <= last)) return shown
  return active < first ? [active, ...shown] : [...shown, active]
}
