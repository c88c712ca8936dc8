import { useDeferredValue, useMemo, useState } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { keepRows } from '#src/features/caseload/caseload-filters.ts'
import { countWithoutKey, orderRows } from '#src/features/caseload/caseload-order.ts'
import { countByPlace, toRow, type CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import type { CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import { changesSince, type Changes } from '#src/features/caseload/changes.ts'
import { queryWords } from '#src/features/caseload/patient-search.ts'
import { createSteadyOrder, type SteadyOrder } from '#src/features/caseload/steady-order.ts'
import type { Place } from '#src/features/caseload/words.ts'
import type { Caseload } from '#src/queries/types.ts'

export interface ShownRows {
  readonly all: readonly CaseloadRow[]
  readonly counts: Readonly<Record<Place, number>>
  /** Filtered, in the order that is being read. */
  readonly rows: readonly CaseloadRow[]
  readonly urgentHidden: number
  readonly changes: Changes | undefined
  /** Rows that would stand elsewhere in the up-to-date order. */
  readonly moved: number
  readonly unknown: { readonly from: number; readonly count: number } | undefined
  readonly order: SteadyOrder
  readonly touch: () => void
  readonly updateOrder: () => void
}

/** Filter, order and changes of 10,000 patients take more than a frame each (measured), so each is made again only when its own input changes. */
export function useShownRows(
  caseload: Caseload,
  search: CaseloadSearch,
  query: string,
  settings: ClinicalSettings,
  sinceMs: number | undefined,
): ShownRows {
  const { entries } = caseload
  const { filters, sort } = search
  const asked = useDeferredValue(query)
  const [order] = useState(() => createSteadyOrder(() => performance.now()))
  const [isTouched, setTouched] = useState(false)
  const all = useMemo(() => entries.map(toRow), [entries])
  const counts = useMemo(() => countByPlace(all), [all])
  const changes = useMemo(() => (sinceMs === undefined ? undefined : changesSince(all, sinceMs)), [all, sinceMs])
  const kept = useMemo(() => {
    const changed = changes && new Set(changes.byPatient.keys())
    return keepRows(all, filters, queryWords(asked), { settings, changed })
  }, [all, filters, asked, settings, changes])
  const wanted = useMemo(() => orderRows(kept.rows, sort), [kept, sort])
  const { rows, moved } = order.show(wanted, JSON.stringify([filters, sort, asked]), isTouched)
  const without = useMemo(() => countWithoutKey(rows, sort), [rows, sort])
  return {
    all,
    counts,
    rows,
    urgentHidden: kept.urgentHidden,
    changes,
    moved,
    unknown: without > 0 && moved === 0 ? { from: rows.length - without, count: without } : undefined,
    order,
    touch: () => setTouched(true),
    updateOrder: () => setTouched(false),
  }
}
