/** Pure: the filter in words, for the chips, the CSV's head and the print view. */
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { facetIds, noFacets, type Facets, type Filters } from '#src/features/caseload/caseload-filters.ts'
import type { SortBy } from '#src/features/caseload/caseload-order.ts'
import type { CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import { viewOf } from '#src/features/caseload/caseload-views.ts'
import { columnOf } from '#src/features/caseload/columns.ts'
import { facetTitles, facetWord } from '#src/features/caseload/facet-words.ts'
import { placeWords } from '#src/features/caseload/words.ts'

export interface FilterPart {
  readonly key: string
  /** "Medicine: sertraline" */
  readonly words: string
  /** The filters without this part. */
  readonly without: Filters
}

/** What narrows the list, part by part. */
export function filterParts(filters: Filters): readonly FilterPart[] {
  const { place, view, facets } = filters
  return [
    ...(place === undefined ? [] : [{ key: 'show', words: placeWords[place].word, without: { ...filters, place: undefined } }]),
    ...(view === undefined ? [] : [{ key: 'view', words: viewOf(view).title, without: { ...filters, view: undefined } }]),
    ...facetIds.flatMap((facet) =>
      facets[facet].map((value) => ({
        key: `${facet} ${value}`,
        words: `${facetTitles[facet]}: ${facetWord(facet, value)}`,
        without: { ...filters, facets: withoutValue(facets, facet, value) },
      })),
    ),
  ]
}

function withoutValue(facets: Facets, facet: keyof Facets, value: string): Facets {
  return { ...facets, [facet]: facets[facet].filter((one) => one !== value) }
}

/** "Urgent; Medicine: sertraline", or "no filter"; a search by text is named without its text. */
export function filterSentence(filters: Filters, isSearched: boolean, settings: ClinicalSettings): string {
  const view = filters.view === undefined ? undefined : viewOf(filters.view)
  const words = filterParts(filters).map((part) =>
    part.key === 'view' && view !== undefined ? `${view.title} (${view.statement(settings)})` : part.words,
  )
  const all = isSearched ? [...words, 'a search by name or number'] : words
  return all.length === 0 ? 'no filter' : all.join('; ')
}

/** What the list is called on the way back to it: "Decide now, Medicine: sertraline"; undefined when nothing narrows it. */
export function listLabel(filters: Filters, isSearched: boolean): string | undefined {
  const words = [...filterParts(filters).map((part) => part.words), ...(isSearched ? ['Search'] : [])]
  return words.length === 0 ? undefined : words.join(', ')
}

/** "PHQ-9, 26 weeks descending, then Patient ascending", or the triage order. */
export function sortSentence(sort: readonly SortBy[]): string {
  if (sort.length === 0) return 'triage order'
  return sort.map((by) => `${columnOf(by.column).head} ${by.descending ? 'descending' : 'ascending'}`).join(', then ')
}

/** The state without any filter: sort and columns stay. */
export const unfiltered = (search: CaseloadSearch): Partial<CaseloadSearch> => ({
  filters: { place: undefined, view: undefined, facets: noFacets },
  sort: search.sort,
})
