/** Stored reviews from the server: of a clinician, of some patients, or what changed lately. */
import { capabilityOf, type Capability } from '#src/fhir/capability.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { field, text } from '#src/fhir/raw.ts'
import { reviewFinding, reviewSystem } from '#src/fhir/review-codes.ts'
import { reviewsFromResources, type ReadReviews } from '#src/fhir/review-read.ts'
import { patientsParameter, token, type Search } from '#src/fhir/search.ts'
import { searchWhole } from '#src/fhir/whole.ts'
import { isoInstant } from '#src/lib/calendar.ts'

export interface FoundReviews extends ReadReviews {
  /** Why this is not everything; undefined when it is. */
  readonly incomplete: string | undefined
}

const PATIENTS_AT_ONCE = 70

const taskSearch = (...who: readonly (readonly [string, string])[]): Search => ({
  type: 'Task',
  parameters: [...who, ['code', token(reviewSystem.taskCode, reviewFinding)], ['_include', 'Task:focus'], ['_count', '200']],
})

/** Reviews a clinician owns, whatever their state (D1 of FHIR.md 3.2, with the closed ones). Throws `FhirError`. */
export async function fetchOwnReviews(client: FhirClient, practitioner: string, signal?: AbortSignal): Promise<FoundReviews> {
  return found(client, taskSearch(['owner', practitioner]), signal)
}

/** Reviews of these patients, whoever owns them. A server that takes one patient a search says so in `incomplete`. Throws `FhirError`. */
export async function fetchReviewsOf(client: FhirClient, patientIds: readonly string[], signal?: AbortSignal): Promise<FoundReviews> {
  const parts: FoundReviews[] = []
  for (let at = 0; at < patientIds.length; at += PATIENTS_AT_ONCE) {
    const ids = patientIds.slice(at, at + PATIENTS_AT_ONCE)
    try {
      parts.push(await found(client, taskSearch(['patient', patientsParameter(ids)]), signal))
    } catch (error) {
      if (!(error instanceof FhirError) || error.status !== 400 || ids.length === 1) throw error
      return {
        ...merged(parts),
        incomplete: 'this server finds reviews of one patient at a time, so those of colleagues are read on the patient’s page',
      }
    }
  }
  return merged(parts)
}

/** Reviews stored or changed since a moment, whoever owns them. Throws `FhirError`. */
export async function fetchReviewsSince(client: FhirClient, sinceMs: number, signal?: AbortSignal): Promise<FoundReviews> {
  return found(client, taskSearch(['_lastUpdated', `ge${isoInstant(sinceMs)}`]), signal)
}

/** Never from a cache, and counted: a page cut short would make a decision of ours or a colleague's look as if it had never been. */
async function found(client: FhirClient, search: Search, signal?: AbortSignal): Promise<FoundReviews> {
  const capability = await capabilityOf(client)
  const { resources, incomplete } = await searchWhole(client, capability, search, signal, 'fresh')
  const missing = findingsNotSent(resources)
  if (missing.length === 0) return { ...reviewsFromResources(resources), incomplete }
  // A server that follows no _include, or an answer that was cut behind its matches.
  const [more, why] = await findingsById(client, capability, missing, signal)
  return { ...reviewsFromResources([...resources, ...more]), incomplete: incomplete ?? why }
}

function findingsNotSent(resources: readonly unknown[]): readonly string[] {
  const sent = new Set(resources.flatMap((resource) => (typeOf(resource) === 'DetectedIssue' ? (text(field(resource, 'id')) ?? []) : [])))
  const wanted = resources.flatMap((resource) => {
    const focus = typeOf(resource) === 'Task' ? text(field(field(resource, 'focus'), 'reference')) : undefined
    return /(?:^|\/)DetectedIssue\/([^/]+)(?:\/_history\/|$)/.exec(focus ?? '')?.[1] ?? []
  })
  return [...new Set(wanted)].filter((id) => !sent.has(id))
}

const typeOf = (resource: unknown): unknown => field(resource, 'resourceType')

async function findingsById(
  client: FhirClient,
  capability: Capability,
  ids: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly [found: readonly unknown[], why: string | undefined]> {
  const resources: unknown[] = []
  try {
    for (let at = 0; at < ids.length; at += PATIENTS_AT_ONCE) {
      const some = ids.slice(at, at + PATIENTS_AT_ONCE).join(',')
      const search: Search = {
        type: 'DetectedIssue',
        parameters: [
          ['_id', some],
          ['_count', '200'],
        ],
      }
      const found = await searchWhole(client, capability, search, signal, 'fresh')
      resources.push(...found.resources)
      if (found.incomplete !== undefined) return [resources, `findings were not sent along: ${found.incomplete}`]
    }
    return [resources, undefined]
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'aborted') throw error
    return [resources, `${ids.length === 1 ? '1 finding was' : `${ids.length} findings were`} not sent along: ${error.message}`]
  }
}

/** Several readings as one: each review once, in its newest version. */
export function merged(parts: readonly FoundReviews[]): FoundReviews {
  const byId = new Map(parts.flatMap((part) => part.reviews).map((review) => [review.id, review]))
  for (const review of parts.flatMap((part) => part.reviews)) {
    const kept = byId.get(review.id)
    if (kept === undefined || versionNumber(kept.versionId) < versionNumber(review.versionId)) byId.set(review.id, review)
  }
  const rejected = new Map(parts.flatMap((part) => part.rejected).map((one) => [one.source, one]))
  return {
    reviews: [...byId.values()].toSorted((a, b) => a.atMs - b.atMs),
    rejected: [...rejected.values()],
    incomplete: parts.map((part) => part.incomplete).find((reason) => reason !== undefined),
  }
}

function versionNumber(version: string | undefined): number {
  return version !== undefined && /^\d{1,9}$/.test(version) ? parseInt(version, 10) : 0
}

/** Work items that an action has written: empty when it never arrived. Throws `FhirError`. */
export async function fetchReviewsByAction(client: FhirClient, actionId: string): Promise<FoundReviews> {
  return found(client, taskSearch(['identifier', token(reviewSystem.action, actionId)]))
}

/** Separators of a search value that an identity could hold. The bars of our keys stay: only the first one parts system and value. */
export const escaped = (value: string): string => value.replaceAll(/([,$\\])/g, '\\$1')

/** Work items that stand for these rounds of findings. Throws `FhirError`. */
export async function fetchReviewsByIdentity(client: FhirClient, identities: readonly string[]): Promise<FoundReviews> {
  const wanted = identities.map((identity) => token(reviewSystem.task, escaped(identity)))
  return found(client, taskSearch(['identifier', wanted.join(',')]))
}
