import { doseWords, noTrial, trialEvidence } from '#src/clinical/flags/trial-words.ts'
import { cannotTell, met, notMet, type Rule } from '#src/clinical/rule.ts'
import { addDays, daysBetween, formatDay } from '#src/lib/calendar.ts'
import { formatDays } from '#src/lib/figures.ts'

/** Weeks alone on a dose that is below what is known to work. Days still being titrated are not yet too long. */
export const doseBelowMinimum: Rule = {
  id: 'dose-below-minimum',
  version: '1.0.0',
  title: 'Dose below the minimum effective dose',
  tier: 'decide',
  citation: {
    text: 'Dose first among causes of apparent resistance: CANMAT 2023 Table 7.1; Gaddey 2024. 28 days is this project’s choice',
    tag: 'I',
  },
  statement: ({ rules, doseColumn }) =>
    `${rules.doseBelowMinimum.days} days or more below the minimum effective dose for this patient (${doseColumn} column)`,
  clearedBy: () => 'A dose at or above the minimum effective dose, or the end of the trial',
  restsOn: ['medications'],
  evaluate: ({ current, asOf, settings }) => {
    const { days } = settings.rules.doseBelowMinimum
    if (!current) return cannotTell([noTrial])
    const { minimum } = current.range
    if (minimum.kind === 'unknown')
      return cannotTell([{ what: `minimum effective dose of ${current.name}`, why: minimum.reason }], current.id)
    const now = current.segments.at(-1)
    if (!now || now.level === 'unknown') {
      const why = now?.dose.kind === 'unknown' ? now.dose.reason : 'the recorded doses reach across the minimum'
      return cannotTell([{ what: `daily dose of ${current.name}`, why }], current.id)
    }
    const evidence = trialEvidence(current)
    if (now.level === 'adequate') return notMet(`${doseWords(current)}: at or above the minimum`, evidence)
    const lastOther = current.segments.findLastIndex((segment) => segment.level !== 'below')
    const first = current.segments[lastOther + 1] ?? now
    const below = daysBetween(first.from, asOf)
    if (below < days)
      return notMet(`${formatDays(below)} on ${doseWords(current)}: below the minimum for fewer than ${days} days`, evidence)
    return met(`${doseWords(current)}: below the minimum for ${formatDays(below)}, since ${formatDay(first.from)}`, evidence, {
      since: addDays(first.from, days),
      subject: current.id,
      trialId: current.id,
    })
  },
}
