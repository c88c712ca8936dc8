/** From what was ordered, dispensed and stated to trials of a medicine: the unit in which treatment is judged. */
import { adherenceOver, takenOn, type TakenOn } from '#src/clinical/adherence.ts'
import { judgeAdequacy } from '#src/clinical/adequacy.ts'
import type { Adherence, DayCount, DoseRange, DoseSegment, Response, ScorePoint, Trial, UnjudgedTrial } from '#src/clinical/assessment.ts'
import { countAdequateDays, dayOfCount, daysAtAdequateDose, doseLevel, type MinimumOf } from '#src/clinical/clock.ts'
import { endOf, exposuresOf, isOverOn, type Exposure } from '#src/clinical/exposure.ts'
import type { EndBasis, MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf, type AgentId, type Formulation } from '#src/clinical/medicines.ts'
import { judgeResponse, type TrialWindow } from '#src/clinical/response.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { linkTrials, replacedOn } from '#src/clinical/trial-links.ts'
import { addDays, daysBetween, earlierOf, formatDay, isoFromDay, laterOf, type Day } from '#src/lib/calendar.ts'
import { formatDays } from '#src/lib/figures.ts'
import { known, type Known } from '#src/lib/known.ts'

export interface TrialInput {
  readonly record: PatientRecord
  readonly points: readonly ScorePoint[]
  readonly asOf: Day
  readonly settings: ClinicalSettings
  /** Smallest and largest dose for this patient on a day. */
  readonly rangeFor: (agent: AgentId, formulation: Formulation, on: Day) => DoseRange
}

/**
 * All trials of antidepressants and adjuncts up to `asOf`, oldest first.
 *
 * A gap of more than `settings.trial.gapDays` between two exposures ends a trial. Orders that do not count as exposure (on
 * hold, proposed, as needed ...) and medicines that could not be classified make no trial; they stay in the record.
 */
export function buildTrials(input: TrialInput): readonly UnjudgedTrial[] {
  const built = [...factsByAgent(input.record)].flatMap(([agent, facts]) => trialsOfAgent(agent, facts, input))
  const outcomeOf = new Map(built.map(({ trial, outcomeUntil }) => [trial.id, outcomeUntil]))
  const linked = linkTrials(
    built.map(({ trial }) => trial).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    input.settings,
  )
  return linked.map((trial) => {
    const replaced = replacedOn(trial, linked, input.settings)
    const response = replaced === undefined ? undefined : outcomeOf.get(trial.id)?.(replaced)
    return response === undefined ? trial : { ...trial, response }
  })
}

interface Built {
  readonly trial: UnjudgedTrial
  /** The outcome where the trial is taken to have ended on a day at the latest. */
  readonly outcomeUntil: (last: Day) => Response
}

function factsByAgent(record: PatientRecord): ReadonlyMap<AgentId, readonly MedicationFact[]> {
  const byAgent = new Map<AgentId, MedicationFact[]>()
  const seen = new Set<string>()
  for (const fact of record.medications) {
    if (fact.agent === undefined || !fact.exposure.counts || seen.has(fact.source.ref)) continue
    seen.add(fact.source.ref)
    const facts = byAgent.get(fact.agent)
    if (facts) facts.push(fact)
    else byAgent.set(fact.agent, [fact])
  }
  return byAgent
}

function trialsOfAgent(agent: AgentId, facts: readonly MedicationFact[], input: TrialInput): readonly Built[] {
  const { gapDays } = input.settings.trial
  const exposures = exposuresOf(facts, input.asOf, input.settings)
  const groups = splitAtGaps(exposures, gapDays).flatMap((group) => splitAtSleepDoses(agent, group, gapDays))
  return groups.map((group, index) => trialOf(agent, group, facts, input, groups[index + 1]?.[0]?.from))
}

function splitAtGaps(exposures: readonly Exposure[], gapDays: number): readonly (readonly Exposure[])[] {
  const groups: Exposure[][] = []
  for (const exposure of exposures) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const gap = last ? daysBetween(last.through, exposure.from) - 1 : 0
    if (group && last && gap <= gapDays) group.push(exposure)
    else groups.push([exposure])
  }
  return groups
}

/**
 * A stretch at a dose used for sleep is no part of an antidepressant trial, unless it is as short as a titration: no longer than
 * the gap that would end a trial. The limit is a choice of this project [I].
 */
