import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { cellSays, lastSeen, type Said } from '#src/features/caseload/cell-words.ts'
import { columnOf, type ColumnId } from '#src/features/caseload/columns.ts'
import { placeWords, ruleWords } from '#src/features/caseload/words.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { MarkGlyph } from '#src/ui/mark.tsx'
import { usePrinting } from '#src/ui/use-printing.ts'
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
  if (!usePrinting()) return undefined
  return (
    <div className={styles['print']}>
      {heading.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={columnOf(column).align === 'end' ? styles['end'] : undefined}>
                {column === 'course' ? 'Latest PHQ-9' : columnOf(column).head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column) => (
                <td key={column} data-column={column} className={columnOf(column).align === 'end' ? styles['end'] : undefined}>
                  {column === 'patient' && (
                    <>
                      <MarkGlyph shape={placeWords[row.place].shape} /> {placeWords[row.place].word}:{' '}
                    </>
                  )}
                  {onPaper(row, column, settings)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** One line: in place of the curve the score it ends in and its age; without a flag the place is said once, beside the name. */
function onPaper(row: CaseloadRow, column: ColumnId, settings: ClinicalSettings): string {
  if (row.kind === 'judged') {
    const { latestPhq9, flags } = row.assessment
    if (column === 'course' && latestPhq9 !== undefined) return `${formatNumber(latestPhq9.total, 1)}, ${lastSeen(latestPhq9.day, row)}`
    if (column === 'flags') {
      const raised = flags.map((flag) => ruleWords[flag.rule]).join(', ')
      // Without a judgement "no flag" would read as if all were well, and a flag as if it were all there is to say.
      if (row.place === 'cannot-judge') return raised === '' ? `? ${row.why}` : `? ${row.why}; ${raised}`
      return raised === '' ? 'no flag' : raised
    }
  }
  return printed(cellSays(row, column, settings))
}

/** On paper nothing can be asked: what is not known has its word, the reason stands on the patient's page. */
function printed(words: Said): string {
  const text = words.kind === 'said' ? words.text : `? ${words.word}`
  return words.aside === undefined ? text : `${text} ${words.aside}`
}
