/** The chart in words: one deterministic text from the same numbers, for the page, a note, a screen reader and a print. */
import { basisWords, takenOrCovered } from '#src/clinical/flags/trial-words.ts'
import type { Assessment, DayCount, Trial } from '#src/clinical/assessment.ts'
import { changeWords, fromStart } from '#src/clinical/response.ts'
import { doseText, stepText } from '#src/features/patient/dose-days.ts'
import { receivedOf } from '#src/features/patient/daily-lanes.ts'
import { stopWords } from '#src/features/patient/medication-lanes.ts'
import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { addDays, ageInYears, betweenWords, daysBetween, formatDay, formatPartialDate, laterOf, type Day } from '#src/lib/calendar.ts'
import { counted, formatDays, formatNumber, formatShare } from '#src/lib/figures.ts'
import type { AssessedPatient } from '#src/queries/types.ts'

export function dayCountText(count: DayCount): string {
  return count.low === count.high ? formatDays(count.low) : `${formatNumber(count.low)}–${formatDays(count.high)}`
}

/** "12 Jan 2026", "Jan 2026", "2026", "some day between 3 Jan 2026 and 9 Feb 2026": what is known of a day, and no more. */
export function roughDay(earliest: Day, latest: Day): string {
  const words = betweenWords(earliest, latest)
  return words.includes('\u2013') ? `some day between ${formatDay(earliest)} and ${formatDay(latest)}` : words
}

/** Every sentence, in the order in which a clinician asks: treatment, effect, certainty, cost, what is missing. */
export function trajectorySentences(trajectory: Trajectory, patient: AssessedPatient): readonly string[] {
  const { assessment, record } = patient
  const { focus } = trajectory
  const phq9 = trajectory.scales.find((series) => series.instrument === 'phq-9')
  return [
    ...(focus ? trialSentences(focus, trajectory.asOf) : ['No antidepressant trial on record.']),
    ...(phq9 ? phq9Sentences(trajectory, phq9, assessment) : ['No PHQ-9 on record.']),
    ...trajectory.scales.filter((series) => series.instrument !== 'phq-9').flatMap(otherScale),
    ...dailySentences(trajectory),
    ...(focus ? adherenceSentences(focus) : []),
    ...sideEffectSentences(assessment),
    ...record.incomplete.map((part) => `Incomplete: ${part.part} could not be read (${part.reason}).`),
    ...(record.rejected.length > 0 ? [`${counted(record.rejected.length, 'result')} could not be used.`] : []),
  ]
}

function trialSentences(trial: Trial, asOf: Day): readonly string[] {
  const name = trial.name.charAt(0).toUpperCase() + trial.name.slice(1)
  const start = roughDay(trial.from, trial.fromLatest)
  const { minimum } = trial.range
  const limit =
    minimum.kind === 'known'
      ? `minimum effective dose ${formatNumber(minimum.value, 1)} mg/day`
      : `no minimum effective dose: ${minimum.reason}`
  const now = trial.currentDose === undefined ? '' : `, now ${doseText(trial.currentDose)}`
  const stop = stopWords(trial)
  const taper = taperWords(trial)
  const clock = trial.daysAtAdequateDose
  return [
    trial.ongoing
      ? `${name} since ${start} (${dayCountText({ low: daysBetween(trial.fromLatest, asOf), high: daysBetween(trial.from, asOf) })})${now}; ${limit}.`
      : `${name} from ${start}; ${stop ?? 'over'}; ${limit}.`,
    ...(taper === undefined ? [] : [taper]),
    clock.kind === 'known'
      ? `${dayCountText(clock.value)} at an adequate dose${trial.daysAtAdequateDoseTaken === undefined ? ', days taken not known' : `, ${formatNumber(trial.daysAtAdequateDoseTaken)} of them ${takenOrCovered(trial)}`}.`
      : `Days at an adequate dose are not known: ${clock.reason}.`,
  ]
}

/** "Dose lowered from 150 to 9 mg/day in 8 steps, 25 Sep 2012 to 5 Nov 2012." for two or more steps down in a row to the end. */
function taperWords(trial: Trial): string | undefined {
  const known = trial.segments.flatMap((s) => (s.dose.kind === 'known' ? [{ from: s.from, dose: s.dose.low }] : []))
  const steps = known.filter((s, i) => i > 0 && s.dose !== known[i - 1]?.dose)
  const falling = steps.filter((s) => s.dose < (known[known.indexOf(s) - 1]?.dose ?? 0))
  const first = falling[0]
  const last = falling.at(-1)
  if (first === undefined || last === undefined || falling.length < 2 || falling.length !== steps.length) return undefined
  const start = known[known.indexOf(first) - 1]?.dose ?? first.dose
  return `Dose lowered from ${formatNumber(start, 1)} to ${formatNumber(last.dose, 1)} mg/day in ${counted(falling.length, 'step')}, ${formatDay(first.from)} to ${formatDay(last.from)}.`
}

