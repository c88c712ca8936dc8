/** The printed summary for a referral or a prior authorisation: the same facts as the screen, on a date, under a named definition. */
import type { Resistance } from '#src/clinical/assessment.ts'
import { checklistRows, checklistWords, type SavedChecklist } from '#src/clinical/checklist.ts'
import { definitions, definitionStatement } from '#src/clinical/resistance.ts'
import { reviewResistance } from '#src/clinical/resistance-review.ts'
import { scales } from '#src/clinical/scales.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { citationWords, resistanceWords, sentenceWithout } from '#src/features/history/history-words.ts'
import { trialRows, whyCounts, type TrialRow } from '#src/features/history/ledger.ts'
import { ageInYears, formatDay, formatMoment, formatPartialDate } from '#src/lib/calendar.ts'
import { counted, formatNumber } from '#src/lib/figures.ts'
import type { AssessedPatient } from '#src/queries/types.ts'

export interface PacketTrial extends TrialRow {
  readonly counts: string
  readonly why: string
}

export interface Packet {
  readonly name: string
  /** "born 3 Feb 1985 (41 y) · MRN 20441" */
  readonly identity: string
  readonly asOf: string
  readonly verdict: string
  readonly sentence: string
  readonly definition: string
  readonly others: readonly string[]
  readonly trials: readonly PacketTrial[]
  readonly scores: readonly string[]
  readonly staging: readonly string[]
  readonly present: readonly string[]
  /** Said where no cause is present: how many are not known, so that "none" is not read as "ruled out". */
  readonly nonePresent: string
  readonly unknown: readonly string[]
  readonly conclusion: string
  readonly uncertain: readonly string[]
  readonly synthetic: boolean
}

/** `checklist` is the reason in words where the saved answers could not be read. */
export function packetOf(
  patient: AssessedPatient,
  resistance: Resistance,
  checklist: SavedChecklist | undefined | string,
  settings: ClinicalSettings,
): Packet {
  const { record, assessment } = patient
  const review = reviewResistance(record, assessment, settings)
  const saved = typeof checklist === 'string' ? undefined : checklist
  const checks = checklistRows(review.pseudoResistance, saved?.checklist.answers ?? {})
  const rows = trialRows(record, assessment, resistance)
  const definition = Object.values(definitions).find(({ id }) => id === resistance.definition)
  const named = (state: 'present' | 'unknown'): readonly string[] =>
    checks.filter((check) => check.state === state).map(({ title }) => title)
  const all = [assessment.resistance, ...review.otherDefinitions]
  return {
    name: record.identity.name.kind === 'known' ? record.identity.name.value : `name not known: ${record.identity.name.reason}`,
    identity: identityOf(patient),
    asOf: formatDay(assessment.asOf),
    verdict: verdictOf(resistance),
    sentence: sentenceWithout(resistance.sentence, resistance.definitionTitle),
    definition: `${definition === undefined ? resistance.definitionTitle : definitionStatement(definition, settings)}. ${citationWords(resistance.citation)}. Rule book ${assessment.ruleBookVersion}, ${settings.doseColumn} minimum doses.`,
    others: all.filter((other) => other.definition !== resistance.definition).map(verdictOf),
    trials: rows.map((row): PacketTrial => {
      const { kind, why } = whyCounts(row.id, resistance)
      return { ...row, counts: { met: 'counts', 'not-met': 'does not count', 'cannot-tell': 'cannot be told' }[kind], why }
    }),
    scores: scoresOf(patient),
    staging: review.staging.map(
      ({ name, result }) => `${name}: ${result.kind === 'known' ? result.value : `not complete, ${result.reason}`}`,
    ),
    present: inOne(named('present')),
    nonePresent: `None found${named('unknown').length === 0 ? '' : `; ${formatNumber(named('unknown').length)} not known`}`,
    unknown: inOne(named('unknown')),
    conclusion: conclusionOf(checklist),
    uncertain: uncertaintiesOf(patient, rows),
    synthetic: record.identity.synthetic,
  }
}

/** "Sforzini 2022 (Delphi consensus): met": on paper a verdict stands only beside the name of its definition. */
const verdictOf = ({ definitionTitle, status }: Resistance): string =>
  `${definitionTitle}: ${resistanceWords[status].word.toLowerCase().replace('definition ', '')}`

function identityOf({ record, assessment }: AssessedPatient): string {
  const { birthDate, recordNumber } = record.identity
  const born =
    birthDate.kind === 'known'
      ? `born ${formatPartialDate(birthDate.value)}${birthDate.value.precision === 'day' ? ` (${formatNumber(ageInYears(birthDate.value.earliest, assessment.asOf))} y)` : ''}`
      : `birth date not known: ${birthDate.reason}`
  return `${born} · record number ${recordNumber.kind === 'known' ? recordNumber.value : `not known: ${recordNumber.reason}`}`
}

const inOne = (titles: readonly string[]): readonly string[] => (titles.length === 0 ? [] : [titles.join('; ')])

const SCORES_SHOWN = 8

/** The latest results of each instrument, newest first. */
function scoresOf({ record, assessment }: AssessedPatient): readonly string[] {
  const usable = record.readings.filter((r) => r.usable && r.total.kind === 'known' && r.date.latest <= assessment.asOf)
  return [...new Set(usable.map((r) => r.instrument))].map((instrument) => {
    const own = usable.filter((r) => r.instrument === instrument).toReversed()
    const shown = own
      .slice(0, SCORES_SHOWN)
      .map((r) => `${r.total.kind === 'known' ? formatNumber(r.total.value, 1) : 'no total'} on ${formatPartialDate(r.date)}`)
    const more = own.length > SCORES_SHOWN ? `; ${counted(own.length - SCORES_SHOWN, 'earlier result')}` : ''
    const { name, max } = scales[instrument]
    return `${name} (points, maximum ${formatNumber(max)}): ${shown.join('; ')}${more}`
  })
}

function conclusionOf(checklist: SavedChecklist | undefined | string): string {
  if (typeof checklist === 'string') return `Saved answers could not be read: ${checklist}`
  if (checklist === undefined) return 'No conclusion saved'
  const { conclusion, reason, definition } = checklist.checklist
  const when = checklist.savedAtMs === undefined ? 'time not recorded' : formatMoment(checklist.savedAtMs)
  const why = reason === '' ? '' : `; reason: ${reason}`
  return `${checklistWords.conclusion[conclusion]} (${checklist.author}, ${when}, under ${definitions[definition].title})${why}`
}

function uncertaintiesOf({ record, assessment }: AssessedPatient, rows: readonly TrialRow[]): readonly string[] {
  return [
    ...record.incomplete.map(({ part, reason }) => `${part} could not be read completely: ${reason}`),
    ...rows.flatMap((row) => (row.uncertain.length === 0 ? [] : [`${row.name}: ${row.uncertain.join('; ')}`])),
    ...(assessment.failedAdequateTrials.kind === 'unknown' ? [`failed adequate trials: ${assessment.failedAdequateTrials.reason}`] : []),
    ...(record.rejected.length === 0 ? [] : [`${counted(record.rejected.length, 'result')} of the record could not be used`]),
  ]
}
