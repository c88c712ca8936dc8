/** Stored work items and findings, read back into reviews. One that cannot be read is named, never dropped in silence. */
import type { Rejection } from '#src/clinical/facts.ts'
import type { Cover, Decision, FindingSnapshot, Person, Review, ReviewState, SnoozeUntil } from '#src/clinical/review.ts'
import type { Evidence } from '#src/clinical/verdict.ts'
import { codesIn, wordsOf } from '#src/fhir/coding.ts'
import { field, finite, list, shown, text, type RawObject, isObject } from '#src/fhir/raw.ts'
import {
  isDecisionCode,
  isRuleId,
  reviewExtension,
  reviewFinding,
  reviewSystem,
  ruleReference,
  storedState,
  tierOfSeverity,
} from '#src/fhir/review-codes.ts'
import { dayFromIso, instantFromIso, parseFhirDate, type Day } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

export interface ReadReviews {
  /** Oldest first. */
  readonly reviews: readonly Review[]
  readonly rejected: readonly Rejection[]
}

/**
 * Reviews among resources of a search for Task with its focus included.
 *
 * Tasks of other kinds are not ours and are passed over; a work item of ours that cannot be read is rejected with its reason. A
 * cancelled one was superseded before anybody acted, so it is no review.
 */
export function reviewsFromResources(resources: readonly unknown[]): ReadReviews {
  const issues = new Map<string, RawObject>()
  for (const resource of resources) {
    const id = text(field(resource, 'id'))
    if (isObject(resource) && resource['resourceType'] === 'DetectedIssue' && id !== undefined) issues.set(`DetectedIssue/${id}`, resource)
  }
  const reviews: Review[] = []
  const rejected: Rejection[] = []
  for (const resource of resources) {
    if (!isObject(resource) || resource['resourceType'] !== 'Task') continue
    if (!codesIn(resource['code'], reviewSystem.taskCode).includes(reviewFinding)) continue
    if (resource['status'] === 'cancelled' || resource['status'] === 'entered-in-error') continue
    const result = fromTask(resource, issues.get(relative(field(resource['focus'], 'reference')) ?? ''))
    if (result.ok) reviews.push(result.value)
    else rejected.push({ source: `Task/${text(resource['id']) ?? 'without an id'}`, reason: result.error })
  }
  return { reviews: reviews.toSorted((a, b) => a.atMs - b.atMs), rejected }
}

