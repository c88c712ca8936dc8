/** The Patient resources themselves: who cannot be read is named with the reason, and never missing in silence. */
import { FhirError } from '#src/fhir/errors.ts'
import type { Source } from '#src/fhir/fetch-part.ts'
import { field, text, type RawObject } from '#src/fhir/raw.ts'
import type { Search } from '#src/fhir/search.ts'
import { searchWhole } from '#src/fhir/whole.ts'

export interface PatientsRead {
  readonly found: ReadonlyMap<string, unknown>
  readonly unreadable: ReadonlyMap<string, FhirError>
}

const MOST_FAILURES = 5
/** People a search did not return are asked for by name before it is said that the server does not have them. */
const MOST_CONFIRMED = 20

/**
 * Reads some patients, in one search where there are several.
 *
 * @throws FhirError when the server does not answer, or refuses every way of asking
 */
export async function readPatients({ client, capability }: Source, ids: readonly string[], signal?: AbortSignal): Promise<PatientsRead> {
  const found = new Map<string, unknown>()
  const unreadable = new Map<string, FhirError>()
  let failures = 0

  async function readOne(id: string): Promise<void> {
    try {
      const patient: RawObject = await client.read(`Patient/${id}`, signal)
      if (patient['resourceType'] === 'Patient' && patient['id'] === id) found.set(id, patient)
      else unreadable.set(id, new FhirError('not-fhir', `Patient/${id}: the server answered with ${describe(patient)}`))
    } catch (error) {
      if (!(error instanceof FhirError) || error.kind === 'aborted' || error.isUnanswered) throw error
      unreadable.set(id, worded(id, error))
    }
  }

  async function readSome(some: readonly string[]): Promise<void> {
    const [only, second] = some
    if (only === undefined) return
    if (second === undefined) return readOne(only)
    let missing: readonly string[]
    let incomplete: string | undefined
    try {
      const search: Search = {
        type: 'Patient',
        parameters: [
          ['_id', some.join(',')],
          ['_count', '1000'],
        ],
      }
      const result = await searchWhole(client, capability, search, signal)
      incomplete = result.incomplete
      for (const resource of result.resources) {
        const id = text(field(resource, 'id'))
        if (field(resource, 'resourceType') === 'Patient' && id !== undefined && some.includes(id)) found.set(id, resource)
      }
      missing = some.filter((id) => !found.has(id))
    } catch (error) {
      failures += 1
      if (
        !(error instanceof FhirError) ||
        error.kind === 'aborted' ||
        error.isUnanswered ||
        (found.size === 0 && failures >= MOST_FAILURES)
      )
        throw error
      const half = Math.ceil(some.length / 2)
      await readSome(some.slice(0, half))
      return readSome(some.slice(half))
    }
    if (missing.length <= MOST_CONFIRMED) await Promise.all(missing.map(readOne))
    else
      for (const id of missing)
        unreadable.set(id, new FhirError('paging', `Patient/${id} was not among the results (${incomplete ?? 'no reason given'})`))
  }

  await readSome(ids)
  return { found, unreadable }
}

const describe = (resource: RawObject): string => `${text(resource['resourceType']) ?? 'something'} ${text(resource['id']) ?? 'without id'}`

function worded(id: string, error: FhirError): FhirError {
  const words =
    error.status === 403
      ? 'no access to this patient'
      : error.status === 404
        ? `the server has no patient ${id}`
        : error.status === 410
          ? `the record of patient ${id} was deleted`
          : error.message
  return new FhirError(error.kind, words, error.status, error.retryAfterSeconds)
}
