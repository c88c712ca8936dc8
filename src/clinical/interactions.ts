/** Medicines and habits that lower the level of an antidepressant. Source per row: clinical reference, section 6 rows 10 and 11. */
import type { OtherMedicine, PatientRecord, Source } from '#src/clinical/facts.ts'
import { medicineOf, type AgentId } from '#src/clinical/medicines.ts'
import { cited } from '#src/clinical/sources.ts'
import type { Citation, Gap } from '#src/clinical/verdict.ts'
import type { Day } from '#src/lib/calendar.ts'

export interface Interaction {
  readonly cause: string
  readonly effect: string
  readonly sentence: string
  readonly since: Day | undefined
  readonly source: Source | undefined
  readonly citation: Citation
}

export const inducers = ['carbamazepine', 'phenytoin', 'rifampin', 'rifampicin', 'phenobarbital', "st john's wort", 'hypericum'] as const

interface InducedAgent {
  readonly agent: AgentId
  readonly effect: string
  readonly citation: Citation
}

const inducedAgents: readonly InducedAgent[] = [
  {
    agent: 'vortioxetine',
    effect: 'level lowered; the label allows up to 3 times the dose after more than 14 days',
    citation: cited('Medscape, vortioxetine', 'S'),
  },
  {
    agent: 'vilazodone',
    effect: 'exposure about 45 % lower with carbamazepine; up to twice the dose, 80 mg/day at most, is described',
    citation: cited('secondary source, vilazodone', 'S~'),
  },
  { agent: 'gepirone', effect: 'the label advises against the combination', citation: cited('drugs.com dosage, gepirone', 'S') },
  { agent: 'trazodone', effect: 'level about 76 % lower with carbamazepine', citation: cited('US label, trazodone', 'K') },
  { agent: 'bupropion', effect: 'level lowered (CYP2B6)', citation: cited('US label, bupropion', 'K') },
  {
    agent: 'dextromethorphan-bupropion',
    effect: 'level of the bupropion part lowered (CYP2B6)',
    citation: cited('US label, bupropion', 'K'),
  },
  { agent: 'mirtazapine', effect: 'level lowered', citation: cited('US label, mirtazapine', 'K') },
]

/** Cleared by CYP1A2, which smoking induces. Oliveira 2017 PMC5340025. */
export const loweredBySmoking: readonly AgentId[] = ['fluvoxamine', 'duloxetine', 'mirtazapine', 'trazodone', 'imipramine', 'clomipramine']

/** Interactions on record on a day that lower the level of this agent; empty when none is on record. */
export function loweringInteractions(record: PatientRecord, agent: AgentId, on: Day): readonly Interaction[] {
  const name = medicineOf(agent)?.name ?? agent
  const induced = inducedAgents.find((row) => row.agent === agent) ?? tricyclic(agent)
  const found: Interaction[] = []
  if (induced) {
    for (const other of inducersTaken(record, on)) {
      const began = other.from?.earliest
      found.push({
        cause: other.label,
        effect: induced.effect,
        sentence: `${other.label} with ${name}: ${induced.effect}`,
        since: began,
        source: other.source,
        citation: induced.citation,
      })
    }
  }
  if (record.smoking.kind === 'known' && record.smoking.value === 'current' && loweredBySmoking.includes(agent)) {
    found.push({
      cause: 'smoking',
      effect: 'levels lower in smokers (CYP1A2)',
      sentence: `Smoking with ${name}: levels are lower in smokers (CYP1A2)`,
      since: undefined,
      source: undefined,
      citation: cited('Oliveira 2017 PMC5340025', 'S'),
    })
  }
  return found
}

/** Enzyme inducers taken on a day, whatever antidepressant they meet. */
function inducersTaken(record: PatientRecord, on: Day): readonly OtherMedicine[] {
  return record.otherMedicines.filter(
    (other) => isTaken(other, on) && inducers.some((inducer) => plain(other.ingredient).includes(plain(inducer))),
  )
}

/**
 * What cannot be told about the level of this agent on a day: an inducer for which no row is held, or smoking not recorded. Empty
 * when nothing is open.
 */
export function openInteractions(record: PatientRecord, agent: AgentId, on: Day): readonly Gap[] {
  const name = medicineOf(agent)?.name ?? agent
  const isHeld = inducedAgents.some((row) => row.agent === agent) || tricyclic(agent) !== undefined
  const inducing = isHeld ? [] : inducersTaken(record, on)
  return [
    ...inducing.map((other) => ({
      what: `${other.label} with ${name}`,
      why: 'an enzyme inducer; what it does to this agent is not held here',
    })),
    ...(record.smoking.kind === 'unknown' && loweredBySmoking.includes(agent)
      ? [{ what: `smoking, which lowers levels of ${name}`, why: record.smoking.reason }]
      : []),
  ]
}

/** Spelling that orders vary in: "St. John’s wort", "st john's wort". */
function plain(text: string): string {
  return text.toLowerCase().replace(/[.'’]/g, '').replace(/\s+/g, ' ')
}

/** Whether another medicine was taken on a day, as far as its own dates say. */
export function isTaken({ active, from, through }: OtherMedicine, on: Day): boolean {
  const begun = from === undefined || from.earliest <= on
  return active && begun && (through === undefined || through.latest >= on)
}

function tricyclic(agent: AgentId): InducedAgent | undefined {
  return medicineOf(agent)?.majorClass === 'TCA'
    ? { agent, effect: 'level lowered', citation: cited('US labels, tricyclics', 'K') }
    : undefined
}
