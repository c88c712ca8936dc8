/** The trials of a patient as rows: what a table, a printed page and a CSV file show. */
import type { Assessment, Resistance, Trial } from '#src/clinical/assessment.ts'
import type { MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import { changeWords } from '#src/clinical/response.ts'
import { dayCountWords, provenanceWords, roleWords, shortReason, stopWords } from '#src/features/history/history-words.ts'
import { betweenWords, daysBetween, formatDay, type Day } from '#src/lib/calendar.ts'
import { formatDailyDose, formatDays, formatNumber, formatShare } from '#src/lib/figures.ts'

export interface DoseLine {
  readonly key: string
  readonly words: string
  readonly level: Trial['segments'][number]['level']
}

export interface TrialRow {
  readonly id: string
  readonly trial: Trial
  readonly name: string
  /** "SSRI", or what it was added to. */
  readonly kind: string
  readonly episode: 'current' | 'earlier' | 'not-known'
  /** "3 Mar 2018 to 20 Apr 2018", "spring 2019 to still taken". */
  readonly when: string
  readonly length: string
  readonly doses: readonly DoseLine[]
  readonly daysAtDose: string
  readonly taken: string
  readonly outcome: string
  readonly ended: string
  readonly provenance: readonly string[]
  /** Everything that is not certain, in words; empty when all dates and doses are known to the day. */
  readonly uncertain: readonly string[]
  /** The statement entered by hand that made this trial, when there is exactly one. */
  readonly byHand: MedicationFact | undefined
  readonly facts: readonly MedicationFact[]
}

/** One row a trial, oldest first. */
export function trialRows(record: PatientRecord, assessment: Assessment, resistance: Resistance): readonly TrialRow[] {
  return assessment.trials.map((trial) => rowOf(trial, record, assessment, resistance))
}

function rowOf(trial: Trial, record: PatientRecord, assessment: Assessment, resistance: Resistance): TrialRow {
  const refs = new Set(trial.sources.map(({ ref }) => ref))
  const facts = record.medications.filter((fact) => refs.has(fact.source.ref))
  const byHand = facts.filter((fact) => fact.told?.byHand === true)
  const [only] = byHand
  return {
    id: trial.id,
    trial,
    name: trial.name,
    kind: kindOf(trial, assessment.trials),
    episode: episodeOf(trial, resistance),
    when: whenOf(trial, facts),
    length: lengthOf(trial, facts, assessment.asOf),
    doses: doseLines(trial),
    daysAtDose: dayCountWords(trial.daysAtAdequateDose),
    taken: takenOf(trial),
    outcome: outcomeOf(trial),
    ended: stopWords(trial),
    provenance: provenanceWords(facts),
    uncertain: uncertainOf(trial, lastedDays(facts)),
    byHand: byHand.length === 1 ? only : undefined,
    facts,
  }
}

function kindOf(trial: Trial, all: readonly Trial[]): string {
  const base = trial.augments === undefined ? undefined : all.find((other) => other.id === trial.augments)
  if (trial.role === 'augmentation') return base === undefined ? 'augmentation' : `added to ${base.name}`
  const mechanism = medicineOf(trial.agent)?.majorClass
  return trial.role === 'antidepressant' ? (mechanism ?? 'class not known') : roleWords[trial.role]
}

function episodeOf(trial: Trial, resistance: Resistance): TrialRow['episode'] {
  const criteria = resistance.perTrial.find(({ trialId }) => trialId === trial.id)?.criteria ?? []
  const judged = criteria.find(({ criterion }) => /episode/i.test(criterion))
  if (judged === undefined || judged.verdict.kind === 'cannot-tell') return 'not-known'
  return judged.verdict.kind === 'not-met' ? 'earlier' : 'current'
}

function whenOf(trial: Trial, facts: readonly MedicationFact[]): string {
  const told = facts.find((fact) => fact.told?.fromWords !== undefined)?.told
  const toldEnd = facts.findLast((fact) => fact.told?.throughWords !== undefined)?.told
  const from = told?.fromWords ?? betweenWords(trial.from, trial.fromLatest)
  if (trial.ongoing) return `${from}, still taken`
  const lasted = lastedDays(facts)
  if (lasted !== undefined) return `${from}, for ${formatDays(lasted)}`
  if (!trial.endKnown || trial.through === undefined) return `${from}, end not known`
  return `${from} to ${toldEnd?.throughWords ?? betweenWords(trial.throughEarliest ?? trial.through, trial.through)}`
}

/** One line a dose: an uncertain first or last day of the same dose is not another dose. */
function doseLines(trial: Trial): readonly DoseLine[] {
  const lines: { key: string; dose: string; from: Day; level: DoseLine['level'] }[] = []
  for (const { dose, from, level } of trial.segments) {
    const words = dose.kind === 'known' ? formatDailyDose(dose) : `dose not known: ${dose.reason}`
    const last = lines.at(-1)
    if (last?.dose !== words) lines.push({ key: `${from}`, dose: words, from, level })
    else if (last.level === 'unknown') last.level = level
  }
  return lines.map(({ key, dose, from, level }, index) => ({
    key,
    level,
    words:
      index === 0 && lines.length === 1 ? dose : `${dose} from ${index === 0 ? betweenWords(from, trial.fromLatest) : formatDay(from)}`,
  }))
}

/** The told length of a trial that is one statement; the span of possible days would hide it. */
function lastedDays(facts: readonly MedicationFact[]): number | undefined {
  return facts.length === 1 ? facts[0]?.told?.lastedDays : undefined
}

function lengthOf(trial: Trial, facts: readonly MedicationFact[], asOf: Day): string {
  const lasted = lastedDays(facts)
  if (lasted !== undefined) return `within ${betweenWords(trial.from, trial.through ?? trial.from)}`
  const last = trial.ongoing ? asOf : trial.endKnown ? trial.through : undefined
  if (last === undefined) return 'length not known'
  const longest = daysBetween(trial.from, last) + (trial.ongoing ? 0 : 1)
  const shortest = Math.max(
    0,
    daysBetween(trial.fromLatest, trial.ongoing ? asOf : (trial.throughEarliest ?? last)) + (trial.ongoing ? 0 : 1),
  )
  return shortest === longest ? formatDays(longest) : `${formatNumber(shortest)}–${formatDays(longest)}`
}

const BASIS_WORDS = { 'check-ins': 'check-ins', 'dispensed-supply': 'dispensed supply', statement: 'as told' } as const

function takenOf({ adherence }: Trial): string {
  const { daysTaken, daysWithInformation, daysInPeriod, percent, basis, verdict } = adherence
  if (verdict.kind === 'cannot-tell' || percent === undefined)
    return `whether it was taken cannot be told: ${formatNumber(daysWithInformation)} of ${formatDays(daysInPeriod)} have information`
  const from = basis.map((one) => BASIS_WORDS[one]).join(', ')
  const isCovered = basis.includes('dispensed-supply')
  const isSaid = basis.some((one) => one !== 'dispensed-supply')
  const verb = isCovered ? (isSaid ? 'taken or covered' : 'covered') : 'taken'
  if (basis.length === 1 && basis[0] === 'statement')
    return verdict.kind === 'met' ? 'taken on most days, as told' : 'not taken on most days, as told'
  return `${verb} ${formatNumber(daysTaken)} of ${formatDays(daysWithInformation)} (${formatShare(percent)}), ${from}`
}

function outcomeOf({ response }: Trial): string {
  const { best, baseline, latest } = response
  const better = best && baseline && latest && best.total < latest.total
  return better ? `${response.why}; best ${changeWords(baseline.total, best.total)} on ${formatDay(best.day)}` : response.why
}

function uncertainOf(trial: Trial, lasted: number | undefined): readonly string[] {
  if (lasted !== undefined) return ['how long is known, not on which days']
  const unknownDoses = trial.segments.filter((segment) => segment.dose.kind === 'unknown').length
  const softEnd = trial.through !== undefined && trial.throughEarliest !== undefined && trial.throughEarliest < trial.through
  return [
    ...(unknownDoses > 0 ? ['dose not known on some days'] : []),
    ...(softEnd
      ? [`last day known within ${formatDays(daysBetween(trial.throughEarliest ?? trial.from, trial.through ?? trial.from) + 1)}`]
      : []),
    ...trial.notes,
  ]
}

/** Why a trial counts, does not, or cannot be told: the criteria that decide it, each with what it rests on. */
export function whyCounts(trialId: string, resistance: Resistance): { readonly kind: Resistance['status']; readonly why: string } {
  const judged = resistance.perTrial.find((one) => one.trialId === trialId)
  if (!judged) return { kind: 'cannot-tell', why: 'not judged under this definition' }
  const deciding = judged.criteria.filter(({ verdict }) => verdict.kind === judged.counts.kind)
  return {
    kind: judged.counts.kind,
    why: judged.counts.kind === 'met' ? '' : deciding.map(({ verdict }) => shortReason(verdict)).join('; '),
  }
}

export interface UncountedMedicine {
  readonly ref: string
  readonly label: string
  readonly why: string
  readonly since: string
  readonly byHand: boolean
}

/** Medicines on record that make no trial, and why: nothing is left out in silence. */
export function uncountedMedicines(record: PatientRecord): readonly UncountedMedicine[] {
  return record.medications.flatMap((fact): readonly UncountedMedicine[] => {
    const why = !fact.exposure.counts
      ? fact.exposure.reason
      : fact.agent === undefined
        ? 'not an antidepressant or adjunct that Remit knows'
        : undefined
    if (why === undefined || (fact.kind === 'dispense' && fact.agent === undefined)) return []
    const from = fact.plans[0]?.from ?? fact.recorded
    return [
      {
        ref: fact.source.ref,
        label: fact.label,
        why,
        since: from === undefined ? 'date not recorded' : betweenWords(from.earliest, from.latest),
        byHand: fact.told?.byHand === true,
      },
    ]
  })
}
