/**
 * What the record says about one patient: the input of every rule.
 *
 * Nothing here is judged and nothing here is FHIR. `src/fhir` makes these values from a server's answer, a test makes them by
 * hand. All values are plain JSON, so they can be cached, compared and sent to a worker.
 */
import type { Day, PartialDate } from '#src/lib/calendar.ts'
import type { Known } from '#src/lib/known.ts'
import type { AgentId, Formulation } from '#src/clinical/medicines.ts'
import type { Instrument } from '#src/clinical/scales.ts'
import type { Source } from '#src/clinical/source.ts'
import type { ToldOutcome, ToldSource } from '#src/clinical/told-trial.ts'

export type { Source } from '#src/clinical/source.ts'

export interface PatientIdentity {
  /** Server id, without the type: "p-001". */
  readonly id: string
  readonly name: Known<string>
  /** "Muñoz", "Ana": for sorting by family name; empty when the record carries only a text name. */
  readonly family: string
  readonly given: string
  readonly birthDate: Known<PartialDate>
  /** FHIR administrative gender as sent. */
  readonly gender: Known<'female' | 'male' | 'other' | 'unknown'>
  readonly recordNumber: Known<string>
  readonly deceased: boolean
  /** Server id of the surviving record when this one was merged into another. */
  readonly mergedInto?: string
  /** A published historical case is judged on its own day, not today. */
  readonly historicalAsOf?: Day
  /** Attribution that must stand wherever this person is shown. */
  readonly attribution?: string
  readonly synthetic: boolean
}

/** Answer to PHQ-9 item 9 (thoughts of being better off dead or of self-harm). 0 is an answer, never a clearance. */
export type Item9 =
  | { readonly kind: 'answered'; readonly value: 0 | 1 | 2 | 3 }
  | { readonly kind: 'not-assessed'; readonly reason: string }

export type ReadingIssue =
  | { readonly kind: 'total-differs-from-items'; readonly stated: number; readonly computed: number }
  | { readonly kind: 'total-without-items' }
  | { readonly kind: 'possible-duplicate'; readonly of: string }
  | { readonly kind: 'preliminary' }
  | { readonly kind: 'amended' }
  | { readonly kind: 'partial-date'; readonly precision: 'month' | 'year' }
  | { readonly kind: 'conflicting-item'; readonly item: number; readonly detail: string }
  | { readonly kind: 'missing-items'; readonly items: readonly number[] }
  | { readonly kind: 'prorated'; readonly missing: readonly number[] }
  | { readonly kind: 'other'; readonly detail: string }

/** One administration of a questionnaire or rating scale. */
export interface Reading {
  readonly instrument: Instrument
  /** The day the patient answered, as sent; a partial date keeps its precision and is never used by rules. */
  readonly date: PartialDate
  /** Total in the instrument's own points; unknown with its reason when it cannot be given. */
  readonly total: Known<number>
  /** PHQ-9: nine answers 0..3 by position, undefined where not answered. Empty for a total without items. */
  readonly items: readonly (number | undefined)[]
  /** Only for PHQ-9; other instruments carry `not-assessed`. */
  readonly item9: Item9
  /** PHQ-9 functional difficulty 0..3, outside the total. */
  readonly difficulty: number | undefined
  /** False for preliminary results, partial dates and contradictions: shown, never judged. */
  readonly usable: boolean
  readonly reporter: 'patient' | 'clinician' | 'unknown'
  readonly sources: readonly Source[]
  readonly issues: readonly ReadingIssue[]
}

/** One daily self-report. A question that was not answered is undefined; it is never 0. */
export interface CheckIn {
  readonly day: Day
  /** 0 worst .. 10 best */
  readonly mood: number | undefined
  /** 0 none .. 10 worst */
  readonly anxiety: number | undefined
  /** 0 none .. 10 best */
  readonly energy: number | undefined
  /** hours, [0, 24] */
  readonly sleepHours: number | undefined
  /** 0 none .. 10 best: getting through the day's tasks */
  readonly functioning: number | undefined
  readonly taken: boolean | undefined
  /** 0 none .. 10 worst */
  readonly sideEffectBurden: number | undefined
  /** Named side effects the patient reported that day, in the words of the form. */
  readonly sideEffects: readonly string[]
  readonly source: Source
}

