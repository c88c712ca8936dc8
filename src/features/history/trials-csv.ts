/** The trials as a CSV file: ISO dates, units in the heads, nothing that a spreadsheet would run as a formula. */
import type { Resistance } from '#src/clinical/assessment.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import { whyCounts, type TrialRow } from '#src/features/history/ledger.ts'
import { criterionWords } from '#src/features/history/history-words.ts'
import { isoFromDay, type Day } from '#src/lib/calendar.ts'
import { csvOf } from '#src/lib/csv.ts'
import type { Known } from '#src/lib/known.ts'

const heads = [
  'trial',
  'class',
  'role',
  'episode',
  'start earliest (date)',
  'start latest (date)',
  'end earliest (date)',
  'end latest (date)',
  'highest sure dose (mg/day)',
  'minimum effective dose (mg/day)',
  'doses',
  'days at adequate dose, least (days)',
  'days at adequate dose, most (days)',
  'taken (% of days with information)',
  'outcome',
  'ended',
  'counts under the definition',
  'why',
  'definition',
  'known from',
  'uncertain',
  'sources',
  'as of (date)',
] as const

export function trialsCsv(rows: readonly TrialRow[], resistance: Resistance, asOf: Day): string {
  return csvOf([[...heads], ...rows.map((row) => cellsOf(row, resistance, asOf))])
}

function cellsOf(row: TrialRow, resistance: Resistance, asOf: Day): readonly string[] {
  const { trial } = row
  const { kind, why } = whyCounts(trial.id, resistance)
  const days = trial.daysAtAdequateDose
  const isKnown = days.kind === 'known'
  return [
    row.name,
    medicineOf(trial.agent)?.majorClass ?? 'not known',
    row.kind,
    row.episode,
    isoFromDay(trial.from),
    isoFromDay(trial.fromLatest),
    endDate(trial.throughEarliest, trial),
    endDate(trial.through, trial),
    trial.highestDose === undefined ? 'not known' : String(trial.highestDose),
    written(trial.range.minimum),
    row.doses.map(({ words }) => words).join('; '),
    isKnown ? String(days.value.low) : `not known: ${days.reason}`,
    isKnown ? String(days.value.high) : `not known: ${days.reason}`,
    trial.adherence.percent === undefined ? 'not known' : String(Math.floor(trial.adherence.percent)),
    row.outcome,
    row.ended,
    criterionWords[kind].word,
    why,
    resistance.definitionTitle,
    row.provenance.join('; '),
    row.uncertain.join('; '),
    trial.sources.map(({ ref }) => ref).join(' '),
    isoFromDay(asOf),
  ]
}

function endDate(end: Day | undefined, { ongoing }: TrialRow['trial']): string {
  if (ongoing) return 'still taken'
  return end === undefined ? 'not known' : isoFromDay(end)
}

const written = (value: Known<number>): string => (value.kind === 'known' ? String(value.value) : `not known: ${value.reason}`)