function fromTask(task: RawObject, issue: RawObject | undefined): Result<Review> {
  const id = text(task['id'])
  if (id === undefined) return err('a work item without an id')
  const [identity] = identifiersIn(task, reviewSystem.task)
  if (identity === undefined) return err('a work item without the identity of its finding')
  const { key, round } = splitRound(identity)
  const patientId = relative(field(task['for'], 'reference'))?.replace(/^Patient\//, '')
  if (patientId === undefined) return err('a work item without a patient')
  const state = stateOf(task)
  if (!state.ok) return state
  const finding = fromIssue(issue, key, text(task['description']))
  if (!finding.ok) return finding
  const entries = entriesOf(task)
  const owner = personOf(task['owner']) ?? { ref: '', name: 'nobody' }
  const last = entries.at(-1)
  const mitigation = list(field(issue, 'mitigation')).at(-1)
  const atMs = last?.atMs ?? instantFromIso(task['lastModified']) ?? instantFromIso(field(task['meta'], 'lastUpdated'))
  if (atMs === undefined) return err('a work item that does not say when it was last changed')
  const issueId = text(field(issue, 'id'))
  return ok({
    id,
    versionId: text(field(task['meta'], 'versionId')),
    issue: issueId === undefined ? undefined : { id: issueId, versionId: text(field(field(issue, 'meta'), 'versionId')) },
    round,
    actionIds: identifiersIn(task, reviewSystem.action),
    patientId,
    finding: finding.value,
    state: state.value,
    owner,
    cover: coverIn(task),
    by: last?.by ?? personOf(field(mitigation, 'author')) ?? owner,
    atMs,
    snooze: state.value === 'snoozed' ? snoozeOf(task) : undefined,
    decision: decisionOf(task),
    note: last?.text,
    entries,
  })
}

function stateOf(task: RawObject): Result<ReviewState> {
  const code = codesIn(task['businessStatus'], reviewSystem.state)[0]
  const status = text(task['status'])
  for (const [state, stored] of Object.entries(storedState)) {
    // safe: the keys of storedState are the states
    if (stored.code === code && stored.status === status) return ok(state as ReviewState)
  }
  if (status === 'requested' || status === 'received' || status === 'accepted' || status === 'ready') return ok('reopened')
  if (status === 'in-progress') return ok('reviewing')
  if (status === 'completed') return ok('resolved')
  if (status === 'rejected') return ok('dismissed')
  if (status === 'on-hold') return ok('snoozed')
  return err(`status ${shown(task['status'])} says nothing about a review`)
}

function fromIssue(issue: RawObject | undefined, key: string, description: string | undefined): Result<FindingSnapshot> {
  const [rule = '', , , trigger = ''] = key.split('|')
  if (!isRuleId(rule)) return err(`a review about the unknown rule ${shown(rule)}`)
  const scores = extensionIn(issue, reviewExtension.scores)
  const phq9Day = text(field(extensionIn(scores, 'phq9-day'), 'valueDate'))
  const reference = text(issue?.['reference'])
  return ok({
    key,
    rule,
    ruleVersion: reference?.startsWith(`${ruleReference}/`) === true ? (reference.split('/').at(-1) ?? 'not stored') : 'not stored',
    tier: tierOfSeverity.get(text(issue?.['severity']) ?? '') ?? 'decide',
    title: wordsOf(issue?.['code']) ?? description ?? rule,
    sentence: text(issue?.['detail']) ?? 'The finding was not sent along',
    statement: text(field(extensionIn(issue, reviewExtension.statement), 'valueString')),
    since: dayFromIso(trigger),
    evidence: list(issue?.['evidence']).flatMap(evidenceOf),
    phq9: finite(field(extensionIn(scores, 'phq9'), 'valueDecimal')),
    item9: finite(field(extensionIn(scores, 'item9'), 'valueInteger')),
    phq9Day: phq9Day === undefined ? undefined : dayFromIso(phq9Day),
  })
}

function evidenceOf(evidence: unknown): readonly Evidence[] {
  const reference = relative(field(list(field(evidence, 'detail'))[0], 'reference'))
  const kept = extensionIn(evidence, reviewExtension.evidence)
  const part = (name: string): string | undefined => text(field(extensionIn(kept, name), 'valueString'))
  const on = text(field(extensionIn(kept, 'day'), 'valueDate'))
  const what = part('what') ?? wordsOf(list(field(evidence, 'code'))[0])
  if (what === undefined) return []
  return [
    {
      what,
      value: part('value') ?? '',
      unit: part('unit') ?? '',
      day: on === undefined ? undefined : dayFromIso(on),
      source: reference === undefined ? undefined : { ref: reference },
    },
  ]
}

function snoozeOf(task: RawObject): SnoozeUntil | undefined {
  const period = field(extensionIn(task, reviewExtension.requestedPeriod), 'valuePeriod')
  const latest = dayOf(field(period, 'start')) ?? dayOf(field(period, 'end'))
  if (latest === undefined) return undefined
  const input = (code: string): unknown => inputIn(task, code)
  const dayAtDose = finite(field(input('day-at-dose'), 'valueInteger'))
  const worseByPoints = finite(field(input('worse-by-points'), 'valueInteger'))
  return {
    latest,
    ...(field(input('next-phq9'), 'valueBoolean') === true ? { nextPhq9: true } : {}),
    ...(dayAtDose === undefined ? {} : { dayAtDose }),
    ...(worseByPoints === undefined ? {} : { worseByPoints }),
    ...(field(input('item9-above-0'), 'valueBoolean') === true ? { item9Above0: true } : {}),
  }
}

function inputIn(task: RawObject, code: string): unknown {
  return list(task['input']).find((one) => codesIn(field(one, 'type'), reviewSystem.input).includes(code))
}

function coverIn(task: RawObject): Cover | undefined {
  const of = personOf(field(inputIn(task, 'cover-of'), 'valueReference'))
  const through = dayOf(field(inputIn(task, 'cover-through'), 'valueDate'))
  return of === undefined || through === undefined ? undefined : { of, through }
}

function decisionOf(task: RawObject): Decision | undefined {
  const output = (code: string): unknown =>
    list(task['output']).find((one) => codesIn(field(one, 'type'), reviewSystem.output).includes(code))
  const code = codesIn(field(output('decision'), 'valueCodeableConcept'), reviewSystem.decision).find(isDecisionCode)
  if (code === undefined) return undefined
  return {
    code,
    rationale: text(field(output('rationale'), 'valueString')) ?? '',
    recheck: dayOf(field(output('recheck-date'), 'valueDate')),
    order: text(field(field(output('order'), 'valueReference'), 'reference')),
  }
}

function entriesOf(task: RawObject): Review['entries'] {
  return list(task['note'])
    .flatMap((note) => {
      const by = personOf(field(note, 'authorReference')) ?? namedOnly(text(field(note, 'authorString')))
      const atMs = instantFromIso(field(note, 'time'))
      const said = text(field(note, 'text'))
      return by === undefined || atMs === undefined || said === undefined ? [] : [{ by, atMs, text: said }]
    })
    .toSorted((a, b) => a.atMs - b.atMs)
}

const namedOnly = (name: string | undefined): Person | undefined => (name === undefined ? undefined : { ref: '', name })

function personOf(reference: unknown): Person | undefined {
  const ref = relative(field(reference, 'reference'))
  const name = text(field(reference, 'display'))
  return ref === undefined && name === undefined ? undefined : { ref: ref ?? '', name: name ?? ref ?? '' }
}

function dayOf(value: unknown): Day | undefined {
  return parseFhirDate(value)?.earliest
}

/** "key#2" is the second review of a finding. */
function splitRound(identity: string): { readonly key: string; readonly round: number } {
  const match = /^(.*)#(\d{1,4})$/.exec(identity)
  return match ? { key: match[1] ?? '', round: parseInt(match[2] ?? '1', 10) } : { key: identity, round: 1 }
}

function identifiersIn(resource: unknown, wanted: string): readonly string[] {
  return list(field(resource, 'identifier')).flatMap((one) => {
    const value = field(one, 'system') === wanted ? text(field(one, 'value')) : undefined
    return value === undefined ? [] : [value]
  })
}

function extensionIn(element: unknown, url: string): unknown {
  return list(field(element, 'extension')).find((one) => field(one, 'url') === url)
}

/** "Task/t-1" for a relative, absolute or versioned reference. */
function relative(reference: unknown): string | undefined {
  const written = text(reference)?.split('/_history/')[0]
  return written === undefined || written.startsWith('urn:') ? undefined : written.split('/').slice(-2).join('/')
}
