/** The ordered list of rules: the only place where a rule is switched on. */
import type { Finding, RuleId, Tier } from '#src/clinical/assessment.ts'
import { doseBelowMinimum } from '#src/clinical/flags/dose-below-minimum.ts'
import { inadequateResponse } from '#src/clinical/flags/inadequate-response.ts'
import { levelLoweringInteraction } from '#src/clinical/flags/level-lowering-interaction.ts'
import { lowAdherence } from '#src/clinical/flags/low-adherence.ts'
import { noBaseline } from '#src/clinical/flags/no-baseline.ts'
import { noEarlyImprovement } from '#src/clinical/flags/no-early-improvement.ts'
import { possibleBipolarity } from '#src/clinical/flags/possible-bipolarity.ts'
import { possibleResistance } from '#src/clinical/flags/possible-resistance.ts'
import { relapse } from '#src/clinical/flags/relapse.ts'
import { sideEffectBurden } from '#src/clinical/flags/side-effect-burden.ts'
import { silence } from '#src/clinical/flags/silence.ts'
import { suicidalIdeation } from '#src/clinical/flags/suicidal-ideation.ts'
import { worsening } from '#src/clinical/flags/worsening.ts'
import { cannotTell, type Rule, type RuleContext, type RuleResult } from '#src/clinical/rule.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Gap } from '#src/clinical/verdict.ts'
import { formatDay, formatPartialDate, isoFromDay } from '#src/lib/calendar.ts'

/** Raised with every change of a rule, a parameter's meaning or a dose row, so that a reclassification can be explained. */
export const ruleBookVersion = '1.5.0'

export const ruleBook: readonly Rule[] = [
  suicidalIdeation,
  inadequateResponse,
  noEarlyImprovement,
  doseBelowMinimum,
  worsening,
  relapse,
  sideEffectBurden,
  lowAdherence,
  silence,
  possibleResistance,
  possibleBipolarity,
  levelLoweringInteraction,
  noBaseline,
]

export const tiers: readonly Tier[] = ['urgent', 'decide', 'watch']

/** Every rule applied to one patient, in the book's order, whatever its verdict. */
export function applyRules(context: RuleContext): readonly Finding[] {
  return ruleBook.map((rule) => findingOf(rule, context))
}

/** Met findings, highest tier first, then in the book's order. */
export function flagsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.verdict.kind === 'met').toSorted((a, b) => tiers.indexOf(a.tier) - tiers.indexOf(b.tier))
}

/** "since 12 Oct 2026"; "since 2022, day not recorded" where the record has no day; undefined where there is no beginning. */
export function sinceWords({ since, roughly }: Pick<Finding, 'since' | 'roughly'>): string | undefined {
  if (roughly !== undefined) return `since ${formatPartialDate(roughly)}, day not recorded`
  return since === undefined ? undefined : `since ${formatDay(since)}`
}

function findingOf(rule: Rule, context: RuleContext): Finding {
  const result = withGapsInTheRecord(rule, rule.evaluate(context), context)
  const { verdict, since, subject } = result
  const isMet = verdict.kind === 'met'
  const words = wordsOf(rule, context.settings)
  return {
    rule: rule.id,
    ruleVersion: rule.version,
    title: rule.title,
    tier: result.tier ?? rule.tier,
    verdict,
    sentence: result.sentence,
    statement: words.statement,
    citation: rule.citation,
    clearedBy: words.clearedBy,
    since: isMet ? since : undefined,
    ...(isMet && result.roughly !== undefined ? { roughly: result.roughly } : {}),
    ...(isMet && result.fading === true ? { fading: result.fading } : {}),
    key:
      isMet && since !== undefined ? [rule.id, context.record.identity.id, subject ?? 'patient', isoFromDay(since)].join('|') : undefined,
    trialId: result.trialId,
    evidence: verdict.kind === 'cannot-tell' ? [] : verdict.because,
    missing: verdict.kind === 'cannot-tell' ? verdict.missing : [],
  }
}

type RuleWords = Readonly<Record<'statement' | 'clearedBy', string>>
const wordsKept = new WeakMap<ClinicalSettings, Map<RuleId, RuleWords>>()

/** A rule's sentences are the same for every patient: made once for the same settings. */
function wordsOf(rule: Rule, settings: ClinicalSettings): RuleWords {
  const kept = wordsKept.get(settings) ?? new Map<RuleId, RuleWords>()
  wordsKept.set(settings, kept)
  const words = kept.get(rule.id) ?? { statement: rule.statement(settings), clearedBy: rule.clearedBy(settings) }
  kept.set(rule.id, words)
  return words
}

/**
 * "Not met" on a record that was not read completely is a claim nobody can make. A finding that is met stays, unless what it
 * found is that something is missing.
 */
function withGapsInTheRecord(rule: Rule, result: RuleResult, { record }: RuleContext): RuleResult {
  const { kind } = result.verdict
  const needed = kind === 'not-met' ? rule.restsOn : kind === 'met' ? (rule.findsAbsenceOf ?? []) : []
  const gaps: readonly Gap[] = record.incomplete
    .filter((part) => needed.includes(part.affects))
    .map((part) => ({ what: part.part, why: part.reason }))
  return gaps.length === 0 ? result : cannotTell(gaps, result.trialId)
}
