/** From what was ordered, dispensed and stated to trials of a medicine: the unit in which treatment is judged. */
import { adherenceOver, takenOn } from '#src/clinical/adherence.ts'
import { judgeAdequacy } from '#src/clinical/adequacy.ts'
import type { DoseRange, DoseSegment, Response, ScorePoint, Trial, UnjudgedTrial } from '#src/clinical/assessment.ts'
import { countAdequateDays, dayOfCount, daysAtAdequateDose, doseLevel } from '#src/clinical/clock.ts'
import { endOf, exposuresOf, type Exposure } from '#src/clinical/exposure.ts'
import type { EndBasis, MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf, type AgentId, type Formulation } from '#src/clinical/medicines.ts'
import { judgeResponse } from '#src/clinical/response.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { linkTrials } from '#src/clinical/trial-links.ts'
import { addDays, daysBetween, earlierOf, isoFromDay, type Day } from '#src/lib/calendar.ts'
import { formatDays } from '#src/lib/figures.ts'

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
  const trials = [...factsByAgent(input.record)].flatMap(([agent, facts]) => trialsOfAgent(agent, facts, input))
  return linkTrials(
    trials.toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1)),
    input.settings,
  )
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

function trialsOfAgent(agent: AgentId, facts: readonly MedicationFact[], input: TrialInput): readonly UnjudgedTrial[] {
  const exposures = exposuresOf(facts, input.asOf, input.settings)
  return splitAtGaps(exposures, input.settings.trial.gapDays).map((group) => trialOf(agent, group, facts, input))
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

function trialOf(agent: AgentId, exposures: readonly Exposure[], facts: readonly MedicationFact[], input: TrialInput): UnjudgedTrial {
  const { record, points, asOf, settings } = input
  const first = exposures[0]
  const last = exposures.at(-1)
  if (!first || !last) throw new Error(`a trial of ${agent} has no exposure`)
  const own = factsOf(exposures, facts)
  const medicine = medicineOf(agent)
  const formulation = last.facts.at(-1)?.formulation ?? 'unspecified'
  const range = input.rangeFor(agent, formulation, last.through)
  const span = spanOf(exposures, own, asOf, settings)
  const taken = takenOn(record.checkIns, own)
  const period = { from: span.from, through: earlierOf(span.through ?? asOf, addDays(asOf, -1)) }
  const adherence = adherenceOver(taken, period.from, period.through, settings)
  const atDose = daysAtAdequateDose(exposures, range.minimum, asOf)
  const highestDose = exposures
    .flatMap((e) => (e.dose.kind === 'known' ? [e.dose.low] : []))
    .reduce<number | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined)
  const stopped = span.ongoing ? undefined : own.findLast((fact) => fact.stop !== undefined)?.stop
  const measured = judgeResponse(
    points,
    { from: span.from, fromLatest: span.fromLatest, through: span.ongoing ? undefined : (span.through ?? asOf) },
    asOf,
    settings,
  )
  return {
    id: `${agent}@${isoFromDay(span.from)}`,
    agent,
    name: medicine?.name ?? agent,
    formulation,
    role: roleOf(agent, highestDose),
    augments: undefined,
    switchedFrom: undefined,
    ...span,
    segments: segmentsOf(exposures, range, span.ongoing),
    highestDose,
    currentDose: span.ongoing ? last.dose : undefined,
    range,
    daysAtAdequateDose: atDose,
    daysAtAdequateDoseTaken:
      adherence.daysWithInformation === 0 ? undefined : countAdequateDays(exposures, range.minimum, asOf, (d) => taken(d)?.taken === true),
    adequateSince: firstAdequateDay(exposures, range),
    adequacy: judgeAdequacy({ exposures, range, atDose, adherence, from: span.from }, settings),
    adherence,
    response: withReport(measured, own, span.ongoing),
    stopReason: span.ongoing ? undefined : (stopped?.reason ?? 'unknown'),
    stopText: stopped?.text,
    sources: own.map((fact) => fact.source),
    notes: notesOf(exposures, own, span),
  }
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

function spanOf(exposures: readonly Exposure[], own: readonly MedicationFact[], asOf: Day, settings: ClinicalSettings): Span {
  const first = exposures[0]
  const last = exposures.at(-1)
  if (!first || !last) throw new Error('a trial has no exposure')
  const firstCertain = exposures.find((e) => e.certain)
  const lastCertain = exposures.findLast((e) => e.certain)
  const end = endOf(own, asOf, settings)
  // Reaching today only because nothing says when it ended is not "ongoing".
  const reachesToday = last.through >= asOf
  const live = last.facts.some((fact) => !fact.over)
  const pausedBriefly = live && daysBetween(last.through, asOf) <= settings.trial.gapDays
  const ongoing = live && (reachesToday || pausedBriefly)
  return {
    from: first.from,
    fromLatest: firstCertain?.from ?? first.from,
    through: ongoing ? undefined : end.known ? last.through : undefined,
    throughEarliest: ongoing ? undefined : (lastCertain?.through ?? first.from),
    endBasis: ongoing ? undefined : end.basis,
    endKnown: ongoing || end.known,
    ongoing,
  }
}

function segmentsOf(exposures: readonly Exposure[], range: DoseRange, ongoing: boolean): readonly DoseSegment[] {
  return exposures.map((exposure, index) => ({
    from: exposure.from,
    through: ongoing && index === exposures.length - 1 ? undefined : exposure.through,
    dose: exposure.dose,
    level: exposure.certain ? doseLevel(exposure.dose, range.minimum) : 'unknown',
    sources: exposure.sources,
    text: exposure.text,
  }))
}

function firstAdequateDay(exposures: readonly Exposure[], range: DoseRange): Day | undefined {
  const reached = dayOfCount(exposures, range.minimum, 1)
  return reached === undefined ? undefined : addDays(reached, -1)
}

function roleOf(agent: AgentId, highestDose: number | undefined): Trial['role'] {
  const medicine = medicineOf(agent)
  if (!medicine) return 'not-classified'
  if (medicine.role === 'adjunct') return 'augmentation'
  // A bedtime dose of trazodone is a hypnotic, whatever else the drug can do at higher doses.
  const hypnotic = medicine.hypnotic
  if (hypnotic && highestDose !== undefined && (hypnotic.inclusive ? highestDose <= hypnotic.mgPerDay : highestDose < hypnotic.mgPerDay))
    return 'hypnotic-dose'
  return 'antidepressant'
}

/** A past trial without scores may still carry what patient or clinician reported of it. */
function withReport(measured: Response, facts: readonly MedicationFact[], ongoing: boolean): Response {
  if (ongoing || measured.status !== 'cannot-tell') return measured
  const report = facts.findLast((fact) => fact.reportedOutcome !== undefined)?.reportedOutcome
  const stop = facts.findLast((fact) => fact.stop !== undefined)?.stop
  const failed = report?.improved === false || (report === undefined && stop?.reason === 'no-effect')
  const words = report?.text ?? stop?.text
  if (failed) return { ...measured, status: 'no-response', why: `no score; reported: ${words ?? 'no effect'}` }
  return report ? { ...measured, why: `${measured.why}; reported: ${report.text}` } : measured
}

function notesOf(exposures: readonly Exposure[], own: readonly MedicationFact[], span: Span): readonly string[] {
  const notes = [...exposures.flatMap((e) => e.notes), ...own.flatMap((fact) => fact.issues)]
  if (!span.endKnown) notes.push('the record says it is over, not when')
  const softStart = daysBetween(span.from, span.fromLatest)
  if (softStart > 0) notes.push(`first day known within ${formatDays(softStart + 1)}`)
  return [...new Set(notes)]
}
