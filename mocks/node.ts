/** The mock server behind `fetch` in Node tests. */
import { http } from 'msw'
import { setupServer } from 'msw/node'
import { caseload, type CaseloadOptions } from '#mocks/caseload.ts'
import { type Clock, systemClock } from '#mocks/clock.ts'
import type { Population } from '#mocks/population.ts'
import { profiles, type ProfileName } from '#mocks/profiles.ts'
import { createFhirServer, type FhirServer } from '#mocks/server.ts'

export interface NodeMocks {
  /** The server itself: its faults and its store. */
  readonly server: FhirServer
  /** Absolute address for a FHIR client, without a final slash. */
  readonly base: string
  /** Ends the interception of `fetch`. */
  readonly stop: () => void
}

export interface NodeMocksOptions {
  readonly population: Population | CaseloadOptions
  readonly profile?: ProfileName
  readonly clock?: Clock
}

/** Answers `fetch` to `base` with a server of its own; any other address is an error. */
export function startNodeMocks({ population, profile = 'default', clock = systemClock }: NodeMocksOptions): NodeMocks {
  const base = 'http://demo.test/fhir'
  const people = 'patients' in population ? caseload(population) : population
  const server = createFhirServer({ population: people, profile: profiles[profile], clock })
  const network = setupServer(...[base, `${base}/*`].map((address) => http.all(address, ({ request }) => server.handle(request))))
  network.listen({ onUnhandledRequest: 'error' })
  return { server, base, stop: () => network.close() }
}
