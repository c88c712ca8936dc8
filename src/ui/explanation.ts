/** One value a shown figure rests on. Everything arrives as text: `ui` formats nothing it does not understand. */
export interface ExplainedFact {
  /** "PHQ-9 baseline" */
  readonly what: string
  /** With its unit: "19 points", "100 mg/day". */
  readonly value: string
  /** "12 Oct 2026" */
  readonly when?: string
  /** Where it was read: "Observation/123". */
  readonly source?: string
}

/** Why a cell or mark says what it says. */
export interface Explanation {
  readonly title: string
  /** The reason in a sentence. */
  readonly why?: string
  readonly facts: readonly ExplainedFact[]
  /** What was not known, in words somebody can act on. */
  readonly missing?: readonly string[]
  /** The rule's source, when a rule speaks. */
  readonly citation?: string
}
