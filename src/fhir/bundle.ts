/** A search to its last page, with a ledger: what was read, and whether it is everything. */
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { field, finite, list, text } from '#src/fhir/raw.ts'
import { queryOf, type Search } from '#src/fhir/search.ts'

export interface SearchResult {
  /** Matches and included resources, each once, newest version. */
  readonly resources: readonly unknown[]
  /** Why this is not everything; undefined when it is. */
  readonly incomplete: string | undefined
}

const MOST_PAGES = 500

/** Reads every page. A page that fails ends the reading: what came before is returned and said to be incomplete. */
export async function searchAll(client: FhirClient, search: Search, signal?: AbortSignal, fresh?: 'fresh'): Promise<SearchResult> {
  const byIdentity = new Map<string, unknown>()
  const anonymous: unknown[] = []
  const visited = new Set<string>()
  let stated: number | undefined
  let matches = 0
  let next: string | undefined = queryOf(search)
  let incomplete: string | undefined
  while (next !== undefined) {
    if (visited.has(next) || visited.size >= MOST_PAGES) {
      incomplete = `the server’s pages of ${search.type} do not end`
      break
    }
    visited.add(next)
    let page: unknown
    try {
      page = await client.read(next, signal, fresh)
    } catch (error) {
      // The first page decides whether anything can be said at all; a later one only how much.
      if (visited.size === 1 || !(error instanceof FhirError) || error.kind === 'aborted') throw error
      incomplete = `page ${visited.size} could not be read: ${error.message}`
      break
    }
    if (field(page, 'resourceType') !== 'Bundle') throw new FhirError('not-fhir', `${search.type}: the answer is not a Bundle`)
    stated ??= finite(field(page, 'total'))
    for (const entry of list(field(page, 'entry'))) {
      const resource = field(entry, 'resource')
      const mode = field(field(entry, 'search'), 'mode')
      if (mode === 'outcome' || field(resource, 'resourceType') === 'OperationOutcome') {
        incomplete ??= severeOutcome(resource)
        continue
      }
      if (mode !== 'include') matches += 1
      const id = text(field(resource, 'id'))
      if (id === undefined) anonymous.push(resource)
      else keepNewest(byIdentity, `${text(field(resource, 'resourceType')) ?? ''}/${id}`, resource)
    }
    next = text(
      field(
        list(field(page, 'link')).find((link) => field(link, 'relation') === 'next'),
        'url',
      ),
    )
  }
  if (incomplete === undefined && stated !== undefined && matches < stated) incomplete = `${matches} of ${stated} results read`
  return { resources: [...byIdentity.values(), ...anonymous], incomplete }
}

function severeOutcome(outcome: unknown): string | undefined {
  const issue = list(field(outcome, 'issue')).find((i) => field(i, 'severity') === 'error' || field(i, 'severity') === 'fatal')
  return issue === undefined
    ? undefined
    : `the server said: ${text(field(issue, 'diagnostics')) ?? text(field(issue, 'code')) ?? 'an error'}`
}

function keepNewest(byIdentity: Map<string, unknown>, key: string, resource: unknown): void {
  const earlier = byIdentity.get(key)
  if (earlier === undefined || versionOf(resource) >= versionOf(earlier)) byIdentity.set(key, resource)
}

function versionOf(resource: unknown): number {
  const version = text(field(field(resource, 'meta'), 'versionId'))
  return version !== undefined && /^\d{1,9}$/.test(version) ? parseInt(version, 10) : 0
}
