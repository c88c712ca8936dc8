/** The shape of a rule: a value that can be read, replayed, printed and signed off. */
import type {
  Adherence,
  PseudoCheck,
  Resistance,
  Response,
  RuleId,
  ScorePoint,
  SideEffects,
  Tier,
  Trial,
} from '#src/clinical/assessment.ts'
import type { PatientRecord, Source } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Citation, Evidence, Gap, Verdict } from '#src/clinical/verdict.ts'
import type { Day, PartialDate } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'

/** Everything a rule may look at. A rule fetches nothing, formats nothing for a screen, and reads no clock. */
export interface RuleContext {
  readonly record: PatientRecord
  readonly asOf: Day
  readonly settings: ClinicalSettings
  readonly trials: readonly Trial[]
  readonly current: Trial | undefined
  readonly response: Response
  /** Usable PHQ-9 totals, oldest first. */
  readonly phq9: readonly ScorePoint[]
  readonly adherence28: Adherence
  readonly sideEffects: SideEffects
  /** Under the chosen definition. */
  readonly resistance: Resistance
  /** Asked for by a rule that needs it: most patients are no candidates, and nobody reads it for them. */
  readonly pseudoResistance: () => readonly PseudoCheck[]
}

/** What a rule found. `sentence` stands for itself on a card. */
export interface RuleResult {
  readonly verdict: Verdict
  readonly tier?: Tier
  readonly sentence: string
  /** First day of the present run, when met. */
  readonly since?: Day
  /** The date `since` was taken from, where it is known only to its month or year: the day of it is nobody's word. */
  readonly roughly?: PartialDate
  /** What raised it no longer holds today; it is only not yet cleared. */
  readonly fading?: true
  /** What the finding is about, for its identity over time: a trial id, or "phq-9". */
  readonly subject?: string
  readonly trialId?: string
}

export interface Rule {
  readonly id: RuleId
  readonly version: string
  readonly title: string
  readonly tier: Tier
  readonly citation: Citation
  /** The rule in words, computed from the parameters that run. */
  readonly statement: (settings: ClinicalSettings) => string
  readonly clearedBy: (settings: ClinicalSettings) => string
  /**
   * Which facts a "not met" rests on: with any of them incomplete the rule cannot tell. Check-ins, screens and smoking are
   * observations and may arrive with the scores, so that a rule on them rests on readings as well.
   */
  readonly restsOn: readonly ('readings' | 'check-ins' | 'medications' | 'other')[]
  /** What the finding says is absent: where these facts were not read completely a "met" cannot be told either. */
  readonly findsAbsenceOf?: Rule['restsOn']
  readonly evaluate: (context: RuleContext) => RuleResult
}

export function met(
  sentence: string,
  evidence: readonly Evidence[],
  more: { since: Day; roughly?: PartialDate; fading?: true; subject: string; trialId?: string; tier?: Tier },
): RuleResult {
  return {
    verdict: isNonEmpty(evidence) ? { kind: 'met', because: evidence } : { kind: 'met', because: [statement(sentence)] },
    sentence,
    ...more,
  }
}

export function notMet(sentence: string, evidence: readonly Evidence[] = []): RuleResult {
  return { verdict: { kind: 'not-met', because: isNonEmpty(evidence) ? evidence : [statement(sentence)] }, sentence }
}

export function cannotTell(gaps: readonly Gap[], trialId?: string): RuleResult {
  const missing: readonly Gap[] = isNonEmpty(gaps) ? gaps : [{ what: 'the record', why: 'nothing to judge' }]
  const [first, ...rest] = missing
  if (!first) throw new Error('cannot tell without a gap')
  return {
    verdict: { kind: 'cannot-tell', missing: [first, ...rest] },
    sentence: `Cannot tell: ${missing.map((gap) => `${gap.what}: ${gap.why}`).join('; ')}`,
    ...(trialId === undefined ? {} : { trialId }),
  }
}

const statement = (text: string): Evidence => ({ what: text, value: '', unit: '', day: undefined, source: undefined })

/** A PHQ-9 total as evidence. */
export function scoreEvidence(what: string, point: ScorePoint): Evidence {
  return { what, value: formatNumber(point.total, 1), unit: 'points', day: point.day, source: point.reading.sources[0] }
}

export function valueEvidence(what: string, value: number | string, unit: string, on?: Day, source?: Source): Evidence {
  return { what, value: typeof value === 'number' ? formatNumber(value, 1) : value, unit, day: on, source }
}
