import { formatSearch, type CaseloadSearch } from '#src/features/caseload/caseload-search.ts'

/** What a saved view keeps: filters, order and columns, which the address holds too; never the text searched for. */
export const savedSearch = (search: CaseloadSearch): string => formatSearch(search).toString()