/** Total daily dose as a range in mg/day with how it was found, or why it cannot be given. */
export type DailyDose =
  | { readonly kind: 'known'; readonly low: number; readonly high: number; readonly basis: 'structured' | 'text' | 'dispense' }
  | { readonly kind: 'unknown'; readonly reason: string }

/** A stretch of one dose inside one order, dispense or statement. `through` is inclusive; undefined = open-ended. */
export interface DosePlan {
  readonly from: PartialDate
  readonly through: PartialDate | undefined
  readonly dose: DailyDose
  /** The instruction as written, when there was text. */
  readonly text: string | undefined
}

export type StopReason = 'side-effect' | 'no-effect' | 'other' | 'unknown'

/**
 * Which rule of the ranking gave the end date (see `src/clinical/exposure.ts`). `expected-supply` is also the length that an order was
 * planned for which was stopped.
 */
export type EndBasis = 'statement' | 'bounds' | 'validity' | 'expected-supply' | 'last-updated'

/** One order, dispense or statement about one medicine, read but not yet combined into trials. */
export interface MedicationFact {
  readonly kind: 'order' | 'dispense' | 'statement'
  readonly source: Source
  /** A known agent, or undefined when the medicine could not be classified (`label` says what was written). */
  readonly agent: AgentId | undefined
  readonly formulation: Formulation
  /** The medicine as the record words it. */
  readonly label: string
  /** FHIR status as sent. */
  readonly status: string
  /** Whether this counts as exposure; when not, the reason in words ("on hold", "a proposal, not an order", "as needed"). */
  readonly exposure: { readonly counts: true } | { readonly counts: false; readonly reason: string }
  /** Consecutive dose stretches in time order; at least one when `exposure.counts`. */
  readonly plans: readonly DosePlan[]
  /** When it was written, handed over, or asserted. */
  readonly recorded: PartialDate | undefined
  /** An end that the resource itself carries, best first; empty for an open-ended active order. */
  readonly ends: readonly { readonly date: PartialDate; readonly basis: EndBasis }[]
  /** True when the status says it is over (stopped, completed, cancelled ...) whether or not an end date is known. */
  readonly over: boolean
  /** Dispenses only: what was handed over. */
  readonly supply: { readonly handedOver: Day; readonly days: number } | undefined
  readonly stop: { readonly reason: StopReason; readonly text: string | undefined } | undefined
  /** Source reference of the order this one replaces or dispenses. */
  readonly basedOn: string | undefined
  /** What the patient or clinician said about taking it (statement or US Core adherence extension). */
  readonly adherence: { readonly taken: boolean; readonly text: string } | undefined
  /**
   * Statements only: outcome as reported, for trials without scores. `level` only where it was answered as such; a partial
   * improvement is not `improved: false`.
   */
  readonly reportedOutcome: { readonly improved: boolean; readonly text: string; readonly level?: ToldOutcome } | undefined
  /** Statements only: who told it, and the dates in their own words where they were rough. */
  readonly told?: ToldBy | undefined
  /** Statements entered as a correction: what they correct, in the version that was corrected. */
  readonly corrects?: readonly Source[]
  readonly issues: readonly string[]
}

export interface ToldBy {
  readonly informant: ToldSource | 'unknown'
  readonly fromWords: string | undefined
  readonly throughWords: string | undefined
  /** Days it lasted, where the length was told and not the end. */
  readonly lastedDays: number | undefined
  /** Entered in Remit, so that it can be edited and withdrawn there. */
  readonly byHand: boolean
}

