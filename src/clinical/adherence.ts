/** How much of what was prescribed was taken, from daily check-ins, dispensed supply and statements. */
import type { Adherence } from '#src/clinical/assessment.ts'
import type { CheckIn, MedicationFact } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Evidence, Gap, Verdict } from '#src/clinical/verdict.ts'
import { addDays, daysBetween, earlierOf, formatDay, laterOf, type Day } from '#src/lib/calendar.ts'
import { formatDays, formatShare } from '#src/lib/figures.ts'

type Basis = Adherence['basis'][number]

/** Whether the medicine was taken on a day, and how we know; undefined where nothing says. */
export interface TakenOn {
  (d: Day): { readonly taken: boolean; readonly basis: Basis } | undefined
}

/**
 * What is known about taking one medicine, day by day. A check-in answers first, then dispensed supply, then what was stated.
 *
 * Supply carries forward: a refill collected early begins when the previous one runs out (proportion of days covered).
 * A day after the first fill that no supply covers is a day not taken; days before the first fill are unknown.
 *
 * @param facts orders, dispenses and statements of the one medicine
 */
export function takenOn(checkIns: readonly CheckIn[], facts: readonly MedicationFact[]): TakenOn {
  const answered = new Map<Day, boolean>()
  for (const checkIn of checkIns) if (checkIn.taken !== undefined) answered.set(checkIn.day, checkIn.taken)
  const covered = coveredRanges(facts)
  const firstFill = covered[0]?.from
  const stated = facts.flatMap((fact) => {
    const [first] = fact.plans
    const last = fact.plans.at(-1)
    if (!fact.adherence || !first || !last) return []
    // What is told of a course is told of the whole of it, wherever its days were; of an order only of days that surely were.
    const isTold = fact.told !== undefined
    const from = isTold ? first.from.earliest : first.from.latest
    return [{ from, through: isTold ? last.through?.latest : last.through?.earliest, taken: fact.adherence.taken }]
  })
  return (d) => {
    const answer = answered.get(d)
    if (answer !== undefined) return { taken: answer, basis: 'check-ins' }
    if (firstFill !== undefined && d >= firstFill) {
      return { taken: covered.some((range) => range.from <= d && d <= range.through), basis: 'dispensed-supply' }
    }
    const statement = stated.find((s) => s.from <= d && (s.through === undefined || d <= s.through))
    return statement && { taken: statement.taken, basis: 'statement' }
  }
}

interface CoveredRange {
  readonly from: Day
  readonly through: Day
  readonly order: MedicationFact | undefined
}

/** Supply carries forward, but not over that of another order of the same day: 100 mg and 50 mg of one day are taken together. */
function coveredRanges(facts: readonly MedicationFact[]): readonly CoveredRange[] {
  const orders = new Map(facts.flatMap((fact) => (fact.kind === 'order' ? [[fact.source.ref, fact] as const] : [])))
  const fills = facts
    .flatMap(({ supply, basedOn }) =>
      supply && supply.days > 0 ? [{ ...supply, order: basedOn === undefined ? undefined : orders.get(basedOn) }] : [],
    )
    .toSorted((a, b) => a.handedOver - b.handedOver)
  const ranges: CoveredRange[] = []
  for (const { handedOver, days, order } of fills) {
    const before = ranges.filter((range) => !areTakenTogether(range.order, order, handedOver)).map((range) => addDays(range.through, 1))
    const from = [handedOver, ...before].reduce(laterOf)
    ranges.push({ from, through: addDays(from, days - 1), order })
  }
  return ranges
}

/** Two orders that began on one day and have both not ended: tablets of two strengths for one dose, or one order recorded twice. */
function areTakenTogether(a: MedicationFact | undefined, b: MedicationFact | undefined, on: Day): boolean {
  if (a === undefined || b === undefined || a === b) return false
  const hasBegunWith = a.plans[0]?.from.earliest === b.plans[0]?.from.earliest
  return hasBegunWith && [a, b].every((order) => order.ends.every((end) => end.basis !== 'bounds' || end.date.latest >= on))
}

