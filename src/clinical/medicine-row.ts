/** What is held about one medicine. The rows are in `medicine-antidepressants.ts` and `medicine-adjuncts.ts`. */
import type { Citation, SourceTag } from '#src/clinical/verdict.ts'

/** One id per agent, in lower case: "sertraline". Combination products are one agent: "dextromethorphan-bupropion". */
export type AgentId = string

export type Formulation =
  | 'immediate'
  | 'sustained'
  | 'extended'
  | 'controlled'
  | 'transdermal'
  | 'intranasal'
  | 'intravenous'
  | 'unspecified'

/** Classes told apart in Thase-Rush staging and in "switch class"; adjuncts have classes of their own. */
export type MajorClass =
  | 'SSRI'
  | 'SNRI'
  | 'NDRI'
  | 'TCA'
  | 'tetracyclic'
  | 'MAOI'
  | 'alpha-2 antagonist'
  | 'serotonin modulator'
  | '5-HT1A agonist'
  | 'NMDA antagonist'
  | 'GABA-A modulator'
  | 'antipsychotic'
  | 'mood stabiliser'
  | 'thyroid hormone'
  | 'dopamine agonist'
  | 'wakefulness promoter'

/** A dose limit in mg/day, inclusive, with where it was read. */
export interface DoseLimit {
  readonly mgPerDay: number
  readonly citation: Citation
}

/** A daily range as one publication prints it, in mg/day, both ends inclusive. */
export interface PublishedRange {
  readonly low: number
  readonly high: number
  /** What the same table calls extreme. */
  readonly extreme: { readonly low: number; readonly high: number } | undefined
  readonly citation: Citation
}

/** Doses of one formulation, or of all. */
export interface DoseRule {
  readonly formulations: 'any' | readonly Formulation[]
  /**
   * Minimum effective dose: lenient and strict are the lower and the higher of the published lower bounds. Undefined where
   * none is established: a trial is then "cannot tell", never "inadequate".
   */
  readonly minimum: { readonly lenient: DoseLimit; readonly strict: DoseLimit } | undefined
  /** Why there is no minimum; present exactly when `minimum` is undefined. */
  readonly whyNoMinimum: string | undefined
  readonly usualMaximum: DoseLimit | undefined
  readonly published: readonly PublishedRange[]
  /** Where sources disagree or a number needs explaining, in words. */
  readonly remark: string | undefined
}

/** Whole days to wait, with every source that names a number. */
export interface Washout {
  /** The longest of `named`: the stricter of guideline and label [I]. */
  readonly days: number
  readonly named: readonly { readonly days: number; readonly citation: Citation }[]
}

export interface Medicine {
  readonly id: AgentId
  /** As shown, in lower case. */
  readonly name: string
  /** Mechanism, as shown: "SNRI", "SRI and 5-HT modulator". */
  readonly mechanism: string
  readonly majorClass: MajorClass
  /** RxNorm ingredient codes that mean this agent alone. S = name and code read together, S~ = code only, K = knowledge. */
  readonly rxcui: readonly { readonly code: string; readonly tag: SourceTag }[]
  /** For a combination: the RxNorm ingredients that together mean it. */
  readonly combines: readonly string[]
  readonly brands: readonly Brand[]
  /** "either": an antidepressant that is also added to another. */
  readonly role: 'antidepressant' | 'adjunct' | 'either'
  /** Never counted as a failed antidepressant trial, and why. */
  readonly notATrial: { readonly why: string; readonly citation: Citation } | undefined
  /** "session": given by clinic session, so that mg/day has no meaning. */
  readonly dosedBy: 'day' | 'session'
  readonly doses: readonly DoseRule[]
  /** At or below (inclusive) or below (not inclusive) this dose it is used for sleep. */
  readonly hypnotic: { readonly mgPerDay: number; readonly inclusive: boolean; readonly citation: Citation } | undefined
  /** Levels fall over weeks, not days, after the last dose. */
  readonly longHalfLife: boolean
  /** Days without this agent before an MAOI may start; undefined where no rule was found. */
  readonly beforeMaoi: Washout | undefined
  /** Days without an MAOI before this agent may start; undefined where no rule was found. */
  readonly afterMaoi: Washout | undefined
  /** Risk of a discontinuation syndrome, CANMAT 2023 Table 6.3; undefined where the table does not list the agent. */
  readonly discontinuationRisk: { readonly level: 'low' | 'moderate' | 'high'; readonly citation: Citation } | undefined
  /** Line of treatment or approval, as shown. */
  readonly standing: { readonly text: string; readonly citation: Citation } | undefined
  readonly notes: readonly { readonly text: string; readonly citation: Citation }[]
}

export interface Brand {
  readonly name: string
  /** What the brand says about the formulation. */
  readonly formulation: Formulation
}
