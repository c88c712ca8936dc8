/**
 * Response of a trial against its own baseline.
 *
 * Sources: response >= 50 % and remission PHQ-9 <= 4, CANMAT 2023 Q.5.b [S]; partial 25-49 %, ICSI [S]; 5 points as the change
 * that exceeds measurement error, Löwe 2004 [S]; baseline window, staleness and "too early" are this project's choices [I].
 */
import type { Response, ResponseStatus, ScorePoint } from '#src/clinical/assessment.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Gap } from '#src/clinical/verdict.ts'
import { addDays, daysBetween, formatDay, type Day } from '#src/lib/calendar.ts'
import { formatChange, formatDays, formatNumber, formatPercentChange } from '#src/lib/figures.ts'

/**
 * Change from baseline in percent of baseline.
 *
 * @param baseline points, [0, 27]
 * @param latest points, [0, 27]
 * @returns percent, [-100, 2600]; negative is better; undefined when baseline is 0, where no percent exists. Never rounded.
 */
export function percentChange(baseline: number, latest: number): number | undefined {
  return baseline === 0 ? undefined : ((latest - baseline) * 100) / baseline
}

/** "19 → 17 (−2, −11 %)" */
export function changeWords(baseline: number, latest: number): string {
  const percent = percentChange(baseline, latest)
  const points = formatChange(latest - baseline, 1)
  return `${formatNumber(baseline, 1)} → ${formatNumber(latest, 1)} (${points}${percent === undefined ? '' : `, ${formatPercentChange(percent)}`})`
}

/** "3 days before the start", "on the day of the start", "5 days after the start": which reading a trial is judged against. */
export function fromStart(on: Day, start: Day): string {
  const days = daysBetween(start, on)
  if (days === 0) return 'on the day of the start'
  return days < 0 ? `${formatDays(-days)} before the start` : `${formatDays(days)} after the start`
}

export interface TrialWindow {
  readonly from: Day
  /** Latest possible first day; equal to `from` when the start is known to the day. */
  readonly fromLatest: Day
  /** Last day of the trial, or undefined while it goes on. */
  readonly through: Day | undefined
  /** First day on which it may have ended; equal to `through` when the end is known. */
  readonly throughEarliest: Day | undefined
  /** Last day on which it may have ended, where its outcome is read up to `through`, before that. */
  readonly endsBy?: Day
}

/**
 * Judges one trial.
 *
 * @param points usable PHQ-9 totals up to `asOf`, oldest first
 * @returns always a status with a sentence; `cannot-tell` with what is missing, never an exception
 */
export function judgeResponse(points: readonly ScorePoint[], window: TrialWindow, asOf: Day, settings: ClinicalSettings): Response {
  const { baselineDaysBefore, baselineDaysAfter } = settings.response
  const startKnown = daysBetween(window.from, window.fromLatest) <= baselineDaysAfter
  const opens = addDays(window.from, -baselineDaysBefore)
  const closes = addDays(window.from, baselineDaysAfter)
  const baseline = startKnown ? points.findLast((p) => p.day >= opens && p.day <= closes) : undefined
  const end = window.through ?? asOf
  const lastDay = window.through === undefined ? asOf : addDays(window.through, baselineDaysAfter)
  const inTrial = points.filter((p) => p.day >= window.from && p.day <= lastDay)
  const afterBaseline = baseline ? inTrial.slice(inTrial.indexOf(baseline) + 1) : inTrial
  const latest = afterBaseline.at(-1)
  // The last reading before the start counts as well: a rise in the first week must not vanish into a later baseline.
  const before = startKnown ? points.findLast((p) => p.day >= opens && p.day <= window.from) : undefined
  const best = lowest([...(before && before !== baseline ? [before] : []), ...(baseline ? [baseline, ...afterBaseline] : inTrial)])
  const seen = { baseline, latest, best, end, window, afterBaseline }

  const missing: Gap[] = []
  if (!startKnown)
    missing.push({ what: 'trial start', why: `only known to lie between ${formatDay(window.from)} and ${formatDay(window.fromLatest)}` })
  else if (!baseline) missing.push({ what: 'baseline PHQ-9', why: `none from ${formatDay(opens)} to ${formatDay(closes)}` })
  if (!latest)
    missing.push({
      what: 'PHQ-9 during the trial',
      why: baseline
        ? `none since the baseline of ${formatDay(baseline.day)}`
        : `none from ${formatDay(window.from)} to ${formatDay(lastDay)}`,
    })
  const age = latest ? daysBetween(latest.day, end) : undefined
  const stale = age !== undefined && age > settings.response.staleAfterDays
  if (latest && age !== undefined && stale) {
    missing.push({
      what: 'recent PHQ-9',
      why: `the latest is of ${formatDay(latest.day)}, ${formatDays(age)} old, and says nothing about ${window.through === undefined ? 'now' : 'the end of the trial'}`,
    })
  }
  const openEnd = openEndOf(window, settings)
  if (openEnd) missing.push(openEnd)
  const { status, why } = openEnd ? untold(missing) : classify(seen, missing, stale, asOf, settings)
  const changePoints = baseline && latest ? latest.total - baseline.total : undefined
  return {
    status,
    why,
    baseline,
    latest,
    best,
    changePoints,
    changePercent: baseline && latest ? percentChange(baseline.total, latest.total) : undefined,
    stale,
    missing,
  }
}

