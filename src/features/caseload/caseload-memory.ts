/**
 * Where the reader was in the caseload, kept while the app is open, so that coming back from a patient finds the same place.
 * In memory only: the text searched for may be a name.
 */
import type { ColumnId } from '#src/features/caseload/columns.ts'

export interface Remembered {
  readonly query: string
  readonly active: { readonly id: string; readonly column: ColumnId } | undefined
  readonly scrollTop: number
  /** True from opening a patient until the list is shown again: then the focus returns to that patient. */
  readonly isAway: boolean
}

const nothing: Remembered = { query: '', active: undefined, scrollTop: 0, isAway: false }
let kept = nothing

export function remembered(): Remembered {
  return kept
}

export function remember(part: Partial<Remembered>): void {
  kept = { ...kept, ...part }
}

export function forgetPlace(): void {
  kept = nothing
}
