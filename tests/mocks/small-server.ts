/** A server with four patients and a clock that stands still, and short ways to ask it. */
import { fixedClock } from '#mocks/clock.ts'
import type { Journal } from '#mocks/journal.ts'
import type { FhirResource, Population } from '#mocks/population.ts'
import { profiles, type ProfileName } from '#mocks/profiles.ts'
import { createFhirServer, type FhirServer } from '#mocks/server.ts'

export const base = 'http://demo.test/fhir'

const observation = (patient: string, n: number, code: string, day: string): FhirResource => ({
  resourceType: 'Observation',
  id: `${patient}-obs-${n}`,
  status: 'final',
  category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] }],
  code: { coding: [{ system: 'http://loinc.org', code }] },
  subject: { reference: `Patient/${patient}` },
  effectiveDateTime: day,
  valueInteger: n,
})

/** Anna has 25 PHQ-9 totals, one a day in October 2026; Ben has one, and an order that refers to a Medication; the others have none. */
export const smallPopulation: Population = {
  shared: () => [
    { resourceType: 'Practitioner', id: 'dr-01', name: [{ family: 'Reyes' }] },
    { resourceType: 'Medication', id: 'sertraline-50', code: { text: 'sertraline 50 mg' } },
  ],
  patientIds: () => ['anna', 'ben', 'carl', 'dora'],
  resourcesOf: (id) => [
    { resourceType: 'Patient', id, name: [{ family: `Family ${id}`, given: [id] }], birthDate: '1980-02-03', active: true },
    ...(id === 'anna'
      ? Array.from({ length: 25 }, (_, i) => observation(id, i + 1, '44261-6', `2026-10-${String(i + 1).padStart(2, '0')}`))
      : []),
    ...(id === 'ben'
      ? [
          observation(id, 1, '70274-6', '2026-11-02T08:15:00+02:00'),
          {
            resourceType: 'MedicationRequest',
            id: 'ben-rx-1',
            status: 'active',
            intent: 'order',
            subject: { reference: 'Patient/ben' },
            medicationReference: { reference: 'Medication/sertraline-50' },
            authoredOn: '2026-10-05',
          },
        ]
      : []),
  ],
  patientTypes: ['Patient', 'Observation', 'MedicationRequest'],
}

export interface Asked {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; an empty object when there is none, or when it was cut short. */
  readonly json: FhirBody
}

export interface FhirBody {
  readonly resourceType?: string
  readonly id?: string
  readonly status?: string
  readonly total?: number
  readonly meta?: { readonly versionId?: string; readonly tag?: readonly { readonly code?: string }[] }
  readonly link?: readonly { readonly relation: string; readonly url: string }[]
  readonly entry?: readonly FhirEntry[]
  readonly issue?: readonly { readonly code: string; readonly diagnostics?: string; readonly expression?: readonly string[] }[]
  readonly [element: string]: unknown
}

export interface FhirEntry {
  readonly fullUrl?: string
  readonly resource?: FhirBody
  readonly search?: { readonly mode?: string }
  readonly response?: { readonly status?: string; readonly location?: string; readonly etag?: string }
}

export interface SmallServer {
  readonly server: FhirServer
  readonly clock: ReturnType<typeof fixedClock>
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Asked>
  readonly send: (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<Asked>
}

export function smallServer(profile: ProfileName = 'default', journal?: Journal): SmallServer {
  const clock = fixedClock('2026-11-25T09:00:00Z')
  let made = 0
  const server = createFhirServer({
    population: smallPopulation,
    profile: profiles[profile],
    clock,
    newId: () => `new-${(made += 1)}`,
    ...(journal === undefined ? {} : { journal }),
  })
  const ask = async (request: Request): Promise<Asked> => {
    const response = await server.handle(request)
    const text = await response.text()
    const json: FhirBody = isJson(text) ? JSON.parse(text) : {}
    return { status: response.status, headers: response.headers, text, json }
  }
  const addressOf = (path: string): string => (path.startsWith('http') ? path : `${base}/${path}`)
  return {
    server,
    clock,
    get: (path, headers = {}) => ask(new Request(addressOf(path), { headers })),
    send: (method, path, body, headers = {}) =>
      ask(
        new Request(path === '' ? base : addressOf(path), {
          method,
          headers: { 'content-type': 'application/fhir+json', ...headers },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      ),
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return text.startsWith('{')
  } catch {
    return false // cut short on purpose, or not JSON at all
  }
}

export const nextOf = ({ json }: Asked): string | undefined => json.link?.find((link) => link.relation === 'next')?.url

export const idsIn = ({ json }: Asked): readonly (string | undefined)[] => (json.entry ?? []).map((entry) => entry.resource?.id)

export const task = (patient = 'anna', more: Readonly<Record<string, unknown>> = {}): FhirResource => ({
  resourceType: 'Task',
  status: 'requested',
  intent: 'order',
  for: { reference: `Patient/${patient}` },
  ...more,
})