function phq9Sentences(
  { guide, steps, focus, settings }: Trajectory,
  series: ScoreSeries,
  { response, item9 }: Assessment,
): readonly string[] {
  const sentences: string[] = []
  const { baseline, latest } = response
  if (guide !== undefined && baseline !== undefined && latest !== undefined) {
    const change = Math.abs(latest.total - baseline.total)
    const margin = settings.response.reliableChangePoints
    const points = `${formatNumber(change, 1)} ${change === 1 ? 'point' : 'points'}`
    const noise =
      change < margin ? `within the ${margin}-point margin of measurement error` : `beyond the ${margin}-point margin of measurement error`
    const place = focus === undefined ? '' : `, baseline ${fromStart(baseline.day, focus.from)} of ${focus.name}`
    sentences.push(
      `PHQ-9 ${changeWords(baseline.total, latest.total)} in ${formatDays(daysBetween(baseline.day, latest.day))}, ${formatDay(baseline.day)} to ${formatDay(latest.day)}${place}; the change of ${points} is ${noise}.`,
    )
    if (response.stale || response.newerUnjudged !== undefined)
      sentences.push(`Nothing can be said about today: ${response.stale ? response.why : (response.newerUnjudged ?? response.why)}.`)
  } else {
    const last = series.marks.findLast((mark) => mark.judged)
    if (last?.total !== undefined) sentences.push(`PHQ-9 last ${formatNumber(last.total, 1)} points on ${formatDay(last.from)}.`)
    sentences.push(`Response cannot be told: ${response.why}.`)
  }
  sentences.push(
    item9.kind === 'known'
      ? `Item 9 (thoughts of death or self-harm) ${item9.value.value} of 3 on ${formatDay(item9.value.day)}${item9.value.value === 0 ? ', which is an answer and not a clearance' : ''}.`
      : `Item 9 (thoughts of death or self-harm) not known: ${item9.reason}.`,
  )
  const step = steps.findLast((one) => one.trial.id === focus?.id)
  if (step !== undefined) {
    const { before, after } = aroundDay(series, step.day)
    const words = (total: number | undefined, when: string): string =>
      total === undefined ? `no PHQ-9 ${when}` : `${formatNumber(total, 1)} ${when}`
    sentences.push(
      `Last dose change ${formatDay(step.day)} (${step.trial.name} ${stepText(step)}): PHQ-9 ${words(before?.total, 'before')}, ${words(after?.total, 'latest since')}.`,
    )
  }
  const gap = series.gaps.at(-1)
  if (gap !== undefined) sentences.push(`No PHQ-9 for ${formatDays(gap.days)} from ${formatDay(gap.from)} to ${formatDay(gap.through)}.`)
  return sentences
}

/** The last judged reading up to a day, and the latest after it. */
export function aroundDay(
  series: ScoreSeries,
  on: Day,
): { readonly before: ScoreSeries['marks'][number] | undefined; readonly after: ScoreSeries['marks'][number] | undefined } {
  const judged = series.marks.filter((mark) => mark.judged)
  const last = judged.at(-1)
  return { before: judged.findLast((mark) => mark.from <= on), after: last !== undefined && last.from > on ? last : undefined }
}

function otherScale({ scale, marks }: ScoreSeries): readonly string[] {
  const judged = marks.flatMap((mark) => (mark.judged && mark.total !== undefined ? [{ day: mark.from, total: mark.total }] : []))
  const first = judged[0]
  const last = judged.at(-1)
  if (first === undefined || last === undefined) return [`${scale.name}: ${counted(marks.length, 'reading')}, none usable.`]
  const range = `scale ${scale.min} to ${scale.max}`
  if (first === last) return [`${scale.name} ${formatNumber(first.total, 2)} on ${formatDay(first.day)} (${range}).`]
  const highest = judged.reduce((a, b) => (b.total > a.total ? b : a))
  return [
    `${scale.name} ${formatNumber(first.total, 2)} on ${formatDay(first.day)}, ${formatNumber(last.total, 2)} on ${formatDay(last.day)}; highest ${formatNumber(highest.total, 2)} on ${formatDay(highest.day)} (${counted(judged.length, 'reading')}, ${range}).`,
  ]
}

