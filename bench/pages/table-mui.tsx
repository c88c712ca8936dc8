import { DataGrid, useGridApiRef, type GridColDef, type GridRenderCellParams } from '@mui/x-data-grid'
import { createRoot } from 'react-dom/client'
import '#src/ui/tokens.css'
import '#src/ui/base.css'
import { sortKey, type SortKey } from '#src/features/caseload/caseload-order.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { columns, isColumnId } from '#src/features/caseload/columns.ts'
import { PeerCell } from './cells.tsx'
import type { Table } from './contender.ts'

let api: ReturnType<typeof useGridApiRef>['current']

const compare =
  (direction: 'asc' | 'desc' | null | undefined) =>
  (a: SortKey, b: SortKey): number => {
    if (a === undefined || b === undefined) return (a === undefined ? 1 : 0) - (b === undefined ? 1 : 0)
    const ascending = a === b ? 0 : a < b ? -1 : 1
    return direction === 'desc' ? -ascending : ascending
  }
const Drawn = ({ row, field }: GridRenderCellParams<CaseloadRow>) => <PeerCell row={row} column={isColumnId(field) ? field : 'patient'} />

const definitions = columns.map((column): GridColDef<CaseloadRow> => ({
  field: column.id,
  headerName: column.head,
  width: column.width,
  valueGetter: (_value, row) => sortKey(row, column.id),
  getSortComparator: compare,
  renderCell: Drawn,
  getApplyQuickFilterFn: (text: string) => (column.id === 'patient' ? (_value, row) => row.words.join(' ').includes(text) : () => false),
}))

/** The free DataGrid shows at most 100 rows a page: it sorts and filters all of them and draws a page. */
function Grid({ rows }: { readonly rows: readonly CaseloadRow[] }) {
  const ref = useGridApiRef()
  return (
    <div style={{ height: '100vh' }}>
      <DataGrid
        apiRef={ref}
        rows={rows}
        columns={definitions}
        rowHeight={32}
        columnHeaderHeight={32}
        pageSizeOptions={[100]}
        initialState={{ pagination: { paginationModel: { pageSize: 100 } } }}
        onStateChange={() => {
          api = ref.current
        }}
      />
    </div>
  )
}

export const table: Table = {
  mount: (place, _caseload, rows) => createRoot(place).render(<Grid rows={rows} />),
  sort: () => {
    const isSorted = api?.getSortModel().some((one) => one.field === 'change') === true
    api?.setSortModel(isSorted ? [] : [{ field: 'change', sort: 'desc' }])
  },
  filter: (text) => api?.setQuickFilterValues(text === '' ? [] : [text]),
  topName: () => document.querySelector('[data-rowindex="0"] bdi')?.textContent ?? undefined,
  count: () => parseInt(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? '1', 10) - 1,
  scroller: () => document.querySelector('.MuiDataGrid-virtualScroller') ?? document.body,
}
