/** The trials of a patient as rows: what a table, a printed page and a CSV file show. */
import type { Assessment, Resistance, Trial } from '#src/clinical/assessment.ts'
import type { MedicationFact, PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import { changeWords } from '#src/clinical/response.ts'
import { countsWords, dayCountWords, provenanceWords, reasonOf, roleWords, stopWords } from '#src/features/history/history-words.ts'
import { daysBetween, formatDay, isoFromDay, type Day } from '#src/lib/calendar.ts'
import { formatDailyDose, formatDays, formatNumber } from '#src/lib/figures.ts'

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
  readonly episode: 'current' | 'earlier'
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
    length: lengthOf(trial, assessment.asOf),
    doses: trial.segments.map((segment) => ({
      key: `${segment.from}`,
      level: segment.level,
      words: `${segment.dose.kind === 'known' ? formatDailyDose(segment.dose) : `dose not known: ${segment.dose.reason}`} from ${formatDay(segment.from)}`,
    })),
    daysAtDose: dayCountWords(trial.daysAtAdequateDose),
    taken: takenOf(trial),
    outcome: outcomeOf(trial),
    ended: stopWords(trial),
    provenance: provenanceWords(facts),
    uncertain: uncertainOf(trial),
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
  return judged?.verdict.kind === 'not-met' ? 'earlier' : 'current'
}

function whenOf(trial: Trial, facts: readonly MedicationFact[]): string {
  const told = facts.find((fact) => fact.told?.fromWords !== undefined)?.told
  const toldEnd = facts.findLast((fact) => fact.told?.throughWords !== undefined)?.told
  const from = told?.fromWords ?? betweenWords(trial.from, trial.fromLatest)
  if (trial.ongoing) return `${from}, still taken`
  if (!trial.endKnown || trial.through === undefined) return `${from}, end not known`
  return `${from} to ${toldEnd?.throughWords ?? betweenWords(trial.throughEarliest ?? trial.through, trial.through)}`
}

function betweenWords(earliest: Day, latest: Day): string {
  return earliest === latest ? formatDay(earliest) : `${formatDay(earliest)}–${formatDay(latest)}`
}

function lengthOf(trial: Trial, asOf: Day): string {
  const last = trial.ongoing ? asOf : trial.endKnown ? trial.through : undefined
  if (last === undefined) return 'length not known'
  const longest = daysBetween(trial.from, last) + (trial.ongoing ? 0 : 1)
  const shortest = Math.max(
    0,
    daysBetween(trial.fromLatest, trial.ongoing ? asOf : (trial.throughEarliest ?? last)) + (trial.ongoing ? 0 : 1),
  )
  return shortest === longest ? formatDays(longest) : `${formatNumber(shortest)}–${formatDays(longest)}`
}

function takenOf({ adherence }: Trial): string {
  return adherence.verdict.kind === 'cannot-tell' ? `cannot tell: ${reasonOf(adherence.verdict)}` : reasonOf(adherence.verdict)
}

function outcomeOf({ response }: Trial): string {
  const { best, baseline, latest } = response
  const better = best && baseline && latest && best.total < latest.total
  return better ? `${response.why}; best ${changeWords(baseline.total, best.total)} on ${formatDay(best.day)}` : response.why
}

function uncertainOf(trial: Trial): readonly string[] {
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
  const why = deciding.map(({ criterion, verdict }) => `${criterion} — ${criterionReason(verdict)}`)
  return { kind: judged.counts.kind, why: judged.counts.kind === 'met' ? countsWords.met : why.join('; ') }
}

function criterionReason(verdict: Resistance['perTrial'][number]['counts']): string {
  const prefix = verdict.kind === 'not-met' ? 'not met' : verdict.kind === 'met' ? 'met' : 'cannot tell'
  return `${prefix} (${reasonOf(verdict)})`
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
        since:
          from === undefined
            ? 'date not recorded'
            : isoFromDay(from.earliest) === isoFromDay(from.latest)
              ? formatDay(from.earliest)
              : String(betweenWords(from.earliest, from.latest)),
        byHand: fact.told?.byHand === true,
      },
    ]
  })
}
