/** One lane an agent: height is dose, the fill says whether the dose was adequate and whether it was taken. */
import { lastDayWords } from '#src/clinical/flags/trial-words.ts'
import { takenOn, type TakenOn } from '#src/clinical/adherence.ts'
import type { DoseSegment, Trial } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { adequateDaysBy, dayOfAdequate, doseStepsOf, type ClockDay, type DoseStep } from '#src/features/patient/dose-days.ts'
import { addDays, earlierOf, formatDay, type Day } from '#src/lib/calendar.ts'
import type { Known } from '#src/lib/known.ts'

export type Taken = 'taken' | 'not-taken' | 'not-known'

/** Consecutive days of one dose with one answer to whether it was taken. `until` is exclusive. */
export interface DoseBlock {
  readonly key: string
  readonly from: Day
  readonly until: Day
  /** mg/day; undefined when the dose is not known. */
  readonly low: number | undefined
  readonly high: number | undefined
  readonly level: DoseSegment['level']
  readonly taken: Taken
}

export interface SoftEdge {
  readonly from: Day
  readonly until: Day
  readonly words: string
}

export interface LaneTrial {
  readonly trial: Trial
  readonly blocks: readonly DoseBlock[]
  /** Days that may or may not belong to the trial. */
  readonly soft: readonly SoftEdge[]
  /** Where days 42 and 56 at adequate dose fall; undefined where they are never reached. */
  readonly window: ClockWindowDays
  readonly opens: ClockDay | undefined
  readonly closes: ClockDay | undefined
  readonly daysReached: number
  /** "stopped 3 May 2025: side effect (nausea)"; undefined while it goes on. */
  readonly stop: string | undefined
  /** Another trial of the same agent follows on the lane. */
  readonly followed: boolean
  /** "added to sertraline", "switched from citalopram"; undefined for neither. */
  readonly link: string | undefined
}

export interface MedicationLane {
  readonly agent: string
  readonly name: string
  readonly minimum: Known<number>
  readonly maximum: Known<number>
  /** Top of the lane, mg/day. */
  readonly top: number
  readonly trials: readonly LaneTrial[]
  readonly steps: readonly DoseStep[]
  readonly ongoing: boolean
}

export interface ClockWindowDays {
  readonly opensAt: number
  readonly closesAt: number
}

/** Lanes in the order in which the agents began, those still taken first when told apart by nothing else. */
export function medicationLanesOf(
  record: PatientRecord,
  trials: readonly Trial[],
  asOf: Day,
  window: ClockWindowDays,
): readonly MedicationLane[] {
  const agents = [...new Set(trials.map((trial) => trial.agent))]
  return agents.flatMap((agent): MedicationLane[] => {
    const own = trials.filter((trial) => trial.agent === agent)
    const last = own.at(-1)
    if (last === undefined) return []
    const { minimum, maximum } = last.range
    const doses = own.flatMap((t) => t.segments.flatMap((s) => (s.dose.kind === 'known' ? [s.dose.high] : [])))
    const limits = [minimum, maximum].flatMap((limit) => (limit.kind === 'known' ? [limit.value] : []))
    return [
      {
        agent,
        name: last.name,
        minimum,
        maximum,
        top: Math.max(1, ...doses, ...limits) * 1.08,
        trials: own.map((trial) => laneTrial(record, trials, trial, asOf, window)),
        steps: doseStepsOf(own),
        ongoing: last.ongoing,
      },
    ]
  })
}

function laneTrial(record: PatientRecord, all: readonly Trial[], trial: Trial, asOf: Day, window: ClockWindowDays): LaneTrial {
  const refs = new Set(trial.sources.map((source) => source.ref))
  const taken = takenOn(
    record.checkIns,
    record.medications.filter((fact) => refs.has(fact.source.ref)),
  )
  const clocked = trial.role === 'antidepressant'
  return {
    trial,
    blocks: trial.segments.flatMap((segment, index) => blocksOf(`${trial.id} ${index}`, segment, taken, asOf)),
    soft: softEdges(trial, asOf),
    window,
    opens: clocked ? dayOfAdequate(trial, window.opensAt, asOf) : undefined,
    closes: clocked ? dayOfAdequate(trial, window.closesAt, asOf) : undefined,
    daysReached: adequateDaysBy(trial, trial.through === undefined ? asOf : addDays(trial.through, 1)),
    stop: stopWords(trial),
    followed: all.some((other) => other.agent === trial.agent && other.from > trial.from),
    link: linkWords(trial, all),
  }
}

function blocksOf(key: string, segment: DoseSegment, taken: TakenOn, asOf: Day): readonly DoseBlock[] {
  const until = segment.through === undefined ? asOf : earlierOf(addDays(segment.through, 1), addDays(asOf, 1))
  const blocks: DoseBlock[] = []
  const dose = segment.dose.kind === 'known' ? segment.dose : undefined
  for (let from = segment.from; from < until;) {
    const answer = takenAt(taken, from)
    let end = addDays(from, 1)
    while (end < until && takenAt(taken, end) === answer) end = addDays(end, 1)
    blocks.push({ key: `${key} ${from}`, from, until: end, low: dose?.low, high: dose?.high, level: segment.level, taken: answer })
    from = end
  }
  return blocks
}

function takenAt(taken: TakenOn, on: Day): Taken {
  const answer = taken(on)
  if (answer === undefined) return 'not-known'
  return answer.taken ? 'taken' : 'not-taken'
}

function softEdges(trial: Trial, asOf: Day): readonly SoftEdge[] {
  const edges: SoftEdge[] = []
  if (trial.fromLatest > trial.from)
    edges.push({
      from: trial.from,
      until: trial.fromLatest,
      words: `start known only between ${formatDay(trial.from)} and ${formatDay(trial.fromLatest)}`,
    })
  const earliest = trial.throughEarliest
  if (earliest !== undefined && !trial.ongoing) {
    const latest = trial.through ?? asOf
    if (latest > earliest || !trial.endKnown)
      edges.push({
        from: addDays(earliest, 1),
        until: addDays(latest, 1),
        words: trial.endKnown
          ? `end known only between ${formatDay(earliest)} and ${formatDay(latest)}`
          : `the record says it is over, not when; not before ${formatDay(earliest)}`,
      })
  }
  return edges
}

const stopReasons = {
  'side-effect': 'side effect',
  'no-effect': 'no effect',
  other: 'other reason',
  unknown: 'reason not recorded',
} as const

/** How and why a trial ended; undefined while it goes on. */
export function stopWords(trial: Trial): string | undefined {
  if (trial.ongoing) return undefined
  const lastDay = lastDayWords(trial)
  const when = lastDay === undefined ? 'over, end date not known' : `stopped ${lastDay}`
  const reason = stopReasons[trial.stopReason ?? 'unknown']
  return `${when}: ${reason}${trial.stopText === undefined ? '' : ` (${trial.stopText})`}`
}

function linkWords(trial: Trial, all: readonly Trial[]): string | undefined {
  const nameOf = (id: string): string => all.find((other) => other.id === id)?.name ?? id
  if (trial.augments !== undefined) return `added to ${nameOf(trial.augments)}`
  if (trial.switchedFrom !== undefined) return `switched from ${nameOf(trial.switchedFrom)}`
  return trial.role === 'hypnotic-dose' ? 'dose used for sleep' : undefined
}
