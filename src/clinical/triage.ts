/** On which card of the caseload a patient stands. Exactly one, so that the counts add up to the caseload. */
import type { Finding, Response, Section, Tier, Trial } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { assertNever } from '#src/lib/assert-never.ts'

export const sections: readonly Section[] = ['urgent', 'decide', 'watch', 'waiting', 'on-target', 'cannot-judge']

export interface Triage {
  readonly section: Section
  readonly why: string
}

/** The rule of each card in words, computed from the settings that run. */
export function sectionStatement(section: Section, { response, rules }: ClinicalSettings): string {
  switch (section) {
    case 'urgent':
      return `A flag that asks for review today: PHQ-9 item 9 answered ${rules.suicidalIdeation.item9AtLeast} or more`
    case 'decide':
      return 'A flag that asks for a decision, and none that is urgent'
    case 'watch':
      return 'A flag to watch, and none that asks for more'
    case 'waiting':
      return `No flag: too early to judge (before day ${response.tooEarlyDays}), not yet at day ${rules.inadequateResponse.fromDay} at an adequate dose, or the latest PHQ-9 is older than ${response.staleAfterDays} days`
    case 'on-target':
      return `No flag, response (${response.responsePercent} % or more better) or remission (PHQ-9 ${response.remissionMax} or less) on a PHQ-9 of the last ${response.staleAfterDays} days, item 9 answered, and answered 0 in those days; no newer PHQ-9 that is not judged`
    case 'cannot-judge':
      return 'Neither urgent nor to decide, and something needed for a judgement is missing: the reason stands in the row'
    default:
      return assertNever(section)
  }
}

/**
 * Precedence: urgent, decide, then anything that cannot be judged, then watch, waiting, on target. A patient without a
 * judgement is never shown as one who is merely watched or well.
 *
 * @param doubt why nobody may be called on target here, in words: thoughts of self-harm reported lately and followed by a 0, or a
 *   newer PHQ-9 that is not judged
 */
export function triage(
  record: PatientRecord,
  findings: readonly Finding[],
  response: Response,
  current: Trial | undefined,
  doubt?: string,
): Triage {
  const flagged = (tier: Tier): Finding | undefined => findings.find((f) => f.verdict.kind === 'met' && f.tier === tier)
  const urgent = flagged('urgent')
  if (urgent) return { section: 'urgent', why: urgent.sentence }
  const decide = flagged('decide')
  if (decide) return { section: 'decide', why: decide.sentence }
  const { mergedInto } = record.identity
  if (mergedInto !== undefined)
    return { section: 'cannot-judge', why: `this record was merged into ${mergedInto}: later entries stand there` }
  const unread = record.incomplete[0]
  if (unread) return { section: 'cannot-judge', why: `${unread.part} not read: ${unread.reason}` }
  if (!current) return { section: 'cannot-judge', why: response.why }
  if (response.status === 'cannot-tell' && !response.stale) return { section: 'cannot-judge', why: response.why }
  const watch = flagged('watch')
  if (watch) return { section: 'watch', why: watch.sentence }
  return withoutFlags(findings, response, doubt)
}

function withoutFlags(findings: readonly Finding[], response: Response, doubt: string | undefined): Triage {
  switch (response.status) {
    case 'remission':
    case 'response': {
      const item9 = findings.find((f) => f.rule === 'suicidal-ideation')
      if (item9?.verdict.kind === 'cannot-tell') return { section: 'cannot-judge', why: item9.sentence }
      if (doubt !== undefined) return { section: 'cannot-judge', why: doubt }
      return { section: 'on-target', why: response.why }
    }
    case 'partial-response':
    case 'no-response':
    case 'worsening': {
      // Not better, and whether the trial has had its dose and its time cannot be told: that is no reason to wait.
      const sixWeeks = findings.find((f) => f.rule === 'inadequate-response')
      if (sixWeeks?.verdict.kind === 'cannot-tell') return { section: 'cannot-judge', why: sixWeeks.sentence }
      return { section: 'waiting', why: response.why }
    }
    case 'too-early':
    case 'cannot-tell':
      return { section: 'waiting', why: response.why }
    default:
      return assertNever(response.status)
  }
}
