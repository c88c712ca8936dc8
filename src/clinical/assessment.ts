/** What Remit concludes about one patient on one day: the output of `assessPatient`, and the only thing screens read. */
import type { Day, PartialDate } from '#src/lib/calendar.ts'
import type { Known } from '#src/lib/known.ts'
import type { DailyDose, EndBasis, Reading, Source, StopReason } from '#src/clinical/facts.ts'
import type { AgentId, Formulation } from '#src/clinical/medicines.ts'
import type { ToldOutcome } from '#src/clinical/told-trial.ts'
import type { Citation, Evidence, Gap, Verdict } from '#src/clinical/verdict.ts'

/** A count of days that may be uncertain: at least `low`, at most `high`; equal when every day is known. */
export interface DayCount {
  readonly low: number
  readonly high: number
}

export interface DoseSegment {
  readonly from: Day
  /** Inclusive; undefined while it goes on. */
  readonly through: Day | undefined
  readonly dose: DailyDose
  /** Against this patient's minimum effective dose. */
  readonly level: 'adequate' | 'below' | 'unknown'
  readonly sources: readonly Source[]
  /** Instruction text as written, when any. */
  readonly text: string | undefined
}

/** Smallest effective and usual largest dose for this patient, in mg/day, and why they are what they are. */
export interface DoseRange {
  readonly minimum: Known<number>
  readonly maximum: Known<number>
  /** "maximum 20 mg over 60 years", each with its citation. */
  readonly modifiers: readonly { readonly text: string; readonly citation: Citation }[]
  readonly citation: Citation | undefined
}

export interface Adherence {
  /** Met at >= 80 % of days with information; cannot tell where fewer than half the days have any. */
  readonly verdict: Verdict
  readonly daysTaken: number
  readonly daysWithInformation: number
  readonly daysInPeriod: number
  /** Percent of days with information, [0, 100]; undefined when there is none. */
  readonly percent: number | undefined
  /** Whether the information is check-ins, dispensed supply, a statement, or a mix. */
  readonly basis: readonly ('check-ins' | 'dispensed-supply' | 'statement')[]
}

export type ResponseStatus = 'remission' | 'response' | 'partial-response' | 'no-response' | 'worsening' | 'too-early' | 'cannot-tell'

export interface ScorePoint {
  readonly total: number
  readonly day: Day
  readonly reading: Reading
}

export interface Response {
  readonly status: ResponseStatus
  /** A sentence that gives the reason, with numbers. */
  readonly why: string
  readonly baseline: ScorePoint | undefined
  readonly latest: ScorePoint | undefined
  readonly best: ScorePoint | undefined
  /** Points, latest minus baseline; negative is better. */
  readonly changePoints: number | undefined
  /** Percent of baseline, negative is better; undefined when baseline is 0 or missing. Never rounded here. */
  readonly changePercent: number | undefined
  /** Latest reading is older than allowed: nothing may be claimed about today. */
  readonly stale: boolean
  /** Why a reading that may be newer than `latest` is not judged; then nothing may be claimed about today either. */
  readonly newerUnjudged?: string
  /** Past trials without scores: the outcome as somebody answered it. */
  readonly reported?: ToldOutcome
  readonly missing: readonly Gap[]
}

export interface TrialAdequacy {
  readonly dose: Verdict
  readonly duration: Verdict
  readonly adherence: Verdict
  readonly overall: Verdict
}

export interface Trial {
  /** Stable over time: agent and first day, "sertraline@2026-01-12". */
  readonly id: string
  readonly agent: AgentId
  /** As shown: "sertraline", "dextromethorphan-bupropion". */
  readonly name: string
  readonly formulation: Formulation
  readonly role: 'antidepressant' | 'augmentation' | 'hypnotic-dose' | 'not-classified'
  /** For an augmentation: the trial it was added to. */
  readonly augments: string | undefined
  /** The trial this one replaced, when a switch or cross-taper. */
  readonly switchedFrom: string | undefined
  readonly from: Day
  /** Latest possible first day when the start is not exactly known. */
  readonly fromLatest: Day
  /** Last day, inclusive; undefined while it goes on (or when the end is unknown: see `endKnown`). */
  readonly through: Day | undefined
  /** Earliest possible last day when the end is not exactly known. */
  readonly throughEarliest: Day | undefined
  readonly endBasis: EndBasis | 'last-dispense' | 'next-order' | undefined
  /** False when the record says it is over but not when: durations are then uncertain. */
  readonly endKnown: boolean
  readonly ongoing: boolean
  readonly segments: readonly DoseSegment[]
  /** Highest certain dose reached, mg/day. */
  readonly highestDose: number | undefined
  readonly currentDose: DailyDose | undefined
  readonly range: DoseRange
  readonly daysAtAdequateDose: Known<DayCount>
  /** Days at adequate dose that were also taken, where there is information; undefined when there is none. */
  readonly daysAtAdequateDoseTaken: number | undefined
  /** First day at or above the minimum effective dose. */
  readonly adequateSince: Day | undefined
  readonly adequacy: TrialAdequacy
  readonly adherence: Adherence
  readonly response: Response
  readonly stopReason: StopReason | undefined
  readonly stopText: string | undefined
  readonly sources: readonly Source[]
  /** "2 overlapping orders", "end from the last dispense" ...: in words. */
  readonly notes: readonly string[]
  /** Under the chosen definition of treatment resistance. */
  readonly countsTowardResistance: Verdict
}

