/**
 * What is known before a dose decision, as facts with their sources. Nothing here recommends: where a guideline names options,
 * the options are quoted as the guideline's.
 */
import type { Assessment, Response, Trial } from '#src/clinical/assessment.ts'
import { basisWords, takenOrCovered } from '#src/clinical/flags/trial-words.ts'
import { loweringInteractions, openInteractions } from '#src/clinical/interactions.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import { changeWords, percentChange } from '#src/clinical/response.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { canmat, choice, cited } from '#src/clinical/sources.ts'
import type { Citation } from '#src/clinical/verdict.ts'
import { doseStepsOf, doseText, stepText, type DoseStep } from '#src/features/patient/dose-days.ts'
import { scoreSeriesOf, type ScoreSeries } from '#src/features/patient/score-series.ts'
import { aroundDay, dayCountText, roughDay } from '#src/features/patient/trajectory-words.ts'
import { addDays, daysBetween, formatDay, type Day } from '#src/lib/calendar.ts'
import { formatDays, formatNumber, formatShare } from '#src/lib/figures.ts'
import type { AssessedPatient } from '#src/queries/types.ts'

/** One fact. `unknown` is the reason why there is none; then `value` is the word in its place. */
export interface DoseFact {
  readonly id: 'dose' | 'range' | 'at-dose' | 'trial-change' | 'fork' | 'last-step' | 'taken' | 'side-effects' | 'interactions' | 'caution'
  readonly label: string
  readonly value: string
  /** Reasons, numbers and what a guideline says, a sentence each. */
  readonly details: readonly string[]
  readonly unknown?: string
  readonly citations: readonly Citation[]
}

export interface DoseGauge {
  readonly low: number
  readonly high: number
  readonly minimum: number | undefined
  readonly maximum: number | undefined
}

export interface DoseFacts {
  readonly medicine: string | undefined
  readonly gauge: DoseGauge | undefined
  readonly facts: readonly DoseFact[]
}

/** Facts about the current trial, in the order of the decision; without a trial, why there is none. */
export function doseFacts({ record, assessment }: AssessedPatient, settings: ClinicalSettings): DoseFacts {
  const { current, asOf } = assessment
  if (current === undefined) {
    const why = assessment.response.why
    // A trial that ended is known; a record without any, or one that was not read whole, leaves it open.
    const isKnown = assessment.trials.length > 0 && record.incomplete.length === 0
    return {
      medicine: undefined,
      gauge: undefined,
      facts: [
        {
          id: 'dose',
          label: 'Current dose',
          value: 'no trial in progress',
          details: isKnown ? [`${why.slice(0, 1).toUpperCase()}${why.slice(1)}.`] : [],
          ...(isKnown ? {} : { unknown: why }),
          citations: [],
        },
        sideEffectFact(assessment),
      ],
    }
  }
  const series = scoreSeriesOf(record, asOf, settings.rules.silence.phq9Days).find((one) => one.instrument === 'phq-9')
  return {
    medicine: current.name,
    gauge: gaugeOf(current),
    facts: [
      doseFact(current),
      rangeFact(current, settings),
      atDoseFact(current, settings, asOf),
      changeFact(assessment.response, settings),
      ...forkFacts(current, series, settings, asOf),
      stepFact(current, series, asOf),
      takenFact(assessment, settings),
      sideEffectFact(assessment),
      interactionFact(record, current, asOf),
      ...cautionFacts(assessment.trials, asOf),
    ],
  }
}

function gaugeOf({ currentDose, range }: Trial): DoseGauge | undefined {
  if (currentDose === undefined || currentDose.kind === 'unknown') return undefined
  return {
    low: currentDose.low,
    high: currentDose.high,
    minimum: range.minimum.kind === 'known' ? range.minimum.value : undefined,
    maximum: range.maximum.kind === 'known' ? range.maximum.value : undefined,
  }
}

function doseFact(trial: Trial): DoseFact {
  const { currentDose, name, segments } = trial
  const label = `${name} now`
  const since = segments.findLast((s) => s.through === undefined)?.from
  if (currentDose === undefined || currentDose.kind === 'unknown')
    return { id: 'dose', label, value: 'dose not known', details: [], unknown: currentDose?.reason ?? 'no dose on record', citations: [] }
  return {
    id: 'dose',
    label,
    value: doseText(currentDose),
    details: since === undefined ? [] : [`At this dose ${sinceWords(trial, since)}.`],
    citations: [],
  }
}

