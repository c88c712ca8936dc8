/** A search to its last page, with a ledger: what was read, and whether it is everything. */
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { identityOf, isNewer } from '#src/fhir/newest.ts'
import { field, finite, list, text, type RawObject } from '#src/fhir/raw.ts'
import { formOf, queryOf, type Search } from '#src/fhir/search.ts'
import { breathe } from '#src/fhir/slices.ts'

export interface SearchResult {
  /** Matches and included resources, each once, newest version. */
  readonly resources: readonly unknown[]
  /** Why this is not everything; undefined when it is. */
  readonly incomplete: string | undefined
  /** What the server said beside the results: a parameter that it left out, a part that it does not hold. */
  readonly warnings: readonly string[]
  /** Matches, as the server counted them; undefined when it did not. */
  readonly total: number | undefined
  /** Matches read. */
  readonly matches: number
}

const MOST_PAGES = 500
const LARGE_PAGE = 100
/** A longer address is refused by some servers and proxies (8 kB for all headers is common). */
const LONGEST_ADDRESS = 2000

/**
 * Reads every page. A page that fails ends the reading: what came before is returned and said to be incomplete.
 *
 * A server that keeps pages only for a while (HAPI) and has dropped them is asked again from the start, once.
 *
 * @throws FhirError when the first page cannot be read
 */
export async function searchAll(client: FhirClient, search: Search, signal?: AbortSignal, fresh?: 'fresh'): Promise<SearchResult> {
  const first = await walk(client, search, signal, fresh)
  if (!first.hasExpired) return first.ledger.result(first.incomplete)
  const again = await walk(client, search, signal, 'fresh')
  return again.ledger.result(again.incomplete)
}

interface Walk {
  readonly ledger: Ledger
  readonly incomplete: string | undefined
  /** The server no longer had a later page. */
  readonly hasExpired: boolean
}

async function walk(client: FhirClient, search: Search, signal: AbortSignal | undefined, fresh: 'fresh' | undefined): Promise<Walk> {
  const ledger = new Ledger(search.type)
  const visited = new Set<string>()
  let page = await firstPage(client, search, signal, fresh)
  for (let number = 1; ; number += 1) {
    const isNews = ledger.add(page)
    // A full page takes a frame or two to parse and file: between two of them the screen has its turn.
    if (list(field(page, 'entry')).length >= LARGE_PAGE) await breathe()
    const next = nextOf(page)
    if (next === undefined) return { ledger, incomplete: undefined, hasExpired: false }
    if (visited.has(next) || number >= MOST_PAGES || !isNews)
      return { ledger, incomplete: `the server\u2019s pages of ${search.type} do not end`, hasExpired: false }
    visited.add(next)
    try {
      page = await client.read(next, signal, fresh)
    } catch (error) {
      if (!(error instanceof FhirError) || error.kind === 'aborted') throw error
      const incomplete = `page ${number + 1} could not be read: ${error.message}`
      return { ledger, incomplete, hasExpired: error.status === 410 || error.status === 404 }
    }
  }
}

async function firstPage(
  client: FhirClient,
  search: Search,
  signal: AbortSignal | undefined,
  fresh: 'fresh' | undefined,
): Promise<RawObject> {
  const address = queryOf(search)
  if (address.length <= LONGEST_ADDRESS) return client.read(address, signal, fresh)
  try {
    return await client.readByForm(search.type, formOf(search), signal, fresh)
  } catch (error) {
    // Some servers take no search by POST, or do not read what is in it (FHIR.md 3.2 C).
    const isRefused = error instanceof FhirError && [400, 404, 405, 415, 501].includes(error.status ?? 0)
    if (!isRefused) throw error
    return client.read(address, signal, fresh)
  }
}

function nextOf(page: unknown): string | undefined {
  const next = list(field(page, 'link')).find((link) => field(link, 'relation') === 'next')
  return text(field(next, 'url'))
}

/** What has been read of one search. */
class Ledger {
  readonly #type: string
  readonly #resources = new Map<string, unknown>()
  readonly #matched = new Set<string>()
  readonly #anonymous: unknown[] = []
  readonly #warnings = new Set<string>()
  #severe: string | undefined
  #total: number | undefined

  constructor(type: string) {
    this.#type = type
  }

  /** @returns false for a page that repeats what is known already, and so leads nowhere */
  add(page: unknown): boolean {
    if (field(page, 'resourceType') !== 'Bundle') throw new FhirError('not-fhir', `${this.#type}: the answer is not a Bundle`)
    this.#total ??= finite(field(page, 'total'))
    const entries = list(field(page, 'entry'))
    let isNews = entries.length === 0
    for (const entry of entries) if (this.#addEntry(entry)) isNews = true
    return isNews
  }

  #addEntry(entry: unknown): boolean {
    const resource = field(entry, 'resource')
    const mode = field(field(entry, 'search'), 'mode')
    if (mode === 'outcome' || field(resource, 'resourceType') === 'OperationOutcome') {
      this.#note(resource)
      return true
    }
    const identity = identityOf(resource)
    if (identity === undefined) {
      this.#anonymous.push(resource)
      return true
    }
    const held = this.#resources.get(identity)
    // Only a match of the type that was asked for counts towards the total; some servers leave `mode` out.
    if (mode !== 'include' && field(resource, 'resourceType') === this.#type) this.#matched.add(identity)
    if (held === undefined || isNewer(resource, held)) this.#resources.set(identity, resource)
    return held === undefined
  }

  #note(outcome: unknown): void {
    for (const issue of list(field(outcome, 'issue'))) {
      const severity = field(issue, 'severity')
      const words =
        text(field(issue, 'diagnostics')) ?? text(field(field(issue, 'details'), 'text')) ?? text(field(issue, 'code')) ?? 'something'
      if (severity === 'error' || severity === 'fatal') this.#severe ??= `the server said: ${words}`
      else if (severity === 'warning') this.#warnings.add(words)
    }
  }

  result(broken: string | undefined): SearchResult {
    const matches = this.#matched.size + this.#anonymous.length
    const isShort = this.#total !== undefined && matches < this.#total
    const count = isShort ? `${matches} of ${this.#total} results read` : undefined
    const incomplete = broken === undefined ? (this.#severe ?? count) : count === undefined ? broken : `${count}; ${broken}`
    return {
      resources: [...this.#resources.values(), ...this.#anonymous],
      incomplete,
      warnings: [...this.#warnings],
      total: this.#total,
      matches,
    }
  }
}