function splitAtSleepDoses(agent: AgentId, exposures: readonly Exposure[], gapDays: number): readonly (readonly Exposure[])[] {
  const runs: { sleep: boolean; exposures: Exposure[] }[] = []
  const add = (sleep: boolean, members: readonly Exposure[]): void => {
    const run = runs.at(-1)
    if (run && run.sleep === sleep) run.exposures.push(...members)
    else runs.push({ sleep, exposures: [...members] })
  }
  for (const exposure of exposures) add(sleepDose(agent, [exposure]) === 'yes', [exposure])
  const lasting = runs.splice(0).map((run) => ({ ...run, sleep: run.sleep && daysOf(run.exposures) > gapDays }))
  for (const run of lasting) add(run.sleep, run.exposures)
  return runs.map((run) => run.exposures)
}

const daysOf = (exposures: readonly Exposure[]): number => exposures.reduce((sum, e) => sum + daysBetween(e.from, e.through) + 1, 0)

/** Whether every dose taken is one used for sleep; unknown where an unreadable dose, or a range across the limit, leaves it open. */
function sleepDose(agent: AgentId, exposures: readonly Exposure[]): 'yes' | 'no' | 'unknown' {
  const hypnotic = medicineOf(agent)?.hypnotic
  if (!hypnotic) return 'no'
  const isForSleep = (mgPerDay: number): boolean => (hypnotic.inclusive ? mgPerDay <= hypnotic.mgPerDay : mgPerDay < hypnotic.mgPerDay)
  if (exposures.some(({ dose }) => dose.kind === 'known' && !isForSleep(dose.low))) return 'no'
  return exposures.every(({ dose }) => dose.kind === 'known' && isForSleep(dose.high)) ? 'yes' : 'unknown'
}

/** @param next first day of the same agent's next trial, when there is one: this one then does not go on */
function trialOf(
  agent: AgentId,
  exposures: readonly Exposure[],
  facts: readonly MedicationFact[],
  input: TrialInput,
  next: Day | undefined,
): Built {
  const { record, points, asOf, settings } = input
  const first = exposures[0]
  const last = exposures.at(-1)
  if (!first || !last) throw new Error(`a trial of ${agent} has no exposure`)
  const own = factsOf(exposures, facts)
  const formulation = formulationOf(last)
  const rangeOf = (form: Formulation): DoseRange => input.rangeFor(agent, form, last.through)
  const range = rangeOf(formulation)
  // Each stretch against the minimum of its own form: a change from immediate to controlled release changes the number.
  const minima = new Map(exposures.map((e) => [e, formulationOf(e) === formulation ? range.minimum : rangeOf(formulationOf(e)).minimum]))
  const minimumOf: MinimumOf = (e) => minima.get(e) ?? range.minimum
  const span = spanOf(exposures, own, asOf, settings, next)
  const taken = takenOn(record.checkIns, own)
  const adherence = adherenceIn(span, own, last.through, taken, input)
  const course = span.ongoing ? undefined : oneCourse(own)
  const atDose = toldCount(course, range.minimum, asOf) ?? daysAtAdequateDose(exposures, minimumOf, asOf)
  const highestDose = exposures
    .flatMap((e) => (e.dose.kind === 'known' ? [e.dose.low] : []))
    .reduce<number | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined)
  const stopped = span.ongoing ? undefined : own.findLast((fact) => fact.stop !== undefined)?.stop
  const outcomeUntil = (latest: Day): Response =>
    withReport(judgeResponse(points, windowOf(span, latest, last.through), asOf, settings), own, span.ongoing)
  const trial: UnjudgedTrial = {
    id: `${agent}@${isoFromDay(span.from)}`,
    agent,
    name: medicineOf(agent)?.name ?? agent,
    formulation,
    role: roleOf(agent, exposures),
    augments: undefined,
    switchedFrom: undefined,
    ...span,
    segments: segmentsOf(exposures, minimumOf, span.ongoing),
    highestDose,
    currentDose: span.ongoing ? last.dose : undefined,
    range,
    daysAtAdequateDose: atDose,
    daysAtAdequateDoseTaken:
      adherence.daysWithInformation === 0 ? undefined : countAdequateDays(exposures, minimumOf, asOf, (d) => taken(d)?.taken === true),
    adequateSince: firstAdequateDay(exposures, minimumOf),
    adequacy: judgeAdequacy(
      { exposures, range, minimumOf, atDose, adherence, from: span.from, isOneCourse: course !== undefined },
      settings,
    ),
    adherence,
    response: outcomeUntil(last.through),
    stopReason: span.ongoing ? undefined : (stopped?.reason ?? 'unknown'),
    stopText: stopped?.text,
    sources: own.map((fact) => fact.source),
    notes: notesOf(exposures, own, span),
  }
  return { trial, outcomeUntil }
}

