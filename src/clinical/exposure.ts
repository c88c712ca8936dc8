/**
 * From orders, dispenses and statements about one agent to stretches of exposure: which dose, on which days, how surely.
 *
 * Rules, in the order they apply:
 * 1. An order that carries its own end (bounds) ends there. A statement ends where it says.
 * 2. An order that is over without an end: end of the last supply (softened by a grace period), else the day before the next
 *    order of the same agent, else validity or expected supply, else no later than its last update; else the end is unknown.
 *    What is over today ended by the time its record last changed: an end planned for later, and supply left over, are none.
 *    "Stopped" is before all of it was taken: its supply, expected supply and validity are only bounds. It surely ran to the last
 *    hand-over, and through the whole supply where the next order of the same agent carried on from there.
 *    What a statement says of the end of the same course stands before all of these.
 * 3. An active order without an end goes on, and is replaced by the next order of the same agent.
 * 4. Two orders with an explicit overlap are never summed in silence: the newer one is counted, the sum is the upper bound.
 *    Where it is not sure which of them hold, the dose is anything from the smallest of them to that upper bound.
 * 5. A dispense counts on its own where no order or statement can stand for it.
 * 6. A statement or dispense without a dose confirms an order; it does not make the order's dose unknown.
 */
import type { DailyDose, DosePlan, EndBasis, MedicationFact, Source } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { addDays, day, earlierOf, formatDay, laterOf, type Day, type PartialDate } from '#src/lib/calendar.ts'
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
    .toSorted((a, b) => startOf(a) - startOf(b) || (a.source.ref < b.source.ref ? -1 : 1))
}

