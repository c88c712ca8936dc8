/** What one record says about each next step. Silence of a record is never read as "no": it is said to be silence. */
import type { Assessment, Trial } from '#src/clinical/assessment.ts'
import type { Diagnosis, PatientRecord, TreatmentSession } from '#src/clinical/facts.ts'
import { loweringInteractions } from '#src/clinical/interactions.ts'
import { medicineOf, medicines } from '#src/clinical/medicines.ts'
import type { MajorClass } from '#src/clinical/medicine-row.ts'
import type { OptionFact, OptionsInput } from '#src/clinical/options-fact.ts'
import { canmat, cited, usLabel } from '#src/clinical/sources.ts'
import { afterMaoi, beforeMaoi, washoutWords } from '#src/clinical/washout.ts'
import { daysBetween, exactly, formatDay, formatPartialDate } from '#src/lib/calendar.ts'
import { counted, formatDailyDose, formatNumber } from '#src/lib/figures.ts'

export function aboutDose({ record, assessment, asOf }: OptionsInput): readonly OptionFact[] {
  const { current } = assessment
  if (!current) return [{ kind: 'unknown', text: 'no antidepressant trial in progress' }]
  const lowered = loweringInteractions(record, current.agent, asOf).map((found): OptionFact => ({
    kind: 'caution',
    text: found.sentence,
    date: found.since === undefined ? undefined : exactly(found.since),
    source: found.source,
    citation: found.citation,
  }))
  const modifiers = current.range.modifiers.map(({ text, citation }): OptionFact => ({ kind: 'caution', text, citation }))
  return [doseNow(current), ...modifiers, ...lowered, burden(assessment)]
}

function doseNow({ agent, name, currentDose, range, sources }: Trial): OptionFact {
  const source = sources.at(-1)
  if (currentDose === undefined || currentDose.kind === 'unknown')
    return { kind: 'unknown', text: `current dose of ${name}: ${currentDose?.reason ?? 'none recorded'}`, source }
  const dose = formatDailyDose(currentDose)
  if (range.maximum.kind === 'unknown') return { kind: 'unknown', text: `${name} ${dose}; usual maximum: ${range.maximum.reason}`, source }
  const maximum = range.maximum.value
  const where = currentDose.low >= maximum ? 'at or above' : currentDose.high < maximum ? 'below' : 'near'
  return {
    kind: 'fact',
    text: `${name} ${dose}: ${where} the usual maximum for this patient, ${formatNumber(maximum, 3)} mg/day`,
    source,
    // A maximum lowered for this patient has its own line with its own source.
    citation: medicineOf(agent)?.doses.find(({ usualMaximum }) => usualMaximum?.mgPerDay === maximum)?.usualMaximum?.citation,
  }
}

function burden({ sideEffects }: Assessment): OptionFact {
  const found = sideEffects.burden
  if (found.kind === 'unknown') return { kind: 'unknown', text: `side-effect burden: ${found.reason}` }
  const { value, max, day, source } = found.value
  return { kind: 'fact', text: `side-effect burden ${formatNumber(value, 1)} of ${max}`, date: exactly(day), source }
}

export function aboutPsychotherapy({ record }: OptionsInput): readonly OptionFact[] {
  return tried(record, 'psychotherapy', 'psychotherapy', 'no psychotherapy session on record; it may have been given elsewhere')
}

const SWITCH_CLASSES: readonly MajorClass[] = [
  'SSRI',
  'SNRI',
  'NDRI',
  'alpha-2 antagonist',
  'serotonin modulator',
  '5-HT1A agonist',
  'TCA',
  'tetracyclic',
  'MAOI',
]

export function aboutSwitch({ record, assessment, asOf }: OptionsInput): readonly OptionFact[] {
  const byClass = SWITCH_CLASSES.map((majorClass) => ({
    majorClass,
    names: [
      ...new Set(
        assessment.trials.filter((t) => t.role === 'antidepressant' && medicineOf(t.agent)?.majorClass === majorClass).map((t) => t.name),
      ),
    ],
  }))
  const had = byClass.filter(({ names }) => names.length > 0)
  const missing = byClass.filter(({ names }) => names.length === 0).map(({ majorClass }) => majorClass)
  return [
    ...had.map(({ majorClass, names }): OptionFact => ({ kind: 'tried', text: `${majorClass}: ${names.join(', ')}` })),
    { kind: 'fact', text: `no trial on record of: ${missing.join(', ')}` },
    ...unreadMedicines(record),
    ...leaving(assessment.current),
    ...afterMaoi(assessment.trials, asOf).map((found): OptionFact => ({ kind: 'washout', text: washoutWords(found) })),
    ...intolerances(record),
    ...seizureFacts(record),
  ]
}

