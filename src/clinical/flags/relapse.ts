import { cannotTell, met, notMet, scoreEvidence, type Rule } from '#src/clinical/rule.ts'
import { daysBetween, formatDay } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'

/** Symptoms back at a moderate level after remission. */
export const relapse: Rule = {
  id: 'relapse',
  version: '1.0.0',
  title: 'Relapse after remission',
  tier: 'decide',
  citation: {
    text: 'QIDS-SR16 ≥ 11 after remission: Rush 2006; PHQ-9 ≥ 10 (moderate) as its counterpart is this project’s choice',
    tag: 'I',
  },
  statement: ({ rules: { relapse: p }, response }) =>
    `PHQ-9 ${p.fromTotal} or more after a PHQ-9 of ${response.remissionMax} or less in the ${p.remissionWithinDays} days before; cleared below ${p.clearsBelowTotal}`,
  clearedBy: ({ rules: { relapse: p } }) => `A PHQ-9 below ${p.clearsBelowTotal}`,
  restsOn: ['readings'],
  evaluate: ({ phq9, settings, current }) => {
    const p = settings.rules.relapse
    const latest = phq9.at(-1)
    if (!latest) return cannotTell([{ what: 'PHQ-9', why: 'no usable reading' }])
    let remission = undefined as (typeof phq9)[number] | undefined
    let start = undefined as (typeof phq9)[number] | undefined
    for (const point of phq9) {
      if (point.total <= settings.response.remissionMax) remission = point
      const recent = remission !== undefined && daysBetween(remission.day, point.day) <= p.remissionWithinDays
      if (start === undefined && recent && point.total >= p.fromTotal) start = point
      else if (point.total < p.clearsBelowTotal) start = undefined
    }
    if (!remission)
      return notMet(`No PHQ-9 of ${settings.response.remissionMax} or less on record before`, [scoreEvidence('PHQ-9 latest', latest)])
    const evidence = [scoreEvidence('PHQ-9 in remission', remission), scoreEvidence('PHQ-9 latest', latest)]
    const words = `PHQ-9 ${formatNumber(remission.total, 1)} on ${formatDay(remission.day)} → ${formatNumber(latest.total, 1)} on ${formatDay(latest.day)}`
    const why = latest.total < p.fromTotal ? `below ${p.fromTotal}` : `the remission is more than ${p.remissionWithinDays} days back`
    if (!start) return notMet(`${words}: ${why}`, evidence)
    if (latest.total < p.fromTotal) {
      const was = `back at ${formatNumber(start.total, 1)} on ${formatDay(start.day)}, not yet below ${p.clearsBelowTotal}`
      return met(`${words}: ${was}`, evidence, { since: start.day, subject: 'phq-9', ...(current ? { trialId: current.id } : {}) })
    }
    return met(`${words}: back at ${p.fromTotal} or more after remission, since ${formatDay(start.day)}`, evidence, {
      since: start.day,
      subject: 'phq-9',
      ...(current ? { trialId: current.id } : {}),
    })
  },
}
