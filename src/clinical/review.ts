/**
 * What people did about findings. A finding is computed; a review is stored, and only once somebody acts.
 * The words of state and decision are those of the stored codes (see `src/fhir/review-resources.ts`).
 */
import { assertNever } from '#src/lib/assert-never.ts'
import { formatDay, type Day } from '#src/lib/calendar.ts'
import type { RuleId, Tier } from '#src/clinical/assessment.ts'
import type { Evidence } from '#src/clinical/verdict.ts'

export type ReviewState = 'reviewing' | 'reviewed' | 'snoozed' | 'resolved' | 'dismissed' | 'reopened'

export const decisionCodes = [
  'increase-dose',
  'switch',
  'augment',
  'add-psychotherapy',
  'refer-interventional',
  'address-adherence',
  'manage-side-effect',
  'reassess-diagnosis',
  'safety-assessment-done',
  'continue-and-recheck',
  'no-change-patient-preference',
  'not-applicable',
  'data-error',
] as const
export type DecisionCode = (typeof decisionCodes)[number]

/** Words of each decision, as they stand in the record and on the screen: what was decided, never what ought to be. */
export const decisionTitle: Readonly<Record<DecisionCode, string>> = {
  'increase-dose': 'Increase dose',
  switch: 'Switch antidepressant',
  augment: 'Augment',
  'add-psychotherapy': 'Add psychotherapy',
  'refer-interventional': 'Refer for TMS, ECT or esketamine',
  'address-adherence': 'Address adherence',
  'manage-side-effect': 'Manage a side effect',
  'reassess-diagnosis': 'Reassess the diagnosis',
  'safety-assessment-done': 'Safety assessment done',
  'continue-and-recheck': 'Continue and recheck',
  'no-change-patient-preference': 'No change: patient preference',
  'not-applicable': 'Not applicable to this patient',
  'data-error': 'Data error',
}

/** Reasons for which a finding may be set aside without a decision. */
export const dismissReasons = ['not-applicable', 'data-error', 'no-change-patient-preference'] as const satisfies readonly DecisionCode[]
export type DismissReason = (typeof dismissReasons)[number]

/** Snooze ends at the first of these that happens, and always at `latest`. A higher tier or item 9 wakes every snooze. */
export interface SnoozeUntil {
  readonly latest: Day
  readonly nextPhq9?: boolean
  /** Day at adequate dose, for example 42. */
  readonly dayAtDose?: number
  readonly worseByPoints?: number
  readonly item9Above0?: boolean
}

/** "until the next PHQ-9 or 5 points worse, at the latest 8 Dec 2026" */
export function snoozeWords(snooze: SnoozeUntil): string {
  const ends = [
    ...(snooze.nextPhq9 === true ? ['the next PHQ-9'] : []),
    ...(snooze.dayAtDose === undefined ? [] : [`day ${snooze.dayAtDose} at an adequate dose`]),
    ...(snooze.worseByPoints === undefined ? [] : [`${snooze.worseByPoints} points worse`]),
    ...(snooze.item9Above0 === true ? ['item 9 above 0'] : []),
  ]
  return ends.length === 0 ? `until ${formatDay(snooze.latest)}` : `until ${ends.join(' or ')}, at the latest ${formatDay(snooze.latest)}`
}

export interface Decision {
  readonly code: DecisionCode
  readonly rationale: string
  readonly recheck: Day | undefined
  /** Reference of the order placed for it, when there is one. */
  readonly order: string | undefined
}

/** The finding as it stood when somebody acted on it. */
export interface FindingSnapshot {
  readonly key: string
  readonly rule: RuleId
  readonly ruleVersion: string
  readonly tier: Tier
  readonly title: string
  readonly sentence: string
  /** The rule in words, with the parameters that ran; undefined for findings other systems stored. */
  readonly statement: string | undefined
  readonly since: Day | undefined
  readonly evidence: readonly Evidence[]
  /** PHQ-9 total and item 9 at the time, to tell "worse since" later; undefined when unknown. */
  readonly phq9: number | undefined
  readonly item9: number | undefined
  readonly phq9Day: Day | undefined
}

export interface Person {
  /** "Practitioner/dr-01" */
  readonly ref: string
  readonly name: string
}