function unreadMedicines(record: PatientRecord): readonly OptionFact[] {
  return record.incomplete
    .filter((part) => part.affects === 'medications')
    .map((part) => ({ kind: 'unknown', text: `${part.part} could not be read: a trial may be missing here` }))
}

function leaving(current: Trial | undefined): readonly OptionFact[] {
  const medicine = current && medicineOf(current.agent)
  if (!current || !medicine) return []
  const risk = medicine.discontinuationRisk
  const facts: OptionFact[] = [
    risk
      ? { kind: 'fact', text: `risk of a discontinuation syndrome from ${medicine.name}: ${risk.level}`, citation: risk.citation }
      : {
          kind: 'unknown',
          text: `risk of a discontinuation syndrome from ${medicine.name}: not in the table`,
          citation: canmat('Table 6.3'),
        },
  ]
  if (medicine.longHalfLife)
    facts.push({ kind: 'fact', text: `${medicine.name} has a long half-life: its level falls over weeks after the last dose` })
  return facts
}

function intolerances(record: PatientRecord): readonly OptionFact[] {
  return record.intolerances
    .filter(({ agent }) => agent !== undefined)
    .map(({ label, reactions, recorded, source }) => ({
      kind: 'caution',
      text: `intolerance on record: ${label}${reactions.length === 0 ? '' : ` (${reactions.join(', ')})`}`,
      date: recorded,
      source,
    }))
}

/** Bupropion, alone or in a combination, is contraindicated in seizure and eating disorders. */
export function seizureFacts(record: PatientRecord): readonly OptionFact[] {
  const citation = cited('US label, bupropion; psychiatryeducationforum', 'S')
  const found = activeDiagnoses(record, ['seizure', 'eating-disorder'])
  if (found.length === 0)
    return [{ kind: 'unknown', text: 'bupropion: seizure or eating disorder, none on record, which excludes neither', citation }]
  return found.map((d) => ({
    kind: 'caution',
    text: `bupropion is contraindicated with: ${d.label}`,
    date: d.onset,
    source: d.source,
    citation,
  }))
}

export function aboutEsketamine({ record, assessment }: OptionsInput): readonly OptionFact[] {
  const substances = activeDiagnoses(record, ['substance-use'])
  return [
    { kind: 'fact', text: assessment.resistance.sentence, citation: assessment.resistance.citation },
    ...ofAgents(assessment.trials, ['esketamine', 'ketamine']),
    ...tried(record, 'esketamine', 'esketamine', 'no esketamine session on record'),
    ...substances.map((d): OptionFact => ({
      kind: 'caution',
      text: `abuse potential (schedule III); on record: ${d.label}`,
      date: d.onset,
      source: d.source,
      citation: cited('Epocrates; MIMS', 'S'),
    })),
    {
      kind: 'unknown',
      text: 'blood pressure, aneurysmal vascular disease, arteriovenous malformation, past bleeding in the brain: not looked for in this record, ask',
      citation: usLabel('esketamine'),
    },
  ]
}

export function aboutTms({ record }: OptionsInput): readonly OptionFact[] {
  const seizures = activeDiagnoses(record, ['seizure'])
  return [
    ...tried(record, 'tms', 'TMS', 'no TMS session on record'),
    ...seizures.map((d): OptionFact => ({
      kind: 'caution',
      text: `seizure risk; on record: ${d.label}`,
      date: d.onset,
      source: d.source,
      citation: usLabel('TMS devices'),
    })),
    {
      kind: 'unknown',
      text: 'metal or a stimulator in or near the head: not looked for in this record, ask',
      citation: usLabel('TMS devices'),
    },
  ]
}

const MAOI_HAZARDS = ['dextromethorphan', "st john's wort", 'st john’s wort', 'hypericum'] as const

