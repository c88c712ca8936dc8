import type { RefObject } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { explainCell } from '#src/features/caseload/cell-explanations.ts'
import type { RowChanges } from '#src/features/caseload/changes.ts'
import { columnOf, isColumnId } from '#src/features/caseload/columns.ts'
import { ExplanationLayer } from '#src/features/caseload/explanation-layer.tsx'
import type { Explanation } from '#src/ui/explanation.ts'

export interface GridExplanationsProps {
  readonly grid: RefObject<HTMLElement | null>
  readonly rows: readonly CaseloadRow[]
  readonly settings: ClinicalSettings
  readonly changes: ReadonlyMap<string, RowChanges>
}

/** Why each cell of the grid says what it says. */
export function GridExplanations({ grid, rows, settings, changes }: GridExplanationsProps) {
  return <ExplanationLayer grid={grid} explain={(row, column) => explain(rows, row, column, settings, changes.get(row))} />
}

function explain(
  rows: readonly CaseloadRow[],
  id: string,
  column: string,
  settings: ClinicalSettings,
  changes: RowChanges | undefined,
): Explanation | undefined {
  if (id === 'head')
    return isColumnId(column)
      ? {
          title: columnOf(column).title,
          why: 'Click to sort; with Shift, add to the sort. Patients without a value stay at the end. Shift+Alt and an arrow move or size the column',
          facts: [],
        }
      : undefined
  const row = rows.find((one) => one.id === id)
  if (row === undefined) return undefined
  return explainCell(row, isColumnId(column) ? column : 'treatment', settings, changes)
}
