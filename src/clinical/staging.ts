/** Thase-Rush and Maudsley staging with their arithmetic shown. A part that is not known leaves the total unknown. */
import type { Staging, Trial } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import { cited } from '#src/clinical/sources.ts'
import { daysBetween, formatPartialDate, type Day } from '#src/lib/calendar.ts'
import { known, unknown, type Known } from '#src/lib/known.ts'

export interface StagingInput {
  readonly record: PatientRecord
  readonly trials: readonly Trial[]
  readonly asOf: Day
}

/** Both stagings of one record. */
export function stage(input: StagingInput): readonly Staging[] {
  return [thaseRush(input), maudsley(input)]
}

function failures(trials: readonly Trial[]): { readonly sure: readonly Trial[]; readonly untold: number } {
  return {
    sure: trials.filter((t) => t.countsTowardResistance.kind === 'met'),
    untold: trials.filter((t) => t.countsTowardResistance.kind === 'cannot-tell').length,
  }
}

function thaseRush({ record, trials }: StagingInput): Staging {
  const { sure, untold } = failures(trials)
  const classes = new Set(sure.flatMap((t) => medicineOf(t.agent)?.majorClass ?? []))
  const tca = classes.has('TCA')
  const maoi = classes.has('MAOI')
  const ect = record.sessions.some((s) => s.kind === 'ect')
  const stageNow = classes.size === 0 ? 0 : classes.size === 1 ? 1 : !tca ? 2 : !maoi ? 3 : !ect ? 4 : 5
  const names = ['0', 'I', 'II', 'III', 'IV', 'V'] as const
  return {
    name: 'Thase-Rush',
    result: untold > 0 ? unknown(`at least stage ${names[stageNow]}: ${untold} trials cannot be told`) : known(`stage ${names[stageNow]}`),
    parts: [
      {
        name: 'Classes with a failed adequate trial',
        points: known([...classes].join(', ') || 'none'),
        why: sure.map((t) => t.name).join(', ') || 'no trial counts',
      },
      { name: 'ECT', points: known(ect ? 'given' : 'none on record'), why: 'stage V needs bilateral ECT; laterality is not read' },
    ],
    citation: cited('Thase and Rush, as in medicalalgorithms.com', 'S'),
  }
}

function maudsley({ record, trials, asOf }: StagingInput): Staging {
  const { sure, untold } = failures(trials)
  const parts = [
    { name: 'Duration of the episode', ...duration(record, asOf) },
    { name: 'Severity at baseline', ...severity(record) },
    {
      name: 'Failed antidepressants',
      points: untold > 0 ? unknown(`${sure.length} sure, ${untold} cannot be told`) : failurePoints(sure.length),
      why: `${sure.length} adequate failures`,
    },
    {
      name: 'Augmentation',
      points: known(trials.some((t) => t.role === 'augmentation') ? 1 : 0),
      why:
        trials
          .filter((t) => t.role === 'augmentation')
          .map((t) => t.name)
          .join(', ') || 'none on record',
    },
    { name: 'ECT', points: known(record.sessions.some((s) => s.kind === 'ect') ? 1 : 0), why: 'sessions on record' },
  ]
  let total = 0
  let missing: string | undefined
  for (const part of parts) {
    if (part.points.kind === 'unknown') missing ??= `${part.name.toLowerCase()}: ${part.points.reason}`
    else total += part.points.value
  }
  const band = total <= 6 ? 'mild' : total <= 10 ? 'moderate' : 'severe'
  return {
    name: 'Maudsley',
    result: missing === undefined ? known(`${total} of 15, ${band}`) : unknown(missing),
    parts,
    citation: cited('Fekadu 2018, BMC Psychiatry 18:100, Table 3', 'S'),
  }
}

function failurePoints(n: number): Known<number> {
  if (n === 0) return unknown('the scale begins at one failed trial')
  return known(n <= 2 ? 1 : n <= 4 ? 2 : n <= 6 ? 3 : n <= 10 ? 4 : 5)
}

function duration(record: PatientRecord, asOf: Day): { points: Known<number>; why: string } {
  const onset = record.diagnoses.find((d) => d.group === 'mdd' && d.active)?.onset
  if (!onset) return { points: unknown('no onset of the episode on record'), why: 'onset of the active diagnosis' }
  const months = daysBetween(onset.earliest, asOf) / 30.4375
  return { points: known(months <= 12 ? 1 : months <= 24 ? 2 : 3), why: `since ${formatPartialDate(onset)}` }
}

function severity(record: PatientRecord): { points: Known<number>; why: string } {
  const coded = record.diagnoses.find((d) => d.group === 'mdd' && d.active)?.severity
  if (coded === undefined) return { points: unknown('the diagnosis carries no severity'), why: 'severity of the active diagnosis' }
  const points = { mild: 2, moderate: 3, severe: 4, 'severe-psychotic': 5 } as const
  return { points: known(points[coded]), why: coded }
}
