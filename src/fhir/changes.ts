/** Whose record changed since a moment: what is asked every minute instead of reading everybody again (FHIR.md 3.2 E). */
import type { SearchResult } from '#src/fhir/bundle.ts'
import { capabilityOf } from '#src/fhir/capability.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import type { Source } from '#src/fhir/fetch-part.ts'
import { field, isObject, text } from '#src/fhir/raw.ts'
import { patientsOf } from '#src/fhir/record.ts'
import { partsFor, type Part } from '#src/fhir/record-parts.ts'
import { noFullUrls } from '#src/fhir/reference.ts'
import { patientsParameter, type Search } from '#src/fhir/search.ts'
import { searchWhole } from '#src/fhir/whole.ts'
import { instantFromIso, isoInstant } from '#src/lib/calendar.ts'

const PATIENTS_AT_ONCE = 500

/**
 * Ids of those, among some patients, of whom anything was written since then. Deletions leave no trace: that is what a full
 * reading every few hours is for.
 *
 * @param sinceMs epoch milliseconds of the server's clock
 * @param isGap whether all these records lack a part already: then its refusal is nothing new
 * @returns undefined when the server cannot be asked this
 * @throws FhirError when it could not be found out
 */
export async function changedSince(
  client: FhirClient,
  ids: readonly string[],
  sinceMs: number,
  isGap: (part: Part) => boolean,
  signal?: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  const capability = await capabilityOf(client)
  if (capability.searches('Observation', '_lastUpdated') === false) return undefined
  const since = ['_lastUpdated', `ge${isoInstant(sinceMs)}`] as const
  const from = { client, capability }
  const changed = new Set<string>()
  for (let at = 0; at < ids.length; at += PATIENTS_AT_ONCE) {
    const some = ids.slice(at, at + PATIENTS_AT_ONCE)
    const people: Search = { type: 'Patient', parameters: [['_id', some.join(',')], since, ['_count', '1000']] }
    const results = await Promise.all([
      searched(from, people, false, signal),
      ...partsFor(capability).map((part) => searched(from, searchFor(part, some, since), isGap(part), signal)),
    ])
    for (const result of results) for (const id of idsIn(result, sinceMs)) changed.add(id)
  }
  return changed
}

function searchFor(part: Part, ids: readonly string[], since: Search['parameters'][number]): Search {
  const [way = []] = part.ways
  return { type: part.type, parameters: [['patient', patientsParameter(ids)], ...way.filter(([name]) => name !== '_include'), since] }
}

/** A part that is refused as before changes nothing; a part that fails may hide a change. */
async function searched(
  { client, capability }: Source,
  search: Search,
  isGap: boolean,
  signal: AbortSignal | undefined,
): Promise<SearchResult | undefined> {
  let result: SearchResult
  try {
    result = await searchWhole(client, capability, search, signal)
  } catch (error) {
    const isRefused = error instanceof FhirError && [400, 403, 404].includes(error.status ?? 0)
    if (isGap && isRefused) return undefined
    throw error
  }
  if (result.incomplete !== undefined)
    throw new FhirError('paging', `What changed (${search.type}) was not read completely: ${result.incomplete}`)
  return result
}

/** A server that leaves `_lastUpdated` out sends everything; what carries an earlier date did not change. */
function idsIn(result: SearchResult | undefined, sinceMs: number): readonly string[] {
  return (result?.resources ?? []).flatMap((resource) => {
    if (!isObject(resource)) return []
    const updatedMs = instantFromIso(field(resource['meta'], 'lastUpdated'))
    if (updatedMs !== undefined && updatedMs < sinceMs) return []
    const id = text(resource['id'])
    return resource['resourceType'] === 'Patient' && id !== undefined ? [id] : patientsOf(resource, noFullUrls)
  })
}
