/** Pure: what is new about a patient since the reader last looked. By time only: nothing about a patient is kept for it. */
import type { Finding, Trial } from '#src/clinical/assessment.ts'
import type { Reading } from '#src/clinical/facts.ts'
import type { CaseloadRow, JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { daysBetween, formatClock, formatDay, formatWeekday, localDayAt, type Day, type PartialDate } from '#src/lib/calendar.ts'
import { counted, formatDailyDose, formatNumber } from '#src/lib/figures.ts'

export interface DoseChange {
  readonly day: Day
  /** "sertraline: 50 mg/day to 100 mg/day", "bupropion started", "sertraline stopped" */
  readonly words: string
}

export interface RowChanges {
  readonly scores: readonly Reading[]
  /** New flags except silence, which is counted by itself. */
  readonly flags: readonly Finding[]
  readonly doses: readonly DoseChange[]
  readonly silent: Finding | undefined
}

/**
 * What happened to one patient after this moment; undefined when nothing did.
 *
 * A fact with a time counts when it is later. A fact that carries only its day counts from the day of the last look on, because
 * it may have come after it; on the day of the look itself it no longer does, or it would stay new for the rest of that day.
 */
export function changesOf(row: JudgedRow, sinceMs: number): RowChanges | undefined {
  const { record, assessment } = row
  const looked = dayOfLook(sinceMs)
  const after = dayIsAfter(looked, assessment.asOf)
  const scores = record.readings.filter((reading) => isAfter(reading.date, sinceMs, after))
  const isNew = (finding: Finding): boolean => finding.since !== undefined && (finding.since > looked || restsOn(finding, scores))
  const met = assessment.flags.filter(isNew)
  const flags = met.filter((finding) => finding.rule !== 'silence')
  const doses = assessment.trials.flatMap((trial) => doseChanges(trial, after, assessment.asOf))
  const silent = met.find((finding) => finding.rule === 'silence')
  const nothing = scores.length === 0 && flags.length === 0 && doses.length === 0 && silent === undefined
  return nothing ? undefined : { scores, flags, doses, silent }
}

function dayIsAfter(looked: Day, today: Day): (on: Day) => boolean {
  return (on) => on <= today && (looked < today ? on >= looked : on > looked)
}

function isAfter(date: PartialDate, sinceMs: number, after: (on: Day) => boolean): boolean {
  if (date.instantMs !== undefined) return date.instantMs > sinceMs
  return date.precision === 'day' && after(date.earliest)
}

/** The day of a moment: asked for once for every patient of a caseload, and always for the same moment. */
let lastLook: { readonly atMs: number; readonly day: Day } | undefined
function dayOfLook(atMs: number): Day {
  if (lastLook?.atMs !== atMs) lastLook = { atMs, day: localDayAt(atMs) }
  return lastLook.day
}

function restsOn(finding: Finding, scores: readonly Reading[]): boolean {
  if (scores.length === 0) return false
  const fresh = new Set(scores.flatMap((reading) => reading.sources.map((source) => source.ref)))
  return finding.since !== undefined && finding.evidence.some(({ source }) => source !== undefined && fresh.has(source.ref)) && isTrigger()
  function isTrigger(): boolean {
    return scores.some((reading) => reading.date.earliest === finding.since)
  }
}

function doseChanges(trial: Trial, after: (on: Day) => boolean, asOf: Day): readonly DoseChange[] {
  const steps = trial.segments.flatMap((segment, index): readonly DoseChange[] => {
    if (!after(segment.from)) return []
    const before = trial.segments[index - 1]
    const now = segment.dose.kind === 'known' ? formatDailyDose(segment.dose) : 'a dose not known'
    if (before === undefined) return [{ day: segment.from, words: `${trial.name} started, ${now}` }]
    const was = before.dose.kind === 'known' ? formatDailyDose(before.dose) : 'a dose not known'
    return was === now ? [] : [{ day: segment.from, words: `${trial.name}: ${was} to ${now}` }]
  })
  const stopped = !trial.ongoing && trial.through !== undefined && trial.through < asOf && after(trial.through)
  return stopped && trial.through !== undefined ? [...steps, { day: trial.through, words: `${trial.name} ended` }] : steps
}

export interface Changes {
  readonly sinceMs: number
  readonly byPatient: ReadonlyMap<string, RowChanges>
  readonly scores: number
  readonly flags: number
  readonly doses: number
  readonly silent: number
}

/** The changes of a caseload since a moment, with their counts. */
export function changesSince(rows: readonly CaseloadRow[], sinceMs: number): Changes {
  const byPatient = new Map<string, RowChanges>()
  const counts = { scores: 0, flags: 0, doses: 0, silent: 0 }
  for (const row of rows) {
    const changes = row.kind === 'judged' ? changesOf(row, sinceMs) : undefined
    if (changes === undefined) continue
    byPatient.set(row.id, changes)
    counts.scores += changes.scores.length
    counts.flags += changes.flags.length
    counts.doses += changes.doses.length
    counts.silent += changes.silent === undefined ? 0 : 1
  }
  return { sinceMs, byPatient, ...counts }
}

/** "Fri 20 Nov 17:40", with the year once it is not the last months. */
export function momentWords(atMs: number, today: Day): string {
  const on = localDayAt(atMs)
  return daysBetween(on, today) > 180 ? `${formatDay(on)} ${formatClock(atMs)}` : `${formatWeekday(on)} ${formatClock(atMs)}`
}

/** "7 new scores, 2 new flags, 1 dose change, 3 fell silent"; "nothing new" when that is so. */
export function changeCounts({ scores, flags, doses, silent }: Changes): string {
  const parts = [
    scores > 0 ? counted(scores, 'new score') : undefined,
    flags > 0 ? counted(flags, 'new flag') : undefined,
    doses > 0 ? counted(doses, 'dose change') : undefined,
    silent > 0 ? `${formatNumber(silent)} fell silent` : undefined,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? 'nothing new' : parts.join(', ')
}

/** What is new about one patient, in words for a cell and a screen reader: "new: score, flag". */
export function newWords({ scores, flags, doses, silent }: RowChanges): string {
  const parts = [
    scores.length > 0 ? 'score' : undefined,
    flags.length > 0 ? 'flag' : undefined,
    doses.length > 0 ? 'dose' : undefined,
    silent === undefined ? undefined : 'silent',
  ]
  return `new: ${parts.filter((part) => part !== undefined).join(', ')}`
}
