/** Pure: where the arrow keys lead in the grid (WAI-ARIA grid pattern). Row -1 is the row of column heads. */

export interface GridPlace {
  readonly row: number
  readonly column: number
}

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows that fit on the screen. */
  readonly page: number
}

/** The place a key leads to; undefined when the key is not one of the grid's. The grid has no wrap-around. */
export function placeAfter(key: string, withCtrl: boolean, from: GridPlace, size: GridSize): GridPlace | undefined {
  const wanted = step(key, withCtrl, from, size)
  if (wanted === undefined) return undefined
  return { row: clamp(wanted.row, -1, size.rows - 1), column: clamp(wanted.column, 0, size.columns - 1) }
}

function step(key: string, withCtrl: boolean, { row, column }: GridPlace, { rows, columns, page }: GridSize): GridPlace | undefined {
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1, column }
    case 'ArrowUp':
      return { row: row - 1, column }
    case 'ArrowRight':
      return { row, column: column + 1 }
    case 'ArrowLeft':
      return { row, column: column - 1 }
    case 'PageDown':
      return { row: row + Math.max(1, page - 1), column }
    case 'PageUp':
      return { row: row < 0 ? -1 : Math.max(0, row - Math.max(1, page - 1)), column }
    case 'Home':
      return { row: withCtrl ? 0 : row, column: 0 }
    case 'End':
      return { row: withCtrl ? rows - 1 : row, column: columns - 1 }
    default:
      return undefined
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
