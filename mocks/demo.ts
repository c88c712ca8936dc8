/** What a demo server is made of, from the words in a page's address or on a command line. */
import { DEFAULT_PATIENTS, MOST_PATIENTS, type NamedPatient, caseload } from '#mocks/caseload.ts'
import { type Clock, systemClock } from '#mocks/clock.ts'
import { historicalCase } from '#mocks/esm/patient.ts'
import type { FaultPlan } from '#mocks/faults.ts'
import type { Journal } from '#mocks/journal.ts'
import { isProfileName, profiles, type ServerProfile } from '#mocks/profiles.ts'
import { scenarios } from '#mocks/scenarios/index.ts'
import { createFhirServer, type FhirServer } from '#mocks/server.ts'

const FEATURED = 5

export interface DemoOptions {
  readonly patients: number
  readonly profile: ServerProfile
  readonly faults: FaultPlan | undefined
}

/**
 * Reads `patients` (1 to 10,000, 300 when it is left out or is no such number), `profile` (a name of `profiles`) and `faults` (a whole
 * number, the seed of `journeyFaults`).
 */
export function demoOptions(parameter: (name: string) => string | undefined): DemoOptions {
  const patients = wholeNumber(parameter('patients'))
  const profile = parameter('profile') ?? 'default'
  const seed = wholeNumber(parameter('faults'))
  return {
    patients: patients === undefined || patients < 1 ? DEFAULT_PATIENTS : Math.min(patients, MOST_PATIENTS),
    profile: isProfileName(profile) ? profiles[profile] : profiles.default,
    faults: seed === undefined ? undefined : journeyFaults(seed),
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? parseInt(text, 10) : undefined
}

/**
 * A bad day on the network, the same for the same seed: one request in twelve fails, one in five is slow, one in thirty is cut short,
 * and some pages repeat entries or turn them round. A request that is tried again is drawn for again, so that patience is rewarded.
 */
export const journeyFaults = (seed: number): FaultPlan => ({
  seed,
  pError: 0.08,
  pDelay: 0.2,
  pTruncate: 0.03,
  pDuplicate: 0.05,
  pReorder: 0.1,
  maxDelayMs: 1200,
})

/** The named patients in the order of the list: the featured ones, the published case, then one for each rule and each oddity. */
export const namedPatients: readonly NamedPatient[] = [...scenarios.slice(0, FEATURED), historicalCase, ...scenarios.slice(FEATURED)]

/** The demo server: the caseload dated relative to `today`, and everything written since. */
export function demoServer(options: DemoOptions, today: number, journal?: Journal, clock: Clock = systemClock): FhirServer {
  const population = caseload({ patients: options.patients, today, named: namedPatients })
  const server = createFhirServer({ population, profile: options.profile, clock, ...(journal === undefined ? {} : { journal }) })
  server.faults.plan(options.faults)
  return server
}
