/**
 * The demo's FHIR server inside the page: msw's worker hands every request to `/fhir` to the engine; everything else goes to the network.
 *
 * The page's address may say `?patients=N` (1 to 10,000), `?profile=NAME` (a server of `mocks/profiles.ts`) and `?faults=SEED` (a bad day
 * on the network, the same every time for one seed; see `journeyFaults` in `mocks/demo.ts`).
 */
import { http, type HttpHandler } from 'msw'
import { setupWorker } from 'msw/browser'
import { openBrowserJournal } from '#mocks/browser-storage.ts'
import { localDayNumber, systemClock } from '#mocks/clock.ts'
import { demoOptions, demoServer } from '#mocks/demo.ts'
import { memoryJournal } from '#mocks/journal.ts'
import type { FhirServer } from '#mocks/server.ts'

export interface RunningMocks {
  /** Forgets everything that was written, in every tab. */
  readonly reset: () => Promise<void>
}

export async function startMocks(): Promise<RunningMocks> {
  const address = new URLSearchParams(window.location.search)
  const options = demoOptions((name) => address.get(name) ?? undefined)
  const { journal, today } = await kept(localDayNumber(systemClock.nowMs()))
  const server = demoServer(options, today, journal)
  const worker = setupWorker(...handlersFor(server))
  await worker.start({
    onUnhandledRequest: 'bypass',
    quiet: true,
    serviceWorker: { url: `${import.meta.env.BASE_URL}mockServiceWorker.js` },
  })
  return { reset: server.reset }
}

/** A browser that keeps nothing (a private window, a full disk) still shows the demo; what is written then lasts as long as the page. */
async function kept(today: number): ReturnType<typeof openBrowserJournal> {
  try {
    return await openBrowserJournal(today)
  } catch {
    return { journal: memoryJournal, today }
  }
}

/** From the root on: a pattern with a star before it would also catch the modules of `src/fhir` that a development server sends. */
const handlersFor = (server: FhirServer): readonly HttpHandler[] =>
  ['/fhir', '/fhir/*'].map((address) => http.all(address, ({ request }) => server.handle(request)))
