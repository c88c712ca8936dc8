/** The cells of Remit's table, drawn by Remit's own components, for the peers that take React cells. */
import { defaultSettings } from '#src/clinical/settings.ts'
import { cells } from '#src/features/caseload/cells.tsx'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import type { ColumnId } from '#src/features/caseload/columns.ts'

export function PeerCell({ row, column }: { readonly row: CaseloadRow; readonly column: ColumnId }) {
  const Cell = cells[column]
  return row.kind === 'judged' ? <Cell row={row} settings={defaultSettings} changes={undefined} href="#" /> : row.name
}
