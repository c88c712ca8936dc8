import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { cellSays, type Said } from '#src/features/caseload/cell-words.ts'
import { columnOf, type ColumnId } from '#src/features/caseload/columns.ts'
import { placeWords } from '#src/features/caseload/words.ts'
import { MarkGlyph } from '#src/ui/mark.tsx'
import styles from '#src/features/caseload/print-table.module.css'

export interface PrintTableProps {
  readonly rows: readonly CaseloadRow[]
  readonly columns: readonly ColumnId[]
  readonly settings: ClinicalSettings
  /** What the page shows: patients, filter, order, as of. */
  readonly heading: readonly string[]
}

/** One line a patient, every shown patient, only while the page is being printed. */
export function PrintTable({ rows, columns, settings, heading }: PrintTableProps) {
  const isPrinting = useSyncExternalStore(onPrint, () => window.matchMedia('print').matches)
  if (!isPrinting) return undefined
  return (
    <div className={styles['print']}>
      {heading.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {columnOf(column).head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column} className={columnOf(column).align === 'end' ? styles['end'] : undefined}>
                  {column === 'patient' && (
                    <>
                      <MarkGlyph shape={placeWords[row.place].shape} /> {placeWords[row.place].word}:{' '}
                    </>
                  )}
                  {printed(cellSays(row, column, settings))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** On paper nothing can be asked: what is not known has its word, the reason stands on the patient's page. */
function printed(words: Said): string {
  const text = words.kind === 'said' ? words.text : `? ${words.word}`
  return words.aside === undefined ? text : `${text} ${words.aside}`
}

/** Chromium prints what stands in the page when `beforeprint` returns, so the table must stand by then. */
function onPrint(changed: () => void): () => void {
  const media = window.matchMedia('print')
  const now = (): void => flushSync(changed)
  media.addEventListener('change', now)
  window.addEventListener('beforeprint', now)
  return () => {
    media.removeEventListener('change', now)
    window.removeEventListener('beforeprint', now)
  }
}