/** Whether an order covers a dispense: it names it, or its time with a grace period on both sides holds the hand-over. */
function standsFor(order: MedicationFact, dispense: MedicationFact, { trial }: ClinicalSettings): boolean {
  if (dispense.basedOn === order.source.ref) return true
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

function startOf(fact: MedicationFact): Day {
  const [first] = fact.plans
  if (!first) throw new Error(`${fact.source.ref} has no dose plan`)
  return first.from.earliest
}

function stretchesOf(facts: readonly MedicationFact[], asOf: Day, settings: ClinicalSettings): readonly Stretch[] {
  return exposureFacts(facts, settings).flatMap((fact) => {
    const end = endDates(fact, facts, asOf, settings)
    return fact.plans.map((plan, index): Stretch => {
      const next = fact.plans[index + 1]
      const planned = plan.through ?? (next ? dayBefore(next.from) : undefined)
      const own = planned ? { earliest: planned.earliest, latest: planned.latest } : end.dates
      const through = { earliest: earlierOf(own.earliest, end.dates.earliest), latest: earlierOf(own.latest, end.dates.latest) }
      return {
        fact,
        factStart: startOf(fact),
        from: plan.from,
        through,
        dose: plan.dose,
        text: plan.text,
        bounded: end.basis === 'bounds',
      }
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

/**
 * Whether a fact is over on a day. A record that changed after that day tells it as it was later: until its own end it went on.
 *
 * @returns true for every dispense: as an act it is over, and its supply tells how long it lasts
 */
export function isOverOn(fact: MedicationFact, asOf: Day): boolean {
  const own = ownEndOf(fact)
  const changedLater = (lastUpdateOf(fact)?.date.earliest ?? asOf) > asOf
  return fact.over && !(own !== undefined && own.date.latest > asOf && changedLater)
}

const lastUpdateOf = (fact: MedicationFact): MedicationFact['ends'][number] | undefined =>
  fact.ends.find((end) => end.basis === 'last-updated')

/** The last day on which an order that is over can have been in force; undefined where nothing says when the record changed. */
function latestEndOf(fact: MedicationFact, asOf: Day): Day | undefined {
  const updated = lastUpdateOf(fact)
  return updated && isOverOn(fact, asOf) ? earlierOf(updated.date.latest, asOf) : undefined
}

/** A day written in one zone and an update stamped in another can be one day apart. */
const ZONE_DAYS = 1

function endDates(fact: MedicationFact, facts: readonly MedicationFact[], asOf: Day, settings: ClinicalSettings): EndDates {
  const explicit = ownEndOf(fact)
  const latestEnd = latestEndOf(fact, asOf)
  const isPossible: Limits['isPossible'] = (date) => latestEnd === undefined || date.earliest <= addDays(latestEnd, ZONE_DAYS)
  if (explicit && isPossible(explicit.date)) {
    const { earliest, latest } = explicit.date
    const limit = explicit.basis === 'bounds' && latestEnd !== undefined ? laterOf(earliest, latestEnd) : latest
    return { basis: explicit.basis, known: true, dates: { earliest, latest: earlierOf(latest, limit) } }
  }

  const successor = nextFact(fact, facts, settings)
  if (fact.supply) {
    return { basis: 'last-dispense', known: true, dates: point(addDays(fact.supply.handedOver, fact.supply.days - 1)) }
  }
  if (!isOverOn(fact, asOf)) {
    if (successor === undefined) return { basis: undefined, known: true, dates: openEnd(fact, facts, asOf, settings) }
    const until = dayBefore(successor)
    // Still active, replaced by an order that has itself ended: whether the older one went on is not known.
    const isReplaced = exposureFacts(facts, settings).some((other) => startOf(other) > startOf(fact) && !hasEnded(other, asOf))
    return { basis: 'next-order', known: true, dates: isReplaced ? until : { earliest: until.earliest, latest: asOf } }
  }
  return endOfOver(fact, facts, { asOf, settings, successor, latestEnd, isPossible })
}

interface Limits {
  readonly asOf: Day
  readonly settings: ClinicalSettings
  readonly successor: PartialDate | undefined
  readonly latestEnd: Day | undefined
  readonly isPossible: (date: Pick<PartialDate, 'earliest'>) => boolean
}

/** When an order or statement ended that is over and does not say when itself. */
function endOfOver(fact: MedicationFact, facts: readonly MedicationFact[], limits: Limits): EndDates {
  const { asOf, settings, successor, latestEnd, isPossible } = limits
  const { supplyGraceDays } = settings.trial
  const limit = latestEnd ?? asOf
  const supplied = lastSupplyOf(fact, facts, successor)
  const handedOver = laterOf(supplied?.handedOver ?? startOf(fact), startOf(fact))
  const stated = statedEndOf(fact, facts, handedOver, limits)
  if (stated !== undefined) {
    const earliest = laterOf(stated.earliest, handedOver)
    return { basis: 'statement', known: true, dates: { earliest, latest: laterOf(earliest, earlierOf(stated.latest, limit)) } }
  }
  if (supplied !== undefined) {
    // What was left of a supply when the next order began is no sign that the older dose was taken after that one.
    const cut = successor === undefined ? point(asOf) : dayBefore(successor)
    const latest = addDays(supplied.through, supplyGraceDays)
    const isCarriedOn = successor !== undefined && cut.latest <= latest
    const sure = wasStopped(fact) && !isCarriedOn ? earlierOf(handedOver, supplied.through) : supplied.through
    return {
      basis: 'last-dispense',
      known: true,
      dates: { earliest: [sure, cut.earliest, limit].reduce(earlierOf), latest: [latest, cut.latest, limit].reduce(earlierOf) },
    }
  }
  const planned = fact.ends.find((end) => (end.basis === 'validity' || end.basis === 'expected-supply') && isPossible(end.date))
  const isCovered = planned?.basis !== 'expected-supply' || addDays(planned.date.latest, supplyGraceDays) >= (successor?.earliest ?? asOf)
  if (successor !== undefined && isPossible(dayBefore(successor)) && isCovered)
    return { basis: 'next-order', known: true, dates: dayBefore(successor) }
  if (planned && !wasStopped(fact)) return { basis: planned.basis, known: true, dates: planned.date }
  const latest = earlierOf(planned?.date.latest ?? limit, limit)
  const basis = planned?.basis ?? lastUpdateOf(fact)?.basis
  return { basis, known: false, dates: { earliest: startOf(fact), latest: laterOf(startOf(fact), latest) } }
}

/** FHIR R4 "stopped": halted before all of it was given. "Completed" says that all of it was. */
const wasStopped = (fact: MedicationFact): boolean => fact.status === 'stopped'

function hasEnded(fact: MedicationFact, asOf: Day): boolean {
  const own = ownEndOf(fact)
  return own ? own.date.latest < asOf : fact.over
}

/** Before any day a record can hold. */
const startOfTime = day('0001-01-01')

const point = (d: Day): { earliest: Day; latest: Day } => ({ earliest: d, latest: d })

/** An active order goes on until today; without any sign of renewal it says nothing certain beyond its validity. */
function openEnd(
  fact: MedicationFact,
  facts: readonly MedicationFact[],
  asOf: Day,
  settings: ClinicalSettings,
): { earliest: Day; latest: Day } {
  if (fact.kind !== 'order') return point(asOf)
  const supplies = facts.flatMap((other) => other.supply ?? []).filter(({ handedOver }) => handedOver <= asOf)
  const confirmed = [startOf(fact), ...supplies.map(({ handedOver, days }) => addDays(handedOver, days))].reduce(laterOf)
  return { earliest: earlierOf(asOf, addDays(confirmed, settings.trial.orderValidDays)), latest: asOf }
}

/** When the next order (or dosed statement) of the same agent begins, of those that begin on a later day. */
function nextFact(fact: MedicationFact, facts: readonly MedicationFact[], settings: ClinicalSettings): DosePlan['from'] | undefined {
  return exposureFacts(facts, settings).find((other) => startOf(other) > startOf(fact) && (other.kind === 'order' || hasKnownDose(other)))
    ?.plans[0]?.from
}

const hasKnownDose = (fact: MedicationFact): boolean => fact.plans.some((plan) => plan.dose.kind === 'known')

interface LastSupply {
  /** Day of the last hand-over. */
  readonly handedOver: Day
  /** Last day that anything handed over covers. */
  readonly through: Day
}

/** What was handed over for this order: refills bound to it, or any of the agent in its time. */
function lastSupplyOf(fact: MedicationFact, facts: readonly MedicationFact[], successor: PartialDate | undefined): LastSupply | undefined {
  const supplies = facts.flatMap((other) => (other.supply ? [{ ...other.supply, order: other.basedOn }] : []))
  const bound = supplies.filter((supply) => supply.order === fact.source.ref)
  const inTime = supplies.filter(
    (s) => s.order === undefined && s.handedOver >= startOf(fact) && (successor === undefined || s.handedOver < successor.earliest),
  )
  const own = [...bound, ...inTime]
  if (own.length === 0) return undefined
  return {
    handedOver: own.map((supply) => supply.handedOver).reduce(laterOf),
    through: own.map((supply) => addDays(supply.handedOver, supply.days - 1)).reduce(laterOf),
  }
}

/**
 * The end that a statement gives to the course of an order: a statement of the same agent that began while the order surely held
 * and ended before the next one began, and after which nothing was handed over.
 */
function statedEndOf(fact: MedicationFact, facts: readonly MedicationFact[], handedOver: Day, limits: Limits): PartialDate | undefined {
  if (fact.kind !== 'order') return undefined
  const { successor, isPossible } = limits
  return facts
    .filter((other) => other.kind === 'statement' && other.over && other.plans.length > 0 && startOf(other) <= addDays(handedOver, 1))
    .flatMap((other) => ownEndOf(other)?.date ?? [])
    .filter((date) => date.latest >= handedOver && isPossible(date) && (successor === undefined || date.latest < successor.earliest))
    .toSorted((a, b) => a.earliest - b.earliest)[0]
}

/** What was taken between two edges, between which nothing starts or ends. */
function doseOn(stretches: readonly Stretch[], from: Day, through: Day): Exposure | undefined {
  const near = stretches.filter((s) => s.from.earliest <= from && from <= s.through.latest)
  const certain = near.filter((s) => s.from.latest <= from && from <= s.through.earliest)
  if (near.length === 0) return undefined
  // An older order without an end of its own says nothing on a day on which a newer one surely holds.
  const newestCertain = certain.map((s) => s.factStart).reduce(laterOf, startOfTime)
  const possible = near.filter((s) => s.bounded || s.factStart >= newestCertain || certain.includes(s))
  // Something may hold as well, or nothing surely does: the dose is what all of it makes, what is sure, or any one alone.
  const all = combine(onePerFact(possible), from, through, certain.length > 0)
  const alone = certain.length > 0 ? [combine(certain, from, through, true).dose] : usableOf(possible).map((s) => s.dose)
  return { ...all, dose: spanOf(all.dose, alone) }
}

/** Steps of one order follow each other: where the day of a step is not sure the dose is one or the other, never both. */
function onePerFact(stretches: readonly Stretch[]): readonly Stretch[] {
  const byFact = new Map(stretches.map((s) => [s.fact, s]))
  return [...byFact.values()].map((last) => ({
    ...last,
    dose: spanOf(
      last.dose,
      stretches.filter((s) => s.fact === last.fact).map((s) => s.dose),
    ),
  }))
}

/** A statement or dispense without a dose confirms an order; it does not make the order's dose unknown. */
function usableOf(candidates: readonly Stretch[]): readonly Stretch[] {
  const dosed = candidates.filter((s) => s.fact.kind === 'order' || s.dose.kind === 'known')
  return dosed.length > 0 ? dosed : candidates
}

function combine(candidates: readonly Stretch[], from: Day, through: Day, certain: boolean): Exposure {
  const usable = usableOf(candidates)
  const newestStart = usable.map((s) => s.factStart).reduce(laterOf)
  const newest = usable.filter((s) => s.factStart === newestStart)
  const older = usable.filter((s) => s.factStart !== newestStart && s.bounded && s.fact.kind === 'order' && s.through.latest > newestStart)
  const notes: string[] = []
  const sameDay = withoutDuplicates(newest, notes)
  let dose = largestToSum(sameDay.map((s) => s.dose))
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

const sameDose = (a: DailyDose, b: DailyDose): boolean => wordsOf(a) === wordsOf(b)
const wordsOf = (dose: DailyDose): string => (dose.kind === 'known' ? `${dose.low}-${dose.high}` : dose.kind)

function largestToSum(doses: readonly DailyDose[]): DailyDose {
  const sum = sumOf(doses)
  return sum.kind === 'unknown' ? sum : { ...sum, low: Math.max(...knownIn(doses).map((d) => d.low)) }
}

/** All doses together; unknown as soon as one of them is. Its basis is the least sure of theirs. */
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

/** Any of these doses, one at a time. */
function spanOf(first: DailyDose, others: readonly DailyDose[]): DailyDose {
  if (others.every((dose) => sameDose(dose, first))) return first
  const sum = sumOf([first, ...others])
  if (sum.kind === 'unknown') return { kind: 'unknown', reason: 'the date of a dose change is not known to the day' }
  const doses = knownIn([first, ...others])
  return { ...sum, low: Math.min(...doses.map((d) => d.low)), high: Math.max(...doses.map((d) => d.high)) }
}

const knownIn = (doses: readonly DailyDose[]): readonly Extract<DailyDose, { kind: 'known' }>[] =>
  doses.filter((dose) => dose.kind === 'known')

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
