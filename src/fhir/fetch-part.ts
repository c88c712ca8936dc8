/** One part of the records of some patients: the widest search the server takes, and narrower ones where it fails. */
import type { Incomplete, Rejection } from '#src/clinical/facts.ts'
import type { SearchResult } from '#src/fhir/bundle.ts'
import type { Capability } from '#src/fhir/capability.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { isObject, text } from '#src/fhir/raw.ts'
import { FOREIGN, patientsOf } from '#src/fhir/record.ts'
import { gapsOf, type Part } from '#src/fhir/record-parts.ts'
import { noFullUrls } from '#src/fhir/reference.ts'
import { patientsParameter, type Search } from '#src/fhir/search.ts'
import { searchWhole } from '#src/fhir/whole.ts'

/** A server and what it can do. */
export interface Source {
  readonly client: FhirClient
  readonly capability: Capability
}

export interface PartRead {
  readonly resources: readonly unknown[]
  /** What is missing, by patient. */
  readonly gaps: ReadonlyMap<string, readonly Incomplete[]>
  /** What the server sent that was not asked for, and what it said. */
  readonly rejected: readonly Rejection[]
}

/** Narrower searches after a refusal, before the whole part is given up. */
const MOST_FAILURES = 5

/** Reads one part. A search over many that is refused or too much is halved, so that one patient does not cost all others. */
export async function readPart(from: Source, part: Part, ids: readonly string[], signal?: AbortSignal): Promise<PartRead> {
  const reading = new PartReading(from, part, signal)
  await reading.read(ids)
  return reading.found()
}

class PartReading {
  readonly #from: Source
  readonly #part: Part
  readonly #signal: AbortSignal | undefined
  readonly #resources: unknown[] = []
  readonly #gaps = new Map<string, readonly Incomplete[]>()
  readonly #rejected: Rejection[] = []
  #failures = 0
  #successes = 0

  constructor(from: Source, part: Part, signal: AbortSignal | undefined) {
    this.#from = from
    this.#part = part
    this.#signal = signal
  }

  found(): PartRead {
    return { resources: this.#resources, gaps: this.#gaps, rejected: this.#rejected }
  }

  async read(ids: readonly string[]): Promise<void> {
    try {
      const result = await this.#search(ids)
      this.#successes += 1
      this.#keep(ids, result)
    } catch (error) {
      if (!(error instanceof FhirError) || error.kind === 'aborted') throw error
      if (error.status === 404 && this.#part.isOptional && (await this.#isAbsent(ids))) return
      this.#failures += 1
      const isHopeless = this.#successes === 0 && this.#failures >= MOST_FAILURES
      if (ids.length === 1 || !isTooWide(error) || isHopeless) this.#leaveOut(ids, error.message)
      else {
        const half = Math.ceil(ids.length / 2)
        await this.read(ids.slice(0, half))
        await this.read(ids.slice(half))
      }
    }
  }

  /** Where no statement says which types there are, one 404 could be a fault; two are an answer. */
  async #isAbsent(ids: readonly string[]): Promise<boolean> {
    try {
      await this.#search(ids)
      return false
    } catch (error) {
      return error instanceof FhirError && error.status === 404
    }
  }

  /** The ways of asking, until one is understood. */
  async #search(ids: readonly string[]): Promise<SearchResult> {
    const { type, ways } = this.#part
    const who = ['patient', patientsParameter(ids)] as const
    for (const [index, way] of ways.entries()) {
      const search: Search = { type, parameters: [who, ...way] }
      try {
        return await searchWhole(this.#from.client, this.#from.capability, search, this.#signal)
      } catch (error) {
        if (!(error instanceof FhirError) || error.status !== 400 || index === ways.length - 1) throw error
      }
    }
    throw new FhirError('not-fhir', `${type}: no way to ask for it`)
  }

  #keep(ids: readonly string[], { resources, incomplete, warnings }: SearchResult): void {
    const asked = new Set(ids)
    for (const resource of resources) {
      if (isObject(resource) && resource['resourceType'] === this.#part.type && !isAboutOneOf(resource, asked))
        this.#rejected.push({ source: `${this.#part.type}/${text(resource['id']) ?? 'without id'}`, reason: FOREIGN })
      else this.#resources.push(resource)
    }
    for (const warning of warnings) this.#rejected.push({ source: `search for ${this.#part.type}`, reason: `the server said: ${warning}` })
    if (incomplete !== undefined) this.#leaveOut(ids, incomplete)
  }

  #leaveOut(ids: readonly string[], reason: string): void {
    const gaps = gapsOf(this.#part, reason)
    for (const id of ids) this.#gaps.set(id, [...(this.#gaps.get(id) ?? []), ...gaps])
  }
}

/** A refusal or a collapse that a narrower search may not meet: one forbidden chart, one broken resource, too much at once. */
function isTooWide(error: FhirError): boolean {
  return error.kind === 'timeout' || [400, 403, 413, 414, 500, 504].includes(error.status ?? 0)
}

function isAboutOneOf(resource: Parameters<typeof patientsOf>[0], asked: ReadonlySet<string>): boolean {
  return patientsOf(resource, noFullUrls).some((id) => asked.has(id))
}
