import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { addressOf, parseSearch, startSearch, type CaseloadSearch, type ParsedSearch } from '#src/features/caseload/caseload-search.ts'
import { columnIdsWhereTight, roomForAll, widthsWhereTight } from '#src/features/caseload/columns.ts'
import { useMedia } from '#src/features/caseload/use-media.ts'

export interface SearchInAddress extends ParsedSearch {
  /** The address's search part, for the way back from a patient. */
  readonly text: string
  /** `replace`: for what nobody wants to step back through, such as a column's width. */
  readonly change: (part: Partial<CaseloadSearch>, replace?: boolean) => void
}

/** The caseload's state, which lives in the address and nowhere else. */
export function useCaseloadSearch(): SearchInAddress {
  const [params, setParams] = useSearchParams()
  const text = params.toString()
  const isTight = useMedia(`screen and (width < ${roomForAll}px)`)
  // A stable value while the address stays the same: the order of 10,000 rows rests on it.
  const parsed = useMemo(() => fitted(parseSearch(new URLSearchParams(text)), isTight), [text, isTight])
  return {
    ...parsed,
    text,
    change: (part, replace = false) => setParams((before) => addressOf({ ...parseSearch(before).value, ...part }, before), { replace }),
  }
}

/** Columns that nobody chose stand in an order that fits the screen; the address still says nothing of them. */
function fitted(parsed: ParsedSearch, isTight: boolean): ParsedSearch {
  const { value } = parsed
  if (!isTight || value.columns.join() !== startSearch.columns.join()) return parsed
  return { ...parsed, value: { ...value, columns: columnIdsWhereTight, widths: { ...widthsWhereTight, ...value.widths } } }
}
