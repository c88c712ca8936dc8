/**
 * From orders, dispenses and statements about one agent to stretches of exposure: which dose, on which days, how surely.
 *
 * Rules, in the order they apply:
 * 1. An order that carries its own end (bounds) ends there. A statement ends where it says.
 * 2. An order that is over without an end: end of the last supply (softened by a grace period), else the day before the next
 *    order of the same agent, else validity or expected supply, else no later than its last update; else the end is unknown.
 * 3. An active order without an end goes on, and is replaced by the next order of the same agent.
 * 4. Two orders with an explicit overlap are never summed in silence: the newer one is counted, the sum is the upper bound.
 * 5. A dispense counts on its own where no order or statement can stand for it.
 * 6. A statement or dispense without a dose confirms an order; it does not make the order's dose unknown.
 */
import type { DailyDose, EndBasis, MedicationFact, Source } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { addDays, earlierOf, formatDay, laterOf, type Day, type PartialDate } from '#src/lib/calendar.ts'
import { formatDailyDose } from '#src/lib/figures.ts'

export type ExposureEndBasis = EndBasis | 'last-dispense' | 'next-order'

/** One dose over consecutive days. `through` is inclusive. `certain` is false for days that may or may not belong to it. */
export interface Exposure {
  readonly from: Day
  readonly through: Day
  readonly dose: DailyDose
  readonly certain: boolean
  readonly sources: readonly Source[]
  readonly facts: readonly MedicationFact[]
  readonly text: string | undefined
  readonly notes: readonly string[]
}

/** A dose of one fact over days whose edges may be soft. */
interface Stretch {
  readonly fact: MedicationFact
  /** First day on which this fact could hold: the day that decides which order is newer. */
  readonly factStart: Day
  readonly from: { readonly earliest: Day; readonly latest: Day }
  readonly through: { readonly earliest: Day; readonly latest: Day }
  readonly dose: DailyDose
  readonly text: string | undefined
  /** Carries its own end, so that days shared with a newer order are an overlap and not a replacement. */
  readonly bounded: boolean
}

export interface EndOfExposure {
  readonly basis: ExposureEndBasis | undefined
  /** False when the record says it is over and nothing says when. */
  readonly known: boolean
}

/**
 * Stretches of exposure to one agent up to and including `asOf`, oldest first, never overlapping.
 *
 * @param facts orders, dispenses and statements of one agent that count as exposure
 * @param asOf the last day considered; open-ended exposure is cut there
 */
export function exposuresOf(facts: readonly MedicationFact[], asOf: Day, settings: ClinicalSettings): readonly Exposure[] {
  const stretches = stretchesOf(facts, asOf, settings)
  const edges = new Set<Day>()
  for (const stretch of stretches) {
    for (const first of [stretch.from.earliest, stretch.from.latest]) edges.add(first)
    for (const last of [stretch.through.earliest, stretch.through.latest]) edges.add(addDays(last, 1))
  }
  const starts = [...edges].filter((d) => d <= asOf).toSorted((a, b) => a - b)
  const pieces: Exposure[] = []
  starts.forEach((from, index) => {
    const next = starts[index + 1]
    const through = next === undefined ? asOf : addDays(next, -1)
    const piece = doseOn(stretches, from, through)
    if (piece) pieces.push(piece)
  })
  return joinEqualNeighbours(pieces)
}

/** How the end of the last fact was found, for the trial that these facts make. */
export function endOf(facts: readonly MedicationFact[], asOf: Day, settings: ClinicalSettings): EndOfExposure {
  const last = exposureFacts(facts, settings).at(-1)
  return last === undefined ? { basis: undefined, known: true } : endOfFact(last, facts, asOf, settings)
}

/** The facts that make exposure: orders and statements, and dispenses where nothing that was ordered or stated stands for them. */
function exposureFacts(facts: readonly MedicationFact[], settings: ClinicalSettings): readonly MedicationFact[] {
  const planned = facts.filter((fact) => fact.plans.length > 0)
  const ordered = planned.filter((fact) => fact.kind !== 'dispense')
  return planned
    .filter((fact) => fact.kind !== 'dispense' || !ordered.some((order) => standsFor(order, fact, settings)))
    .toSorted((a, b) => startOf(a) - startOf(b) || compareText(a.source.ref, b.source.ref))
}