/** The form that was taken: what the newest order says, else a statement or dispense; a record that names none stays unspecified. */
function formulationOf({ facts }: Exposure): Formulation {
  const stated = facts.filter((fact) => fact.formulation !== 'unspecified')
  return (stated.findLast((fact) => fact.kind === 'order') ?? stated.at(-1))?.formulation ?? 'unspecified'
}

/**
 * How much was taken from the first day to the last sure one. The days of grace after a last supply may not belong to the trial, and
 * no supply can cover them: they are not days on which it was not taken. Where it was stopped on some day from the last hand-over to
 * the end of that supply, and the two ends disagree, adherence cannot be told.
 */
function adherenceIn(
  span: Span,
  own: readonly MedicationFact[],
  lastPossible: Day,
  taken: TakenOn,
  { asOf, settings }: TrialInput,
): Adherence {
  const yesterday = addDays(asOf, -1)
  const until = (last: Day): Adherence => adherenceOver(taken, span.from, earlierOf(last, yesterday), settings)
  if (span.ongoing) return until(yesterday)
  if (span.endBasis !== 'last-dispense' || span.throughEarliest === undefined) return until(lastPossible)
  const first = span.throughEarliest
  const last = own
    .flatMap(({ supply }) => (supply ? [earlierOf(addDays(supply.handedOver, supply.days - 1), lastPossible)] : []))
    .reduce(laterOf, first)
  const [atFirst, atLast] = [until(first), until(last)]
  if (atFirst.verdict.kind === atLast.verdict.kind) return atFirst
  const words = ({ daysTaken, daysWithInformation }: Adherence, on: Day): string =>
    `${daysTaken} of ${daysWithInformation} to ${formatDay(on)}`
  const why = `${words(atFirst, first)}, ${words(atLast, last)}: the day on which it was stopped is not known`
  return { ...atFirst, verdict: { kind: 'cannot-tell', missing: [{ what: 'adherence', why }] } }
}

/** When the trial is judged: an end that is not known is one of the days between the last sure one and the last possible one. */
function windowOf(span: Span, readUntil: Day, endsBy: Day): TrialWindow {
  const { from, fromLatest, ongoing, throughEarliest } = span
  if (ongoing) return { from, fromLatest, through: undefined, throughEarliest: undefined }
  const through = earlierOf(readUntil, endsBy)
  return { from, fromLatest, through, throughEarliest: earlierOf(throughEarliest ?? through, through), endsBy }
}

/** The statement that is all there is of a trial, when it tells one course of one dose. */
function oneCourse(own: readonly MedicationFact[]): MedicationFact | undefined {
  const [only] = own
  return own.length === 1 && only?.kind === 'statement' && only.plans.length === 1 ? only : undefined
}

/** "8 weeks in spring 2019": the length is known although no day is. Undefined where the dates say as much or more. */
function toldCount(course: MedicationFact | undefined, minimum: Known<number>, asOf: Day): Known<DayCount> | undefined {
  const days = course?.told?.lastedDays
  const plan = course?.plans[0]
  // A course that may reach beyond today has not lasted that long yet.
  if (days === undefined || !plan?.through || plan.through.latest >= asOf) return undefined
  const level = doseLevel(plan.dose, minimum)
  if (level === 'unknown') return undefined
  return known(level === 'adequate' ? { low: days, high: days } : { low: 0, high: 0 })
}

/** Facts that made these exposures, and the dispenses that fell into them. */
function factsOf(exposures: readonly Exposure[], facts: readonly MedicationFact[]): readonly MedicationFact[] {
  const involved = new Set(exposures.flatMap((e) => e.facts))
  const from = exposures[0]?.from
  const through = exposures.at(-1)?.through
  return facts.filter((fact) => {
    if (involved.has(fact)) return true
    return (
      fact.supply !== undefined &&
      from !== undefined &&
      through !== undefined &&
      fact.supply.handedOver >= addDays(from, -14) &&
      fact.supply.handedOver <= through
    )
  })
}

interface Span {
  readonly from: Day
  readonly fromLatest: Day
  readonly through: Day | undefined
  readonly throughEarliest: Day | undefined
  readonly endBasis: EndBasis | 'last-dispense' | 'next-order' | undefined
  readonly endKnown: boolean
  readonly ongoing: boolean
}

