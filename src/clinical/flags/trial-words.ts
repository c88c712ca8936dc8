/** Words and evidence about the current trial that several rules share. */
import type { RuleContext } from '#src/clinical/rule.ts'
import { scoreEvidence, valueEvidence } from '#src/clinical/rule.ts'
import { changeWords } from '#src/clinical/response.ts'
import type { Evidence, Gap } from '#src/clinical/verdict.ts'
import type { DayCount, Response, Trial } from '#src/clinical/assessment.ts'
import { betweenWords } from '#src/lib/calendar.ts'
import type { Known } from '#src/lib/known.ts'
import { formatDailyDose, formatDays, formatNumber, formatShare } from '#src/lib/figures.ts'

export const noTrial: Gap = { what: 'current antidepressant trial', why: 'the record shows none in progress' }

/** "84 days", "40–47 days" */
export function dayCountWords(count: DayCount): string {
  return count.low === count.high ? formatDays(count.low) : `${formatNumber(count.low)}–${formatDays(count.high)}`
}

/** "escitalopram 20 mg/day, minimum 10 mg": the dose now, against this patient's minimum. */
export function doseWords(trial: Trial): string {
  const dose = trial.currentDose
  const now = dose?.kind === 'known' ? formatDailyDose(dose) : 'dose not known'
  const minimum = trial.range.minimum.kind === 'known' ? `minimum ${formatNumber(trial.range.minimum.value, 1)} mg` : 'no minimum known'
  return `${trial.name} ${now}, ${minimum}`
}

/** "96 % of days taken", or that it cannot be told. Supply covers days; whether it was swallowed it does not say. */
export function takenWords(trial: Trial): string {
  const { percent, verdict, daysWithInformation, daysInPeriod, basis } = trial.adherence
  if (percent === undefined) return 'days taken not known'
  if (verdict.kind === 'cannot-tell') return `days taken not known (information on ${daysWithInformation} of ${formatDays(daysInPeriod)})`
  return `${formatShare(percent)} of days ${basisWords(basis, 'taken')}`
}

/** What is known of the days at an adequate dose, by what says it: "known to be taken or covered by dispensed supply". */
export const takenOrCovered = ({ adherence }: Pick<Trial, 'adherence'>): string => basisWords(adherence.basis, 'known to be taken')

type Basis = Trial['adherence']['basis']

/**
 * Only a check-in says of a day that the medicine was taken; a statement says it of a course, and a supply that it was there.
 *
 * @param byCheckIn what a check-in says, in the words of the sentence: "taken", "known to be taken"
 */
export function basisWords(basis: Basis, byCheckIn: string): string {
  const said = [
    ...(basis.includes('check-ins') ? [byCheckIn] : []),
    ...(basis.includes('statement') ? ['stated as taken'] : []),
    ...(basis.includes('dispensed-supply') ? ['covered by dispensed supply'] : []),
  ]
  return said.length < 2 ? (said[0] ?? byCheckIn) : `${said.slice(0, -1).join(', ')} or ${said.at(-1) ?? ''}`
}

/** "8 Apr 2026"; where the last day is not known, its month or the days on which it may lie; undefined where there is none or nothing is known. */
export const lastDayWords = ({ through, throughEarliest }: Pick<Trial, 'through' | 'throughEarliest'>): string | undefined =>
  through === undefined ? undefined : betweenWords(throughEarliest ?? through, through)

/** "PHQ-9 19 → 17 (−2, −11 %)" */
export function courseWords({ baseline, latest }: Response): string {
  if (!latest) return 'PHQ-9 not measured in this trial'
  return baseline ? `PHQ-9 ${changeWords(baseline.total, latest.total)}` : `PHQ-9 ${formatNumber(latest.total, 1)}, no baseline`
}

export function courseEvidence({ baseline, latest }: Response): readonly Evidence[] {
  return [...(baseline ? [scoreEvidence('PHQ-9 baseline', baseline)] : []), ...(latest ? [scoreEvidence('PHQ-9 latest', latest)] : [])]
}

export function trialEvidence(trial: Trial): readonly Evidence[] {
  const segment = trial.segments.at(-1)
  const dose = trial.currentDose
  const doseText = dose?.kind === 'known' ? formatDailyDose(dose).replace(/ mg\/day$/, '') : 'not known'
  return [
    valueEvidence(`${trial.name} dose`, doseText, 'mg/day', segment?.from, segment?.sources[0]),
    ...(trial.range.minimum.kind === 'known' ? [valueEvidence('minimum effective dose', trial.range.minimum.value, 'mg/day')] : []),
    ...(trial.daysAtAdequateDose.kind === 'known'
      ? [
          valueEvidence(
            'days at adequate dose',
            dayCountWords(trial.daysAtAdequateDose.value).replace(/ days?$/, ''),
            'days',
            trial.adequateSince,
          ),
        ]
      : []),
    ...(trial.adherence.percent === undefined
      ? []
      : [valueEvidence(`days ${basisWords(trial.adherence.basis, 'taken')}`, formatShare(trial.adherence.percent).replace(' %', ''), '%')]),
  ]
}

/** Why the clock of the current trial cannot be read; empty when it can. */
export function clockGaps(count: Known<DayCount>): readonly Gap[] {
  return count.kind === 'unknown' ? [{ what: 'days at adequate dose', why: count.reason }] : []
}

/** What stops a comparison of latest and baseline; empty when nothing does. */
export function scoreGaps({ response }: RuleContext): readonly Gap[] {
  return response.missing
}
