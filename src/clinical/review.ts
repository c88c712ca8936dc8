/**
 * What people did about findings. A finding is computed; a review is stored, and only once somebody acts.
 * The words of state and decision are those of the stored codes (see `src/fhir/review-resources.ts`).
 */
import type { Day } from '#src/lib/calendar.ts'
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

/** Snooze ends at the first of these that happens, and always at `latest`. A higher tier or item 9 wakes every snooze. */
export interface SnoozeUntil {
  readonly latest: Day
  readonly nextPhq9?: boolean
  /** Day at adequate dose, for example 42. */
  readonly dayAtDose?: number
  readonly worseByPoints?: number
  readonly item9Above0?: boolean
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
  /** Identity of the last action, to recognise a write whose answer was lost. */
  readonly actionId: string | undefined
  readonly patientId: string
  readonly finding: FindingSnapshot
  readonly state: ReviewState
  readonly owner: Person
  readonly by: Person
  readonly atMs: number
  readonly snooze: SnoozeUntil | undefined
  readonly decision: Decision | undefined
  readonly note: string | undefined
  /** Everything said about it, oldest first. */
  readonly entries: readonly { readonly by: Person; readonly atMs: number; readonly text: string }[]
}

/** Closed for good: what follows is another round. */
export function isClosed(state: ReviewState): boolean {
  return state === 'resolved' || state === 'dismissed'
}
