/**
 * An action as one FHIR transaction: for each finding its snapshot (DetectedIssue) and its work item (Task), and one Provenance.
 *
 * New resources carry our identifiers and are created only if nobody has created them; what exists is written over in the version
 * the clinician saw and in no other. Unknown elements of what exists are kept.
 */
import { deedWords, type Action, type ActionPart, type Cover, type Decision, type Person, type SnoozeUntil } from '#src/clinical/review.ts'
import { decisionTitle, type FindingSnapshot, type ReviewState } from '#src/clinical/review.ts'
import { ruleBookVersion } from '#src/clinical/rule-book.ts'
import type { Evidence } from '#src/clinical/verdict.ts'
import { codesIn } from '#src/fhir/coding.ts'
import { field, list, text, type RawObject } from '#src/fhir/raw.ts'
import { reviewExtension, reviewFinding, reviewSystem, ruleReference, severityOf, storedState } from '#src/fhir/review-codes.ts'
import { escaped } from '#src/fhir/review-search.ts'
import { isoFromDay, isoInstant } from '#src/lib/calendar.ts'

/** What the server has now of a part that is written over. */
export interface Standing {
  readonly task: RawObject
  readonly issue: RawObject | undefined
}

/** Identity of a work item: that of its finding, with the round behind it from the second on. */
export function identityOf({ finding, round }: Pick<ActionPart, 'finding' | 'round'>): string {
  return round === 1 ? finding.key : `${finding.key}#${round}`
}

/** What a part leaves behind on its work item. */
interface Target {
  readonly state: ReviewState
  readonly owner: Person
  readonly cover: Cover | undefined
  readonly snooze: SnoozeUntil | undefined
  readonly decision: Decision | undefined
}

function targetOf({ deed, over }: ActionPart, by: Person): Target {
  // Whoever was covered takes the work item back by acting on it.
  const isBack = over?.cover?.of.ref === by.ref
  const nothing = {
    owner: isBack ? by : (over?.owner ?? by),
    cover: isBack ? undefined : over?.cover,
    snooze: undefined,
    decision: undefined,
  }
  switch (deed.kind) {
    case 'decide':
      return { ...nothing, state: 'resolved', decision: deed.decision }
    case 'snooze':
      return { ...nothing, state: 'snoozed', snooze: deed.snooze }
    case 'dismiss':
      return {
        ...nothing,
        state: 'dismissed',
        decision: { code: deed.reason, rationale: deed.rationale, recheck: undefined, order: undefined },
      }
    case 'hand-over':
      return {
        ...nothing,
        state: 'reopened',
        owner: deed.to,
        cover: deed.through === undefined ? undefined : { of: by, through: deed.through },
      }
    case 'take-over':
      return { ...nothing, state: 'reopened', owner: by, cover: undefined }
    case 'reopen':
      return { ...nothing, state: 'reopened' }
    case 'undo': {
      const { before } = deed
      return before
        ? { state: before.state, owner: before.owner, cover: before.cover, snooze: before.snooze, decision: before.decision }
        : { ...nothing, state: 'reopened', owner: by, cover: undefined }
    }
  }
}

/**
 * The transaction of an action.
 *
 * @param standing raw resources of the parts that are written over, by work item id
 * @param newId random identity for the links inside the bundle
 */
export function transactionOf(action: Action, standing: ReadonlyMap<string, Standing>, newId: () => string): RawObject {
  const targets: object[] = []
  const entries = action.parts.flatMap((part) => {
    const before = part.over === undefined ? undefined : standing.get(part.over.id)
    const issueUrn = `urn:uuid:${newId()}`
    const taskUrn = `urn:uuid:${newId()}`
    const issueRef = refOf(before?.issue) ?? issueUrn
    const taskRef = refOf(before?.task) ?? taskUrn
    targets.push({ reference: issueRef }, { reference: taskRef })
    return [
      entry(issueUrn, issueOf(part, action, before?.issue), before?.issue, reviewSystem.finding, identityOf(part)),
      entry(taskUrn, taskOf(part, action, before?.task, issueRef), before?.task, reviewSystem.task, identityOf(part)),
    ]
  })
  const provenance = {
    fullUrl: `urn:uuid:${newId()}`,
    resource: provenanceOf(action, targets),
    request: { method: 'POST', url: 'Provenance' },
  }
  return { resourceType: 'Bundle', type: 'transaction', entry: [...entries, provenance] }
}

