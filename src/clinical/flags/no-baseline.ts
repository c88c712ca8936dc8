import { noTrial } from '#src/clinical/flags/trial-words.ts'
import { fromStart } from '#src/clinical/response.ts'
import { cannotTell, met, notMet, scoreEvidence, valueEvidence, type Rule } from '#src/clinical/rule.ts'
import { addDays, daysBetween, formatDay } from '#src/lib/calendar.ts'

/** A trial that began without a score can never be judged against itself. */
export const noBaseline: Rule = {
  id: 'no-baseline',
  version: '1.0.0',
  title: 'No baseline score',
  tier: 'watch',
  citation: {
    text: 'Measurement-based care needs a score before treatment: CANMAT 2023 Q.5; the window is this project’s choice',
    tag: 'I',
  },
  statement: ({ rules: { noBaseline: p }, response: r }) =>
    `No PHQ-9 from ${r.baselineDaysBefore} days before to ${r.baselineDaysAfter} days after the start of the trial, once ${p.graceDays} days have passed`,
  clearedBy: () => 'A baseline PHQ-9 entered late, or a new trial with one',
  restsOn: ['readings', 'medications'],
  findsAbsenceOf: ['readings'],
  evaluate: ({ current, asOf, settings }) => {
    if (!current) return cannotTell([noTrial])
    const { baseline } = current.response
    if (baseline)
      return notMet(
        `Baseline PHQ-9 ${baseline.total} on ${formatDay(baseline.day)}, ${fromStart(baseline.day, current.from)} of ${current.name}`,
        [scoreEvidence('PHQ-9 baseline', baseline)],
      )
    if (daysBetween(current.from, current.fromLatest) > settings.response.baselineDaysAfter) {
      return cannotTell(
        [{ what: 'trial start', why: `only known to lie between ${formatDay(current.from)} and ${formatDay(current.fromLatest)}` }],
        current.id,
      )
    }
    const days = daysBetween(current.from, asOf)
    if (days <= settings.rules.noBaseline.graceDays) return notMet(`Day ${days} of the trial: a baseline may still come`)
    const evidence = [valueEvidence(`start of ${current.name}`, formatDay(current.from), '', current.from, current.sources[0])]
    return met(
      `No PHQ-9 from ${formatDay(addDays(current.from, -settings.response.baselineDaysBefore))} to ${formatDay(addDays(current.from, settings.response.baselineDaysAfter))}: response of ${current.name} cannot be judged`,
      evidence,
      {
        since: addDays(current.from, settings.rules.noBaseline.graceDays + 1),
        subject: current.id,
        trialId: current.id,
      },
    )
  },
}
