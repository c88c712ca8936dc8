/** Resources that others point to and no search brought along: members of a panel, the medicine of an order, the response behind a total. */
import { searchAll } from '#src/fhir/bundle.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { identityOf } from '#src/fhir/newest.ts'
import { field, isObject, list } from '#src/fhir/raw.ts'
import { patientsOf } from '#src/fhir/record.ts'
import { noFullUrls, referenceIn } from '#src/fhir/reference.ts'
import type { Incomplete, Rejection } from '#src/clinical/facts.ts'

const IDS_AT_ONCE = 50
/** A server that points to thousands of resources it does not send is not chased for them. */
const MOST_IDS = 500

export interface Followed {
  readonly resources: readonly unknown[]
  /** What could not be fetched: without it the rest still stands. */
  readonly rejected: readonly Rejection[]
  /** Patients of whom something may be missing, because the server did not say no but failed. */
  readonly gaps: ReadonlyMap<string, readonly Incomplete[]>
}

/** Fetches what is pointed to and missing, by `_id`. A refusal (403, 404, 410) is noted and tolerated (FHIR.md 2.2, rule 11). */
export async function followReferences(client: FhirClient, resources: readonly unknown[], signal?: AbortSignal): Promise<Followed> {
  const found: unknown[] = []
  const rejected: Rejection[] = []
  const gaps = new Map<string, readonly Incomplete[]>()
  const leaveOut = (owners: Iterable<string>, type: string, reason: string): void => {
    const affects = type === 'Medication' ? 'medications' : 'readings'
    for (const owner of owners) gaps.set(owner, [...(gaps.get(owner) ?? []), { part: nameOf(type), reason, affects }])
  }
  for (const [type, pointed] of missingIn(resources)) {
    const ids = [...pointed.keys()]
    for (let at = 0; at < Math.min(ids.length, MOST_IDS); at += IDS_AT_ONCE) {
      const some = ids.slice(at, at + IDS_AT_ONCE)
      const owners = new Set(some.flatMap((id) => [...(pointed.get(id) ?? [])]))
      try {
        const result = await searchAll(
          client,
          {
            type,
            parameters: [
              ['_id', some.join(',')],
              ['_count', `${IDS_AT_ONCE}`],
            ],
          },
          signal,
        )
        found.push(...result.resources)
        if (result.incomplete !== undefined) leaveOut(owners, type, result.incomplete)
      } catch (error) {
        if (!(error instanceof FhirError) || error.kind === 'aborted') throw error
        if (error.passing) leaveOut(owners, type, error.message)
        else rejected.push({ source: `${some.length} ${type}`, reason: `pointed to, and not read: ${error.message}` })
      }
    }
  }
  return { resources: found, rejected, gaps }
}

const nameOf = (type: string): string =>
  type === 'Medication' ? 'medicines behind orders' : type === 'Observation' ? 'answers behind totals' : 'questionnaires behind totals'

/** Ids that are pointed to and not here, by type, each with the patients whose resources point there. */
export function missingIn(resources: readonly unknown[]): ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> {
  const present = new Set(resources.flatMap((resource) => identityOf(resource) ?? []))
  const missing = new Map<string, Map<string, Set<string>>>()
  for (const resource of resources) {
    for (const reference of pointersOf(resource)) {
      const [type = '', id = '', ...rest] = reference.split('/')
      if (rest.length > 0 || id === '' || present.has(reference)) continue
      const ids = missing.get(type) ?? new Map<string, Set<string>>()
      missing.set(type, ids)
      const owners = ids.get(id) ?? new Set()
      ids.set(id, owners)
      for (const owner of isObject(resource) ? patientsOf(resource, noFullUrls) : []) owners.add(owner)
    }
  }
  return missing
}

function pointersOf(resource: unknown): readonly string[] {
  switch (field(resource, 'resourceType')) {
    case 'Observation':
      return [
        ...ofType(list(field(resource, 'hasMember')), 'Observation'),
        ...ofType(list(field(resource, 'derivedFrom')), 'QuestionnaireResponse'),
      ]
    case 'MedicationRequest':
    case 'MedicationDispense':
    case 'MedicationStatement':
      return ofType([field(resource, 'medicationReference')], 'Medication')
    default:
      return []
  }
}

const ofType = (elements: readonly unknown[], type: string): readonly string[] =>
  elements.flatMap((element) => {
    const reference = referenceIn(element, noFullUrls)
    return reference?.startsWith(`${type}/`) === true ? [reference] : []
  })
