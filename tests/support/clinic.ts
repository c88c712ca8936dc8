/** Judging a hand-made record in a test: day 0 is 1 January 2026, so that on day n of a trial from day 0 exactly n days are lived through. */
import { assessPatient } from '#src/clinical/assess.ts'
import type { Assessment, Finding, ResistanceReview, RuleId, Trial } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { reviewResistance } from '#src/clinical/resistance-review.ts'
import { settingsWith } from '#src/clinical/settings-override.ts'
import { defaultSettings, type ClinicalSettings } from '#src/clinical/settings.ts'
import { addDays, day, isoFromDay, type Day } from '#src/lib/calendar.ts'

const dayZero = day('2026-01-01')

/** The calendar day n days after 1 January 2026; negative days lie in 2025. */
export const dayN = (n: number): Day => addDays(dayZero, n)

/** The same as ISO text. */
export const d = (n: number): string => isoFromDay(dayN(n))

/** The assessment on day n, with the resistance review on that day. */
export function on(record: PatientRecord, n: number, settings: ClinicalSettings = defaultSettings): Assessment & ResistanceReview {
  const assessment = assessPatient(record, dayN(n), settings)
  return { ...assessment, ...reviewResistance(record, assessment, settings) }
}

export function finding(assessment: Assessment, rule: RuleId): Finding {
  const found = assessment.findings.find((f) => f.rule === rule)
  if (!found) throw new Error(`the rule ${rule} gave no finding`)
  return found
}

export const verdict = (assessment: Assessment, rule: RuleId): string => finding(assessment, rule).verdict.kind
export const sentence = (assessment: Assessment, rule: RuleId): string => finding(assessment, rule).sentence

/** The current trial; throws when there is none. */
export function current(assessment: Assessment): Trial {
  if (!assessment.current) throw new Error(`no current trial: ${assessment.response.why}`)
  return assessment.current
}

/** "42", "30-61" or "unknown": days at adequate dose. */
export function clock(trial: Trial | undefined): string {
  if (trial?.daysAtAdequateDose.kind !== 'known') return 'unknown'
  const { low, high } = trial.daysAtAdequateDose.value
  return low === high ? `${low}` : `${low}-${high}`
}

/** The default settings with some of them replaced, as a deployment would: { rules: { worsening: { points: 6 } } }. */
export function withSettings(overrides: object): ClinicalSettings {
  const settings = settingsWith(overrides)
  if (!settings.ok) throw new Error(`${settings.error.path} ${settings.error.why}`)
  return settings.value
}
