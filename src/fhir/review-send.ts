/** Sends an action and says truthfully what became of it. */
import type { Action, ActionPart, Review } from '#src/clinical/review.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { field, isObject, list, text, type RawObject } from '#src/fhir/raw.ts'
import { reviewsFromResources } from '#src/fhir/review-read.ts'
import { fetchReviewsByAction, fetchReviewsByIdentity } from '#src/fhir/review-search.ts'
import { identityOf, transactionOf, type Standing } from '#src/fhir/review-write.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'

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
 * Stores an action once. Before anything is sent, the server is asked what stands there: a work item that carries this action's own
 * identity is an earlier try that arrived, anybody else's is a conflict, and neither is written a second time.
 *
 * @param again true when an earlier try may have arrived: while that cannot be asked, the action waits and is never called refused
 */
export async function sendAction(client: FhirClient, action: Action, again: boolean, newId: () => string): Promise<Outcome> {
  let before: Before
  try {
    before = await standingBefore(client, action)
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return again ? unanswered(client, action, error) : refusal(client, action, error)
  }
  if (before.arrived.length > 0) return judged(action, before.arrived, client)
  if (before.incomplete !== undefined) return waiting(`the server’s answer was not complete: ${before.incomplete}`)
  const free = action.parts.filter((part) => part.over !== undefined || !before.taken.has(identityOf(part)))
  if (before.isChanged || !isNonEmpty(free)) return conflict(client, action, [])
  const sent = { ...action, parts: free }
  let answer: RawObject
  try {
    answer = await client.write('POST', '', transactionOf(sent, before.standing, newId))
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return refusal(client, action, error)
  }
  const stored = await storedBy(client, sent, answer)
  return isOutcome(stored) ? stored : judged(action, stored, client)
}

/** What stands there could not be asked, of an action that may have arrived: what is gone cannot say so, everything else is asked again. */
async function unanswered(client: FhirClient, action: Action, error: FhirError): Promise<Outcome> {
  const isGone = error.status === 404 || error.status === 410
  if (!isGone) return waiting(`whether it arrived could not be asked: ${error.message}`, error.retryAfterSeconds)
  try {
    const { reviews, incomplete } = await fetchReviewsByAction(client, action.id)
    if (reviews.length > 0) return await judged(action, reviews, client)
    return incomplete === undefined
      ? { kind: 'refused', why: error.message }
      : waiting(`the server’s answer was not complete: ${incomplete}`)
  } catch (cause) {
    if (!(cause instanceof FhirError)) throw cause
    return waiting(`whether it arrived could not be asked: ${cause.message}`, cause.retryAfterSeconds)
  }
}

interface Before {
  /** Raw resources of what is to be written over, by work item id. */
  readonly standing: ReadonlyMap<string, Standing>
  /** Something to be written over is no longer what the clinician saw. */
  readonly isChanged: boolean
  /** Identities of new work items that somebody else has made meanwhile. */
  readonly taken: ReadonlySet<string>
  /** Work items that carry this very action. */
  readonly arrived: readonly Review[]
  /** Why the question about new work items was not answered completely. */
  readonly incomplete: string | undefined
}

async function standingBefore(client: FhirClient, action: Action): Promise<Before> {
  const fresh = action.parts.filter((part) => part.over === undefined).map(identityOf)
  const [found, read] = await Promise.all([
    fresh.length === 0 ? undefined : fetchReviewsByIdentity(client, fresh),
    Promise.all(action.parts.flatMap(({ over }) => (over === undefined ? [] : [readStanding(client, over)]))),
  ])
  const reviews = [...(found?.reviews ?? []), ...reviewsFromResources(read.flatMap(({ task, issue }) => [task, issue])).reviews]
  const arrived = reviews.filter((review) => review.actionIds.includes(action.id))
  return {
    standing: new Map(read.map(({ review, task, issue }) => [review.id, { task, issue }])),
    isChanged: read.some(({ review, task }) => text(field(task['meta'], 'versionId')) !== review.versionId),
    taken: new Set(found?.reviews.map(({ finding, round }) => identityOf({ finding, round }))),
    arrived,
    incomplete: found?.incomplete,
  }
}

interface Read extends Standing {
  readonly review: Review
}

async function readStanding(client: FhirClient, review: Review): Promise<Read> {
  const [task, issue] = await Promise.all([
    client.read(`Task/${review.id}`, undefined, 'fresh'),
    review.issue === undefined ? undefined : client.read(`DetectedIssue/${review.issue.id}`, undefined, 'fresh'),
  ])
  return { review, task, issue }
}

/** The work items of a transaction's answer; asked for when the server did not send them along. What it took is never called refused. */
async function storedBy(client: FhirClient, action: Action, answer: RawObject): Promise<readonly Review[] | Outcome> {
  const resources = list(answer['entry']).map((entry) => field(entry, 'resource'))
  const tasks = resources.filter((resource) => isObject(resource) && resource['resourceType'] === 'Task')
  if (tasks.length === action.parts.length) {
    const { reviews } = reviewsFromResources(resources)
    if (reviews.length === action.parts.length) return reviews
  }
  try {
    const { reviews, incomplete } = await fetchReviewsByAction(client, action.id)
    return incomplete === undefined ? reviews : waiting(`the server’s answer was not complete: ${incomplete}`)
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return waiting(`it was taken, and what was stored could not be read: ${error.message}`, error.retryAfterSeconds)
  }
}

const isOutcome = (stored: readonly Review[] | Outcome): stored is Outcome => 'kind' in stored

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
  try {
    const theirs = await fetchReviewsByIdentity(client, lost.map(standingIdentity))
    if (theirs.incomplete === undefined) return { kind: 'conflict', saved, theirs: theirs.reviews, lost }
    return waiting(`somebody was there first, and theirs was not read completely: ${theirs.incomplete}`)
  } catch (error) {
    if (!(error instanceof FhirError)) throw error
    return waiting(`somebody was there first, and theirs could not be read: ${error.message}`, error.retryAfterSeconds)
  }
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
    const { reviews, incomplete } = await fetchReviewsByIdentity(client, action.parts.map(standingIdentity))
    if (incomplete !== undefined) return waiting(`${message}; what stands there now was not read completely: ${incomplete}`)
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
