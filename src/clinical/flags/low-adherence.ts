import { noTrial, takenWords, trialEvidence } from '#src/clinical/flags/trial-words.ts'
import { cannotTell, met, notMet, type Rule } from '#src/clinical/rule.ts'
import { addDays, daysBetween } from '#src/lib/calendar.ts'
import { formatDays, formatShare } from '#src/lib/figures.ts'
import type { Adherence } from '#src/clinical/assessment.ts'

const LEAST_TRIAL_DAYS = 14

/** Fewer days taken than a trial needs, over the trial or over the last four weeks. */
export const lowAdherence: Rule = {
  id: 'low-adherence',
  version: '1.0.0',
  title: 'Low adherence',
  tier: 'watch',
  citation: {
    text: 'Proportion of days covered >= 80 %: J Manag Care Spec Pharm 2021;27:223; the 14-day minimum is this project’s choice',
    tag: 'S',
  },
  statement: ({ adherence: a }) =>
    `Fewer than ${a.metPercent} % of days taken over the trial or the last 28 days, where at least ${a.informedPercent} % of the days have information`,
  clearedBy: ({ adherence: a }) => `${a.metPercent} % or more of the days taken, over the trial and over the last 28 days`,
  restsOn: ['check-ins', 'medications'],
  evaluate: ({ current, adherence28, asOf, settings }) => {
    if (!current) return cannotTell([noTrial])
    const days = daysBetween(current.from, asOf)
    if (days < LEAST_TRIAL_DAYS) return notMet(`Day ${days} of the trial: judged from day ${LEAST_TRIAL_DAYS}`)
    const whole = current.adherence
    const low = [whole, adherence28].find((a) => a.verdict.kind === 'not-met')
    const evidence = [...trialEvidence(current), ...(adherence28.verdict.kind === 'cannot-tell' ? [] : adherence28.verdict.because)]
    if (low) {
      const span = low === whole ? `over ${formatDays(whole.daysInPeriod)} of ${current.name}` : 'over the last 28 days'
      return met(`${shareWords(low)} ${span}, below ${settings.adherence.metPercent} %`, evidence, {
        since: addDays(current.from, LEAST_TRIAL_DAYS),
        subject: current.id,
        trialId: current.id,
      })
    }
    if (whole.verdict.kind === 'cannot-tell') return cannotTell(whole.verdict.missing, current.id)
    return notMet(takenWords(current), evidence)
  },
}

function shareWords(adherence: Adherence): string {
  return `${adherence.daysTaken} of ${formatDays(adherence.daysWithInformation)} with information taken${adherence.percent === undefined ? '' : ` (${formatShare(adherence.percent)})`}`
}