export interface Review {
  /** Server id of the work item, and the version to match on the next write. */
  readonly id: string
  readonly versionId: string | undefined
  /** Server id and version of the stored finding; undefined when the server did not send it along. */
  readonly issue: { readonly id: string; readonly versionId: string | undefined } | undefined
  /** First or later review of the same finding, counted from 1: a closed one is never written over, a new one follows it. */
  readonly round: number
  /** Identities of the actions it has seen, oldest first, to recognise a write whose answer was lost. */
  readonly actionIds: readonly string[]
  readonly patientId: string
  readonly finding: FindingSnapshot
  readonly state: ReviewState
  readonly owner: Person
  /** The owner stands in for somebody through a day; after it the work item is theirs again by itself. */
  readonly cover: Cover | undefined
  readonly by: Person
  readonly atMs: number
  readonly snooze: SnoozeUntil | undefined
  readonly decision: Decision | undefined
  readonly note: string | undefined
  /** Everything said about it, oldest first. */
  readonly entries: readonly { readonly by: Person; readonly atMs: number; readonly text: string }[]
}

export interface Cover {
  readonly of: Person
  /** Last day of the cover. */
  readonly through: Day
}

/** Whose work item it is on a day: the owner's, or again that of the person who was covered. */
export function ownerOn({ owner, cover }: Pick<Review, 'owner' | 'cover'>, asOf: Day): Person {
  return cover && asOf > cover.through ? cover.of : owner
}

/** Closed for good: what follows is another round. */
export function isClosed(state: ReviewState): boolean {
  return state === 'resolved' || state === 'dismissed'
}

/** What somebody does about a finding. */
export type Deed =
  | { readonly kind: 'decide'; readonly decision: Decision }
  | { readonly kind: 'snooze'; readonly snooze: SnoozeUntil; readonly note: string }
  | { readonly kind: 'dismiss'; readonly reason: DismissReason; readonly rationale: string }
  | { readonly kind: 'hand-over'; readonly to: Person; readonly through: Day | undefined; readonly note: string }
  | { readonly kind: 'take-over'; readonly from: Person; readonly note: string }
  | { readonly kind: 'reopen'; readonly note: string }
  /** Back to what stood before an action; `before` is undefined when nobody had acted yet. */
  | { readonly kind: 'undo'; readonly before: Review | undefined; readonly actionId: string; readonly what: string }

/** One finding that an action is about. */
export interface ActionPart {
  readonly finding: FindingSnapshot
  readonly deed: Deed
  /** The work item this writes over, in the version the clinician saw; undefined starts a new one. */
  readonly over: Review | undefined
  /** Round of the new work item, or of the one written over. */
  readonly round: number
}

/** What one clinician does about findings of one patient, stored whole or not at all. */
export interface Action {
  /** Random identity: a repeated write is recognised by it. */
  readonly id: string
  readonly patientId: string
  readonly by: Person
  readonly atMs: number
  readonly parts: readonly [ActionPart, ...ActionPart[]]
}

/** "Decided: Switch antidepressant. Two adequate trials without response. Recheck on 15 Dec 2026." Stands in the record as a note. */
export function deedWords(deed: Deed): string {
  switch (deed.kind) {
    case 'decide': {
      const { code, rationale, recheck } = deed.decision
      return sentences(`Decided: ${decisionTitle[code]}`, rationale, recheck === undefined ? '' : `Recheck on ${formatDay(recheck)}`)
    }
    case 'snooze':
      return sentences(`Snoozed ${snoozeWords(deed.snooze)}`, deed.note)
    case 'dismiss':
      return sentences(`Dismissed: ${decisionTitle[deed.reason]}`, deed.rationale)
    case 'hand-over':
      return sentences(
        `Handed over to ${deed.to.name}${deed.through === undefined ? '' : ` as cover through ${formatDay(deed.through)}`}`,
        deed.note,
      )
    case 'take-over':
      return sentences(`Taken over from ${deed.from.name}`, deed.note)
    case 'reopen':
      return sentences('Reopened', deed.note)
    case 'undo':
      return sentences('Undone', deed.what)
    default:
      return assertNever(deed)
  }
}

const sentences = (...parts: readonly string[]): string =>
  parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => (/[.?!…]$/.test(part) ? part : `${part}.`))
    .join(' ')
