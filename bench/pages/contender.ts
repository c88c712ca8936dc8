/** What the benchmark asks of every table. */
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import type { Caseload } from '#src/queries/types.ts'

export interface Table {
  /** Draws the caseload. */
  readonly mount: (place: HTMLElement, caseload: Caseload, rows: readonly CaseloadRow[]) => void
  /** Sorts by the change of PHQ-9, the worst first, those without a value last; or takes the sort away. */
  readonly sort: () => void
  readonly filter: (text: string) => void
  /** Name in the first row in view, as painted; undefined while there is none. */
  readonly topName: () => string | undefined
  /** Rows that are left after filtering, as the table says. */
  readonly count: () => number
  readonly scroller: () => Element
}

export const place = (): HTMLElement => {
  const root = document.querySelector<HTMLElement>('#root')
  if (root === null) throw new Error('no root')
  return root
}