/** Whether an order covers a dispense: it names it, or its time with a grace period on both sides holds the hand-over. */
function standsFor(order: MedicationFact, dispense: MedicationFact, { trial }: ClinicalSettings): boolean {
  if (dispense.basedOn !== undefined && dispense.basedOn === order.source.ref) return true
  const explicit = ownEndOf(order)
  const handedOver = dispense.supply?.handedOver ?? startOf(dispense)
  return (
    handedOver >= addDays(startOf(order), -trial.supplyGraceDays) &&
    (explicit === undefined || handedOver <= addDays(explicit.date.latest, trial.supplyGraceDays))
  )
}

/** The end that somebody set, whatever validity or supply says. */
const ownEndOf = (fact: MedicationFact): MedicationFact['ends'][number] | undefined =>
  fact.ends.find((end) => end.basis === 'statement' || end.basis === 'bounds')

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function startOf(fact: MedicationFact): Day {
  const [first] = fact.plans
  if (!first) throw new Error(`${fact.source.ref} has no dose plan`)
  return first.from.earliest
}

function stretchesOf(facts: readonly MedicationFact[], asOf: Day, settings: ClinicalSettings): readonly Stretch[] {
  return exposureFacts(facts, settings).flatMap((fact) => {
    const end = endDates(fact, facts, asOf, settings)
    return fact.plans.flatMap((plan, index): Stretch[] => {
      const next = fact.plans[index + 1]
      const planned = plan.through ?? (next ? dayBefore(next.from) : undefined)
      const own = planned ? { earliest: planned.earliest, latest: planned.latest } : end.dates
      const through = { earliest: earlierOf(own.earliest, end.dates.earliest), latest: earlierOf(own.latest, end.dates.latest) }
      const from = { earliest: plan.from.earliest, latest: plan.from.latest }
      if (through.latest < from.earliest || from.earliest > asOf) return []
      return [
        {
          fact,
          factStart: startOf(fact),
          from,
          through,
          dose: plan.dose,
          text: plan.text,
          bounded: end.basis === 'bounds' || end.basis === 'statement',
        },
      ]
    })
  })
}

const dayBefore = (date: PartialDate): { earliest: Day; latest: Day } => ({
  earliest: addDays(date.earliest, -1),
  latest: addDays(date.latest, -1),
})

interface EndDates extends EndOfExposure {
  readonly dates: { readonly earliest: Day; readonly latest: Day }
}

function endOfFact(fact: MedicationFact, facts: readonly MedicationFact[], asOf: Day, settings: ClinicalSettings): EndOfExposure {
  const { basis, known } = endDates(fact, facts, asOf, settings)
  return { basis, known }
}

function endDates(fact: MedicationFact, facts: readonly MedicationFact[], asOf: Day, settings: ClinicalSettings): EndDates {
  const explicit = ownEndOf(fact)
  if (explicit) return { basis: explicit.basis, known: true, dates: explicit.date }

  const successor = nextFact(fact, facts, settings)
  if (fact.kind === 'dispense' && fact.supply) {
    return { basis: 'last-dispense', known: true, dates: point(addDays(fact.supply.handedOver, fact.supply.days - 1)) }
  }
  if (!fact.over) {
    if (successor === undefined) return { basis: undefined, known: true, dates: openEnd(fact, facts, asOf, settings) }
    // Still active beside a newer order: hidden by it on each day on which that one surely holds, and possible on any other.
    const until = addDays(successor, -1)
    return { basis: 'next-order', known: true, dates: { earliest: until, latest: laterOf(until, asOf) } }
  }

  const supplied = lastSupplyDay(fact, facts, successor)
  if (supplied !== undefined) {
    const latest = addDays(supplied, settings.trial.supplyGraceDays)
    const cut = successor === undefined ? asOf : addDays(successor, -1)
    return { basis: 'last-dispense', known: true, dates: { earliest: earlierOf(supplied, cut), latest: earlierOf(latest, cut) } }
  }
  if (successor !== undefined) return { basis: 'next-order', known: true, dates: point(addDays(successor, -1)) }
  const supply = fact.ends.find((end) => end.basis === 'validity' || end.basis === 'expected-supply')
  if (supply) return { basis: supply.basis, known: true, dates: supply.date }
  const upper = fact.ends.find((end) => end.basis === 'last-updated')
  const latest = upper ? upper.date.latest : asOf
  return { basis: upper?.basis, known: false, dates: { earliest: startOf(fact), latest: laterOf(startOf(fact), earlierOf(latest, asOf)) } }
}

