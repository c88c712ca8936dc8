/** The form of a told trial: what is typed, what it is read as, and what is still missing. */
import type { Trial } from '#src/clinical/assessment.ts'
import type { MedicationFact } from '#src/clinical/facts.ts'
import type { Formulation } from '#src/clinical/medicines.ts'
import { readRoughDate, spanWords } from '#src/clinical/rough-date.ts'
import type { Source } from '#src/clinical/source.ts'
import { toldWords, type ToldEnd, type ToldStep, type ToldTrial } from '#src/clinical/told-trial.ts'
import type { TrialRow } from '#src/features/history/ledger.ts'
import { betweenWords, formatDay, type Day } from '#src/lib/calendar.ts'
import { formatDays, formatNumber } from '#src/lib/figures.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

export interface StepFields {
  readonly key: string
  readonly dose: string
  readonly notRemembered: boolean
  /** Empty for the first step, which begins with the trial. */
  readonly from: string
}

export interface TrialFields {
  readonly medicine: ToldTrial['medicine'] | undefined
  readonly from: string
  readonly endKind: ToldEnd['kind'] | ''
  readonly endText: string
  readonly steps: readonly StepFields[]
  readonly adherence: ToldTrial['adherence'] | ''
  readonly outcome: ToldTrial['outcome'] | ''
  readonly stop: ToldTrial['stop'] | ''
  readonly stopWords: string
  readonly source: ToldTrial['source'] | ''
  readonly note: string
}

export type FieldId = 'medicine' | 'from' | 'end' | 'steps' | 'adherence' | 'outcome' | 'stop' | 'source'
export type FieldErrors = Readonly<Partial<Record<FieldId, string>>>

/** In the order of the form: the first that is wrong gets the focus. */
export const fieldIds: readonly FieldId[] = ['medicine', 'from', 'end', 'steps', 'adherence', 'outcome', 'stop', 'source']

/** Nothing is chosen beforehand: a default would be an answer nobody gave. */
export const emptyFields: TrialFields = {
  medicine: undefined,
  from: '',
  endKind: '',
  endText: '',
  steps: [{ key: 'step-1', dose: '', notRemembered: false, from: '' }],
  adherence: '',
  outcome: '',
  stop: '',
  stopWords: '',
  source: '',
  note: '',
}

/** What the form says as a trial, or what is missing or unreadable, field by field. */
export function readFields(fields: TrialFields, asOf: Day, key: string, corrects: readonly Source[]): Result<ToldTrial, FieldErrors> {
  const errors: Partial<Record<FieldId, string>> = {}
  const from = readRoughDate(fields.from, asOf)
  if (!from.ok) errors.from = from.error
  const end = readEnd(fields, asOf)
  if (!end.ok) errors.end = end.error
  const steps = readSteps(fields.steps, asOf)
  if (!steps.ok) errors.steps = steps.error
  const { medicine, adherence, outcome, source } = fields
  const stop = fields.endKind === 'ongoing' ? 'not-known' : fields.stop
  if (medicine === undefined) errors.medicine = 'choose a medicine, or keep it as written'
  if (adherence === '') errors.adherence = 'choose one; not known is an answer'
  if (outcome === '') errors.outcome = 'choose one; not known is an answer'
  if (stop === '') errors.stop = 'choose one; not known is an answer'
  if (source === '') errors.source = 'choose who says so'
  if (from.ok && end.ok && end.value.kind === 'ended' && end.value.date.date.latest < from.value.date.earliest)
    errors.end = 'this is before the start'
  if (end.ok && end.value.kind === 'lasted' && fields.steps.length > 1) errors.end = 'with several doses, write when it ended'
  if (medicine === undefined || !from.ok || !end.ok || !steps.ok) return err(errors)
  if (adherence === '' || outcome === '' || stop === '' || source === '' || Object.keys(errors).length > 0) return err(errors)
  return ok({
    key,
    medicine,
    from: from.value,
    end: end.value,
    steps: steps.value,
    adherence,
    outcome,
    stop,
    stopWords: fields.endKind === 'ongoing' ? '' : fields.stopWords.trim(),
    source,
    note: fields.note.trim(),
    corrects,
  })
}