function entry(urn: string, resource: RawObject, before: RawObject | undefined, system: string, identity: string): object {
  const type = typeOf(resource)
  const reference = refOf(before)
  if (reference === undefined)
    return {
      fullUrl: urn,
      resource,
      request: { method: 'POST', url: type, ifNoneExist: `identifier=${encodeURIComponent(`${system}|${escaped(identity)}`)}` },
    }
  const version = field(before?.['meta'], 'versionId')
  return {
    fullUrl: reference,
    resource,
    request: { method: 'PUT', url: reference, ...(typeof version === 'string' ? { ifMatch: `W/"${version}"` } : {}) },
  }
}

function refOf(resource: RawObject | undefined): string | undefined {
  const id = text(resource?.['id'])
  return resource === undefined || id === undefined ? undefined : `${typeOf(resource)}/${id}`
}

const typeOf = (resource: RawObject): string => text(resource['resourceType']) ?? ''

function taskOf(part: ActionPart, action: Action, before: RawObject | undefined, issueRef: string): RawObject {
  const target = targetOf(part, action.by)
  const state = storedState[target.state]
  const now = isoInstant(action.atMs)
  const created: RawObject = {
    resourceType: 'Task',
    intent: 'order',
    code: coded(reviewSystem.taskCode, reviewFinding, 'Review finding'),
    description: part.finding.title,
    focus: { reference: issueRef },
    for: { reference: `Patient/${action.patientId}` },
    authoredOn: now,
    requester: rules,
  }
  const { statusReason: _reason, executionPeriod: _period, ...kept } = before ?? created
  return {
    ...kept,
    identifier: [
      ...(before === undefined ? [{ system: reviewSystem.task, value: identityOf(part) }] : list(before['identifier'])),
      { system: reviewSystem.action, value: action.id },
    ],
    status: state.status,
    businessStatus: coded(reviewSystem.state, state.code, state.display),
    priority: part.finding.tier === 'urgent' ? 'urgent' : 'routine',
    owner: referenceTo(target.owner),
    lastModified: now,
    note: [...list(before?.['note']), { authorReference: referenceTo(action.by), time: now, text: deedWords(part.deed) }],
    ...withOurs(before, 'extension', (one) => field(one, 'url') === reviewExtension.requestedPeriod, periodOf(target.snooze)),
    ...withOurs(before, 'input', (one) => codesIn(field(one, 'type'), reviewSystem.input).length > 0, [
      ...inputsOf(target.snooze),
      ...coverOf(target.cover),
    ]),
    ...withOurs(before, 'output', (one) => codesIn(field(one, 'type'), reviewSystem.output).length > 0, outputsOf(target.decision)),
    ...(target.state === 'resolved' || target.state === 'dismissed'
      ? { executionPeriod: { start: field(before, 'authoredOn') ?? now, end: now } }
      : {}),
    ...reasonOf(target),
  }
}

/** A list with our elements replaced and everybody else's kept; left out when nothing remains, because FHIR has no empty lists. */
function withOurs(before: RawObject | undefined, name: string, isOurs: (one: unknown) => boolean, ours: readonly object[]): RawObject {
  const all = [...list(before?.[name]).filter((one) => !isOurs(one)), ...ours]
  return { [name]: all.length === 0 ? undefined : all }
}

function periodOf(snooze: SnoozeUntil | undefined): readonly object[] {
  return snooze === undefined ? [] : [{ url: reviewExtension.requestedPeriod, valuePeriod: { start: isoFromDay(snooze.latest) } }]
}

