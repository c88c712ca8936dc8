import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  functionalUpdate,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type Header,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import { sortKey } from '#src/features/caseload/caseload-order.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { narrowest, widest, type CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import { columnIds, columns, isColumnId, type ColumnId } from '#src/features/caseload/columns.ts'

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
})
const helper = createColumnHelper<typeof features, CaseloadRow>()
const definitions = helper.columns(
  columns.map((column) =>
    helper.accessor((row) => sortKey(row, column.id), {
      id: column.id,
      header: column.head,
      size: column.width,
      minSize: narrowest,
      maxSize: widest,
      sortDescFirst: column.worstIsHigh,
    }),
  ),
)

/**
 * The table is asked about columns and sorting only. The rows come in our own total order: the table's sort has no group for
 * patients without a value, and one NaN breaks the order of the others (RELIABILITY.md F37).
 */
const NO_ROWS: readonly CaseloadRow[] = []

export type CaseloadHeader = Header<typeof features, CaseloadRow, unknown>

export interface ColumnPlace {
  readonly id: ColumnId
  /** px */
  readonly width: number
  /** px from the left edge where a pinned column stays; undefined for one that scrolls. */
  readonly left: number | undefined
}

export interface ColumnLayout {
  readonly headers: readonly CaseloadHeader[]
  readonly places: readonly ColumnPlace[]
  /** The same list as long as the same columns are shown in the same order, so that rows are not drawn again. */
  readonly ids: readonly ColumnId[]
  /** Value of `grid-template-columns`. */
  readonly tracks: string
  readonly totalWidth: number
  /** px by which the column that is being drawn wider or narrower would change. */
  readonly resizing: { readonly id: string; readonly by: number } | undefined
}

type Change = (part: Partial<CaseloadSearch>, replace?: boolean) => void

export function useColumns(search: CaseloadSearch, change: Change): ColumnLayout {
  const { columns: shown, pinned, widths, sort } = search
  const sorting = sort.map((by) => ({ id: by.column, desc: by.descending }))
  const table = useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    columnResizeMode: 'onEnd',
    manualSorting: true,
    maxMultiSortColCount: columnIds.length,
    state: {
      columnOrder: [...shown],
      columnPinning: { start: ['patient', ...pinned], end: [] },
      columnSizing: { ...widths },
      columnVisibility: Object.fromEntries(columnIds.map((id) => [id, shown.includes(id)])),
      sorting,
    },
    onColumnSizingChange: (updater) => {
      const next = functionalUpdate(updater, { ...widths })
      change({ widths: Object.fromEntries(Object.entries(next).map(([id, width]) => [id, Math.round(width)])) }, true)
    },
    onSortingChange: (updater) =>
      change({
        sort: functionalUpdate(updater, sorting).flatMap(({ id, desc }) => (isColumnId(id) ? [{ column: id, descending: desc }] : [])),
      }),
  })
  const headers = table.getHeaderGroups().flatMap((group) => group.headers)
  const places = placesOf(headers, pinned.length > 0, widths)
  const { isResizingColumn, deltaOffset } = table.state.columnResizing
  return {
    headers,
    places,
    ids: useIds(places.map((place) => place.id).join()),
    tracks: places.map((place) => place.track).join(' '),
    totalWidth: places.reduce((sum, place) => sum + place.width, 0),
    resizing: isResizingColumn === false ? undefined : { id: isResizingColumn, by: deltaOffset ?? 0 },
  }
}

function useIds(key: string): readonly ColumnId[] {
  return useMemo(() => key.split(',').filter(isColumnId), [key])
}

function placesOf(headers: readonly CaseloadHeader[], hasPinned: boolean, widths: CaseloadSearch['widths']) {
  let left = 0
  return headers.flatMap(({ column }) => {
    const { id } = column
    if (!isColumnId(id)) return []
    const width = column.getSize()
    const isPinned = column.getIsPinned() === 'start'
    const grows = columns.some((one) => one.id === id && one.grows) && widths[id] === undefined && !(isPinned && hasPinned)
    const place = { id, width, left: isPinned ? left : undefined, track: grows ? `minmax(${width}px, ${width}fr)` : `${width}px` }
    if (isPinned) left += width
    return [place]
  })
}
