/**
 * Pure: what became of the caseload. Every share names its denominator and who is not in it: a patient nobody measured is neither
 * a success nor a failure, and never disappears.
 */
import type { Assessment, ResponseStatus } from '#src/clinical/assessment.ts'
import { subjectOf } from '#src/clinical/queue.ts'
import type { Review } from '#src/clinical/review.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { CaseloadRow, JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { daysBetween, localDayAt, type Day } from '#src/lib/calendar.ts'

export interface Share {
  readonly count: number
  readonly of: number
}

export interface Reason {
  readonly words: string
  readonly patients: number
}

export interface Outcomes {
  readonly patients: number
  /** Current trial with a baseline and a PHQ-9 recent enough to judge; the others by reason. */
  readonly measured: readonly JudgedRow[]
  readonly unmeasured: readonly Reason[]
  /** Response or remission. */
  readonly response: Share
  readonly remission: Share
  readonly byStatus: Readonly<Record<ResponseStatus, number>>
  /** Points, latest minus baseline, over the measured; undefined when nobody was measured. */
  readonly meanChange: number | undefined
  readonly coverage: readonly { readonly words: string; readonly share: Share }[]
}

const isMeasured = ({ response }: Assessment): boolean =>
  response.baseline !== undefined && response.latest !== undefined && !response.stale && response.newerUnjudged === undefined

/** Outcomes of current trials. */
export function outcomesOf(rows: readonly CaseloadRow[], settings: ClinicalSettings): Outcomes {
  const judged = rows.filter((row) => row.kind === 'judged')
  const measured = judged.filter((row) => isMeasured(row.assessment))
  const changes = measured.flatMap((row) => row.assessment.response.changePoints ?? [])
  const byStatus: Record<ResponseStatus, number> = {
    remission: 0,
    response: 0,
    'partial-response': 0,
    'no-response': 0,
    worsening: 0,
    'too-early': 0,
    'cannot-tell': 0,
  }
  for (const row of measured) byStatus[row.assessment.response.status] += 1
  return {
    patients: rows.length,
    measured,
    unmeasured: unmeasuredReasons(rows),
    response: { count: byStatus.response + byStatus.remission, of: measured.length },
    remission: { count: byStatus.remission, of: measured.length },
    byStatus,
    meanChange: changes.length === 0 ? undefined : changes.reduce((a, b) => a + b, 0) / changes.length,
    coverage: coverageOf(judged, settings),
  }
}

function unmeasuredReasons(rows: readonly CaseloadRow[]): readonly Reason[] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const words = whyUnmeasured(row)
    if (words !== undefined) counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  return [...counts]
    .map(([words, patients]) => ({ words, patients }))
    .toSorted((a, b) => b.patients - a.patients || (a.words < b.words ? -1 : 1))
}

function whyUnmeasured(row: CaseloadRow): string | undefined {
  if (row.kind !== 'judged') return row.kind === 'pending' ? 'not read yet' : 'could not be read'
  const { current, response } = row.assessment
  if (isMeasured(row.assessment)) return undefined
  if (current === undefined) return 'no current antidepressant trial'
  if (response.baseline === undefined) return 'no PHQ-9 at the start of the trial'
  if (response.latest === undefined) return 'no PHQ-9 since the start of the trial'
  return response.newerUnjudged === undefined ? 'latest PHQ-9 too old' : 'a newer PHQ-9 is not judged'
}

function coverageOf(judged: readonly JudgedRow[], settings: ClinicalSettings): Outcomes['coverage'] {
  const { phq9Days } = settings.rules.silence
  const inTreatment = judged.filter((row) => row.assessment.current !== undefined)
  const share = (holds: (assessment: Assessment) => boolean): Share => ({
    count: inTreatment.filter((row) => holds(row.assessment)).length,
    of: inTreatment.length,
  })
  const isRecent = (on: Day | undefined, asOf: Day, days: number): boolean => on !== undefined && daysBetween(on, asOf) <= days
  return [
    { words: `PHQ-9 in the last ${phq9Days} days`, share: share((a) => isRecent(a.latestPhq9?.day, a.asOf, phq9Days)) },
    {
      words: `Item 9 answered in the last ${settings.response.staleAfterDays} days`,
      share: share((a) => isRecent(a.item9.kind === 'known' ? a.item9.value.day : undefined, a.asOf, settings.response.staleAfterDays)),
    },
    { words: 'Baseline PHQ-9 of the current trial', share: share((a) => a.response.baseline !== undefined) },
    {
      words: `Check-in in the last ${settings.rules.silence.checkInDays} days`,
      share: share((a) => isRecent(a.checkIns.last, a.asOf, settings.rules.silence.checkInDays)),
    },
    { words: 'Adherence of 28 days known', share: share((a) => a.adherence28.verdict.kind !== 'cannot-tell') },
  ]
}

export interface Waiting {
  readonly row: JudgedRow
  readonly since: Day
  /** Days from the day a decision was due until today. */
  readonly days: number
}

export interface DecisionTimes {
  /** Days from eligible to decision, of decisions that were recorded. */
  readonly decided: readonly number[]
  readonly medianDecided: number | undefined
  /** Eligible and without a decision, longest first. */
  readonly waiting: readonly Waiting[]
  readonly medianWaiting: number | undefined
}

/** Rules that make a patient eligible for a decision about the current trial. */
const eligible: ReadonlySet<string> = new Set(['inadequate-response', 'no-early-improvement', 'possible-resistance'])

/**
 * Days from eligible to decision. Eligible since the day the rule first held in its present run; decided on the day of the first
 * decision that was recorded for it.
 */
export function decisionTimes(rows: readonly CaseloadRow[], reviews: readonly Review[]): DecisionTimes {
  const decisions = reviews
    .filter(({ decision, finding }) => decision !== undefined && eligible.has(finding.rule))
    .map(({ finding, atMs }) => ({ key: finding.key, subject: subjectOf(finding.key), since: finding.since, on: localDayAt(atMs) }))
    .toSorted((a, b) => a.on - b.on)
  const firstDays = new Map<string, number>()
  for (const { key, since, on } of decisions) {
    if (since !== undefined && !firstDays.has(key)) firstDays.set(key, Math.max(0, daysBetween(since, on)))
  }
  const isDecided = (key: string | undefined, since: Day): boolean =>
    key !== undefined && decisions.some((one) => one.subject === subjectOf(key) && one.on >= since)
  const waiting = rows.flatMap((row): readonly Waiting[] => {
    if (row.kind !== 'judged') return []
    const since = row.assessment.flags
      .flatMap((flag) => (eligible.has(flag.rule) && flag.since !== undefined && !isDecided(flag.key, flag.since) ? [flag.since] : []))
      .toSorted((a, b) => a - b)
      .at(0)
    return since === undefined ? [] : [{ row, since, days: daysBetween(since, row.assessment.asOf) }]
  })
  const decided = [...firstDays.values()].toSorted((a, b) => a - b)
  const sorted = waiting.toSorted((a, b) => b.days - a.days || (a.row.id < b.row.id ? -1 : 1))
  return { decided, medianDecided: median(decided), waiting: sorted, medianWaiting: median(sorted.map((one) => one.days)) }
}

/** The middle value, or the mean of the two in the middle; undefined for none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const high = sorted[middle]
  const low = sorted.length % 2 === 0 ? sorted[middle - 1] : high
  return high === undefined || low === undefined ? undefined : (low + high) / 2
}
