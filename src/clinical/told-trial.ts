/**
 * A past trial as somebody tells it: what a clinician types in, and what is saved. Every part that may not be known has a word
 * for "not known"; nothing has a default.
 */
import type { Source } from '#src/clinical/source.ts'
import type { AgentId, Formulation } from '#src/clinical/medicines.ts'
import type { RoughDate } from '#src/clinical/rough-date.ts'
import type { NonEmpty } from '#src/lib/non-empty.ts'

export const toldOutcomes = ['worse', 'none', 'partial', 'response', 'remission', 'not-known'] as const
/** `none`: less than 25 % better; `partial`: 25 % to less than 50 %; `response`: 50 % or more. Shares: ICSI, CANMAT 2023 Q.5.b [S]. */
export type ToldOutcome = (typeof toldOutcomes)[number]

export const toldAdherences = ['most', 'less', 'not-known'] as const
/** `most`: about 80 % of days or more, as in proportion of days covered. */
export type ToldAdherence = (typeof toldAdherences)[number]

export const toldStops = ['side-effect', 'no-effect', 'other', 'not-known'] as const
export type ToldStop = (typeof toldStops)[number]

export const toldSources = ['patient', 'relative', 'letter', 'pharmacy', 'clinician'] as const
export type ToldSource = (typeof toldSources)[number]

export type ToldEnd =
  | { readonly kind: 'ended'; readonly date: RoughDate }
  /** "8 weeks": the length is remembered better than the date. */
  | { readonly kind: 'lasted'; readonly days: number; readonly words: string }
  | { readonly kind: 'ended-unknown' }
  | { readonly kind: 'ongoing' }

export interface ToldStep {
  /** mg/day; undefined when it is not remembered. */
  readonly mgPerDay: number | undefined
  /** First day of this dose; undefined for the first step, which begins with the trial. */
  readonly from: RoughDate | undefined
}

export interface ToldTrial {
  /** Made once when the form opens, so that sending it twice saves it once. */
  readonly key: string
  readonly medicine:
    | { readonly kind: 'agent'; readonly agent: AgentId; readonly formulation: Formulation }
    /** Not in Remit's table: kept as written, never judged. */
    | { readonly kind: 'text'; readonly text: string }
  readonly from: RoughDate
  readonly end: ToldEnd
  readonly steps: NonEmpty<ToldStep>
  readonly adherence: ToldAdherence
  readonly outcome: ToldOutcome
  readonly stop: ToldStop
  /** The reason in the teller's words; empty when none was given. */
  readonly stopWords: string
  readonly source: ToldSource
  readonly note: string
  /** What this corrects: those stay in the record and no longer count. Empty for an addition. */
  readonly corrects: readonly Source[]
}

/** How each answer reads on screen, in the packet and in the saved resource. */
export const toldWords = {
  outcome: {
    worse: 'worse',
    none: 'no improvement (less than 25 % better)',
    partial: 'partial improvement (25 % to less than 50 % better)',
    response: 'response (50 % or more better)',
    remission: 'remission',
    'not-known': 'outcome not known',
  },
  adherence: {
    most: 'taken on most days (about 80 % or more)',
    less: 'taken on fewer days than that',
    'not-known': 'not known whether it was taken',
  },
  stop: {
    'side-effect': 'side effects',
    'no-effect': 'no effect',
    other: 'another reason',
    'not-known': 'reason not known',
  },
  source: {
    patient: 'the patient’s memory',
    relative: 'a relative or carer',
    letter: 'a letter or an outside record',
    pharmacy: 'a pharmacy record',
    clinician: 'the clinician’s own knowledge',
  },
} as const satisfies {
  readonly outcome: Readonly<Record<ToldOutcome, string>>
  readonly adherence: Readonly<Record<ToldAdherence, string>>
  readonly stop: Readonly<Record<ToldStop, string>>
  readonly source: Readonly<Record<ToldSource, string>>
}
