/** Comma-separated text as spreadsheets read it, safe to open: no cell is ever taken for a formula. */

export type CsvCell = string | number | undefined

/**
 * A table as CSV (RFC 4180): CRLF line ends, quotes doubled, a byte order mark so that spreadsheets read UTF-8.
 * Undefined is an empty cell: only for what does not exist, never for what is not known.
 */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((cells) => cells.map(cellText).join(',')).join('\r\n')}\r\n`
}

function cellText(cell: CsvCell): string {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const safe = harmless(cell)
  return /[",\r\n\t;]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Text that begins like a formula gets an apostrophe before it (OWASP, CSV injection): = + - @, their full-width forms, tab,
 * line ends, also behind blanks or after a line end within the cell.
 */
function harmless(text: string): string {
  return text.replace(/(^|[\r\n])(?=[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212]|\t|\r)/g, "$1'")
}
