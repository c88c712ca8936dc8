/** A search that must be whole: where the server does not say how many results there are, it is asked. */
import { searchAll, type SearchResult } from '#src/fhir/bundle.ts'
import type { Capability } from '#src/fhir/capability.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { field, finite } from '#src/fhir/raw.ts'
import { formOf, queryOf, type Search } from '#src/fhir/search.ts'

const LONGEST_ADDRESS = 2000

/**
 * Reads every page, and makes sure that they are all: a page can be cut short and still be valid JSON, and without a total nothing
 * shows it (RELIABILITY.md F02).
 *
 * @throws FhirError when the first page cannot be read
 */
export async function searchWhole(
  client: FhirClient,
  capability: Capability,
  search: Search,
  signal?: AbortSignal,
  fresh?: 'fresh',
): Promise<SearchResult> {
  const asked = withTotal(capability, search)
  const result = await searchAll(client, asked, signal, fresh)
  if (result.total !== undefined || result.incomplete !== undefined) return result
  const count = await countOf(client, search, signal, fresh)
  return count === undefined || count <= result.matches
    ? result
    : { ...result, total: count, incomplete: `${result.matches} of ${count} results read` }
}

function withTotal(capability: Capability, search: Search): Search {
  const isOffered = capability.searches(search.type, '_total') === true
  return isOffered ? { ...search, parameters: [...search.parameters, ['_total', 'accurate']] } : search
}

/**
 * How many results a search has; undefined when the server does not count.
 *
 * @throws FhirError when the server does not answer
 */
export async function countOf(client: FhirClient, search: Search, signal?: AbortSignal, fresh?: 'fresh'): Promise<number | undefined> {
  const parameters = search.parameters.filter(([name]) => name !== '_count' && name !== '_include')
  const counting: Search = { type: search.type, parameters: [...parameters, ['_summary', 'count']] }
  const address = queryOf(counting)
  try {
    const answer =
      address.length > LONGEST_ADDRESS
        ? await client.readByForm(search.type, formOf(counting), signal, fresh)
        : await client.read(address, signal, fresh)
    return finite(field(answer, 'total'))
  } catch (error) {
    // Refused is not counted; failed is not known, and then it is not whole.
    if (error instanceof FhirError && !error.passing && error.kind === 'http') return undefined
    throw error
  }
}
