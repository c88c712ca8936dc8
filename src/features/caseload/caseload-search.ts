/**
 * The caseload's state in the address: card, view, facets, sort, columns, density. Never a name and never free text.
 * `parseSearch` is total: what it cannot use it names in `ignored`, because a filter dropped in silence shows the wrong patients.
 */
import type { ResponseStatus, RuleId, Tier } from '#src/clinical/assessment.ts'
import { medicineOf, medicines } from '#src/clinical/medicines.ts'
import { columnIds, columnOf, isColumnId, type ColumnId } from '#src/features/caseload/columns.ts'
import { facetIds, noFacets, trialWeeks, type FacetId, type Facets, type Filters } from '#src/features/caseload/caseload-filters.ts'
import type { SortBy } from '#src/features/caseload/caseload-order.ts'
import { isViewId } from '#src/features/caseload/caseload-views.ts'
import { densities, places, responseWords, ruleWords, tierWords, type Density, type Place } from '#src/features/caseload/words.ts'
import { dayFromIso } from '#src/lib/calendar.ts'

export interface CaseloadSearch {
  readonly filters: Filters
  readonly sort: readonly SortBy[]
  /** Shown columns in their order; "patient" is always the first. */
  readonly columns: readonly ColumnId[]
  /** Columns that stay beside the name when the table scrolls sideways. */
  readonly pinned: readonly ColumnId[]
  /** px; only those that differ from the column's own width. */
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>
  readonly density: Density
}

export const startSearch: CaseloadSearch = {
  filters: { place: undefined, view: undefined, facets: noFacets },
  sort: [],
  columns: columnIds,
  pinned: [],
  widths: {},
  density: 'normal',
}

export const narrowest = 44
export const widest = 600

export interface ParsedSearch {
  readonly value: CaseloadSearch
  /** One sentence fragment for each part that was not understood: 'sort "x"'. */
  readonly ignored: readonly string[]
}

const isPlace = (text: string): text is Place => places.some((place) => place === text)
const isDensity = (text: string): text is Density => densities.some((density) => density === text)

const facetAccepts: Readonly<Record<FacetId, (text: string) => boolean>> = {
  agent: (text) => medicineOf(text) !== undefined,
  class: (text) => medicines.some((medicine) => medicine.majorClass === text),
  response: (text) => Object.hasOwn(responseWords, text),
  tier: (text) => text === 'none' || Object.hasOwn(tierWords, text),
  week: (text) => trialWeeks.some((week) => week === text),
  visit: (text) => dayFromIso(text) !== undefined,
  flag: (text) => Object.hasOwn(ruleWords, text),
}

const own: readonly string[] = ['show', 'view', 'sort', 'cols', 'pin', 'widths', 'density', ...facetIds]

/** Parameters that choose the demonstration's data: not the caseload's, so they are neither read, reported nor dropped. */
const demonstration: readonly string[] = ['patients', 'profile', 'faults']

/** Reads the address. Repeated values count once; the first of repeated parameters counts. */
export function parseSearch(params: URLSearchParams): ParsedSearch {
  const ignored: string[] = []
  for (const name of new Set(params.keys())) {
    if (!own.includes(name) && !demonstration.includes(name)) ignored.push(`parameter "${name}"`)
  }

  const list = (name: string): readonly string[] => [...new Set((params.get(name) ?? '').split(',').filter((part) => part !== ''))]
  const kept = (name: string, accepts: (text: string) => boolean): readonly string[] =>
    list(name).filter((text) => {
      const good = accepts(text)
      if (!good) ignored.push(`${name} "${text}"`)
      return good
    })
  const one = <T extends string>(name: string, accepts: (text: string) => text is T): T | undefined => {
    const text = params.get(name)
    if (text === null) return undefined
    if (accepts(text)) return text
    ignored.push(`${name} "${text}"`)
    return undefined
  }

  const value: CaseloadSearch = {
    filters: { place: one('show', isPlace), view: one('view', isViewId), facets: readFacets(kept) },
    sort: readSort(list('sort'), ignored),
    columns: readColumns(kept('cols', isColumnId)),
    pinned: kept('pin', (text) => isColumnId(text) && text !== 'patient').filter(isColumnId),
    widths: readWidths(list('widths'), ignored),
    density: one('density', isDensity) ?? 'normal',
  }
  return { value, ignored }
}

function readFacets(kept: (name: string, accepts: (text: string) => boolean) => readonly string[]): Facets {
  const values = (facet: FacetId) => kept(facet, facetAccepts[facet])
  return {
    agent: values('agent'),
    class: values('class'),
    response: values('response') as readonly ResponseStatus[], // safe: facetAccepts lets only these through
    tier: values('tier') as readonly (Tier | 'none')[], // safe: as above
    week: values('week') as Facets['week'], // safe: as above
    visit: values('visit'),
    flag: values('flag') as readonly RuleId[], // safe: as above
  }
}

function readSort(parts: readonly string[], ignored: string[]): readonly SortBy[] {
  const sort: SortBy[] = []
  for (const part of parts) {
    const descending = part.startsWith('-')
    const column = descending ? part.slice(1) : part
    if (isColumnId(column) && sort.every((by) => by.column !== column)) sort.push({ column, descending })
    else ignored.push(`sort "${part}"`)
  }
  return sort
}

function readColumns(asked: readonly string[]): readonly ColumnId[] {
  const shown = asked.filter(isColumnId).filter((id) => id !== 'patient')
  return asked.length === 0 ? columnIds : ['patient', ...shown]
}

function readWidths(parts: readonly string[], ignored: string[]): CaseloadSearch['widths'] {
  const widths: Partial<Record<ColumnId, number>> = {}
  for (const part of parts) {
    const match = /^([a-z0-9]+)\.(\d{2,3})$/.exec(part)
    const width = parseInt(match?.[2] ?? '', 10)
    const column = match?.[1] ?? ''
    if (isColumnId(column) && width >= narrowest && width <= widest) widths[column] = width
    else ignored.push(`widths "${part}"`)
  }
  return widths
}

/** The address of a state, with what the address holds for others. */
export function addressOf(search: CaseloadSearch, before: URLSearchParams): URLSearchParams {
  const params = formatSearch(search)
  for (const name of demonstration) {
    const text = before.get(name)
    if (text !== null) params.set(name, text)
  }
  return params
}

/** Writes the address; what stands at its default is left out, so that `parseSearch(formatSearch(v)).value` equals `v`. */
export function formatSearch(search: CaseloadSearch): URLSearchParams {
  const params = new URLSearchParams()
  const put = (name: string, parts: readonly string[]): void => {
    if (parts.length > 0) params.set(name, parts.join(','))
  }
  const { place, view, facets } = search.filters
  put('show', place === undefined ? [] : [place])
  put('view', view === undefined ? [] : [view])
  for (const facet of facetIds) put(facet, facets[facet])
  put(
    'sort',
    search.sort.map((by) => (by.descending ? `-${by.column}` : by.column)),
  )
  const isDefault = search.columns.length === columnIds.length && search.columns.every((id, index) => id === columnIds[index])
  put('cols', isDefault ? [] : search.columns)
  put('pin', search.pinned)
  put(
    'widths',
    columnIds.flatMap((id) => widthPart(id, search.widths[id])),
  )
  put('density', search.density === 'normal' ? [] : [search.density])
  return params
}

function widthPart(id: ColumnId, width: number | undefined): readonly string[] {
  return width === undefined || width === columnOf(id).width ? [] : [`${id}.${Math.round(width)}`]
}
