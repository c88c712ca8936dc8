/** A caseload read through the mock server as the app reads it, and the same people read without any fault to compare with. */
import { startNodeMocks, type NodeMocks } from '#mocks/node.ts'
import type { ProfileName } from '#mocks/profiles.ts'
import { caseload } from '#mocks/caseload.ts'
import type { Population } from '#mocks/population.ts'
import { assessPatient } from '#src/clinical/assess.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { createFhirClient, type FhirClient } from '#src/fhir/client.ts'
import { recordFromResources } from '#src/fhir/record.ts'
import { day, type Day } from '#src/lib/calendar.ts'
import { judge } from '#src/queries/judge.ts'
import { readCaseload, type ReadCaseload } from '#src/queries/read-caseload.ts'
import type { Caseload, CaseloadEntry } from '#src/queries/types.ts'
import { momentOf } from '#tests/support/moments.ts'

export const today: Day = day('2026-11-25')
export const nowMs: number = momentOf('2026-11-25T12:00:00Z')
export const practitioner = 'Practitioner/dr-01'

export interface Journey {
  readonly mocks: NodeMocks
  readonly client: FhirClient
  /** Requests so far, as "GET Observation". */
  readonly asked: readonly string[]
  readonly population: Population
  /** Moves the clock of client and server. */
  readonly pass: (ms: number) => void
  readonly clock: () => number
  /** Reads or refreshes as `useCaseload` does; throws what it throws. */
  readonly read: (before?: ReadCaseload, publish?: (soFar: ReadCaseload) => void) => Promise<ReadCaseload>
  readonly stop: () => void
}

export function journeyOf(
  options: { readonly patients?: number; readonly profile?: ProfileName; readonly population?: Population } = {},
): Journey {
  let passedMs = 0
  const clock = (): number => nowMs + passedMs
  const population = options.population ?? caseload({ patients: options.patients ?? 12, today })
  const serverClock = { nowMs: clock, wait: () => Promise.resolve() }
  const mocks = startNodeMocks({ population, profile: options.profile ?? 'default', clock: serverClock })
  const asked: string[] = []
  const real = globalThis.fetch
  globalThis.fetch = (...parts) => {
    const [address, init] = parts
    const url = typeof address === 'string' ? new URL(address) : new URL(address instanceof URL ? address : address.url)
    asked.push(`${init?.method ?? 'GET'} ${url.pathname.replace(/^\/fhir\/?/, '')}`)
    return real(...parts)
  }
  const client = createFhirClient({ base: mocks.base, timeoutMs: 5000, pause: () => Promise.resolve(), clock })
  return {
    mocks,
    client,
    asked,
    population,
    clock,
    pass: (ms) => {
      passedMs += ms
    },
    read: (before, publish = () => undefined) =>
      readCaseload({ client, practitioner, settings: defaultSettings, clock, signal: new AbortController().signal, publish }, before),
    stop: () => {
      globalThis.fetch = real
      mocks.stop()
    },
  }
}

export const view = (read: ReadCaseload): Caseload => judge(read, today, defaultSettings)

const kept = [
  'AllergyIntolerance',
  'Appointment',
  'Condition',
  'Encounter',
  'Medication',
  'MedicationDispense',
  'MedicationRequest',
] as const
const alsoKept = ['MedicationStatement', 'Observation', 'Patient', 'Procedure', 'Questionnaire', 'QuestionnaireResponse'] as const

/** The record of a patient straight from what the server holds: no wire, no pages, no faults. */
export function oracleRecord({ mocks }: Journey, id: string): PatientRecord {
  const resources = [...kept, ...alsoKept].flatMap((type) =>
    [...mocks.server.store.ofType(type, [id])].flatMap(([version]) => version.resource ?? []),
  )
  return recordFromResources(id, resources, defaultSettings)
}

/** Everything a screen shows of a patient, in an order of its own, so that nothing depends on the order of arrival. */
export function shownOf(record: PatientRecord): unknown {
  const { rejected: _rejected, incomplete: _incomplete, ...facts } = record
  const assessment = assessPatient(record, record.identity.historicalAsOf ?? today, defaultSettings)
  return { facts: sorted(facts), assessment: sorted(assessment) }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const inner = value.map(sorted)
    return inner.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sorted(one)]))
}

export function entryOf(caseloadView: Caseload, id: string): CaseloadEntry {
  const entry = caseloadView.entries.find((one) => one.id === id)
  if (!entry) throw new Error(`${id} is not on the caseload`)
  return entry
}