/** A trial before it is judged under a definition of resistance. */
export type UnjudgedTrial = Omit<Trial, 'countsTowardResistance'>

export type Tier = 'urgent' | 'decide' | 'watch'

export type RuleId =
  | 'suicidal-ideation'
  | 'inadequate-response'
  | 'no-early-improvement'
  | 'dose-below-minimum'
  | 'worsening'
  | 'relapse'
  | 'side-effect-burden'
  | 'low-adherence'
  | 'silence'
  | 'possible-resistance'
  | 'possible-bipolarity'
  | 'level-lowering-interaction'
  | 'no-baseline'

/** One rule applied to one patient on one day. */
export interface Finding {
  readonly rule: RuleId
  readonly ruleVersion: string
  readonly title: string
  readonly tier: Tier
  readonly verdict: Verdict
  /** What was found, in one sentence with its numbers. The same on card, tooltip, print and in `assess`. */
  readonly sentence: string
  /** The rule itself, computed from the parameters that ran. */
  readonly statement: string
  readonly citation: Citation
  /** What would clear it, in words. */
  readonly clearedBy: string
  /** First day the condition held in its present run; undefined unless met. */
  readonly since: Day | undefined
  /** The date `since` was taken from, where it is known only to its month or year; `sinceWords` says it. */
  readonly roughly?: PartialDate
  /** What raised it no longer holds today; it is only not yet cleared. */
  readonly fading?: true
  /** Stable identity over time: "rule|patient|trial or subject|trigger day". Undefined unless met. */
  readonly key: string | undefined
  /** Trial this is about, when it is about one. */
  readonly trialId: string | undefined
  /** Everything looked at, also when not met or untold. */
  readonly evidence: readonly Evidence[]
  readonly missing: readonly Gap[]
}

/** Which card of the caseload the patient stands on. Exactly one, so that the counts add up. */
export type Section = 'urgent' | 'decide' | 'watch' | 'waiting' | 'on-target' | 'cannot-judge'

export interface CheckInSummary {
  /** Received in the last 28 days. */
  readonly received: number
  readonly expected: number
  readonly last: Day | undefined
}

export interface SideEffects {
  /** FIBSER burden 0..6, or the 7-day mean of the daily burden 0..10 when there is no FIBSER. */
  readonly burden: Known<{
    readonly value: number
    readonly max: 6 | 10
    readonly day: Day
    readonly source: Source | undefined
    /** First day of the present run at a level to address; undefined below it. */
    readonly since?: Day | undefined
  }>
  /** Named in the last 28 days, most frequent first, with the number of days. */
  readonly named: readonly { readonly name: string; readonly days: number }[]
}

export interface CriterionJudgement {
  readonly criterion: string
  readonly verdict: Verdict
}

export interface Resistance {
  readonly definition: string
  readonly definitionTitle: string
  /** met = the record meets the definition; never "confirmed" while a pseudo-resistance check is unknown. */
  readonly status: Verdict['kind']
  readonly sentence: string
  /** Trial ids that count. */
  readonly qualifyingTrials: readonly string[]
  readonly perTrial: readonly { readonly trialId: string; readonly criteria: readonly CriterionJudgement[]; readonly counts: Verdict }[]
  readonly exclusions: readonly CriterionJudgement[]
  readonly citation: Citation
}

export interface PseudoCheck {
  readonly id: string
  readonly title: string
  /** met = this cause of pseudo-resistance is present; not-met = checked and absent; cannot-tell = not known. */
  readonly verdict: Verdict
  readonly sentence: string
  readonly citation: Citation
}

export interface Staging {
  readonly name: 'Thase-Rush' | 'Maudsley'
  readonly result: Known<string>
  readonly parts: readonly { readonly name: string; readonly points: Known<number | string>; readonly why: string }[]
  readonly citation: Citation
}

export interface Assessment {
  readonly patientId: string
  readonly asOf: Day
  readonly ruleBookVersion: string
  readonly section: Section
  /** Why the patient stands in that section, in one sentence. */
  readonly sectionWhy: string
  /** Oldest start first. */
  readonly trials: readonly Trial[]
  /** The ongoing antidepressant trial that decisions are about; undefined when there is none. */
  readonly current: Trial | undefined
  /** Response of the current trial, or why there is none to judge. */
  readonly response: Response
  readonly adherence28: Adherence
  readonly checkIns: CheckInSummary
  readonly sideEffects: SideEffects
  /** Latest PHQ-9 item 9, with its day. */
  readonly item9: Known<{ readonly value: 0 | 1 | 2 | 3; readonly day: Day; readonly source: Source | undefined }>
  readonly latestPhq9: ScorePoint | undefined
  /** One per rule of the book, in the book's order, whatever the verdict. */
  readonly findings: readonly Finding[]
  /** Findings that are met, highest tier first. */
  readonly flags: readonly Finding[]
  /** Under the definition of the deployment. */
  readonly resistance: Resistance
  readonly failedAdequateTrials: Known<number>
}

/** What is asked for only when resistance is reviewed. */
export interface ResistanceReview {
  /** Under each definition that is not the deployment's. */
  readonly otherDefinitions: readonly Resistance[]
  readonly pseudoResistance: readonly PseudoCheck[]
  readonly staging: readonly Staging[]
}
