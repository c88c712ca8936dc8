import { AllCommunityModule, ModuleRegistry, type ColDef, type GridApi, type ICellRendererParams } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { createRoot } from 'react-dom/client'
import '#src/ui/tokens.css'
import '#src/ui/base.css'
import { sortKey, type SortKey } from '#src/features/caseload/caseload-order.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { columns, isColumnId } from '#src/features/caseload/columns.ts'
import { PeerCell } from './cells.tsx'
import type { Table } from './contender.ts'

ModuleRegistry.registerModules([AllCommunityModule])

let api: GridApi<CaseloadRow> | undefined

const compare = (a: SortKey, b: SortKey, _x: unknown, _y: unknown, isDescending: boolean): number => {
  if (a === undefined || b === undefined) return ((a === undefined ? 1 : 0) - (b === undefined ? 1 : 0)) * (isDescending ? -1 : 1)
  return a === b ? 0 : a < b ? -1 : 1
}
const Drawn = ({ data, colDef }: ICellRendererParams<CaseloadRow>) => {
  const id = colDef?.colId ?? ''
  return data !== undefined && isColumnId(id) && <PeerCell row={data} column={id} />
}

const definitions = columns.map((column): ColDef<CaseloadRow> => ({
  colId: column.id,
  headerName: column.head,
  width: column.width,
  valueGetter: ({ data }) => (data === undefined ? undefined : sortKey(data, column.id)),
  comparator: compare,
  cellRenderer: Drawn,
  getQuickFilterText: ({ data }) => (column.id === 'patient' ? data.words.join(' ') : ''),
}))

export const table: Table = {
  mount: (place, _caseload, rows) =>
    createRoot(place).render(
      <div style={{ height: '100vh' }}>
        <AgGridReact<CaseloadRow>
          rowData={[...rows]}
          columnDefs={definitions}
          rowHeight={32}
          getRowId={({ data }) => data.id}
          onGridReady={(event) => {
            api = event.api
          }}
        />
      </div>,
    ),
  sort: () => {
    const sorted = api?.getColumnState().find((one) => one.colId === 'change')?.sort
    api?.applyColumnState({ state: [{ colId: 'change', sort: sorted === 'desc' ? null : 'desc' }] })
  },
  filter: (text) => api?.setGridOption('quickFilterText', text),
  topName: () => document.querySelector('.ag-row[row-index="0"] bdi')?.textContent ?? undefined,
  count: () => api?.getDisplayedRowCount() ?? 0,
  scroller: () => document.querySelector('.ag-grid-viewport, .ag-body-viewport') ?? document.body,
}
