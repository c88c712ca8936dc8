/** Sends an action and says truthfully what became of it. */
import type { Action, ActionPart, Review } from '#src/clinical/review.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { field, isObject, list, text, type RawObject } from '#src/fhir/raw.ts'
import { reviewsFromResources } from '#src/fhir/review-read.ts'
import { fetchReviewsByAction, fetchReviewsByIdentity } from '#src/fhir/review-search.ts'
import { identityOf, transactionOf, type Standing } from '#src/fhir/review-write.ts'

export type Outcome =
  /** The server said so; reviews carry their new versions. */
  | { readonly kind: 'saved'; readonly reviews: readonly Review[] }
  /** Somebody was there first: theirs as it stands, and which parts of ours were not stored. */
  | {
      readonly kind: 'conflict'
      readonly saved: readonly Review[]
      readonly theirs: readonly Review[]
      readonly lost: readonly ActionPart[]
    }
  /** The server refused it, in its own words; sending it again will not help. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'read-only'; readonly why: string }
  /** It is not known whether it arrived, or the server is busy: to be tried again under the same identity. */
  | { readonly kind: 'waiting'; readonly why: string; readonly retryAfterSeconds: number | undefined }

/**
 * Stores an action once.
 *
 * @param again true when an earlier try may have arrived: the server is then asked before anything is sent
 */
export async function sendAction(client: FhirClient, action: Action, again: boolean, newId: () => string): Promise<Outcome> {
  try {
    if (again) {
      const arrived = await fetchReviewsByAction(client, action.id)
      if (arrived.incomplete !== undefined) return waiting(`the server’s answer was not complete: ${arrived.incomplete}`)
      if (arrived.reviews.length > 0) return judged(action, arrived.reviews, client)
    }
    const standing = await readStanding(client, action)
    if (standing === 'changed') return await conflict(client, action, [])
    const answer = await client.write('POST', '', transactionOf(action, standing, newId))
    return await judged(action, await reviewsIn(client, action, answer), client)
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return refusal(client, action, error)
  }
}

/** What is to be written over, as it stands now; "changed" when that is no longer what the clinician saw. */
async function readStanding(client: FhirClient, action: Action): Promise<ReadonlyMap<string, Standing> | 'changed'> {
  const over = action.parts.flatMap((part) => (part.over === undefined ? [] : [part.over]))
  const read = await Promise.all(
    over.map(async (review) => ({
      review,
      task: await client.read(`Task/${review.id}`, undefined, 'fresh'),
      issue: review.issue === undefined ? undefined : await client.read(`DetectedIssue/${review.issue.id}`, undefined, 'fresh'),
    })),
  )
  const isChanged = read.some(({ review, task }) => text(field(task['meta'], 'versionId')) !== review.versionId)
  return isChanged ? 'changed' : new Map(read.map(({ review, task, issue }) => [review.id, { task, issue }]))
}

/** The work items of a transaction's answer; asked for when the server did not send them along. */
async function reviewsIn(client: FhirClient, action: Action, answer: RawObject): Promise<readonly Review[]> {
  const resources = list(answer['entry']).map((entry) => field(entry, 'resource'))
  const tasks = resources.filter((resource) => isObject(resource) && resource['resourceType'] === 'Task')
  if (tasks.length === action.parts.length) {
    const { reviews } = reviewsFromResources(resources)
    if (reviews.length === action.parts.length) return reviews
  }
  const found = await fetchReviewsByAction(client, action.id)
  return found.reviews
}

async function judged(action: Action, stored: readonly Review[], client: FhirClient): Promise<Outcome> {
  const saved = stored.filter((review) => review.actionIds.includes(action.id))
  const isSaved = (part: ActionPart): boolean =>
    saved.some(
      (review) =>
        review.finding.key === part.finding.key && (part.over === undefined ? review.round === part.round : review.id === part.over.id),
    )
  const lost = action.parts.filter((part) => !isSaved(part))
  return lost.length === 0 ? { kind: 'saved', reviews: saved } : conflict(client, action, saved, lost)
}

async function conflict(
  client: FhirClient,
  action: Action,
  saved: readonly Review[],
  lost: readonly ActionPart[] = action.parts,
): Promise<Outcome> {
  const theirs = await fetchReviewsByIdentity(client, lost.map(standingIdentity))
  return { kind: 'conflict', saved, theirs: theirs.reviews, lost }
}

function standingIdentity(part: ActionPart): string {
  return part.over === undefined ? identityOf(part) : identityOf({ finding: part.over.finding, round: part.over.round })
}

async function refusal(client: FhirClient, action: Action, error: FhirError): Promise<Outcome> {
  const { status, message } = error
  if (status === 409 || status === 412) {
    const outcome = await conflictOrRefusal(client, action, message)
    if (outcome) return outcome
  }
  if (status === 405 || status === 501) return { kind: 'read-only', why: message }
  if (error.passing || status === 401) return waiting(message, error.retryAfterSeconds)
  // An answer that cannot be read says nothing about what was stored.
  if (error.kind === 'not-fhir' && status === undefined) return waiting(message)
  return { kind: 'refused', why: message }
}

/** A conflict is one only when somebody else's version is really there; else the server's own words are the answer. */
async function conflictOrRefusal(client: FhirClient, action: Action, message: string): Promise<Outcome | undefined> {
  try {
    const { reviews } = await fetchReviewsByIdentity(client, action.parts.map(standingIdentity))
    if (reviews.some((review) => review.actionIds.includes(action.id))) return await judged(action, reviews, client)
    const isOthers = reviews.some((review) =>
      action.parts.every((part) => part.over?.id !== review.id || part.over.versionId !== review.versionId),
    )
    return isOthers ? { kind: 'conflict', saved: [], theirs: reviews, lost: action.parts } : { kind: 'refused', why: message }
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return waiting(`${message}; what stands there now could not be read: ${error.message}`)
  }
}

function waiting(why: string, retryAfterSeconds?: number): Outcome {
  return { kind: 'waiting', why, retryAfterSeconds }
}
