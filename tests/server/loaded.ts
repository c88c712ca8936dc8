/** Synthetic people on a real server, under ids that nobody else on it can have, and gone again afterwards. */
import { caseload } from '#mocks/caseload.ts'
import type { FhirResource } from '#mocks/population.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { createFhirClient, type FhirClient } from '#src/fhir/client.ts'
import { localDayAt } from '#src/lib/calendar.ts'
import { readCaseload, type ReadCaseload } from '#src/queries/read-caseload.ts'

const PATIENTS = 8
const AT_ONCE = 200

export const clock = (): number => performance.timeOrigin + performance.now()

export interface People {
  readonly practitioner: string
  readonly ids: readonly string[]
  readonly resources: readonly FhirResource[]
}

/** The demo's people, every id and reference of theirs with a mark before it. */
export function populate(mark: string): People {
  const population = caseload({ patients: PATIENTS, today: localDayAt(clock()) })
  const everything = [...population.shared(), ...population.patientIds().flatMap((id) => population.resourcesOf(id))]
  const present = new Set(everything.map((resource) => `${resource.resourceType}/${resource.id ?? ''}`))
  const marked = (key: string, value: unknown): unknown => {
    if (key !== 'reference' || typeof value !== 'string' || !present.has(value)) return value
    const [type = '', id = ''] = value.split('/')
    return `${type}/${mark}-${id}`
  }
  const resources = everything.map((resource): FhirResource => {
    const { meta: _meta, ...copy } = JSON.parse(JSON.stringify(resource, marked)) as FhirResource // safe: a copy of a resource
    return { ...copy, id: `${mark}-${resource.id ?? ''}` }
  })
  return { practitioner: `Practitioner/${mark}-dr-01`, ids: population.patientIds().map((id) => `${mark}-${id}`), resources }
}

export const isShared = ({ resourceType }: FhirResource): boolean => resourceType === 'Medication' || resourceType === 'Questionnaire'

/** Whether a resource belongs to a patient, or is that patient. */
export const mentions = (resource: FhirResource, id: string): boolean =>
  resource.resourceType !== 'List' && (resource.id === id || JSON.stringify(resource).includes(`"Patient/${id}"`))

export const newScore = (patient: string, id: string): object => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: id.endsWith('-new') ? '2020-02-29' : '2020-03-31',
  valueQuantity: { value: 22, unit: '{score}', system: 'http://unitsofmeasure.org', code: '{score}' },
})

/** A server, and what was put on it. */
export class Server {
  readonly client: FhirClient
  readonly mark: string
  readonly #base: string
  readonly #loaded: string[] = []

  constructor(base: string) {
    this.#base = base.replace(/\/$/, '')
    this.mark = `remit${Math.round(clock()).toString(36)}`
    this.client = this.another()
  }

  /** A client that knows nothing of what this one wrote. */
  another(): FhirClient {
    const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
    return createFhirClient({ base: this.#base, timeoutMs: 60_000, pause, clock })
  }

  remember(url: string): void {
    this.#loaded.push(url)
  }

  async put(url: string, resource: object): Promise<void> {
    await this.client.write('PUT', url, resource)
    this.remember(url)
  }

  /** In transactions; what others refer to comes first. */
  async load(resources: readonly FhirResource[]): Promise<void> {
    const order = ['List', 'Patient', 'Questionnaire', 'Medication', 'Practitioner'].toReversed()
    const rank = ({ resourceType }: FhirResource): number => (order.includes(resourceType) ? order.indexOf(resourceType) : order.length)
    const lists = resources.filter((resource) => resource.resourceType === 'List')
    const sorted = [...resources.filter((resource) => resource.resourceType !== 'List').toSorted((a, b) => rank(a) - rank(b)), ...lists]
    for (let at = 0; at < sorted.length; at += AT_ONCE) {
      const entry = sorted.slice(at, at + AT_ONCE).map((resource) => {
        const url = `${resource.resourceType}/${resource.id ?? ''}`
        this.remember(url)
        return { fullUrl: `${this.#base}/${url}`, resource, request: { method: 'PUT', url } }
      })
      await this.client.write('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
    }
  }

  /** Last in, first out, so that nothing is removed while something points to it. */
  async unload(): Promise<undefined> {
    const urls = this.#loaded.toReversed()
    for (let at = 0; at < urls.length; at += AT_ONCE) {
      const entry = urls.slice(at, at + AT_ONCE).map((url) => ({ request: { method: 'DELETE', url } }))
      await this.client.write('POST', '', { resourceType: 'Bundle', type: 'transaction', entry })
    }
    return undefined
  }

  /** The caseload as the app reads it, the first time or again. */
  read(people: People, before?: ReadCaseload): Promise<ReadCaseload> {
    const signal = new AbortController().signal
    const parts = {
      client: this.client,
      practitioner: people.practitioner,
      settings: defaultSettings,
      clock,
      signal,
      publish: () => undefined,
    }
    return readCaseload(parts, before)
  }
}
