import { useLayoutEffect, useMemo, useRef, useState, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
import { usePlaceMemory, type PlaceMemory } from '#src/features/caseload/caseload-memory.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { isColumnId, type ColumnId } from '#src/features/caseload/columns.ts'
import { placeAfter, type GridPlace } from '#src/features/caseload/grid-keys.ts'

/** The cell that Tab reaches: by patient, so that it survives every new order. */
interface Place {
  /** "head" or the patient's id. */
  readonly row: string
  /** Where the row last stood: the neighbour takes over when the patient leaves the list. */
  readonly index: number
  readonly column: ColumnId
}

export interface GridFocus {
  /** Row -1 is the row of heads. */
  readonly active: GridPlace & { readonly id: ColumnId }
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onFocus: (event: FocusEvent) => void
  readonly onBlur: (event: FocusEvent) => void
}

interface Grid {
  readonly grid: RefObject<HTMLDivElement | null>
  readonly rows: readonly CaseloadRow[]
  readonly columns: readonly ColumnId[]
  readonly rowHeight: number
  readonly onOpen: (id: string) => void
}

/** Roving focus: one cell of the grid is in the tab order, the arrow keys move it. */
export function useGridFocus({ grid, rows, columns, rowHeight, onOpen }: Grid): GridFocus {
  const memory = usePlaceMemory()
  const [place, setPlace] = useState<Place>(() => startPlace(memory))
  // Measured at 10,000 rows: 2 to 40 ms, on every arrow key without it.
  const indexOf = useMemo(() => new Map(rows.map((row, index) => [row.id, index])), [rows])
  const index = place.row === 'head' ? -1 : (indexOf.get(place.row) ?? Math.min(place.index, rows.length - 1))
  const column = Math.max(0, columns.indexOf(place.column))
  const id = columns[column] ?? 'patient'
  const isWanted = useRef(memory.read().isAway)
  const isInside = useRef(false)

  useLayoutEffect(() => {
    const isLost = isInside.current && document.activeElement === document.body
    if (!isWanted.current && !isLost) return
    const cell = cellOf(grid.current, index === -1 ? 'head' : rows[index]?.id, id)
    if (cell === undefined) return
    isWanted.current = false
    memory.write({ isAway: false })
    cell.focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  return {
    active: { row: index, column, id },
    onKeyDown: (event) => {
      if (event.altKey || event.metaKey || event.target instanceof HTMLInputElement) return
      const row = rows[index]
      if (event.key === 'Enter' && row !== undefined && !(event.target instanceof HTMLButtonElement)) {
        event.preventDefault()
        onOpen(row.id)
        return
      }
      const page = Math.floor((grid.current?.clientHeight ?? 0) / rowHeight) - 1
      const next = placeAfter(event.key, event.ctrlKey, { row: index, column }, { rows: rows.length, columns: columns.length, page })
      if (next === undefined) return
      event.preventDefault()
      isWanted.current = true
      setPlace({ row: rows[next.row]?.id ?? 'head', index: next.row, column: columns[next.column] ?? 'patient' })
    },
    onFocus: (event) => {
      isInside.current = true
      const cell = event.target.closest<HTMLElement>('[data-column]')
      const row = cell?.closest<HTMLElement>('[data-row]')?.dataset['row']
      const name = cell?.dataset['column'] ?? ''
      if (row === undefined) return
      const at = isColumnId(name) ? name : id
      if (row !== 'head') memory.write({ active: { id: row, column: at } })
      if (row !== place.row || at !== place.column) setPlace({ row, index: indexOf.get(row) ?? -1, column: at })
    },
    onBlur: (event) => {
      // A cell that leaves the page takes the focus with it without anybody having moved it: then it is put back.
      if (event.target.isConnected && document.hasFocus()) isInside.current = false
    },
  }
}

function startPlace(memory: PlaceMemory): Place {
  const before = memory.read().active
  return { row: before?.id ?? '', index: 0, column: before?.column ?? 'patient' }
}

function cellOf(grid: HTMLElement | null, row: string | undefined, column: ColumnId): HTMLElement | undefined {
  if (grid === null || row === undefined) return undefined
  const line = grid.querySelector(`[data-row="${CSS.escape(row)}"]`)
  const cell = line?.querySelector<HTMLElement>(`[data-column="${column}"]`) ?? line?.querySelector<HTMLElement>('[data-column="rest"]')
  return cell?.querySelector('button') ?? cell ?? undefined
}
