import { standingOf, takenOn, type DayShare } from '#src/clinical/adherence.ts'
import type { Adherence, Trial } from '#src/clinical/assessment.ts'
import { noTrial, takenWords, trialEvidence } from '#src/clinical/flags/trial-words.ts'
import { cannotTell, met, notMet, type Rule, type RuleContext } from '#src/clinical/rule.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { addDays, daysBetween, type Day } from '#src/lib/calendar.ts'
import { formatDays, formatShare } from '#src/lib/figures.ts'

/** Fewer days taken than a trial needs, over the trial or over the last four weeks. */
export const lowAdherence: Rule = {
  id: 'low-adherence',
  version: '1.0.0',
  title: 'Low adherence',
  tier: 'watch',
  citation: {
    text: 'Proportion of days covered ≥ 80 %: J Manag Care Spec Pharm 2021;27:223; the 14-day minimum is this project’s choice',
    tag: 'S',
  },
  statement: ({ adherence: a, rules: { lowAdherence: p } }) =>
    `Fewer than ${a.metPercent} % of days taken over the trial or the last ${a.recentDays} days, from day ${p.fromDay} of the trial, where at least ${a.informedPercent} % of the days have information`,
  clearedBy: ({ adherence: a }) => `${a.metPercent} % or more of the days taken, over the trial and over the last ${a.recentDays} days`,
  restsOn: ['readings', 'check-ins', 'medications'],
  evaluate: (context) => {
    const { current, adherence28, asOf, settings } = context
    if (!current) return cannotTell([noTrial])
    const { fromDay } = settings.rules.lowAdherence
    const days = daysBetween(current.from, asOf)
    if (days < fromDay) return notMet(`Day ${days} of the trial: judged from day ${fromDay}`)
    const whole = current.adherence
    const low = [whole, adherence28].find((a) => a.verdict.kind === 'not-met')
    const evidence = [...trialEvidence(current), ...(adherence28.verdict.kind === 'cannot-tell' ? [] : adherence28.verdict.because)]
    if (low) {
      const span =
        low === whole ? `over ${formatDays(whole.daysInPeriod)} of ${current.name}` : `over the last ${settings.adherence.recentDays} days`
      return met(`${shareWords(low)} ${span}, below ${settings.adherence.metPercent} %`, evidence, {
        since: lowSince(context, current),
        subject: current.id,
        trialId: current.id,
      })
    }
    if (whole.verdict.kind === 'cannot-tell') return cannotTell(whole.verdict.missing, current.id)
    return notMet(takenWords(current), evidence)
  },
}

/**
 * First day of the present run: day by day back to the last one on which adherence was well above the limit, or could not be
 * told, over the trial and over the recent days. A share that wavers around the limit is one finding.
 */
function lowSince({ record, asOf, settings }: RuleContext, current: Trial): Day {
  const refs = new Set(current.sources.map((source) => source.ref))
  const taken = takenOn(
    record.checkIns,
    record.medications.filter((fact) => refs.has(fact.source.ref)),
  )
  // Running totals up to each day of the trial, so that any stretch is one subtraction.
  const none = { yes: 0, informed: 0 }
  const totals = [none]
  const upTo = (days: number): typeof none => totals[days] ?? none
  for (let i = 0; i < daysBetween(current.from, asOf); i += 1) {
    const before = upTo(i)
    const answer = taken(addDays(current.from, i))
    totals.push({ yes: before.yes + (answer?.taken === true ? 1 : 0), informed: before.informed + (answer ? 1 : 0) })
  }
  const share = (first: number, until: number): DayShare => {
    const [a, b] = [upTo(first), upTo(until)]
    return { yes: b.yes - a.yes, informed: b.informed - a.informed, period: until - first }
  }
  let since = asOf
  for (let until = totals.length - 1; until >= settings.rules.lowAdherence.fromDay; until -= 1) {
    const shares = [share(0, until), share(Math.max(0, until - settings.adherence.recentDays), until)]
    if (shares.some((s) => standingOf(s, settings) === 'not-met')) since = addDays(current.from, until)
    else if (shares.every((s) => isOver(s, settings))) break
  }
  return since
}

function isOver(share: DayShare, settings: ClinicalSettings): boolean {
  return standingOf(share, settings) === 'cannot-tell' || share.yes * 100 >= share.informed * settings.adherence.clearsAtPercent
}

function shareWords(adherence: Adherence): string {
  return `${adherence.daysTaken} of ${formatDays(adherence.daysWithInformation)} with information taken${adherence.percent === undefined ? '' : ` (${formatShare(adherence.percent)})`}`
}