/** "since 6 Oct 2026"; where the beginning of the trial is not known to the day, the days it may have been. */
function sinceWords({ from, fromLatest }: Trial, since: Day): string {
  return `since ${since <= fromLatest ? roughDay(from, fromLatest) : formatDay(since)}`
}

function rangeFact({ range, agent }: Trial, settings: ClinicalSettings): DoseFact {
  const limit = (what: typeof range.minimum): string => (what.kind === 'known' ? formatNumber(what.value, 1) : 'not known')
  const reasons = [range.minimum, range.maximum].flatMap((what) => (what.kind === 'unknown' ? [what.reason] : []))
  const notes = medicineOf(agent)?.doses.flatMap((rule) => (rule.remark === undefined ? [] : [rule.remark])) ?? []
  return {
    id: 'range',
    label: 'For this patient',
    value: `minimum ${limit(range.minimum)}, usual maximum ${limit(range.maximum)} mg/day`,
    details: [
      ...range.modifiers.map(({ text }) => `Differs from the usual range: ${text}.`),
      ...(range.modifiers.length === 0 ? ['Nothing on record changes the usual range.'] : []),
      ...notes.slice(0, 1),
    ],
    ...(reasons.length === 0 ? {} : { unknown: reasons.join('; ') }),
    citations: [
      ...(range.citation === undefined ? [] : [range.citation]),
      ...range.modifiers.map(({ citation }) => citation),
      choice(`${settings.doseColumn} column of published minimum doses`),
    ],
  }
}

function atDoseFact(trial: Trial, settings: ClinicalSettings, asOf: Day): DoseFact {
  const { daysAtAdequateDose, daysAtAdequateDoseTaken } = trial
  const { fromDay, overdueAfterDay } = settings.rules.inadequateResponse
  if (daysAtAdequateDose.kind === 'unknown')
    return {
      id: 'at-dose',
      label: 'At an adequate dose',
      value: 'not known',
      details: [],
      unknown: daysAtAdequateDose.reason,
      citations: [],
    }
  const { low } = daysAtAdequateDose.value
  const place =
    low < fromDay
      ? `Day ${fromDay} is ${formatDay(addDays(asOf, fromDay - low))}, ${formatDays(fromDay - low)} away, if the dose goes on.`
      : low <= overdueAfterDay
        ? `Inside the ${fromDay}–${overdueAfterDay}-day window.`
        : `${formatDays(low - overdueAfterDay)} past the ${fromDay}–${overdueAfterDay}-day window.`
  return {
    id: 'at-dose',
    label: 'At an adequate dose',
    value: dayCountText(daysAtAdequateDose.value),
    details: [
      daysAtAdequateDoseTaken === undefined
        ? 'How many of them were taken is not known.'
        : `${formatNumber(daysAtAdequateDoseTaken)} of them ${takenOrCovered(trial)}.`,
      place,
    ],
    citations: [
      cited('6 to 8 weeks at a therapeutic dose: FDA and EMA as quoted in SiggyMD (2026)', 'S'),
      cited('ICSI, Depression guideline', 'S'),
    ],
  }
}

function changeFact(response: Response, settings: ClinicalSettings): DoseFact {
  const { baseline, latest, stale, newerUnjudged } = response
  const label = 'PHQ-9 since the trial began'
  const citations = [cited('5 points: Löwe 2004, Med Care 42:1194', 'S')]
  if (baseline === undefined || latest === undefined)
    return { id: 'trial-change', label, value: 'cannot tell', details: [], unknown: response.why, citations }
  const margin = settings.response.reliableChangePoints
  const noise = Math.abs(latest.total - baseline.total) < margin ? 'Within' : 'Beyond'
  return {
    id: 'trial-change',
    label,
    value: changeWords(baseline.total, latest.total),
    details: [`${formatDay(baseline.day)} to ${formatDay(latest.day)}. ${noise} the ${margin}-point margin of measurement error.`],
    ...(stale || newerUnjudged !== undefined ? { unknown: stale ? response.why : (newerUnjudged ?? response.why) } : {}),
    citations,
  }
}

