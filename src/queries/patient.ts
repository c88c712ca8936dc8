/** One patient: the same record as in the caseload where that has been read, else read by itself. */
import { useQuery } from '@tanstack/react-query'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { fetchRecords } from '#src/fhir/fetch-record.ts'
import { assessed } from '#src/queries/assessed.ts'
import { toLoaded, type Loaded } from '#src/queries/loaded.ts'
import { useAsOf, useRemit } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'

/** A patient that the server does not have: a way back is all that helps. */
export class NoSuchPatient extends FhirError {
  override readonly name = 'NoSuchPatient'
}

/** The record is bound to its id: an answer for somebody else can never stand under this key. */
export function usePatient(id: string): Loaded<AssessedPatient, FhirError> {
  const { client, deployment } = useRemit()
  const { day } = useAsOf()
  const query = useQuery<PatientRecord, FhirError>({
    queryKey: ['patient', id],
    queryFn: async ({ signal }) => {
      const record = (await fetchRecords(client, [id], deployment.clinical, signal)).get(id)
      if (!record) throw new NoSuchPatient('http', `The server has no patient ${id}`, 404)
      return record
    },
  })
  const loaded = toLoaded(query)
  if (loaded.kind !== 'fresh' && loaded.kind !== 'stale') return loaded
  const record = loaded.value
  // Never paint one patient's record under another's address.
  if (record.identity.id !== id) return { kind: 'loading' }
  const value = { record, assessment: assessed(record, day, deployment.clinical) }
  return loaded.kind === 'fresh' ? { ...loaded, value } : { ...loaded, value }
}