function dailySentences({ daily, firstCheckIn, focus, asOf }: Trajectory): readonly string[] {
  if (firstCheckIn === undefined) return ['No daily check-in on record.']
  const from = focus === undefined ? firstCheckIn : laterOf(focus.from, firstCheckIn)
  const days = [...new Set(daily.flatMap((lane) => lane.values.map(({ day }) => day)))]
  const { received, expected } = receivedOf(days, firstCheckIn, { from, through: asOf }, asOf)
  const means = daily.flatMap((lane) => {
    const known = lane.means.filter((m) => m.mean !== undefined && m.day >= from)
    const [first, last] = [known[0], known.at(-1)]
    if (first?.mean === undefined || last?.mean === undefined || last.day < addDays(asOf, -7)) return []
    return [
      `${lane.name.toLowerCase()} ${formatNumber(first.mean, 1)} → ${formatNumber(last.mean, 1)}${lane.unit === 'hours' ? ' hours' : ''}`,
    ]
  })
  return [
    `${formatNumber(received)} of ${counted(expected, 'daily check-in')} since ${formatDay(from)}${means.length === 0 ? '; no 7-day mean in the last week' : `; 7-day means, first to last: ${means.join(', ')}`}.`,
  ]
}

function adherenceSentences({ adherence, name }: Trial): readonly string[] {
  const { percent, daysTaken, daysWithInformation, daysInPeriod, basis } = adherence
  if (percent === undefined) return [`Nothing on record says whether ${name} was taken.`]
  const known = basisWords(basis, 'taken')
  return [
    `${known.charAt(0).toUpperCase()}${known.slice(1)} on ${formatNumber(daysTaken)} of ${formatDays(daysWithInformation)} with information (${formatShare(percent)}), of ${formatDays(daysInPeriod)} in the trial.`,
  ]
}

function sideEffectSentences({ sideEffects }: Assessment): readonly string[] {
  const { burden, named } = sideEffects
  const list = named.slice(0, 3).map(({ name, days }) => `${name} on ${formatDays(days)}`)
  const cost =
    burden.kind === 'known'
      ? `Side-effect burden ${formatNumber(burden.value.value, 1)} of ${burden.value.max}, ${formatDay(burden.value.day)}`
      : `Side-effect burden not known: ${burden.reason}`
  return [`${cost}${list.length === 0 ? '' : `; in the last 28 days ${list.join(', ')}`}.`]
}

/** Who, as of when, and what is missing: the head of every export and print. */
export function recordHeader({ record, assessment }: AssessedPatient): readonly string[] {
  const { identity } = record
  const name = identity.name.kind === 'known' ? identity.name.value : `name not known (${identity.name.reason})`
  const number =
    identity.recordNumber.kind === 'known'
      ? `record number ${identity.recordNumber.value}`
      : `record number not known (${identity.recordNumber.reason})`
  const born =
    identity.birthDate.kind === 'known'
      ? `born ${formatPartialDate(identity.birthDate.value)}`
      : `birth date not known (${identity.birthDate.reason})`
  return [
    `${name}, ${born}, ${number}`,
    `As of ${formatDay(assessment.asOf)}`,
    ...(identity.synthetic ? ['Synthetic person: not a patient'] : []),
    ...(identity.attribution === undefined ? [] : [identity.attribution]),
    ...record.incomplete.map((part) => `INCOMPLETE: ${part.part}: ${part.reason}`),
    ...(record.rejected.length === 0 ? [] : [`INCOMPLETE: ${counted(record.rejected.length, 'result')} could not be used`]),
  ]
}

/** Ready to paste into a note. */
export function noteText(trajectory: Trajectory, patient: AssessedPatient): string {
  return [...recordHeader(patient), '', ...trajectorySentences(trajectory, patient)].join('\n')
}

/** Completed years on a day, or why it is not known. */
export function ageText({ record, assessment }: AssessedPatient): string | undefined {
  const born = record.identity.birthDate
  if (born.kind === 'unknown') return undefined
  const youngest = ageInYears(born.value.latest, assessment.asOf)
  const oldest = ageInYears(born.value.earliest, assessment.asOf)
  return youngest === oldest ? `${oldest} y` : `${youngest}–${oldest} y`
}