/** The fork of early improvement: the reading nearest the end of week 2 to 4, and what is published for both sides. */
function forkFacts(
  { from, name, response }: Trial,
  series: ScoreSeries | undefined,
  settings: ClinicalSettings,
  asOf: Day,
): readonly DoseFact[] {
  const { fromDay, throughDay, lessThanPercent } = settings.rules.noEarlyImprovement
  const { baseline } = response
  const label = `Early improvement, day ${fromDay} to ${throughDay}`
  const citations = [canmat('Q.5.b, Q.7.d; adults with major depression in trials'), canmat('Q.7.a')]
  const usual =
    'For comparison: about half respond by 8 weeks of a first antidepressant and about a third remit; of those who do not remit, a quarter remit on a second.'
  // Published about those without early improvement: beside an improvement, or before one is known, it would read as a reason to change the dose.
  const ifAbsent = [
    `Published: less than ${lessThanPercent} % better by week 4 makes response or remission at 8 to 12 weeks unlikely; the guideline then names raising the dose or switching as options (Level 2).`,
    usual,
    'Later responders exist: in STAR*D a third of those who responded did so after week 6 (ICSI).',
  ]
  const opens = addDays(from, fromDay)
  if (asOf < opens) return [{ id: 'fork', label, value: `too early: day ${fromDay} is ${formatDay(opens)}`, details: [usual], citations }]
  const at = series?.marks.findLast(
    (mark) =>
      mark.judged && mark.from > (baseline?.day ?? from) && mark.from >= addDays(from, fromDay) && mark.from <= addDays(from, throughDay),
  )
  const why =
    baseline === undefined
      ? 'no baseline PHQ-9 for this trial'
      : `no PHQ-9 from ${formatDay(addDays(from, fromDay))} to ${formatDay(addDays(from, throughDay))}`
  const percent = at?.total === undefined || baseline === undefined ? undefined : percentChange(baseline.total, at.total)
  if (at?.total === undefined || baseline === undefined || percent === undefined)
    return [
      {
        id: 'fork',
        label,
        value: 'cannot tell',
        details: [usual],
        unknown: percent === undefined && at !== undefined && baseline !== undefined ? 'the baseline is 0' : why,
        citations,
      },
    ]
  const better = (baseline.total - at.total) * 100 >= baseline.total * lessThanPercent
  return [
    {
      id: 'fork',
      label,
      value: `${better ? 'present' : 'absent'} on day ${daysBetween(from, at.from)} of ${name}: ${changeWords(baseline.total, at.total)}`,
      details: better ? [usual] : ifAbsent,
      citations: [...citations, cited('ICSI, Depression guideline (STAR*D)', 'S')],
    },
  ]
}

function stepFact(trial: Trial, series: ScoreSeries | undefined, asOf: Day): DoseFact {
  const step: DoseStep | undefined = doseStepsOf([trial]).at(-1)
  const label = 'Last dose change'
  if (trial.currentDose?.kind === 'unknown')
    return {
      id: 'last-step',
      label,
      value: 'not known',
      details: [],
      unknown: `the dose is not known: ${trial.currentDose.reason}`,
      citations: [],
    }
  if (step === undefined)
    return { id: 'last-step', label, value: 'none in this trial', details: [`Same dose ${sinceWords(trial, trial.from)}.`], citations: [] }
  const value = `${formatDay(step.day)}, ${stepText(step)}, ${formatDays(daysBetween(step.day, asOf))} ago`
  const { before, after } = series === undefined ? { before: undefined, after: undefined } : aroundDay(series, step.day)
  if (before?.total === undefined || after?.total === undefined) {
    const missing = before?.total === undefined ? 'no PHQ-9 before the change' : 'no PHQ-9 since the change'
    return { id: 'last-step', label, value, details: [], unknown: missing, citations: [] }
  }
  return {
    id: 'last-step',
    label,
    value,
    details: [`Before and after: PHQ-9 ${changeWords(before.total, after.total)}, ${formatDay(before.from)} to ${formatDay(after.from)}.`],
    citations: [],
  }
}

