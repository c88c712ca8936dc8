/** What the form of a told trial is opened for. */
import type { Source } from '#src/clinical/source.ts'
import type { ToldTrial } from '#src/clinical/told-trial.ts'
import type { TrialRow } from '#src/features/history/ledger.ts'
import type { TrialTask } from '#src/features/history/trial-dialog.tsx'
import { correctedSources, emptyFields, fieldsOfTold, fieldsOfTrial } from '#src/features/history/trial-fields.ts'

export function addTask(key: string): TrialTask {
  return { title: 'Add a past trial', key, fields: emptyFields, over: undefined, corrects: () => [], note: undefined }
}

export function correctTask(row: TrialRow, key: string): TrialTask {
  return {
    title: `Correct the trial of ${row.name}`,
    key,
    fields: fieldsOfTrial(row),
    over: undefined,
    corrects: (fields) => correctedSources(row.facts, fields.adherence),
    note: 'What was recorded stays in the record. It no longer counts once this is saved, and the trial says that it was corrected, by whom and from what.',
  }
}

export function editTask(told: ToldTrial, source: Source): TrialTask {
  return {
    title: 'Edit a trial entered by hand',
    key: told.key,
    fields: fieldsOfTold(told),
    over: source,
    corrects: () => told.corrects,
    note: told.corrects.length === 0 ? undefined : `A correction of ${told.corrects.map(({ ref }) => ref).join(', ')}.`,
  }
}