const point = (d: Day): { earliest: Day; latest: Day } => ({ earliest: d, latest: d })

/** An active order goes on until today; without any sign of renewal it says nothing certain beyond its validity. */
function openEnd(
  fact: MedicationFact,
  facts: readonly MedicationFact[],
  asOf: Day,
  settings: ClinicalSettings,
): { earliest: Day; latest: Day } {
  if (fact.kind !== 'order') return point(asOf)
  const signs = facts.flatMap((other) => (other.supply ? [addDays(other.supply.handedOver, other.supply.days)] : []))
  const confirmed = [startOf(fact), ...signs.filter((d) => d <= asOf)].reduce(laterOf)
  return { earliest: earlierOf(asOf, addDays(confirmed, settings.trial.orderValidDays)), latest: asOf }
}

/** Start of the next order (or dosed statement) of the same agent that begins on a later day. */
function nextFact(fact: MedicationFact, facts: readonly MedicationFact[], settings: ClinicalSettings): Day | undefined {
  const starts = exposureFacts(facts, settings)
    .filter((other) => other !== fact && other.kind !== 'dispense' && (other.kind === 'order' || hasKnownDose(other)))
    .map(startOf)
    .filter((d) => d > startOf(fact))
  return starts.length === 0 ? undefined : starts.reduce(earlierOf)
}

const hasKnownDose = (fact: MedicationFact): boolean => fact.plans.some((plan) => plan.dose.kind === 'known')

/** Last day covered by what was handed over for this order: refills bound to it, or any of the agent in its time. */
function lastSupplyDay(fact: MedicationFact, facts: readonly MedicationFact[], successor: Day | undefined): Day | undefined {
  const supplies = facts.flatMap((other) => (other.supply ? [{ ...other.supply, order: other.basedOn }] : []))
  const bound = supplies.filter((supply) => supply.order === fact.source.ref)
  const inTime = supplies.filter(
    (s) => s.order === undefined && s.handedOver >= startOf(fact) && (successor === undefined || s.handedOver < successor),
  )
  const lastDays = [...bound, ...inTime].map((supply) => addDays(supply.handedOver, supply.days - 1))
  return lastDays.length === 0 ? undefined : lastDays.reduce(laterOf)
}

/** What was taken between two edges, between which nothing starts or ends. */
function doseOn(stretches: readonly Stretch[], from: Day, through: Day): Exposure | undefined {
  const near = stretches.filter((s) => s.from.earliest <= from && from <= s.through.latest)
  const certain = near.filter((s) => s.from.latest <= from && from <= s.through.earliest)
  if (near.length === 0) return undefined
  // An older order that may still run says nothing on a day on which a newer one surely does.
  const newestCertain = certain.map((s) => s.factStart).reduce<Day | undefined>((a, b) => (a === undefined ? b : laterOf(a, b)), undefined)
  const possible = near.filter((s) => certain.includes(s) || newestCertain === undefined || s.factStart >= newestCertain)
  if (certain.length === 0) return combine(possible, from, through, false)
  if (certain.length === possible.length) return combine(certain, from, through, true)
  // Some order surely holds and another may have begun or not yet ended: the dose is one of them.
  const alternatives = possible.map((s) => s.dose)
  return {
    ...combine(certain, from, through, true),
    dose: spanOf(alternatives),
    sources: possible.map((s) => s.fact.source),
    facts: possible.map((s) => s.fact),
  }
}