function takenFact({ adherence28 }: Assessment, settings: ClinicalSettings): DoseFact {
  const { percent, verdict, daysTaken, daysWithInformation, daysInPeriod, basis } = adherence28
  const label = 'Taken, last 28 days'
  const citations = [cited('80 %: proportion of days covered, J Manag Care Spec Pharm 2021;27:223', 'S')]
  if (percent === undefined)
    return { id: 'taken', label, value: 'not known', details: [], unknown: 'no check-in, dispensed supply or statement says', citations }
  const known = basisWords(basis, 'taken')
  return {
    id: 'taken',
    label: `${known.charAt(0).toUpperCase()}${known.slice(1)}, last 28 days`,
    value: `${formatShare(percent)}, ${formatNumber(daysTaken)} of ${formatDays(daysWithInformation)}`,
    details: [
      `Information on ${formatNumber(daysWithInformation)} of ${formatDays(daysInPeriod)}. Below ${settings.adherence.metPercent} % counts as low.`,
    ],
    ...(verdict.kind === 'cannot-tell' ? { unknown: verdict.missing[0].why } : {}),
    citations,
  }
}

function sideEffectFact({ sideEffects }: Assessment): DoseFact {
  const { burden, named } = sideEffects
  const details = named.slice(0, 4).map(({ name, days }) => `${name}: ${formatDays(days)} of the last 28.`)
  const base = { id: 'side-effects', label: 'Side effects', details, citations: [cited('FIBSER 0–6: PMC8382305 Table A2', 'S')] } as const
  if (burden.kind === 'unknown') return { ...base, value: 'burden not known', unknown: burden.reason }
  return { ...base, value: `burden ${formatNumber(burden.value.value, 1)} of ${burden.value.max}, ${formatDay(burden.value.day)}` }
}

function interactionFact(record: AssessedPatient['record'], trial: Trial, asOf: Day): DoseFact {
  const found = loweringInteractions(record, trial.agent, asOf)
  const label = 'Lowering its level'
  const open = openInteractions(record, trial.agent, asOf)
  const smoking = record.smoking.kind === 'unknown' && open.length === 0 ? [`smoking not known: ${record.smoking.reason}`] : []
  const gaps = [...open.map((gap) => `${gap.what}: ${gap.why}`), ...smoking]
  const untold = gaps.length > 0 ? { unknown: gaps.join('; ') } : {}
  const none = open.length > 0 ? 'cannot tell' : 'none on record'
  if (found.length === 0) return { id: 'interactions', label, value: none, details: [], ...untold, citations: [] }
  return {
    id: 'interactions',
    label,
    value: found.map((one) => one.cause).join(', '),
    details: found.map((one) => `${one.sentence}.`),
    ...untold,
    citations: found.map((one) => one.citation),
  }
}

const WATCH_DAYS = 28

interface Turn {
  readonly words: string
  /** Days ago at least, and at most: they differ where the record knows only the month or the year. */
  readonly least: number
  readonly most: number
}

/** "sertraline began 12 Feb 2026, 27 days ago."; "sertraline began in Feb 2026, 11–38 days ago." */
function turnOf(what: string, earliest: Day, latest: Day, asOf: Day): Turn {
  const [least, most] = [Math.max(0, daysBetween(latest, asOf)), daysBetween(earliest, asOf)]
  const ago = `${dayCountText({ low: least, high: most })} ago.`
  if (earliest === latest) return { words: `${what} ${formatDay(latest)}, ${ago}`, least, most }
  const when = roughDay(earliest, latest)
  return { words: `${what} ${when.startsWith('some day') ? when : `in ${when}`}, ${ago}`, least, most }
}

/** The first four weeks after a new antidepressant and after stopping one. Where the day is not known, they last as long as they may. */
function cautionFacts(trials: readonly Trial[], asOf: Day): readonly DoseFact[] {
  const recent = trials
    .filter((trial) => trial.role === 'antidepressant')
    .flatMap(({ name, from, fromLatest, through, throughEarliest }) => [
      turnOf(`${name} began`, from, fromLatest, asOf),
      ...(through === undefined ? [] : [turnOf(`${name} ended`, throughEarliest ?? through, through, asOf)]),
    ])
    .filter(({ least }) => least < WATCH_DAYS)
  if (recent.length === 0) return []
  const isSure = recent.some(({ most }) => most < WATCH_DAYS)
  return [
    {
      id: 'caution',
      label: 'Watch closely',
      value: `${isSure ? 'within' : 'may be within'} 4 weeks of a start or stop`,
      details: [
        ...recent.map(({ words }) => words),
        'The first 4 weeks after a new antidepressant and after stopping one are times of higher suicide risk.',
      ],
      citations: [canmat('Q.2.c, Q.3.h')],
    },
  ]
}
