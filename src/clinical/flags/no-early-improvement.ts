import {
  clockGaps,
  courseEvidence,
  courseWords,
  dayCountWords,
  doseWords,
  noTrial,
  scoreGaps,
  trialEvidence,
} from '#src/clinical/flags/trial-words.ts'
import { adequateDaysBefore, dayAtDose } from '#src/clinical/clock.ts'
import { cannotTell, met, notMet, type Rule } from '#src/clinical/rule.ts'
import { formatDay } from '#src/lib/calendar.ts'

/**
 * Less than 20 % better two to four weeks into an adequate dose. Stays until the six-week rule takes over, so that nobody
 * falls between the two; past the fourth week it asks for a decision.
 */
export const noEarlyImprovement: Rule = {
  id: 'no-early-improvement',
  version: '1.1.0',
  title: 'No early improvement',
  tier: 'watch',
  citation: {
    text: 'CANMAT 2023 Q.5.b, Q.7.d: < 20 % improvement by week 4 makes response or remission at 8 to 12 weeks unlikely (adults with MDD in trials)',
    tag: 'S',
  },
  statement: ({ rules: { noEarlyImprovement: p, inadequateResponse: next } }) =>
    `Less than ${p.lessThanPercent} % better on a PHQ-9 at day ${p.fromDay} to ${p.throughDay} at an adequate dose; from day ${p.throughDay + 1} it asks for a decision, from day ${next.fromDay} the rule for inadequate response takes over`,
  clearedBy: ({ rules: { noEarlyImprovement: p } }) => `A PHQ-9 at least ${p.lessThanPercent} % below the trial's baseline`,
  restsOn: ['readings', 'medications'],
  evaluate: (context) => {
    const { current, response, settings } = context
    const p = settings.rules.noEarlyImprovement
    const handover = settings.rules.inadequateResponse.fromDay
    if (!current) return cannotTell([noTrial])
    const evidence = [...courseEvidence(response), ...trialEvidence(current)]
    const clock = current.daysAtAdequateDose
    if (clock.kind === 'unknown') return cannotTell(clockGaps(clock), current.id)
    if (clock.value.high < p.fromDay)
      return notMet(
        `${dayCountWords(clock.value)} at an adequate dose of ${current.name}: too early to tell before day ${p.fromDay}`,
        evidence,
      )
    if (clock.value.low >= handover)
      return notMet(`${dayCountWords(clock.value)} at an adequate dose: judged as inadequate response or not`, evidence)
    const { baseline, latest, stale } = response
    if (!baseline || !latest || stale) return cannotTell(scoreGaps(context), current.id)
    const better = (baseline.total - latest.total) * 100 >= baseline.total * p.lessThanPercent
    if (better || latest.total <= settings.response.remissionMax)
      return notMet(`${courseWords(response)} after ${dayCountWords(clock.value)} at an adequate dose`, evidence)
    if (baseline.total === 0)
      return cannotTell([{ what: 'improvement', why: 'the baseline is 0, from which nothing can improve' }], current.id)
    const measuredAt = adequateDaysBefore(current.segments, latest.day)
    if (clock.value.low < p.fromDay)
      return cannotTell(
        [{ what: 'days at adequate dose', why: `between ${clock.value.low} and ${clock.value.high}, ${p.fromDay} are needed` }],
        current.id,
      )
    if (measuredAt < p.fromDay) {
      const why = `none at day ${p.fromDay} or later at an adequate dose; the latest, of ${formatDay(latest.day)}, is from day ${measuredAt}`
      return cannotTell([{ what: 'PHQ-9', why }], current.id)
    }
    const late = clock.value.low > p.throughDay
    const since = dayAtDose(current.segments, p.fromDay) ?? current.from
    return met(
      `${courseWords(response)} after ${dayCountWords(clock.value)} at ${doseWords(current)}: less than ${p.lessThanPercent} % better${late ? `, past day ${p.throughDay}` : ''}`,
      evidence,
      {
        since,
        subject: current.id,
        trialId: current.id,
        tier: late ? 'decide' : 'watch',
      },
    )
  },
}
