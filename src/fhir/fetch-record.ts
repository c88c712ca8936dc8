/** Patients' records from a server: who is on the list, and everything the rules need about some of them at once. */
import type { FhirClient } from '#src/fhir/client.ts'
import { searchAll } from '#src/fhir/bundle.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { field, list, text } from '#src/fhir/raw.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { patientsParameter, token, type Search } from '#src/fhir/search.ts'
import type { Incomplete, PatientRecord } from '#src/clinical/facts.ts'

const LIST_CODE = token('https://remit.example/fhir/CodeSystem/list-code', 'depression-caseload')

/** Patient ids of a clinician's caseload list, in the list's order. Throws `FhirError`; an absent list is an error, not an empty caseload. */
export async function fetchCaseloadIds(client: FhirClient, practitioner: string, signal?: AbortSignal): Promise<readonly string[]> {
  const search: Search = {
    type: 'List',
    parameters: [
      ['source', practitioner],
      ['code', LIST_CODE],
      ['status', 'current'],
    ],
  }
  const { resources, incomplete } = await searchAll(client, search, signal)
  if (incomplete !== undefined) throw new FhirError('paging', `The caseload list was not read completely: ${incomplete}`)
  if (resources.length === 0) throw new FhirError('not-fhir', `The server has no current caseload list for ${practitioner}`)
  const references = resources.flatMap((resource) =>
    list(field(resource, 'entry'))
      .filter((entry) => field(entry, 'deleted') !== true)
      .map((entry) => text(field(field(entry, 'item'), 'reference'))),
  )
  return [...new Set(references.flatMap((reference) => (reference?.startsWith('Patient/') ? [reference.slice('Patient/'.length)] : [])))]
}

interface Part {
  readonly type: string
  readonly name: string
  readonly affects: Incomplete['affects']
  readonly parameters?: Search['parameters']
}

/** What is read for every patient. Order does not matter: all are asked for at once. */
const parts: readonly Part[] = [
  { type: 'Patient', name: 'identity', affects: 'other' },
  { type: 'Observation', name: 'PHQ-9, other scales and check-ins', affects: 'readings' },
  { type: 'QuestionnaireResponse', name: 'questionnaires', affects: 'readings' },
  {
    type: 'MedicationRequest',
    name: 'medication orders',
    affects: 'medications',
    parameters: [['_include', 'MedicationRequest:medication']],
  },
  { type: 'MedicationDispense', name: 'dispenses', affects: 'medications' },
  { type: 'MedicationStatement', name: 'medication statements', affects: 'medications' },
  { type: 'Condition', name: 'diagnoses', affects: 'other' },
  { type: 'Procedure', name: 'procedures', affects: 'other' },
  { type: 'AllergyIntolerance', name: 'intolerances', affects: 'other' },
  { type: 'Appointment', name: 'appointments', affects: 'other' },
  { type: 'Encounter', name: 'visits', affects: 'other' },
]

/**
 * Records of some patients. A part that fails is named in each record and never read as "none".
 *
 * @throws FhirError when the patients themselves could not be read
 */
export async function fetchRecords(
  client: FhirClient,
  ids: readonly string[],
  options: { readonly prorateTwoMissing: boolean },
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, PatientRecord>> {
  const read = await Promise.all(parts.map((part) => readPart(client, part, ids, signal)))
  const incomplete = read.flatMap((r) => r.incomplete)
  const byPatient = groupByPatient(read.flatMap((r) => r.resources))
  const present = new Set(byPatient.get('present'))
  return new Map(
    ids.flatMap((id) => {
      if (!present.has(id)) return []
      const record = recordFromResources(id, byPatient.get(id) ?? [], options)
      return [[id, incomplete.length === 0 ? record : { ...record, incomplete: [...record.incomplete, ...incomplete] }] as const]
    }),
  )
}

async function readPart(
  client: FhirClient,
  part: Part,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<{ resources: readonly unknown[]; incomplete: readonly Incomplete[] }> {
  const who: readonly [string, string] = part.type === 'Patient' ? ['_id', ids.join(',')] : ['patient', patientsParameter(ids)]
  const search: Search = { type: part.type, parameters: [who, ...(part.parameters ?? []), ['_count', '1000']] }
  try {
    const { resources, incomplete } = await searchAll(client, search, signal)
    return { resources, incomplete: incomplete === undefined ? [] : [{ part: part.name, reason: incomplete, affects: part.affects }] }
  } catch (error) {
    if (!(error instanceof FhirError) || part.type === 'Patient' || error.kind === 'aborted') throw error
    // A server that does not offer a type at all has none of it; anything else was not read.
    if (error.status === 404 && part.type !== 'Observation' && part.type !== 'MedicationRequest') return { resources: [], incomplete: [] }
    return { resources: [], incomplete: [{ part: part.name, reason: error.message, affects: part.affects }] }
  }
}

/** Resources by the patient they speak of; included medications go to everybody who may refer to them. */
function groupByPatient(resources: readonly unknown[]): ReadonlyMap<string, readonly unknown[]> {
  const groups = new Map<string, unknown[]>()
  const shared: unknown[] = []
  const present: string[] = []
  const add = (id: string, resource: unknown): void => {
    const group = groups.get(id)
    if (group) group.push(resource)
    else groups.set(id, [resource])
  }
  for (const resource of resources) {
    const type = field(resource, 'resourceType')
    const id = text(field(resource, 'id'))
    if (type === 'Medication') shared.push(resource)
    else if (type === 'Patient' && id !== undefined) {
      present.push(id)
      add(id, resource)
    } else for (const owner of ownersOf(resource)) add(owner, resource)
  }
  if (shared.length > 0) for (const group of groups.values()) group.push(...shared)
  groups.set('present', present)
  return groups
}

function ownersOf(resource: unknown): readonly string[] {
  const actors = list(field(resource, 'participant')).map((p) => text(field(field(p, 'actor'), 'reference')))
  const references = [text(field(field(resource, 'subject'), 'reference')), text(field(field(resource, 'patient'), 'reference')), ...actors]
  return references.flatMap((reference) => {
    const match = reference === undefined ? null : /(?:^|\/)Patient\/([^/]+)/.exec(reference)
    return match?.[1] === undefined ? [] : [match[1]]
  })
}
