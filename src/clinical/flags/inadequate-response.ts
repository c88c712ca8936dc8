import {
  clockGaps,
  courseEvidence,
  courseWords,
  dayCountWords,
  doseWords,
  noTrial,
  scoreGaps,
  takenWords,
  trialEvidence,
} from '#src/clinical/flags/trial-words.ts'
import { dayAtDose } from '#src/clinical/clock.ts'
import { cannotTell, met, notMet, type Rule } from '#src/clinical/rule.ts'
import { formatDay } from '#src/lib/calendar.ts'

/**
 * The reason Remit exists: less than half better after six to eight weeks at an adequate dose.
 *
 * Pseudo-resistance comes first: whether a trial that was shown not to be taken would have worked cannot be told here; it is met
 * under `low-adherence`.
 * Where adherence is not known the finding stands and says so, because hiding the patient would be the greater harm.
 */
export const inadequateResponse: Rule = {
  id: 'inadequate-response',
  version: '1.1.0',
  title: 'Inadequate response at an adequate dose',
  tier: 'decide',
  citation: {
    text: 'Therapeutic dose for 6 to 8 weeks: source document (FDA/EMA working definition); response ≥ 50 %: CANMAT 2023, ICSI',
    tag: 'S',
  },
  statement: ({ rules: { inadequateResponse: p }, response: { reliableChangePoints } }) =>
    `Less than ${p.lessThanPercent} % better after ${p.fromDay} days or more at an adequate dose. Cannot be told where the trial was shown not to be taken, or began at 0. Window day ${p.fromDay} to ${p.overdueAfterDay}, then overdue; a fall below ${p.nonePercent} % or below ${reliableChangePoints} points is no response, else partial`,
  clearedBy: ({ rules: { inadequateResponse: p } }) =>
    `A PHQ-9 at least ${p.lessThanPercent} % below the trial's baseline, the end of the trial, or a new trial`,
  restsOn: ['readings', 'medications', 'check-ins'],
  evaluate: (context) => {
    const { current, response, settings } = context
    const p = settings.rules.inadequateResponse
    if (!current) return cannotTell([noTrial])
    const evidence = [...courseEvidence(response), ...trialEvidence(current)]
    const clock = current.daysAtAdequateDose
    if (clock.kind === 'unknown') return cannotTell(clockGaps(clock), current.id)
    if (clock.value.high < p.fromDay)
      return notMet(`${dayCountWords(clock.value)} at an adequate dose of ${current.name}, ${p.fromDay} are needed`, evidence)
    const { baseline, latest, stale } = response
    const remitted = latest !== undefined && latest.total <= settings.response.remissionMax
    const improved = baseline && latest ? (baseline.total - latest.total) * 100 >= baseline.total * p.lessThanPercent : false
    if ((remitted || improved) && !stale)
      return notMet(`${courseWords(response)} after ${dayCountWords(clock.value)} at ${doseWords(current)}`, evidence)
    if (current.adherence.verdict.kind === 'not-met') {
      const why = `${takenWords(current)}: not taken as prescribed, so that non-response cannot be attributed to ${current.name}`
      return cannotTell([{ what: 'days taken', why }], current.id)
    }
    if (!baseline || !latest || stale) return cannotTell(scoreGaps(context), current.id)
    if (clock.value.low < p.fromDay)
      return cannotTell(
        [{ what: 'days at adequate dose', why: `between ${clock.value.low} and ${clock.value.high}, ${p.fromDay} are needed` }],
        current.id,
      )
    if (baseline.total === 0)
      return cannotTell([{ what: 'improvement', why: 'the baseline is 0, from which nothing can improve' }], current.id)
    const partial =
      (baseline.total - latest.total) * 100 >= baseline.total * p.nonePercent &&
      baseline.total - latest.total >= settings.response.reliableChangePoints
    const worse = latest.total - baseline.total >= settings.response.reliableChangePoints
    const notPartial = worse ? 'worse than at the start' : 'no response'
    // Better than at the start and yet worse than it has been: the one without the other would mislead.
    const sinceBest = response.status === 'worsening' ? ', worse than it has been' : ''
    const degree = partial ? `partial response${sinceBest}` : notPartial
    const window = clock.value.low > p.overdueAfterDay ? `, past the day ${p.fromDay}–${p.overdueAfterDay} window` : ''
    const since = dayAtDose(current.segments, p.fromDay) ?? current.from
    const sentence = `${courseWords(response)} on ${formatDay(latest.day)}, ${degree}, after ${dayCountWords(clock.value)} at ${doseWords(current)}; ${takenWords(current)}${window}`
    return met(sentence, evidence, { since, subject: current.id, trialId: current.id })
  },
}
