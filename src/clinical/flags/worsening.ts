import type { ScorePoint } from '#src/clinical/assessment.ts'
import { cannotTell, met, notMet, scoreEvidence, type Rule, type RuleContext } from '#src/clinical/rule.ts'
import { startOfRun } from '#src/clinical/runs.ts'
import { addDays, formatDay } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'

/** A rise that exceeds measurement error over the trial's best or baseline, whichever is lower. */
export const worsening: Rule = {
  id: 'worsening',
  version: '1.0.0',
  title: 'Worsening',
  tier: 'decide',
  citation: { text: 'Change of 5 points exceeds measurement error: Löwe 2004', tag: 'S' },
  statement: ({ rules: { worsening: p } }) =>
    `PHQ-9 at least ${p.points} points above the best or the baseline of this trial; cleared below ${p.clearsBelowPoints} points`,
  clearedBy: ({ rules: { worsening: p } }) => `A PHQ-9 less than ${p.clearsBelowPoints} points above the best of this trial`,
  restsOn: ['readings', 'medications'],
  evaluate: (context) => {
    const { settings, current } = context
    const p = settings.rules.worsening
    const points = pointsOfTrial(context)
    const latest = points.at(-1)
    const best = lowestBefore(points, points.length - 1)
    if (!latest || !best) {
      const why = latest ? `only one, on ${formatDay(latest.day)}` : 'none to compare'
      return cannotTell([{ what: 'two PHQ-9 readings in this trial', why }], current?.id)
    }
    const rises = points.map((point, i) => ({ point, best: lowestBefore(points, i) }))
    const riseOf = ({ point, best }: { point: ScorePoint; best: ScorePoint | undefined }): number => (best ? point.total - best.total : 0)
    const start = startOfRun(
      rises,
      (r) => riseOf(r) >= p.points,
      (r) => riseOf(r) < p.clearsBelowPoints,
    )
    const evidence = [scoreEvidence('PHQ-9 best of this trial', best), scoreEvidence('PHQ-9 latest', latest)]
    const words = `PHQ-9 ${formatNumber(best.total, 1)} on ${formatDay(best.day)} → ${formatNumber(latest.total, 1)} on ${formatDay(latest.day)}`
    if (!start) return notMet(`${words}: less than ${p.points} points above the best of this trial`, evidence)
    const rise = latest.total - best.total
    const peak = rises.slice(rises.indexOf(start)).reduce((a, b) => (riseOf(b) > riseOf(a) ? b : a))
    // Below the margin of measurement error nothing is called worse: the sentence says what was, and that it is not over.
    const found =
      rise >= p.points
        ? `${formatNumber(rise, 1)} points worse than the best of this trial`
        : `it was ${formatNumber(riseOf(peak), 1)} points worse on ${formatDay(peak.point.day)} and is not yet less than ${p.clearsBelowPoints} above the best of this trial`
    return met(`${words}: ${found}`, evidence, {
      since: start.point.day,
      subject: current?.id ?? 'phq-9',
      ...(rise < p.points ? { fading: true } : {}),
      ...(current ? { trialId: current.id } : {}),
    })
  },
}

/**
 * Readings of the current trial and the last one before it, within the window of a baseline: a rise in the first week must not
 * vanish into a baseline measured after it. Without a trial, all of them.
 */
function pointsOfTrial({ phq9, current, settings }: RuleContext): readonly ScorePoint[] {
  if (!current) return phq9
  const opens = addDays(current.from, -settings.response.baselineDaysBefore)
  const before = phq9.findLast((point) => point.day <= current.from && point.day >= opens)
  return phq9.filter((point) => point.day > current.from || point === before)
}

function lowestBefore(points: readonly ScorePoint[], index: number): ScorePoint | undefined {
  return points.slice(0, index).reduce<ScorePoint | undefined>((low, p) => (low === undefined || p.total < low.total ? p : low), undefined)
}