function readEnd({ endKind, endText }: TrialFields, asOf: Day): Result<ToldEnd> {
  switch (endKind) {
    case '':
      return err('choose how it ended, or that it is still taken')
    case 'ongoing':
    case 'ended-unknown':
      return ok({ kind: endKind })
    case 'ended': {
      const date = readRoughDate(endText, asOf)
      return date.ok ? ok({ kind: 'ended', date: date.value }) : date
    }
    case 'lasted': {
      const days = readLength(endText)
      return days === undefined
        ? err('not read as a length: write 8 weeks, 3 months or 40 days')
        : ok({ kind: 'lasted', days, words: endText.trim() })
    }
  }
}

const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, wk: 7, month: 30, year: 365 }

/** "8 weeks" is 56 days; a month is taken as 30 days, a year as 365. Undefined for anything else, also for 0. */
export function readLength(text: string): number | undefined {
  const match = /^(?:about |around )?(\d{1,3}) ?(day|week|wk|month|year)s?$/.exec(text.trim().toLowerCase())
  const unit = match ? UNIT_DAYS[match[2] ?? ''] : undefined
  const days = match && unit !== undefined ? parseInt(match[1] ?? '', 10) * unit : undefined
  return days === 0 ? undefined : days
}

/** "20", "37.5", "20 mg": mg/day above 0; undefined for anything else. */
export function readDose(text: string): number | undefined {
  const match = /^(\d{1,4})(?:[.,](\d{1,3}))?(?: ?mg(?:\/day| daily| a day)?)?$/.exec(text.trim().toLowerCase())
  if (!match) return undefined
  const fraction = match[2] ?? ''
  const mg = parseInt(match[1] ?? '', 10) + (fraction === '' ? 0 : parseInt(fraction, 10) / 10 ** fraction.length)
  return mg > 0 ? mg : undefined
}

function readSteps(steps: readonly StepFields[], asOf: Day): Result<ToldTrial['steps']> {
  const read: ToldStep[] = []
  for (const [index, step] of steps.entries()) {
    const mgPerDay = step.notRemembered ? undefined : readDose(step.dose)
    if (!step.notRemembered && mgPerDay === undefined)
      return err(
        step.dose.trim() === ''
          ? 'write the dose in mg a day, or mark it as not remembered'
          : `"${step.dose.trim()}" is not a dose in mg a day`,
      )
    const from = index === 0 ? undefined : readRoughDate(step.from, asOf)
    if (from?.ok === false) return err(`dose ${formatNumber(index + 1)}: ${from.error}`)
    read.push({ mgPerDay, from: from?.value })
  }
  return isNonEmpty(read) ? ok(read) : err('write the dose')
}

/** What a rough date was read as, for under the field; undefined while it is empty. */
export function readAs(text: string, asOf: Day): { readonly understood: boolean; readonly words: string } | undefined {
  if (text.trim() === '') return undefined
  const read = readRoughDate(text, asOf)
  return read.ok ? { understood: true, words: `read as ${spanWords(read.value.date)}` } : { understood: false, words: read.error }
}

/** The form of a trial that is already on record, for a correction: what the record knows, and nothing chosen that it does not. */
export function fieldsOfTrial({ trial, facts }: Pick<TrialRow, 'trial' | 'facts'>): TrialFields {
  const told = facts.find((fact) => fact.told?.fromWords !== undefined)?.told
  const { through, throughEarliest, endKnown } = trial
  const endText = through === undefined || !endKnown ? '' : roughly(throughEarliest ?? through, through)
  return {
    ...emptyFields,
    medicine: { kind: 'agent', agent: trial.agent, formulation: trial.formulation satisfies Formulation },
    from: told?.fromWords ?? roughly(trial.from, trial.fromLatest),
    endKind: trial.ongoing ? 'ongoing' : endText === '' ? 'ended-unknown' : 'ended',
    endText,
    steps: stepsOf(trial),
    stop: stopOf(trial),
    stopWords: trial.stopText ?? '',
  }
}