function inputsOf(snooze: SnoozeUntil | undefined): readonly object[] {
  if (snooze === undefined) return []
  const input = (code: string, display: string, value: object): object => ({ type: coded(reviewSystem.input, code, display), ...value })
  return [
    ...(snooze.nextPhq9 === true ? [input('next-phq9', 'Until the next PHQ-9', { valueBoolean: true })] : []),
    ...(snooze.dayAtDose === undefined
      ? []
      : [input('day-at-dose', 'Until this day at an adequate dose', { valueInteger: snooze.dayAtDose })]),
    ...(snooze.worseByPoints === undefined
      ? []
      : [input('worse-by-points', 'Until PHQ-9 is worse by this many points', { valueInteger: snooze.worseByPoints })]),
    ...(snooze.item9Above0 === true ? [input('item9-above-0', 'Until item 9 is above 0', { valueBoolean: true })] : []),
  ]
}

function coverOf(cover: Cover | undefined): readonly object[] {
  if (cover === undefined) return []
  return [
    { type: coded(reviewSystem.input, 'cover-of', 'In place of'), valueReference: referenceTo(cover.of) },
    { type: coded(reviewSystem.input, 'cover-through', 'Last day of the cover'), valueDate: isoFromDay(cover.through) },
  ]
}

function outputsOf(decision: Decision | undefined): readonly object[] {
  if (decision === undefined) return []
  const output = (code: string, display: string, value: object): object => ({ type: coded(reviewSystem.output, code, display), ...value })
  return [
    output('decision', 'Decision', { valueCodeableConcept: coded(reviewSystem.decision, decision.code, decisionTitle[decision.code]) }),
    ...(decision.rationale === '' ? [] : [output('rationale', 'Rationale', { valueString: decision.rationale })]),
    ...(decision.recheck === undefined ? [] : [output('recheck-date', 'Recheck date', { valueDate: isoFromDay(decision.recheck) })]),
    ...(decision.order === undefined
      ? []
      : [output('order', 'Order placed in the EHR', { valueReference: { reference: decision.order } })]),
  ]
}

function reasonOf({ state, snooze, decision }: Target): RawObject {
  if (state === 'snoozed' && snooze?.nextPhq9 === true)
    return { statusReason: coded(reviewSystem.snoozeReason, 'await-next-score', 'Waiting for the next PHQ-9') }
  if (state === 'snoozed' && snooze?.dayAtDose !== undefined)
    return { statusReason: coded(reviewSystem.snoozeReason, 'await-time-at-dose', 'Waiting for time at an adequate dose') }
  if (state === 'snoozed') return { statusReason: coded(reviewSystem.snoozeReason, 'await-date', 'Waiting for a date') }
  if (state === 'dismissed' && decision) return { statusReason: coded(reviewSystem.decision, decision.code, decisionTitle[decision.code]) }
  return {}
}

function issueOf(part: ActionPart, action: Action, before: RawObject | undefined): RawObject {
  const { finding, deed } = part
  const undone = deed.kind === 'undo' ? deed.actionId : undefined
  const mitigation = [
    ...list(before?.['mitigation']).filter((one) => undone === undefined || field(one, 'id') !== undone),
    ...mitigationOf(part, action),
  ]
  const isWrong = deed.kind === 'dismiss' && deed.reason === 'data-error'
  const evidence = finding.evidence.map(evidenceElement)
  const orders = finding.evidence.flatMap((one) => (one.source?.ref.startsWith('MedicationRequest/') === true ? [one.source.ref] : []))
  return {
    ...before,
    resourceType: 'DetectedIssue',
    identifier: before === undefined ? [{ system: reviewSystem.finding, value: identityOf(part) }] : before['identifier'],
    // "final" and never "mitigated": closure is told by mitigation[] (FHIR.md 4.6).
    status: isWrong ? 'entered-in-error' : 'final',
    code: coded(reviewSystem.findingCode, finding.rule, finding.title),
    severity: severityOf[finding.tier],
    patient: { reference: `Patient/${action.patientId}` },
    identifiedDateTime: before?.['identifiedDateTime'] ?? isoInstant(action.atMs),
    author: rules,
    implicated: orders.length === 0 ? undefined : [...new Set(orders)].map((reference) => ({ reference })),
    evidence: evidence.length === 0 ? undefined : evidence,
    detail: finding.sentence,
    reference: `${ruleReference}/${finding.rule}/${finding.ruleVersion}`,
    mitigation: mitigation.length === 0 ? undefined : mitigation,
    ...withOurs(before, 'extension', isFindingExtension, findingExtensions(finding)),
  }
}

