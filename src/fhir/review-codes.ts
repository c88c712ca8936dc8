/** Code systems, identifiers and extensions of stored findings and reviews (FHIR.md 4.6). */
import type { RuleId, Tier } from '#src/clinical/assessment.ts'
import { decisionTitle, type DecisionCode, type ReviewState } from '#src/clinical/review.ts'

const codeSystem = 'https://remit.example/fhir/CodeSystem'
const structure = 'https://remit.example/fhir/StructureDefinition'

export const reviewSystem = {
  /** Identity of a finding: "rule|patient|subject|trigger day". */
  finding: 'https://remit.example/fhir/sid/finding',
  /** The same on the work item; later rounds carry "#2", "#3" behind it. */
  task: 'https://remit.example/fhir/sid/review-task',
  /** Identity of the last action: a repeated write recognises itself. */
  action: 'https://remit.example/fhir/sid/review-action',
  device: 'https://remit.example/fhir/sid/device',
  findingCode: `${codeSystem}/finding`,
  taskCode: `${codeSystem}/task`,
  state: `${codeSystem}/review-state`,
  output: `${codeSystem}/review-output`,
  input: `${codeSystem}/review-input`,
  decision: `${codeSystem}/decision`,
  snoozeReason: `${codeSystem}/snooze-reason`,
  evidence: `${codeSystem}/evidence`,
  participant: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  operation: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation',
} as const

export const reviewExtension = {
  /** R5 `Task.requestedPeriod`, back-ported: start = snoozed until. */
  requestedPeriod: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Task.requestedPeriod',
  evidence: `${structure}/finding-evidence`,
  scores: `${structure}/finding-scores`,
  statement: `${structure}/finding-statement`,
} as const

export const ruleReference = 'https://remit.example/fhir/rules'

export const reviewFinding = 'review-finding'

export const severityOf: Readonly<Record<Tier, string>> = { urgent: 'high', decide: 'moderate', watch: 'low' }

export const tierOfSeverity: ReadonlyMap<string, Tier> = new Map([
  ['high', 'urgent'],
  ['moderate', 'decide'],
  ['low', 'watch'],
])

interface StoredState {
  readonly status: string
  readonly code: string
  readonly display: string
}

/** How each state stands on a Task. `mitigated` is never written: it is legal in one server and illegal in R4. */
export const storedState: Readonly<Record<ReviewState, StoredState>> = {
  reviewing: { status: 'in-progress', code: 'reviewing', display: 'Being reviewed' },
  reviewed: { status: 'in-progress', code: 'reviewed', display: 'Reviewed' },
  snoozed: { status: 'on-hold', code: 'snoozed', display: 'Snoozed' },
  resolved: { status: 'completed', code: 'resolved', display: 'Resolved' },
  dismissed: { status: 'rejected', code: 'invalid', display: 'Not valid' },
  reopened: { status: 'requested', code: 'new-again', display: 'New again' },
}

const ruleIds: Readonly<Record<RuleId, true>> = {
  'suicidal-ideation': true,
  'inadequate-response': true,
  'no-early-improvement': true,
  'dose-below-minimum': true,
  worsening: true,
  relapse: true,
  'side-effect-burden': true,
  'low-adherence': true,
  silence: true,
  'possible-resistance': true,
  'possible-bipolarity': true,
  'level-lowering-interaction': true,
  'no-baseline': true,
}

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(ruleIds, text)
}

export function isDecisionCode(text: string): text is DecisionCode {
  return Object.hasOwn(decisionTitle, text)
}