/**
 * Adherence over a period, both days inclusive.
 *
 * Met at >= `metPercent` of the days with information; cannot tell where fewer than `informedPercent` of the days have any.
 * Sources: 80 % as in proportion of days covered, J Manag Care Spec Pharm 2021;27:223 [S]; the half is a choice of this project [I].
 *
 * @returns a cannot-tell verdict for an empty period
 */
export function adherenceOver(taken: TakenOn, from: Day, through: Day, settings: ClinicalSettings): Adherence {
  const period = Math.max(0, daysBetween(from, through) + 1)
  let informed = 0
  let yes = 0
  const bases = new Set<Basis>()
  for (let i = 0; i < period; i += 1) {
    const answer = taken(addDays(from, i))
    if (!answer) continue
    informed += 1
    bases.add(answer.basis)
    if (answer.taken) yes += 1
  }
  const percent = informed === 0 ? undefined : (yes * 100) / informed
  const words = basisWords([...bases])
  return {
    verdict: judge({ percent, yes, informed, period, from, through, said: saidOf(bases), words }, settings),
    daysTaken: yes,
    daysWithInformation: informed,
    daysInPeriod: period,
    percent,
    basis: [...bases],
  }
}

interface Count {
  readonly percent: number | undefined
  readonly yes: number
  readonly informed: number
  readonly period: number
  readonly from: Day
  readonly through: Day
  /** What the information says of a day. */
  readonly said: string
  readonly words: string
}

export interface DayShare {
  /** Days taken. */
  readonly yes: number
  /** Days with information. */
  readonly informed: number
  /** Days looked at. */
  readonly period: number
}

/** Compared without division, so that exactly 80 % is exactly 80 %. */
export function standingOf({ yes, informed, period }: DayShare, settings: ClinicalSettings): Verdict['kind'] {
  const { metPercent, informedPercent } = settings.adherence
  if (informed === 0 || informed * 100 < period * informedPercent) return 'cannot-tell'
  return yes * 100 >= informed * metPercent ? 'met' : 'not-met'
}

function judge(count: Count, settings: ClinicalSettings): Verdict {
  const { percent, informed } = count
  const kind = standingOf(count, settings)
  if (percent === undefined || kind === 'cannot-tell') return { kind: 'cannot-tell', missing: [gap(count)] }
  const evidence: Evidence = {
    what: `${count.said}, ${count.words}`,
    value: `${count.yes} of ${informed} (${formatShare(percent)})`,
    unit: 'days with information',
    day: count.through,
    source: undefined,
  }
  return { kind, because: [evidence] }
}

function gap({ informed, period, from, through }: Count): Gap {
  if (period === 0) return { what: 'adherence', why: 'the trial has not run for a day yet' }
  const span = `${formatDay(from)} to ${formatDay(through)}`
  return { what: 'adherence', why: `${informed} of ${formatDays(period)} from ${span} have a check-in, a dispensed supply or a statement` }
}

/** A supply says of a day that it was covered, not that anything was taken. */
function saidOf(bases: ReadonlySet<Basis>): string {
  if (!bases.has('dispensed-supply')) return 'days taken'
  return bases.size === 1 ? 'days covered' : 'days taken or covered'
}

function basisWords(bases: readonly Basis[]): string {
  const words: Record<Basis, string> = { 'check-ins': 'check-ins', 'dispensed-supply': 'dispensed supply', statement: 'as stated' }
  return bases.map((basis) => words[basis]).join(' and ')
}

/** The last `days` days before `asOf` inside a treatment that began on `start`. */
export function recentPeriod(asOf: Day, days: number, start: Day | undefined): { from: Day; through: Day } {
  const through = addDays(asOf, -1)
  const from = addDays(asOf, -days)
  return { from: start === undefined ? from : laterOf(from, earlierOf(start, asOf)), through }
}