export interface Diagnosis {
  readonly group:
    | 'mdd'
    | 'bipolar'
    | 'dysthymia'
    | 'anxiety'
    | 'substance-use'
    | 'psychosis'
    | 'ptsd'
    | 'adhd'
    | 'personality'
    | 'thyroid'
    | 'anaemia'
    | 'sleep-apnoea'
    | 'seizure'
    | 'eating-disorder'
    | 'pregnancy'
    | 'other'
  readonly label: string
  readonly active: boolean
  readonly onset: PartialDate | undefined
  /** MDD only, where the code carries it. */
  readonly severity: 'mild' | 'moderate' | 'severe' | 'severe-psychotic' | undefined
  readonly remission: 'partial' | 'full' | undefined
  readonly source: Source
}

export interface TreatmentSession {
  readonly kind: 'ect' | 'tms' | 'esketamine' | 'psychotherapy'
  readonly day: PartialDate
  readonly label: string
  readonly source: Source
}

/** A screening result that is not a symptom scale. */
export interface Screen {
  readonly kind: 'rms' | 'mdq' | 'audit-c' | 'c-ssrs'
  readonly date: PartialDate
  /** RMS 0..6, MDQ 0..13, AUDIT-C 0..12; C-SSRS risk 0 none, 1 low, 2 moderate, 3 high. */
  readonly score: Known<number>
  /** As the instrument defines positive, when the record says so itself. */
  readonly positive: boolean | undefined
  readonly source: Source
}

export interface LabResult {
  readonly kind: 'tsh' | 'haemoglobin' | 'ferritin' | 'sodium' | 'lithium-level' | 'drug-level' | 'other'
  readonly label: string
  readonly date: PartialDate
  readonly value: Known<number>
  readonly unit: string
  /** Reference range of the laboratory that measured it; undefined when it sent none. */
  readonly low: number | undefined
  readonly high: number | undefined
  readonly source: Source
}

export interface Intolerance {
  readonly agent: AgentId | undefined
  readonly label: string
  readonly reactions: readonly string[]
  readonly recorded: PartialDate | undefined
  readonly source: Source
}

/** Another medicine that matters to a rule (inducers, depressogenic drugs, inhibitors), read from the same orders. */
export interface OtherMedicine {
  readonly label: string
  readonly ingredient: string
  readonly from: PartialDate | undefined
  readonly through: PartialDate | undefined
  readonly active: boolean
  readonly source: Source
}

export interface Visit {
  readonly kind: 'past' | 'booked'
  readonly day: Day
  /** "09:30" in the zone the server sent; undefined for a date only. */
  readonly clock: string | undefined
  readonly label: string
  readonly source: Source
}

/** A resource that could not be used, and why, in words. */
export interface Rejection {
  readonly source: string
  readonly reason: string
}

/** A part of the record that could not be read at all: the whole resource type failed or was cut short. */
export interface Incomplete {
  /** "PHQ-9 and other scores", "medication orders": as a clinician would name it. */
  readonly part: string
  readonly reason: string
  /** What may not be concluded from this record: anything that rests on these facts. */
  readonly affects: 'readings' | 'check-ins' | 'medications' | 'other'
}

/** Everything known about one patient. */
export interface PatientRecord {
  readonly identity: PatientIdentity
  /** All instruments, oldest first. */
  readonly readings: readonly Reading[]
  /** Oldest first, at most one a day. */
  readonly checkIns: readonly CheckIn[]
  readonly medications: readonly MedicationFact[]
  readonly otherMedicines: readonly OtherMedicine[]
  readonly diagnoses: readonly Diagnosis[]
  readonly sessions: readonly TreatmentSession[]
  readonly screens: readonly Screen[]
  readonly labs: readonly LabResult[]
  readonly intolerances: readonly Intolerance[]
  readonly smoking: Known<'current' | 'former' | 'never'>
  /** CYP2C19 or CYP2D6 status where the record has it. */
  readonly metaboliser: readonly {
    readonly enzyme: 'CYP2C19' | 'CYP2D6'
    readonly status: 'poor' | 'intermediate' | 'normal' | 'rapid' | 'ultrarapid'
    readonly source: Source
  }[]
  readonly visits: readonly Visit[]
  readonly rejected: readonly Rejection[]
  readonly incomplete: readonly Incomplete[]
}