function spanOf(
  exposures: readonly Exposure[],
  own: readonly MedicationFact[],
  asOf: Day,
  settings: ClinicalSettings,
  next: Day | undefined,
): Span {
  const first = exposures[0]
  const last = exposures.at(-1)
  if (!first || !last) throw new Error('a trial has no exposure')
  const firstCertain = exposures.find((e) => e.certain)
  const lastCertain = exposures.findLast((e) => e.certain)
  const end = endOf(own, asOf, settings)
  // Reaching today only because nothing says when it ended is not "ongoing". A dispense is always over as an act; its supply tells
  // whether the medicine still is.
  const live = next === undefined && last.facts.some((fact) => fact.kind === 'dispense' || !isOverOn(fact, asOf))
  const ongoing = live && daysBetween(last.through, asOf) <= settings.trial.gapDays
  if (next !== undefined && daysBetween(last.through, next) === 1) {
    const { from, through } = { from: first.from, through: last.through }
    return {
      from,
      fromLatest: firstCertain?.from ?? through,
      through,
      throughEarliest: through,
      endBasis: 'next-order',
      endKnown: true,
      ongoing: false,
    }
  }
  return {
    from: first.from,
    fromLatest: firstCertain?.from ?? last.through,
    through: ongoing ? undefined : end.known ? last.through : undefined,
    throughEarliest: ongoing ? undefined : (lastCertain?.through ?? first.from),
    endBasis: ongoing ? undefined : end.basis,
    endKnown: ongoing || end.known,
    ongoing,
  }
}

function segmentsOf(exposures: readonly Exposure[], minimumOf: MinimumOf, ongoing: boolean): readonly DoseSegment[] {
  return exposures.map((exposure, index) => ({
    from: exposure.from,
    through: ongoing && index === exposures.length - 1 ? undefined : exposure.through,
    dose: exposure.dose,
    level: exposure.certain ? doseLevel(exposure.dose, minimumOf(exposure)) : 'unknown',
    sources: exposure.sources,
    text: exposure.text,
  }))
}

function firstAdequateDay(exposures: readonly Exposure[], minimumOf: MinimumOf): Day | undefined {
  const reached = dayOfCount(exposures, minimumOf, 1)
  return reached === undefined ? undefined : addDays(reached, -1)
}

function roleOf(agent: AgentId, exposures: readonly Exposure[]): Trial['role'] {
  const medicine = medicineOf(agent)
  if (!medicine) return 'not-classified'
  if (medicine.role === 'adjunct') return 'augmentation'
  // A bedtime dose of trazodone is a hypnotic, whatever else the drug can do at higher doses; a dose not known may be either.
  const roles = { yes: 'hypnotic-dose', no: 'antidepressant', unknown: 'not-classified' } as const
  return roles[sleepDose(agent, exposures)]
}

/** A past trial without scores may still carry what patient or clinician reported of it. */
function withReport(measured: Response, facts: readonly MedicationFact[], ongoing: boolean): Response {
  if (ongoing || measured.status !== 'cannot-tell') return measured
  const report = facts.findLast((fact) => fact.reportedOutcome !== undefined)?.reportedOutcome
  const stop = facts.findLast((fact) => fact.stop !== undefined)?.stop
  const failed = report?.improved === false || (report === undefined && stop?.reason === 'no-effect')
  // A score whose place in the trial is not known is no outcome, but it is not "no score".
  const scored = measured.latest === undefined ? 'no score' : measured.why
  if (failed) return { ...measured, status: 'no-response', why: `${scored}; reported: ${report?.text ?? stop?.text ?? 'no effect'}` }
  if (!report) return measured
  return { ...measured, why: `${scored}; reported: ${report.text}`, ...(report.level === undefined ? {} : { reported: report.level }) }
}

function notesOf(exposures: readonly Exposure[], own: readonly MedicationFact[], span: Span): readonly string[] {
  const notes = [...exposures.flatMap((e) => e.notes), ...own.flatMap((fact) => fact.issues)]
  if (new Set(exposures.map(formulationOf)).size > 1)
    notes.push('the form changed during the trial: each stretch is held against its own minimum')
  if (!span.endKnown) notes.push('the record says it is over, not when')
  const softStart = daysBetween(span.from, span.fromLatest)
  if (softStart > 0) notes.push(`first day known within ${formatDays(softStart + 1)}`)
  return [...new Set(notes)]
}
