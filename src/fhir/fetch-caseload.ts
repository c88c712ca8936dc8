/** Who is on a clinician's caseload, in the first way that the server offers (FHIR.md 3.2 A). */
import type { SearchResult } from '#src/fhir/bundle.ts'
import { capabilityOf, type Capability } from '#src/fhir/capability.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import type { Source } from '#src/fhir/fetch-part.ts'
import { wordsOf } from '#src/fhir/coding.ts'
import { field, list, text } from '#src/fhir/raw.ts'
import { noFullUrls, referenceIn } from '#src/fhir/reference.ts'
import { token, type Search } from '#src/fhir/search.ts'
import { searchWhole } from '#src/fhir/whole.ts'

/** Somebody on the list. */
export interface Member {
  /** Server id of the patient; for a member whose record is not named, a name that no record has. */
  readonly id: string
  /** As the list words it; undefined when it does not. */
  readonly label: string | undefined
  /** Why no record can be read for this member; undefined as a rule. */
  readonly unnamed: string | undefined
}

const LIST_CODE = token('https://remit.example/fhir/CodeSystem/list-code', 'depression-caseload')
const GROUP_IDENTIFIER = 'https://remit.example/fhir/sid/caseload'

interface Way {
  readonly search: Search
  readonly isOffered: (capability: Capability) => boolean
  readonly membersOf: (resource: unknown) => readonly Member[]
  /** Whether nothing found means an empty caseload (a list without entries) or that this is not how it is kept. */
  readonly name: string
}

function waysFor(practitioner: string): readonly Way[] {
  return [
    {
      name: 'caseload list',
      search: {
        type: 'List',
        parameters: [
          ['source', practitioner],
          ['code', LIST_CODE],
          ['status', 'current'],
        ],
      },
      isOffered: (capability) => capability.keeps('List') !== false,
      membersOf: (resource) =>
        list(field(resource, 'entry')).flatMap((entry) => (field(entry, 'deleted') === true ? [] : memberOf(field(entry, 'item')))),
    },
    {
      name: 'registry group',
      search: { type: 'Group', parameters: [['identifier', token(GROUP_IDENTIFIER, practitioner)]] },
      isOffered: (capability) => capability.searches('Group', 'identifier') !== false,
      membersOf: (resource) =>
        field(resource, 'active') === false
          ? []
          : list(field(resource, 'member')).flatMap((member) =>
              field(member, 'inactive') === true ? [] : memberOf(field(member, 'entity')),
            ),
    },
    {
      name: 'patients of this general practitioner',
      search: {
        type: 'Patient',
        parameters: [
          ['general-practitioner', practitioner],
          ['_count', '1000'],
        ],
      },
      isOffered: (capability) => capability.searches('Patient', 'general-practitioner') !== false,
      membersOf: (resource) => {
        const id = text(field(resource, 'id'))
        return id === undefined || field(resource, 'active') === false ? [] : [{ id, label: undefined, unnamed: undefined }]
      },
    },
  ]
}

/** The first way that worked, by server. */
const remembered = new WeakMap<FhirClient, string>()

/**
 * Everybody on the caseload, each once, in the order of the list.
 *
 * @throws FhirError when the server does not answer, when the list was not read to its end, and when there is none: an absent list
 * is an error, not an empty caseload
 */
export async function fetchCaseload(client: FhirClient, practitioner: string, signal?: AbortSignal): Promise<readonly Member[]> {
  const capability = await capabilityOf(client)
  const refusals: string[] = []
  const kept = remembered.get(client)
  // A list that was there and is refused now is a fault: another way could show another caseload.
  for (const way of waysFor(practitioner).filter(({ name }) => kept === undefined || name === kept)) {
    if (!way.isOffered(capability)) continue
    const found = await tried({ client, capability }, way, signal)
    if (found instanceof FhirError) refusals.push(found.message)
    else if (found.incomplete !== undefined)
      throw new FhirError('paging', `The caseload was not read completely (${way.name}): ${found.incomplete}`)
    else if (found.resources.length > 0) {
      remembered.set(client, way.name)
      return unique(found.resources.flatMap(way.membersOf))
    }
  }
  const words = refusals.length === 0 ? '' : ` (${refusals.join('; ')})`
  throw new FhirError('not-fhir', `The server has no current caseload list for ${practitioner}${words}`)
}

/** Ids of everybody on the caseload whose record is named, in the order of the list. Throws as `fetchCaseload` does. */
export async function fetchCaseloadIds(client: FhirClient, practitioner: string, signal?: AbortSignal): Promise<readonly string[]> {
  const members = await fetchCaseload(client, practitioner, signal)
  return members.flatMap((member) => (member.unnamed === undefined ? [member.id] : []))
}

/** A server that refuses one way may take the next; one that does not answer is not asked again. */
async function tried({ client, capability }: Source, way: Way, signal: AbortSignal | undefined): Promise<SearchResult | FhirError> {
  try {
    return await searchWhole(client, capability, way.search, signal)
  } catch (error) {
    if (error instanceof FhirError && (error.status === 400 || error.status === 403 || error.status === 404 || error.status === 501))
      return error
    throw error
  }
}

/** A member by whatever names it. One whose record cannot be found is kept, so that it can be said. */
function memberOf(item: unknown): readonly Member[] {
  const label = text(field(item, 'display'))
  const reference = referenceIn(item, noFullUrls)
  if (reference?.startsWith('Patient/') === true) return [{ id: reference.slice('Patient/'.length), label, unnamed: undefined }]
  if (reference !== undefined && /^[A-Z][A-Za-z]+\//.test(reference)) return [] // a device or a practitioner in the same list is no patient
  const number = text(field(field(item, 'identifier'), 'value')) ?? wordsOf(field(item, 'concept'))
  const id = `unnamed-${number ?? label ?? 'entry'}`.replaceAll(/[^A-Za-z0-9.-]/g, '-').slice(0, 64)
  return [{ id, label, unnamed: 'the list names this patient without the address of a record' }]
}

function unique(members: readonly Member[]): readonly Member[] {
  const byId = new Map<string, Member>()
  for (const member of members) if (!byId.has(member.id)) byId.set(member.id, member)
  return [...byId.values()]
}
