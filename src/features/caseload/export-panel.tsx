import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { caseloadCsv, csvName, csvSize, type CsvHead } from '#src/features/caseload/caseload-csv.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import type { ColumnId } from '#src/features/caseload/columns.ts'
import { Button } from '#src/ui/button.tsx'
import { saveCsv } from '#src/ui/save-file.ts'
import styles from '#src/features/caseload/caseload.module.css'

export interface ExportPanelProps {
  /** Exactly what is shown. */
  readonly rows: readonly CaseloadRow[]
  readonly columns: readonly ColumnId[]
  readonly settings: ClinicalSettings
  readonly head: CsvHead
}

/** The shown rows as a file or on paper. */
export function ExportPanel({ rows, columns, settings, head }: ExportPanelProps) {
  return (
    <div className={styles['exports']}>
      <Button onClick={() => saveCsv(csvName(head.asOf), caseloadCsv(rows, columns, settings, head))}>Save as CSV</Button>
      <Button onClick={() => window.print()}>Print, one line a patient</Button>
      <p>
        Exactly what is shown: {csvSize(rows.length, columns.length)}. The file holds patient data: keep it where patient data may be kept.
      </p>
    </div>
  )
}