/** An end that may lie anywhere in more days than a reading stays fresh says nothing about which reading was the outcome. */
function openEndOf({ through, throughEarliest, endsBy }: TrialWindow, settings: ClinicalSettings): Gap | undefined {
  if (through === undefined || throughEarliest === undefined) return undefined
  if (daysBetween(throughEarliest, through) <= settings.response.staleAfterDays) return undefined
  return {
    what: 'trial end',
    why: `only known to lie between ${formatDay(throughEarliest)} and ${formatDay(endsBy ?? through)}: which reading was its outcome cannot be told`,
  }
}

interface Seen {
  readonly baseline: ScorePoint | undefined
  readonly latest: ScorePoint | undefined
  readonly best: ScorePoint | undefined
  readonly end: Day
  readonly window: TrialWindow
  readonly afterBaseline: readonly ScorePoint[]
}

type Class = { readonly status: ResponseStatus; readonly why: string }

function classify(seen: Seen, missing: readonly Gap[], stale: boolean, asOf: Day, settings: ClinicalSettings): Class {
  const { latest, window } = seen
  const trialDays = daysBetween(window.from, seen.end)
  const early = trialDays < settings.response.tooEarlyDays
  if (!latest) {
    const waiting =
      early &&
      window.through === undefined &&
      (seen.baseline !== undefined || asOf <= addDays(window.from, settings.response.baselineDaysAfter))
    return waiting ? { status: 'too-early', why: `day ${trialDays} of the trial, no PHQ-9 after the baseline yet` } : untold(missing)
  }
  if (stale) return untold(missing)
  if (latest.total <= settings.response.remissionMax) {
    return {
      status: 'remission',
      why: `${scoreWords(seen, settings)}: at or below ${settings.response.remissionMax}, the limit of remission`,
    }
  }
  return worsening(seen, latest, settings) ?? improvement(seen, latest, missing, early ? trialDays : undefined, settings)
}

function worsening(seen: Seen, latest: ScorePoint, settings: ClinicalSettings): Class | undefined {
  const { best } = seen
  const rise = best ? latest.total - best.total : 0
  if (!best || rise < settings.response.reliableChangePoints) return undefined
  const measured = best.day <= seen.window.from ? 'the last reading before the start' : 'the best of this trial'
  const reference = best === seen.baseline ? 'baseline' : measured
  return {
    status: 'worsening',
    why: `${scoreWords(seen, settings)}: ${formatNumber(rise, 1)} points above ${reference} (${formatNumber(best.total, 1)} on ${formatDay(best.day)})`,
  }
}

function improvement(
  seen: Seen,
  latest: ScorePoint,
  missing: readonly Gap[],
  earlyDay: number | undefined,
  settings: ClinicalSettings,
): Class {
  const { baseline } = seen
  const { responsePercent, partialPercent, reliableChangePoints } = settings.response
  if (!baseline) return untold(missing)
  const percent = percentChange(baseline.total, latest.total)
  if (percent === undefined) return { status: 'cannot-tell', why: `${scoreWords(seen, settings)}: baseline is 0, a percent is not defined` }
  const fall = baseline.total - latest.total
  const words = scoreWords(seen, settings)
  // Compared without division, so that exactly 50 % is exactly 50 %.
  if (fall * 100 >= baseline.total * responsePercent && fall >= reliableChangePoints)
    return { status: 'response', why: `${words}: at least ${responsePercent} % better` }
  if (earlyDay !== undefined)
    return {
      status: 'too-early',
      why: `${words}: day ${earlyDay} of the trial, too early to tell before day ${settings.response.tooEarlyDays}`,
    }
  if (fall < reliableChangePoints) {
    return { status: 'no-response', why: `${words}: within the ${reliableChangePoints}-point margin of measurement error` }
  }
  if (fall * 100 >= baseline.total * partialPercent)
    return { status: 'partial-response', why: `${words}: ${partialPercent} % or more better, less than ${responsePercent} %` }
  return { status: 'no-response', why: `${words}: less than ${partialPercent} % better` }
}

function untold(missing: readonly Gap[]): Class {
  return { status: 'cannot-tell', why: missing.map((gap) => `${gap.what}: ${gap.why}`).join('; ') }
}

function scoreWords({ baseline, latest, window }: Seen, settings: ClinicalSettings): string {
  if (!latest) return 'PHQ-9 not measured'
  const words = baseline
    ? `PHQ-9 ${changeWords(baseline.total, latest.total)}`
    : `PHQ-9 ${formatNumber(latest.total, 1)} on ${formatDay(latest.day)}`
  return `${words}${earlyScoreWords(latest, window, settings)}`
}

/** ", score of day 2": a score from before the drug can have worked says so wherever it stands for the course of a trial. */
function earlyScoreWords({ day }: ScorePoint, { from, fromLatest }: TrialWindow, { response }: ClinicalSettings): string {
  const most = daysBetween(from, day)
  const least = Math.max(0, daysBetween(fromLatest, day))
  if (least >= response.tooEarlyDays) return ''
  return `, score of day ${least === most ? formatNumber(most, 0) : `${formatNumber(least, 0)} to ${formatNumber(most, 0)}`}`
}

function lowest(points: readonly ScorePoint[]): ScorePoint | undefined {
  return points.reduce<ScorePoint | undefined>((low, p) => (low === undefined || p.total < low.total ? p : low), undefined)
}

/** The response of a patient who has no trial to judge. */
export function noTrialResponse(why: string): Response {
  const missing: Gap = { what: 'current antidepressant trial', why }
  return {
    status: 'cannot-tell',
    why,
    baseline: undefined,
    latest: undefined,
    best: undefined,
    changePoints: undefined,
    changePercent: undefined,
    stale: false,
    missing: [missing],
  }
}