function combine(candidates: readonly Stretch[], from: Day, through: Day, certain: boolean): Exposure {
  const dosed = candidates.filter((s) => s.fact.kind === 'order' || s.dose.kind === 'known')
  const usable = dosed.length > 0 ? dosed : candidates
  const newestStart = usable.map((s) => s.factStart).reduce(laterOf)
  const newest = usable.filter((s) => s.factStart === newestStart)
  const older = usable.filter((s) => s.factStart !== newestStart && s.bounded && s.fact.kind === 'order' && s.through.latest > newestStart)
  const notes: string[] = []
  const sameDay = withoutDuplicates(newest, notes)
  let dose =
    sameDay.length > 1 ? largestToSum(sameDay) : (sameDay[0]?.dose ?? newest[0]?.dose ?? { kind: 'unknown', reason: 'no dose recorded' })
  if (sameDay.length > 1)
    notes.push(
      `${sameDay.length} overlapping orders from ${formatDay(newestStart)}: counted as the largest of them, the sum is the upper bound`,
    )
  if (older.length > 0 && newest.some((s) => s.fact.kind === 'order')) {
    const sum = sumOf([dose, ...older.map((s) => s.dose)])
    notes.push(
      `${older.length + newest.length} overlapping orders: counted as the newer one (${wordsFor(dose)}), the sum is the upper bound`,
    )
    dose =
      dose.kind === 'known' && sum.kind === 'known'
        ? { ...dose, high: sum.high }
        : { kind: 'unknown', reason: 'overlapping orders, one without a readable dose' }
  }
  const involved = [...newest, ...older]
  return {
    from,
    through,
    dose,
    certain,
    sources: candidates.map((s) => s.fact.source),
    facts: candidates.map((s) => s.fact),
    text: involved.find((s) => s.text !== undefined)?.text,
    notes,
  }
}

const wordsFor = (dose: DailyDose): string => (dose.kind === 'known' ? formatDailyDose(dose) : 'dose not known')

/** Orders with the same first day and the same dose are one order recorded twice. */
function withoutDuplicates(stretches: readonly Stretch[], notes: string[]): readonly Stretch[] {
  const orders = stretches.filter((s) => s.fact.kind === 'order')
  const pool = orders.length > 0 ? orders : stretches
  const distinct = pool.filter((s, i) => pool.findIndex((other) => sameDose(other.dose, s.dose)) === i)
  if (distinct.length < pool.length) notes.push(`${pool.length} orders with the same first day and dose: counted once`)
  return distinct
}

function sameDose(a: DailyDose, b: DailyDose): boolean {
  if (a.kind === 'known' && b.kind === 'known') return a.low === b.low && a.high === b.high
  return a.kind === b.kind
}

function largestToSum(stretches: readonly Stretch[]): DailyDose {
  const sum = sumOf(stretches.map((s) => s.dose))
  const doses = stretches.flatMap((s) => (s.dose.kind === 'known' ? [s.dose] : []))
  const [first] = doses
  if (sum.kind === 'unknown' || !first) return sum
  return { kind: 'known', low: Math.max(...doses.map((d) => d.low)), high: sum.high, basis: first.basis }
}

function sumOf(doses: readonly DailyDose[]): DailyDose {
  let low = 0
  let high = 0
  let basis: 'structured' | 'text' | 'dispense' = 'structured'
  for (const dose of doses) {
    if (dose.kind === 'unknown') return dose
    low += dose.low
    high += dose.high
    if (dose.basis !== 'structured') basis = dose.basis
  }
  return { kind: 'known', low, high, basis }
}

function spanOf(doses: readonly DailyDose[]): DailyDose {
  const knownDoses = doses.flatMap((dose) => (dose.kind === 'known' ? [dose] : []))
  const [first] = knownDoses
  if (!first || knownDoses.length < doses.length) return { kind: 'unknown', reason: 'the date of a dose change is not known to the day' }
  return {
    kind: 'known',
    low: Math.min(...knownDoses.map((d) => d.low)),
    high: Math.max(...knownDoses.map((d) => d.high)),
    basis: first.basis,
  }
}

/** Splitting an order in two adjacent ones must change nothing: equal neighbours become one stretch again. */
function joinEqualNeighbours(pieces: readonly Exposure[]): readonly Exposure[] {
  const joined: Exposure[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    const continues = last && last.certain === piece.certain && addDays(last.through, 1) === piece.from && sameDose(last.dose, piece.dose)
    if (!continues) joined.push(piece)
    else
      joined[joined.length - 1] = {
        ...last,
        through: piece.through,
        sources: union(last.sources, piece.sources, (s) => s.ref),
        facts: union(last.facts, piece.facts, (f) => f.source.ref),
        notes: [...new Set([...last.notes, ...piece.notes])],
      }
  }
  return joined
}

function union<T>(a: readonly T[], b: readonly T[], keyOf: (value: T) => string): readonly T[] {
  const seen = new Set(a.map(keyOf))
  return [...a, ...b.filter((value) => !seen.has(keyOf(value)))]
}
