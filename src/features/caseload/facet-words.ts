/** The words of the facets: titles and values. */
import type { ResponseStatus, RuleId, Tier } from '#src/clinical/assessment.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import type { FacetId } from '#src/features/caseload/caseload-filters.ts'
import { responseWords, ruleWords, tierWords } from '#src/features/caseload/words.ts'
import { dayFromIso, formatWeekday } from '#src/lib/calendar.ts'

export const facetTitles: Readonly<Record<FacetId, string>> = {
  agent: 'Medicine',
  class: 'Class',
  response: 'Response',
  tier: 'Highest flag',
  week: 'Week of trial',
  visit: 'Next visit',
  flag: 'Flag',
}

/** A facet's value as it is shown. Values come from the address too, so an unknown one is shown as it stands. */
export function facetWord(facet: FacetId, value: string): string {
  switch (facet) {
    case 'agent':
      return medicineOf(value)?.name ?? value
    case 'class':
      return value.toUpperCase() === value ? value : value.replaceAll('-', ' ')
    case 'response':
      return responseWords[value as ResponseStatus].word // safe: the address and the rows hold only these
    case 'tier':
      return value === 'none' ? 'no flag' : tierWords[value as Tier].word // safe: as above
    case 'week':
      return value.endsWith('-') ? `${value.slice(0, -1)} and later` : value.replace('-', '\u2013')
    case 'visit': {
      const on = dayFromIso(value)
      return on === undefined ? value : formatWeekday(on)
    }
    case 'flag':
      return ruleWords[value as RuleId] // safe: as above
  }
}
