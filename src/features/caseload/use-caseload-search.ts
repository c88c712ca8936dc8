import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { addressOf, parseSearch, type CaseloadSearch, type ParsedSearch } from '#src/features/caseload/caseload-search.ts'

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
  // A stable value while the address stays the same: the order of 10,000 rows rests on it.
  const parsed = useMemo(() => parseSearch(new URLSearchParams(text)), [text])
  return {
    ...parsed,
    text,
    change: (part, replace = false) => setParams((before) => addressOf({ ...parseSearch(before).value, ...part }, before), { replace }),
  }
}