export function aboutMaoi({ record, assessment, asOf }: OptionsInput): readonly OptionFact[] {
  const maois = medicines.filter((m) => m.majorClass === 'MAOI').map((m) => m.id)
  const waits = beforeMaoi(assessment.trials, asOf)
  const relevant = waits.filter(({ date }) => date.kind !== 'after-end' || !date.passed)
  const over = waits.length - relevant.length
  const hazards = record.otherMedicines.filter((m) => m.active && MAOI_HAZARDS.some((hazard) => m.ingredient.includes(hazard)))
  return [
    ...ofAgents(assessment.trials, maois),
    ...relevant.map((found): OptionFact => ({
      kind: found.date.kind === 'cannot-tell' ? 'unknown' : 'washout',
      text: found.date.kind === 'after-end' ? `MAOI ${washoutWords(found)}` : `before an MAOI: ${washoutWords(found)}`,
      citation: found.washout.named.find(({ days }) => days === found.washout.days)?.citation,
    })),
    ...(over === 0 ? [] : [{ kind: 'fact', text: `the interval after ${counted(over, 'earlier agent')} is over` } as const]),
    ...(waits.length === 0 ? [{ kind: 'fact', text: 'no agent on record that needs an interval before an MAOI' } as const] : []),
    ...hazards.map((m): OptionFact => ({
      kind: 'caution',
      text: `not together with ${m.label}, on record`,
      source: m.source,
      citation: canmat('Q.3.j'),
    })),
    {
      kind: 'unknown',
      text: `other serotonergic medicines and food with tyramine: only ${['dextromethorphan', 'St John’s wort'].join(' and ')} are looked for here, ask`,
      citation: canmat('Q.3.j'),
    },
    ...unreadMedicines(record),
  ]
}

export function aboutEct({ record, assessment }: OptionsInput): readonly OptionFact[] {
  const depression = record.diagnoses.find((d) => d.group === 'mdd' && d.active && d.severity !== undefined)
  const { item9 } = assessment
  return [
    ...tried(record, 'ect', 'ECT', 'no ECT session on record'),
    depression
      ? { kind: 'fact', text: `severity as coded: ${depression.label}`, date: depression.onset, source: depression.source }
      : { kind: 'unknown', text: 'severity and psychotic features: the active diagnosis carries none' },
    item9.kind === 'known'
      ? {
          kind: 'fact',
          text: `PHQ-9 item 9: ${item9.value.value}, an answer and not a risk assessment`,
          date: exactly(item9.value.day),
          source: item9.value.source,
        }
      : { kind: 'unknown', text: `PHQ-9 item 9: ${item9.reason}` },
  ]
}

function ofAgents(trials: readonly Trial[], agents: readonly string[]): readonly OptionFact[] {
  return trials
    .filter((trial) => agents.includes(trial.agent))
    .map((trial) => ({
      kind: 'tried',
      text: `${trial.name} from ${formatDay(trial.from)}: ${trial.response.why}`,
      source: trial.sources[0],
    }))
}

const activeDiagnoses = (record: PatientRecord, groups: readonly Diagnosis['group'][]): readonly Diagnosis[] =>
  record.diagnoses.filter((d) => d.active && groups.includes(d.group))

export interface Course {
  readonly first: TreatmentSession
  readonly last: TreatmentSession
  readonly sessions: number
}

/** Sessions no more than 14 days apart are one course. */
export function coursesOf(sessions: readonly TreatmentSession[], kind: TreatmentSession['kind']): readonly Course[] {
  const courses: Course[] = []
  for (const session of sessions.filter((s) => s.kind === kind).toSorted((a, b) => a.day.earliest - b.day.earliest)) {
    const open = courses.at(-1)
    if (open && daysBetween(open.last.day.latest, session.day.earliest) <= 14)
      courses[courses.length - 1] = { ...open, last: session, sessions: open.sessions + 1 }
    else courses.push({ first: session, last: session, sessions: 1 })
  }
  return courses
}

function tried(record: PatientRecord, kind: TreatmentSession['kind'], name: string, none: string): readonly OptionFact[] {
  const courses = coursesOf(record.sessions, kind)
  if (courses.length === 0) return [{ kind: 'fact', text: none }]
  return courses.map(({ first, last, sessions }) => ({
    kind: 'tried',
    text: `${name}: ${counted(sessions, 'session')}, ${formatPartialDate(first.day)}${first === last ? '' : ` to ${formatPartialDate(last.day)}`}`,
    source: first.source,
  }))
}
