/** One patient: the same record as in the caseload where that has been read, else read by itself. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { readRecords } from '#src/fhir/fetch-record.ts'
import { assessed } from '#src/queries/assessed.ts'
import { caseloadKey } from '#src/queries/caseload.ts'
import { toLoaded, type Loaded } from '#src/queries/loaded.ts'
import { patientKey, recordInCaseload, withRecord } from '#src/queries/patient-cache.ts'
import type { ReadCaseload } from '#src/queries/read-caseload.ts'
import { useAsOf, useRemit } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'

/** A patient that the server does not have: a way back is all that helps. */
export class NoSuchPatient extends FhirError {
  override readonly name = 'NoSuchPatient'
}

const REFRESH_MS = 5 * 60_000

/** The record is bound to its id: an answer for somebody else can never stand under this key. */
export function usePatient(id: string): Loaded<AssessedPatient, FhirError> {
  const { client, deployment, clock } = useRemit()
  const { day } = useAsOf()
  const queries = useQueryClient()
  const inCaseload = () => recordInCaseload(queries.getQueryData<ReadCaseload>(caseloadKey(deployment.practitioner)), id)
  const query = useQuery<PatientRecord, FhirError>({
    queryKey: patientKey(id),
    queryFn: async ({ signal }) => {
      const fetchedAtMs = clock()
      const { records, unreadable } = await readRecords(client.urgent, [id], deployment.clinical, signal)
      const record = records.get(id)
      if (!record) throw noRecord(id, unreadable.get(id))
      const key = caseloadKey(deployment.practitioner)
      queries.setQueryData<ReadCaseload>(key, (read) => withRecord(read, id, { record, fetchedAtMs }))
      return record
    },
    initialData: () => inCaseload()?.record,
    initialDataUpdatedAt: () => inCaseload()?.fetchedAtMs,
    refetchInterval: REFRESH_MS,
  })
  const loaded = toLoaded(query)
  if (loaded.kind !== 'fresh' && loaded.kind !== 'stale') return loaded
  const record = loaded.value
  // Never paint one patient's record under another's address.
  if (record.identity.id !== id) return { kind: 'loading' }
  const value = { record, assessment: assessed(record, day, deployment.clinical) }
  return loaded.kind === 'fresh' ? { ...loaded, value } : { ...loaded, value }
}

function noRecord(id: string, error: FhirError | undefined): FhirError {
  if (error === undefined) return new NoSuchPatient('http', `the server has no patient ${id}`, 404)
  return error.status === 404 || error.status === 410 ? new NoSuchPatient('http', error.message, error.status) : error
}