function isFindingExtension(one: unknown): boolean {
  const url = field(one, 'url')
  return url === reviewExtension.scores || url === reviewExtension.statement
}

function findingExtensions({ phq9, phq9Day, item9, statement }: FindingSnapshot): readonly object[] {
  const scores = [
    ...(phq9 === undefined ? [] : [{ url: 'phq9', valueDecimal: phq9 }]),
    ...(phq9Day === undefined ? [] : [{ url: 'phq9-day', valueDate: isoFromDay(phq9Day) }]),
    ...(item9 === undefined ? [] : [{ url: 'item9', valueInteger: item9 }]),
  ]
  return [
    ...(scores.length === 0 ? [] : [{ url: reviewExtension.scores, extension: scores }]),
    ...(statement === undefined ? [] : [{ url: reviewExtension.statement, valueString: statement }]),
  ]
}

/** The number itself is copied beside the reference, so that the finding stays readable when the record changes. */
function evidenceElement({ what, value, unit, day, source }: Evidence): object {
  const part = (url: string, text: string): readonly object[] => (text === '' ? [] : [{ url, valueString: text }])
  const said = [what, [value, unit].filter((word) => word !== '').join(' ')].filter((word) => word !== '').join(': ')
  return {
    extension: [
      {
        url: reviewExtension.evidence,
        extension: [
          ...part('what', what),
          ...part('value', value),
          ...part('unit', unit),
          ...(day === undefined ? [] : [{ url: 'day', valueDate: isoFromDay(day) }]),
        ],
      },
    ],
    code: [{ text: said }],
    ...(source === undefined ? {} : { detail: [{ reference: source.ref }] }),
  }
}

function mitigationOf({ deed }: ActionPart, action: Action): readonly object[] {
  const code = deed.kind === 'decide' ? deed.decision.code : deed.kind === 'dismiss' ? deed.reason : undefined
  if (code === undefined) return []
  return [
    {
      id: action.id,
      action: coded(reviewSystem.decision, code, decisionTitle[code]),
      date: isoInstant(action.atMs),
      author: referenceTo(action.by),
    },
  ]
}

function provenanceOf(action: Action, target: readonly object[]): RawObject {
  const sources = new Set(action.parts.flatMap(({ finding }) => finding.evidence.flatMap((one) => (one.source ? [one.source.ref] : []))))
  const isUpdate = action.parts.some((part) => part.over !== undefined)
  return {
    resourceType: 'Provenance',
    target,
    occurredDateTime: isoInstant(action.atMs),
    recorded: isoInstant(action.atMs),
    activity: coded(reviewSystem.operation, isUpdate ? 'UPDATE' : 'CREATE', isUpdate ? 'revise' : 'create'),
    agent: [
      { type: coded(reviewSystem.participant, 'author', 'Author'), who: referenceTo(action.by) },
      { type: coded(reviewSystem.participant, 'assembler', 'Assembler'), who: rules },
    ],
    ...(sources.size === 0 ? {} : { entity: [...sources].map((reference) => ({ role: 'source', what: { reference } })) }),
  }
}

/** Named by identifier and not by address, so that no server has to hold a Device for us. */
const rules = { identifier: { system: reviewSystem.device, value: 'remit' }, display: `Remit rule book ${ruleBookVersion}` } as const

function referenceTo({ ref, name }: Person): object {
  return ref === '' ? { display: name } : { reference: ref, display: name }
}

function coded(system: string, code: string, display: string): object {
  return { coding: [{ system, code, display }], text: display }
}
