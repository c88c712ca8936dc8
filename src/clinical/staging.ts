/** Thase-Rush and Maudsley staging with their arithmetic shown. A part that is not known leaves the total unknown. */
import type { Staging, Trial } from '#src/clinical/assessment.ts'
import type { Diagnosis, PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import { cited } from '#src/clinical/sources.ts'
import { earlierOf, formatPartialDate, partsOf, type Day } from '#src/lib/calendar.ts'
import { counted } from '#src/lib/figures.ts'
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

/**
 * Each stage is the one before it and one class more: III is two other classes and a TCA, IV is III and an MAOI. Stage V needs
 * failed bilateral ECT; sessions on record say neither, so that a patient at IV with ECT is "at least IV".
 */
function thaseRush({ record, trials }: StagingInput): Staging {
  const { sure, untold } = failures(trials)
  const classes = new Set(sure.flatMap((t) => medicineOf(t.agent)?.majorClass ?? []))
  const others = [...classes].filter((c) => c !== 'TCA' && c !== 'MAOI').length
  const third = classes.has('TCA') && (others >= 2 || (others >= 1 && classes.has('MAOI')))
  const fourth = third && classes.has('MAOI') && others >= 2
  const ect = record.sessions.some((s) => s.kind === 'ect')
  const stageNow = fourth ? 4 : third ? 3 : Math.min(classes.size, 2)
  const name = (['0', 'I', 'II', 'III', 'IV'] as const)[stageNow] ?? '0'
  const open = [
    ...(untold > 0 ? [`${counted(untold, 'trial')} cannot be told`] : []),
    ...(fourth && ect ? ['ECT was given, its laterality and outcome are not read'] : []),
  ]
  return {
    name: 'Thase-Rush',
    result: open.length > 0 ? unknown(`at least stage ${name}: ${open.join('; ')}`) : known(`stage ${name}`),
    parts: [
      {
        name: 'Classes with a failed adequate trial',
        points: known([...classes].join(', ') || 'none'),
        why: sure.map((t) => t.name).join(', ') || 'no trial counts',
      },
      {
        name: 'ECT',
        points: ect ? unknown('given; laterality and outcome are not read') : sessionsRead(record, known('none on record')),
        why: 'stage V needs failed bilateral ECT',
      },
    ],
    citation: cited('Thase and Rush, as in medicalalgorithms.com', 'S'),
  }
}

/** "None on record" holds only for a part of the record that was read. */
function sessionsRead<T>({ incomplete }: PatientRecord, none: Known<T>): Known<T> {
  const unread = incomplete.find((part) => part.affects === 'other')
  return unread ? unknown(`${unread.part} not read: ${unread.reason}`) : none
}

function maudsley({ record, trials, asOf }: StagingInput): Staging {
  const { sure, untold } = failures(trials)
  const augmentations = trials.filter((t) => t.role === 'augmentation')
  const ect = record.sessions.some((s) => s.kind === 'ect')
  const medicationsUnread = record.incomplete.find((part) => part.affects === 'medications')
  const parts = [
    { name: 'Duration of the episode', ...duration(record, asOf) },
    { name: 'Severity at baseline', ...severity(record) },
    {
      name: 'Failed antidepressants',
      points: untold > 0 ? unknown(`${sure.length} sure, ${untold} cannot be told`) : failurePoints(sure.length),
      why: counted(sure.length, 'adequate failure'),
    },
    {
      name: 'Augmentation',
      points:
        augmentations.length === 0 && medicationsUnread
          ? unknown(`${medicationsUnread.part} not read: ${medicationsUnread.reason}`)
          : known(augmentations.length > 0 ? 1 : 0),
      why: augmentations.map((t) => t.name).join(', ') || 'none on record',
    },
    {
      name: 'ECT',
      points: ect ? known(1) : sessionsRead(record, known(0)),
      why: ect ? 'sessions on record' : 'none on record',
    },
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

/** 12 months or less, 13 to 24, more: in completed months, so that one year and a day is still 12. */
function duration(record: PatientRecord, asOf: Day): { points: Known<number>; why: string } {
  const onset = activeDepression(record, (d) => d.onset !== undefined)?.onset
  if (!onset) return { points: unknown('no onset of the episode on record'), why: 'onset of the active diagnosis' }
  const why = `since ${formatPartialDate(onset)}`
  if (onset.earliest > asOf) return { points: unknown('the onset on record lies in the future'), why }
  const [most, least] = [monthPoints(onset.earliest, asOf), monthPoints(earlierOf(onset.latest, asOf), asOf)]
  return { points: most === least ? known(most) : unknown(`onset only known as ${formatPartialDate(onset)}`), why }
}

function monthPoints(onset: Day, asOf: Day): number {
  const [a, b] = [partsOf(onset), partsOf(asOf)]
  const months = (b.year - a.year) * 12 + b.month - a.month - (b.dayOfMonth < a.dayOfMonth ? 1 : 0)
  return months <= 12 ? 1 : months <= 24 ? 2 : 3
}

function activeDepression(record: PatientRecord, has: (d: Diagnosis) => boolean): Diagnosis | undefined {
  return record.diagnoses.find((d) => d.group === 'mdd' && d.active && has(d))
}

function severity(record: PatientRecord): { points: Known<number>; why: string } {
  const coded = activeDepression(record, (d) => d.severity !== undefined)?.severity
  if (coded === undefined) return { points: unknown('the diagnosis carries no severity'), why: 'severity of the active diagnosis' }
  const points = { mild: 2, moderate: 3, severe: 4, 'severe-psychotic': 5 } as const
  return { points: known(points[coded]), why: coded }
}