/** A day, a month or a year; nothing where the record leaves other days open: one of them, stored as the day, would be made up. */
function roughly(earliest: Day, latest: Day): string {
  const words = betweenWords(earliest, latest)
  return words.includes('\u2013') ? '' : words
}

function stopOf({ ongoing, stopReason }: Trial): TrialFields['stop'] {
  return ongoing || stopReason === undefined || stopReason === 'unknown' ? '' : stopReason
}

function stepsOf(trial: Trial): readonly StepFields[] {
  const steps = trial.segments.map((segment, index): StepFields => {
    const { dose } = segment
    const exact = dose.kind === 'known' && dose.low === dose.high
    return {
      key: `step-${index + 1}`,
      dose: exact ? formatNumber(dose.low, 3).replaceAll(',', '') : '',
      notRemembered: !exact,
      from: index === 0 ? '' : formatDay(segment.from),
    }
  })
  return steps.length === 0 ? emptyFields.steps : steps
}

/** The form of a trial that was entered by hand, for editing it. */
export function fieldsOfTold(told: ToldTrial): TrialFields {
  return {
    medicine: told.medicine,
    from: told.from.words,
    endKind: told.end.kind,
    endText: told.end.kind === 'ended' ? told.end.date.words : told.end.kind === 'lasted' ? told.end.words : '',
    steps: told.steps.map((step, index) => ({
      key: `step-${index + 1}`,
      dose: step.mgPerDay === undefined ? '' : String(step.mgPerDay),
      notRemembered: step.mgPerDay === undefined,
      from: step.from?.words ?? '',
    })),
    adherence: told.adherence,
    outcome: told.outcome,
    stop: told.end.kind === 'ongoing' ? '' : told.stop,
    stopWords: told.stopWords,
    source: told.source,
    note: told.note,
  }
}

/** A told trial in one sentence, for a conflict and for the notice after saving. */
export function toldSentence(told: ToldTrial): string {
  const name = told.medicine.kind === 'agent' ? told.medicine.agent : told.medicine.text
  const doses = told.steps.map(({ mgPerDay }) => (mgPerDay === undefined ? 'dose not remembered' : `${formatNumber(mgPerDay, 3)} mg/day`))
  const stop = told.stopWords === '' ? toldWords.stop[told.stop] : told.stopWords
  const parts = [
    `${name} from ${told.from.words}`,
    endWords(told.end),
    doses.join(', then '),
    toldWords.adherence[told.adherence],
    toldWords.outcome[told.outcome],
    ...(told.end.kind === 'ongoing' ? [] : [`ended: ${stop}`]),
    `source: ${toldWords.source[told.source]}`,
    ...(told.note === '' ? [] : [`note: ${told.note}`]),
  ]
  return parts.join('; ')
}

function endWords(end: ToldEnd): string {
  switch (end.kind) {
    case 'ended':
      return `to ${end.date.words}`
    case 'lasted':
      return `for ${end.words} (${formatDays(end.days)})`
    case 'ended-unknown':
      return 'ended, not known when'
    case 'ongoing':
      return 'still taken'
  }
}

/**
 * What a correction replaces: the orders and statements of the trial. Dispenses go on showing what was handed over, unless the
 * correction itself says whether it was taken.
 */
export function correctedSources(facts: readonly MedicationFact[], adherence: ToldTrial['adherence'] | ''): readonly Source[] {
  const replacesSupply = adherence !== '' && adherence !== 'not-known'
  return facts.filter((fact) => fact.kind !== 'dispense' || replacesSupply).map((fact) => fact.source)
}
