/**
 * Whether a past trial belongs to the current episode. An episode ends with remission that lasts `trial.remissionDays`
 * (DSM-5, 2 months, as in CANMAT 2023 Q.5.b); one low score between two high ones does not end it, and a long silence may have.
 */
import type { ScorePoint, UnjudgedTrial } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { scorePoints } from '#src/clinical/readings.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Evidence, Verdict } from '#src/clinical/verdict.ts'
import { addDays, daysBetween, earlierOf, formatDay, formatPartialDate, type Day, type PartialDate } from '#src/lib/calendar.ts'
import { formatDays, formatNumber } from '#src/lib/figures.ts'

export interface EpisodeInput {
  readonly record: PatientRecord
  readonly asOf: Day
  readonly settings: ClinicalSettings
}

/**
 * Met while the trial goes on; else by what was measured, and what the diagnosis says, since it ended. Where the day of its end is
 * not known, only what holds for each of its possible days is told.
 */
export function episodeVerdict(trial: UnjudgedTrial, input: EpisodeInput): Verdict {
  if (trial.ongoing) return { kind: 'met', because: [evidence('still taken', trial.name, trial.from)] }
  const latest = trial.segments.at(-1)?.through ?? trial.through ?? trial.from
  const earliest = earlierOf(trial.throughEarliest ?? latest, latest)
  const points = scorePoints(input.record, 'phq-9', input.asOf)
  const verdict = verdictFrom(trial, earliest, points, input)
  // Between two readings nothing changes but the length of what is not observed, which the outer days bound.
  const between = points.flatMap(({ day }) => [addDays(day, -1), day]).filter((day) => day > earliest && day < latest)
  const isOpen = earliest < latest && [latest, ...between].some((day) => verdictFrom(trial, day, points, input).kind !== verdict.kind)
  // What is not observed since the last possible day was not observed, whichever day it was.
  if (!isOpen) return verdict.kind === 'cannot-tell' ? verdictFrom(trial, latest, points, input) : verdict
  const why = `it ended between ${formatDay(earliest)} and ${formatDay(latest)}: whether that was in the present episode depends on the day`
  return { kind: 'cannot-tell', missing: [{ what: `episode of ${trial.name}`, why }] }
}

/** Seen from one day as the last of the trial. */
function verdictFrom(trial: UnjudgedTrial, end: Day, points: readonly ScorePoint[], { record, asOf, settings }: EpisodeInput): Verdict {
  const since = points.filter((p) => p.day > end)
  const overByRemission = remissionSince(since, end, asOf, settings)
  if (overByRemission) return overByRemission
  const onset = record.diagnoses.find((d) => d.group === 'mdd' && d.active && d.onset !== undefined)?.onset
  if (onset && onset.earliest > end) return { kind: 'not-met', because: [onsetEvidence(onset)] }
  if (onset && onset.latest <= trial.from) return { kind: 'met', because: [onsetEvidence(onset)] }
  const silence = longestSilence(since, end, asOf)
  if (silence.days > settings.trial.episodeGapDays) {
    const why = `no PHQ-9 for ${formatDays(silence.days)} from ${formatDay(silence.from)}: whether the episode went on cannot be told`
    return { kind: 'cannot-tell', missing: [{ what: `episode of ${trial.name}`, why }] }
  }
  return { kind: 'met', because: [evidence('lasting remission since', 'none', end)] }
}

/** Not met: remission surely lasted long enough to end the episode. Cannot tell: it may have. Undefined: it did not. */
function remissionSince(points: readonly ScorePoint[], end: Day, asOf: Day, { response, trial }: ClinicalSettings): Verdict | undefined {
  let longest: { readonly first: ScorePoint; readonly most: number } | undefined
  for (let i = 0; i < points.length; i += 1) {
    const first = points[i]
    if (!first || first.total > response.remissionMax) continue
    let last = first
    while (points[i + 1] !== undefined && (points[i + 1]?.total ?? 0) <= response.remissionMax) {
      i += 1
      last = points[i] ?? last
    }
    const words = evidence('PHQ-9 in remission', formatNumber(first.total, 1), first.day, first)
    if (daysBetween(first.day, last.day) >= trial.remissionDays) return { kind: 'not-met', because: [words] }
    const before = points[points.indexOf(first) - 1]?.day ?? end
    const after = points[i + 1]?.day ?? asOf
    const most = daysBetween(before, after)
    if (longest === undefined || most > longest.most) longest = { first, most }
  }
  if (longest && longest.most >= trial.remissionDays) {
    const why = `PHQ-9 ${formatNumber(longest.first.total, 1)} on ${formatDay(longest.first.day)}: whether remission lasted ${formatDays(trial.remissionDays)} cannot be told`
    return { kind: 'cannot-tell', missing: [{ what: 'end of the episode', why }] }
  }
  return undefined
}

function longestSilence(points: readonly ScorePoint[], end: Day, asOf: Day): { readonly days: number; readonly from: Day } {
  let from = end
  let longest = { days: 0, from: end }
  for (const day of [...points.map((p) => p.day), asOf]) {
    const days = daysBetween(from, day)
    if (days > longest.days) longest = { days, from }
    from = day
  }
  return longest
}

/** A month or a year is said as such: it is no day. */
function onsetEvidence(onset: PartialDate): Evidence {
  return evidence('onset of the present diagnosis', formatPartialDate(onset), onset.precision === 'day' ? onset.earliest : undefined)
}

function evidence(what: string, value: string, day: Day | undefined, point?: ScorePoint): Evidence {
  return { what, value, unit: point ? 'points' : '', day, source: point?.reading.sources[0] }
}
