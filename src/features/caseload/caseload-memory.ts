/**
 * Where the reader was in the caseload, so that coming back from a patient finds the same place. Kept with what was read, in
 * memory: the text searched for may be a name, and is forgotten with everything else when the window is locked.
 */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ColumnId } from '#src/features/caseload/columns.ts'

export interface Remembered {
  readonly query: string
  readonly active: { readonly id: string; readonly column: ColumnId } | undefined
  readonly scrollTop: number
  /** True from opening a patient until the list is shown again: then the focus returns to that patient. */
  readonly isAway: boolean
}

export interface PlaceMemory {
  readonly read: () => Remembered
  readonly write: (part: Partial<Remembered>) => void
}

const nothing: Remembered = { query: '', active: undefined, scrollTop: 0, isAway: false }
const key = ['caseload-place']

/** The same object as long as the app runs. */
export function usePlaceMemory(): PlaceMemory {
  const queries = useQueryClient()
  return useMemo(() => memoryIn(queries), [queries])
}

function memoryIn(queries: QueryClient): PlaceMemory {
  const read = (): Remembered => queries.getQueryData<Remembered>(key) ?? nothing
  return { read, write: (part) => void queries.setQueryData<Remembered>(key, { ...read(), ...part }) }
}
