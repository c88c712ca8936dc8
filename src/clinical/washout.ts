/** Days to wait between an antidepressant and an MAOI, as dates for this patient. Facts and sources; never a plan. */
import type { Trial } from '#src/clinical/assessment.ts'
import { medicineOf, type AgentId } from '#src/clinical/medicines.ts'
import type { Washout } from '#src/clinical/medicine-row.ts'
import { addDays, formatDay, type Day } from '#src/lib/calendar.ts'
import { formatDays } from '#src/lib/figures.ts'

/** From which day on the interval after one agent is over. */
export type WashoutDate =
  /** It is over on `earliest`: the last dose was on `lastDose`, or at the latest on it when the end is not exactly known. */
  | {
      readonly kind: 'after-end'
      readonly lastDose: Day
      readonly lastDoseCertain: boolean
      readonly earliest: Day
      readonly passed: boolean
    }
  /** Still taken: were the last dose on `asOf`, it would be over on `earliest`. */
  | { readonly kind: 'still-taken'; readonly earliest: Day }
  | { readonly kind: 'cannot-tell'; readonly why: string }

export interface WashoutOf {
  readonly trialId: string
  readonly agent: AgentId
  readonly name: string
  readonly washout: Washout
  readonly date: WashoutDate
}

/** The earliest day after an interval: five weeks after a last dose on 1 March is 5 April. */
function earliestAfter(lastDose: Day, washoutDays: number): Day {
  return addDays(lastDose, washoutDays)
}

/** The interval after one trial, on a day. An end that may be later is taken at its latest. */
export function washoutDateOf(
  trial: Pick<Trial, 'ongoing' | 'endKnown' | 'through' | 'throughEarliest'>,
  washout: Washout,
  asOf: Day,
): WashoutDate {
  if (trial.ongoing) return { kind: 'still-taken', earliest: earliestAfter(asOf, washout.days) }
  if (!trial.endKnown || trial.through === undefined)
    return { kind: 'cannot-tell', why: 'the record says it is over, not when the last dose was' }
  const earliest = earliestAfter(trial.through, washout.days)
  return {
    kind: 'after-end',
    lastDose: trial.through,
    lastDoseCertain: trial.throughEarliest === undefined || trial.throughEarliest === trial.through,
    earliest,
    passed: earliest <= asOf,
  }
}

/**
 * Before an MAOI: the interval after each agent that has one, last trial of each agent only, longest wait first.
 *
 * An MAOI taken earlier counts as well: from one MAOI to another is two weeks.
 */
export function beforeMaoi(trials: readonly Trial[], asOf: Day): readonly WashoutOf[] {
  return washouts(trials, asOf, (agent) => medicineOf(agent)?.beforeMaoi)
}

/** Before another antidepressant: the interval after each MAOI. Empty when no MAOI is on record. */
export function afterMaoi(trials: readonly Trial[], asOf: Day): readonly WashoutOf[] {
  return washouts(trials, asOf, (agent) => (medicineOf(agent)?.majorClass === 'MAOI' ? medicineOf(agent)?.afterMaoi : undefined))
}

function washouts(trials: readonly Trial[], asOf: Day, ruleOf: (agent: AgentId) => Washout | undefined): readonly WashoutOf[] {
  const last = new Map<AgentId, Trial>()
  for (const trial of trials) {
    const earlier = last.get(trial.agent)
    if (!earlier || endsAfter(trial, earlier)) last.set(trial.agent, trial)
  }
  const found = [...last.values()].flatMap((trial): readonly WashoutOf[] => {
    const washout = ruleOf(trial.agent)
    return washout ? [{ trialId: trial.id, agent: trial.agent, name: trial.name, washout, date: washoutDateOf(trial, washout, asOf) }] : []
  })
  return found.toSorted((a, b) => weightOf(b.date) - weightOf(a.date) || (a.name < b.name ? -1 : 1))
}

/** A trial whose end nobody knows, or that goes on, decides over one that is surely over. */
function endsAfter(trial: Trial, other: Trial): boolean {
  if (trial.ongoing || !trial.endKnown) return !other.ongoing
  if (other.ongoing || !other.endKnown) return false
  return (trial.through ?? trial.from) > (other.through ?? other.from)
}

/** Unknown first, then by date. */
const weightOf = (date: WashoutDate): number => (date.kind === 'cannot-tell' ? Number.MAX_SAFE_INTEGER : date.earliest)

/** The date and its arithmetic in words: "not before 5 Apr 2026: 35 days after the last dose of fluoxetine on 1 Mar 2026". */
export function washoutWords({ name, washout, date }: WashoutOf): string {
  const days = formatDays(washout.days)
  switch (date.kind) {
    case 'cannot-tell':
      return `cannot be told for ${name}: ${date.why}; ${days} are needed`
    case 'still-taken':
      return `${name} is still taken: ${days} after its last dose; were that today, ${formatDay(date.earliest)}`
    case 'after-end': {
      const last = date.lastDoseCertain ? `on ${formatDay(date.lastDose)}` : `on ${formatDay(date.lastDose)} at the latest`
      return date.passed
        ? `over since ${formatDay(date.earliest)}: ${days} after the last dose of ${name} ${last}`
        : `not before ${formatDay(date.earliest)}: ${days} after the last dose of ${name} ${last}`
    }
  }
}
