/** Pure: showing, hiding, moving, pinning and sizing columns. The patient's name is always shown and always first. */
import { narrowest, widest, type CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import { columnIds, columnOf, type ColumnId } from '#src/features/caseload/columns.ts'

type Columns = Pick<CaseloadSearch, 'columns' | 'pinned' | 'widths'>

/** Shows a hidden column at the end, or hides a shown one; a hidden column is not pinned. */
export function toggleColumn({ columns, pinned }: Columns, id: ColumnId): Partial<Columns> {
  if (id === 'patient') return {}
  if (!columns.includes(id)) return { columns: [...columns, id] }
  return { columns: columns.filter((one) => one !== id), pinned: pinned.filter((one) => one !== id) }
}

/** Moves a column one place; at the ends nothing changes. */
export function moveColumn({ columns }: Columns, id: ColumnId, by: -1 | 1): Partial<Columns> {
  const from = columns.indexOf(id)
  const to = from + by
  if (from < 1 || to < 1 || to >= columns.length) return {}
  const without = columns.filter((one) => one !== id)
  return { columns: [...without.slice(0, to), id, ...without.slice(to)] }
}

/** Pins a column beside the name, or lets it scroll again. */
export function togglePin({ pinned }: Columns, id: ColumnId): Partial<Columns> {
  if (id === 'patient') return {}
  return { pinned: pinned.includes(id) ? pinned.filter((one) => one !== id) : [...pinned, id] }
}

/** Makes a column wider or narrower, within bounds; px. */
export function resizeColumn({ widths }: Columns, id: ColumnId, by: number): Partial<Columns> {
  const width = Math.max(narrowest, Math.min(widest, (widths[id] ?? columnOf(id).width) + by))
  return { widths: { ...widths, [id]: width } }
}

/** px */
export const widthStep = 16

/** What Shift+Alt and an arrow do on a column head: left and right move it, up and down make it wider and narrower. */
export function columnsAfterKey(search: Columns, id: ColumnId, key: string): Partial<Columns> | undefined {
  switch (key) {
    case 'ArrowLeft':
      return moveColumn(search, id, -1)
    case 'ArrowRight':
      return moveColumn(search, id, 1)
    case 'ArrowUp':
      return resizeColumn(search, id, widthStep)
    case 'ArrowDown':
      return resizeColumn(search, id, -widthStep)
    default:
      return undefined
  }
}

/** What was done to a column, for who cannot see it: "Response: column 5 of 13", "Response: 116 px wide". */
export function columnWords(search: Columns, id: ColumnId, changed: Partial<Columns>): string {
  const { head } = columnOf(id)
  if (changed.widths !== undefined) return `${head}: ${changed.widths[id] ?? columnOf(id).width} px wide`
  const { columns } = { ...search, ...changed }
  const place = `column ${columns.indexOf(id) + 1} of ${columns.length}`
  return changed.columns === undefined ? `${head} stays ${place}` : `${head}: ${place}`
}

/** Shown columns in their order, then hidden ones in the usual order: the order of the list to choose from. */
export function listedColumns({ columns }: Columns): readonly ColumnId[] {
  return [...columns, ...columnIds.filter((id) => !columns.includes(id))]
}
