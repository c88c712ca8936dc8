/** The three outcomes of every rule, and the shape of evidence. */
import type { Day } from '#src/lib/calendar.ts'
import type { NonEmpty } from '#src/lib/non-empty.ts'
import type { Source } from '#src/clinical/source.ts'

/** One thing a verdict rests on: what it is, what it says, when, and where it was read. */
export interface Evidence {
  /** "PHQ-9", "days at adequate dose", "escitalopram dose" */
  readonly what: string
  /** As shown: "19", "20", "met". Always with `unit` beside it. */
  readonly value: string
  /** "points", "mg/day", "days", "%", or "" for a word. */
  readonly unit: string
  readonly day: Day | undefined
  /** Undefined for a value computed from several facts. */
  readonly source: Source | undefined
}

/** A fact that a verdict needed and did not have, in words a clinician can act on. */
export interface Gap {
  readonly what: string
  readonly why: string
}

export type Verdict =
  | { readonly kind: 'met'; readonly because: NonEmpty<Evidence> }
  | { readonly kind: 'not-met'; readonly because: NonEmpty<Evidence> }
  | { readonly kind: 'cannot-tell'; readonly missing: NonEmpty<Gap> }

export type VerdictKind = Verdict['kind']

/** How sure a clinical owner can be of a number: read in the source, secondary, general knowledge, or this project's choice. */
export type SourceTag = 'S' | 'S~' | 'K' | 'I'

export interface Citation {
  /** Short key and place: "CANMAT 2023, Q.5.b" */
  readonly text: string
  readonly tag: SourceTag
  readonly url?: string
}

/** All of these must hold: not met as soon as one is not met, cannot tell as soon as one cannot be told, else met. */
export function allOf(verdicts: NonEmpty<Verdict>): Verdict {
  const failed = verdicts.filter((v) => v.kind === 'not-met')
  const [firstFailed] = failed
  if (firstFailed) return { kind: 'not-met', because: [firstFailed.because[0], ...failed.flatMap((v) => v.because).slice(1)] }
  const untold = verdicts.filter((v) => v.kind === 'cannot-tell')
  const [firstUntold] = untold
  if (firstUntold) return { kind: 'cannot-tell', missing: [firstUntold.missing[0], ...untold.flatMap((v) => v.missing).slice(1)] }
  const met = verdicts.filter((v) => v.kind === 'met')
  const [firstMet] = met
  if (!firstMet) throw new Error('allOf needs at least one verdict')
  return { kind: 'met', because: [firstMet.because[0], ...met.flatMap((v) => v.because).slice(1)] }
}
