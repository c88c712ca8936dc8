/** Patients' records from a server: everything the rules need about some of them at once. */
import type { Incomplete, PatientRecord, Rejection } from '#src/clinical/facts.ts'
import { capabilityOf } from '#src/fhir/capability.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { readPart, type PartRead, type Source } from '#src/fhir/fetch-part.ts'
import { readPatients } from '#src/fhir/fetch-patients.ts'
import { followReferences } from '#src/fhir/follow-references.ts'
import { takesManyPatients } from '#src/fhir/many-patients.ts'
import { identityOf } from '#src/fhir/newest.ts'
import { field, isObject, text } from '#src/fhir/raw.ts'
import { FOREIGN, patientsOf, recordFromResources } from '#src/fhir/record.ts'
import { partsFor, surveyPart } from '#src/fhir/record-parts.ts'
import { noFullUrls } from '#src/fhir/reference.ts'
import { patientsParameter } from '#src/fhir/search.ts'
import { countOf } from '#src/fhir/whole.ts'
import { inSlices } from '#src/fhir/slices.ts'
import { terminology } from '#src/fhir/codes.ts'
import { codesIn } from '#src/fhir/coding.ts'

export { fetchCaseloadIds } from '#src/fhir/fetch-caseload.ts'

export interface ReadOptions {
  readonly prorateTwoMissing: boolean
}

export interface RecordsRead {
  readonly records: ReadonlyMap<string, PatientRecord>
  /** Patients asked for who could not be read, and why. */
  readonly unreadable: ReadonlyMap<string, FhirError>
  /** What arrived and belongs to none of them. */
  readonly rejected: readonly Rejection[]
}

/**
 * Records of some patients, in one search for each part: only for a server that takes many patients at once, or for one patient.
 * A part that fails is named in each record it is missing from.
 *
 * @throws FhirError when the patients themselves could not be read
 */
export async function readRecords(
  client: FhirClient,
  ids: readonly string[],
  options: ReadOptions,
  signal?: AbortSignal,
): Promise<RecordsRead> {
  const capability = await capabilityOf(client)
  const from = { client, capability }
  const [people, ...parts] = await Promise.all([
    readPatients(from, ids, signal),
    ...partsFor(capability).map((part) => readPart(from, part, ids, signal)),
  ])
  const survey = await readRestOfSurvey(from, ids, parts, signal)
  const heap = new Heap(ids)
  for (const part of [...parts, survey]) await heap.add(part)
  await heap.add(await followReferences(client, heap.resources, signal))
  const records = new Map<string, PatientRecord>()
  await inSlices(people.found, ([id, patient]) => void records.set(id, heap.recordOf(id, patient, options)), signal)
  if (signal?.aborted === true) throw new FhirError('aborted', 'Reading was cancelled')
  return { records, unreadable: people.unreadable, rejected: heap.rejectedOf(ids) }
}

/**
 * Records of some patients, by id; who could not be read is missing.
 *
 * @throws FhirError when none of the patients could be read
 */
export async function fetchRecords(
  client: FhirClient,
  ids: readonly string[],
  options: ReadOptions,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, PatientRecord>> {
  const found = new Map<string, PatientRecord>()
  const isMany = ids.length > 1 && (await takesManyPatients(client, ids, signal))
  for (const group of isMany ? [ids] : ids.map((id) => [id])) {
    if (group.length === 0) continue
    const { records } = await readRecords(client, group, options, signal)
    for (const [id, record] of records) found.set(id, record)
  }
  return found
}

/**
 * Survey results that no code found: local codes, and codes over components. How many there are is asked first, since as a rule
 * there are none and the answer is short.
 */
async function readRestOfSurvey(
  from: Source,
  ids: readonly string[],
  parts: readonly PartRead[],
  signal: AbortSignal | undefined,
): Promise<PartRead> {
  const [way = []] = surveyPart.ways
  try {
    const search = { type: 'Observation', parameters: [['patient', patientsParameter(ids)], ...way] } as const
    const total = await countOf(from.client, search, signal)
    if (total !== undefined && total <= surveyIn(parts)) return nothing
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'aborted') throw error
    // Not countable, so it is read.
  }
  return readPart(from, surveyPart, ids, signal)
}

const nothing: PartRead = { resources: [], gaps: new Map(), rejected: [] }

function surveyIn(parts: readonly PartRead[]): number {
  const found = parts.flatMap((part) => part.resources).filter(isSurvey)
  return new Set(found.map(identityOf)).size
}

function isSurvey(resource: unknown): boolean {
  const categories = field(resource, 'category')
  return Array.isArray(categories) && categories.some((category) => codesIn(category, terminology.observationCategory).includes('survey'))
}

/** What has been read of some patients, sorted by whom it is about. */
class Heap {
  readonly #resources: unknown[] = []
  readonly #byPatient: ReadonlyMap<string, unknown[]>
  readonly #shared: unknown[] = []
  readonly #gaps = new Map<string, readonly Incomplete[]>()
  readonly #rejected: Rejection[] = []

  constructor(ids: readonly string[]) {
    this.#byPatient = new Map(ids.map((id) => [id, []]))
  }

  get resources(): readonly unknown[] {
    return this.#resources
  }

  async add({ resources, gaps, rejected }: PartRead): Promise<void> {
    this.#rejected.push(...rejected)
    for (const [id, found] of gaps) this.#gaps.set(id, [...(this.#gaps.get(id) ?? []), ...found])
    await inSlices(resources, (resource) => this.#file(resource))
  }

  #file(resource: unknown): void {
    this.#resources.push(resource)
    if (!isObject(resource)) return
    const type = text(resource['resourceType'])
    if (type === 'Medication' || type === 'Questionnaire') this.#shared.push(resource)
    else this.#give(resource)
  }

  #give(resource: Parameters<typeof patientsOf>[0]): void {
    const owners = [...new Set(patientsOf(resource, noFullUrls))].filter((id) => this.#byPatient.has(id))
    for (const id of owners) this.#byPatient.get(id)?.push(resource)
    if (owners.length === 0) this.#rejected.push({ source: identityOf(resource) ?? 'a resource', reason: FOREIGN })
  }

  recordOf(id: string, patient: unknown, options: ReadOptions): PatientRecord {
    const own = this.#byPatient.get(id) ?? []
    const record = recordFromResources(id, [patient, ...this.#shared, ...own], options)
    const incomplete = withoutRepeats(this.#gaps.get(id) ?? [])
    const foreign = this.#byPatient.size === 1 ? this.#rejected : []
    return incomplete.length + foreign.length === 0 ? record : { ...record, incomplete, rejected: [...record.rejected, ...foreign] }
  }

  /** With one patient it stands in that record already. */
  rejectedOf(ids: readonly string[]): readonly Rejection[] {
    return ids.length === 1 ? [] : this.#rejected
  }
}

function withoutRepeats(gaps: readonly Incomplete[]): readonly Incomplete[] {
  return [...new Map(gaps.map((gap) => [`${gap.part}|${gap.reason}`, gap])).values()]
}
