/** One record of one patient in the cache, whoever read it last: caseload and patient page never show two. */
import type { QueryClient } from '@tanstack/react-query'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { ReadCaseload } from '#src/queries/read-caseload.ts'

export const patientKey = (id: string) => ['patient', id] as const

interface Dated {
  readonly record: PatientRecord
  readonly fetchedAtMs: number
}

/** Puts a record under its own id, unless a newer reading is there. */
export function keepRecord(queries: QueryClient, id: string, { record, fetchedAtMs }: Dated): void {
  const state = queries.getQueryState<PatientRecord>(patientKey(id))
  if (record.identity.id !== id || (state !== undefined && state.dataUpdatedAt > fetchedAtMs)) return
  queries.setQueryData<PatientRecord>(patientKey(id), record, { updatedAt: fetchedAtMs })
}

/** The record that the caseload holds of a patient; undefined when it holds none. */
export function recordInCaseload(read: ReadCaseload | undefined, id: string): Dated | undefined {
  const held = read?.read.get(id)
  return held?.kind === 'record' ? held : undefined
}

/** The caseload with a newer record of one patient. */
export function withRecord(read: ReadCaseload | undefined, id: string, { record, fetchedAtMs }: Dated): ReadCaseload | undefined {
  const held = read?.read.get(id)
  if (read === undefined || held === undefined || (held.kind === 'record' && held.fetchedAtMs > fetchedAtMs)) return read
  return { ...read, read: new Map(read.read).set(id, { kind: 'record', record, fetchedAtMs }) }
}
