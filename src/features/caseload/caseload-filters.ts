/** Pure: which rows a filter keeps, and what each facet offers. Values of one facet are alternatives; facets narrow each other. */
import type { ResponseStatus, RuleId, Tier, Trial } from '#src/clinical/assessment.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import { countByPlace, type CaseloadRow, type JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { nextVisit } from '#src/features/caseload/next-visit.ts'
import { isFound } from '#src/features/caseload/patient-search.ts'
import { viewOf, type ViewContext, type ViewId } from '#src/features/caseload/caseload-views.ts'
import type { Place } from '#src/features/caseload/words.ts'
import { daysBetween, isoFromDay } from '#src/lib/calendar.ts'

/** Weeks since the current trial began; the upper end belongs to the next group. */
export const trialWeeks = ['0-2', '2-4', '4-6', '6-8', '8-12', '12-'] as const
export type TrialWeeks = (typeof trialWeeks)[number]

export interface Facets {
  readonly agent: readonly string[]
  readonly class: readonly string[]
  readonly response: readonly ResponseStatus[]
  readonly tier: readonly (Tier | 'none')[]
  readonly week: readonly TrialWeeks[]
  /** ISO days of the next booked visit. */
  readonly visit: readonly string[]
  readonly flag: readonly RuleId[]
}
export type FacetId = keyof Facets

export const facetIds = ['agent', 'class', 'response', 'tier', 'week', 'visit', 'flag'] as const satisfies readonly FacetId[]

export const noFacets: Facets = { agent: [], class: [], response: [], tier: [], week: [], visit: [], flag: [] }

export interface Filters {
  readonly place: Place | undefined
  readonly view: ViewId | undefined
  readonly facets: Facets
}

export const noFilters: Filters = { place: undefined, view: undefined, facets: noFacets }

/** The values of one row in each facet: what it counts under. Not read yet counts under nothing. */
const facetValues: Readonly<Record<FacetId, (row: JudgedRow) => readonly string[]>> = {
  agent: (row) => agentsNow(row).map((trial) => trial.agent),
  class: (row) => agentsNow(row).flatMap((trial) => medicineOf(trial.agent)?.majorClass ?? []),
  response: (row) => [row.assessment.response.status],
  tier: (row) => [row.assessment.flags[0]?.tier ?? 'none'],
  week: (row) => weekOf(row) ?? [],
  visit: (row) => {
    const visit = nextVisit(row)
    return visit === undefined ? [] : [isoFromDay(visit.day)]
  },
  flag: (row) => row.assessment.flags.map((flag) => flag.rule),
}

/** Every medicine of the trials that are going on. */
export function agentsNow({ assessment }: JudgedRow): readonly Trial[] {
  return assessment.trials.filter((trial) => trial.ongoing)
}

function weekOf({ assessment: { current, asOf } }: JudgedRow): readonly TrialWeeks[] | undefined {
  if (current === undefined) return undefined
  const week = daysBetween(current.from, asOf) / 7
  const group = trialWeeks.find((one) => {
    const [from = '', until = ''] = one.split('-')
    return week >= parseInt(from, 10) && (until === '' || week < parseInt(until, 10)) // both ends are literals of this file
  })
  return group === undefined ? undefined : [group]
}

/** The values a row counts under in one facet. */
export function valuesIn(row: CaseloadRow, facet: FacetId): readonly string[] {
  return row.kind === 'judged' ? facetValues[facet](row) : []
}

export interface Kept {
  readonly rows: readonly CaseloadRow[]
  /** Urgent patients of the caseload that the filter leaves out. */
  readonly urgentHidden: number
}

/** The rows that pass card, view, facets and name search. */
export function keepRows(all: readonly CaseloadRow[], filters: Filters, query: readonly string[], context: ViewContext): Kept {
  const view = filters.view === undefined ? undefined : viewOf(filters.view)
  const asked = facetIds.filter((facet) => filters.facets[facet].length > 0)
  const rows = all.filter(
    (row) =>
      (filters.place === undefined || row.place === filters.place) &&
      (view === undefined || (row.kind === 'judged' && view.keeps(row, context))) &&
      asked.every((facet) => passes(row, facet, filters.facets[facet])) &&
      isFound(row.words, query),
  )
  return { rows, urgentHidden: countByPlace(all).urgent - countByPlace(rows).urgent }
}

function passes(row: CaseloadRow, facet: FacetId, asked: readonly string[]): boolean {
  return valuesIn(row, facet).some((value) => asked.includes(value))
}

/** What a facet offers over these rows, with how many patients each value has, most patients first, then by value. */
export function facetOptions(rows: readonly CaseloadRow[], facet: FacetId): readonly { readonly value: string; readonly count: number }[] {
  const counts = new Map<string, number>()
  for (const row of rows) for (const value of new Set(valuesIn(row, facet))) counts.set(value, (counts.get(value) ?? 0) + 1)
  const options = [...counts].map(([value, count]) => ({ value, count }))
  const byValue = facet === 'week' || facet === 'visit'
  return options.sort((a, b) =>
    byValue ? compareText(facet, a.value, b.value) : b.count - a.count || compareText(facet, a.value, b.value),
  )
}

function compareText(facet: FacetId, a: string, b: string): number {
  if (facet === 'week') return trialWeeks.findIndex((week) => week === a) - trialWeeks.findIndex((week) => week === b)
  if (a === b) return 0
  return a < b ? -1 : 1
}
