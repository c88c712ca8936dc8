/** The patient page on the mock server, inside a router, with answers that can be held back. */
import type { ReactNode } from 'react'
import { MemoryRouter, useLocation } from 'react-router'
import { vi } from 'vitest'
import { memoryJournal } from '#mocks/journal.ts'
import { systemClock } from '#mocks/clock.ts'
import { demoOptions, demoServer } from '#mocks/demo.ts'
import { localDayNumber } from '#mocks/clock.ts'
import { RemitProvider } from '#src/queries/remit-context.tsx'
import { LinksProvider, type Links } from '#src/ui/links.tsx'
import { LiveRegion } from '#src/ui/live-region.tsx'
import { deployment } from '#tests/support/deployment.ts'

const links: Links = {
  caseload: (search = '') => `/?${search}`,
  patient: (id, options = {}) => `/patients/${id}${options.from === undefined ? '' : `?from=${encodeURIComponent(options.from)}`}`,
  flags: () => '/flags',
  outcomes: () => '/outcomes',
  rules: () => '/rules',
}

export const config = { ...deployment, fhirBase: 'http://demo.test/fhir' }

export interface HeldServer {
  /** Answers whose address or body names this text wait until `release`. */
  readonly hold: (text: string) => void
  readonly release: (text: string) => void
  /** The server answers 500 to everything that names this text. */
  readonly fail: (text: string) => void
  readonly recover: (text: string) => void
}

/** Puts the demo's server behind `fetch`. */
export function holdServer(): HeldServer {
  const server = demoServer(
    demoOptions((name) => (name === 'patients' ? '8' : undefined)),
    localDayNumber(systemClock.nowMs()),
    memoryJournal,
  )
  const held = new Map<string, (() => void)[]>()
  const failing = new Set<string>()
  vi.spyOn(window, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const said = decodeURIComponent(request.url) + (typeof init?.body === 'string' ? init.body : '')
    for (const [text, waiting] of held) if (said.includes(text)) await released(waiting, request.signal)
    if ([...failing].some((text) => said.includes(text)))
      return new Response('{}', { status: 500, headers: { 'content-type': 'application/fhir+json' } })
    return server.handle(request)
  })
  return {
    hold: (text) => void held.set(text, []),
    release: (text) => {
      const waiting = held.get(text) ?? []
      held.delete(text)
      for (const release of waiting) release()
    },
    fail: (text) => void failing.add(text),
    recover: (text) => void failing.delete(text),
  }
}

/** Held until released; a reader who leaves gives the request up, as the network would. */
function released(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push(resolve)
    signal.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')))
  })
}

function Address() {
  const { pathname, search } = useLocation()
  return <p data-testid="address">{pathname + search}</p>
}

export interface StageProps {
  readonly at: string | { readonly pathname: string; readonly state: unknown }
  readonly children: ReactNode
}

export function Stage({ at, children }: StageProps) {
  return (
    <RemitProvider config={config} clock={systemClock.nowMs}>
      <LinksProvider value={links}>
        <MemoryRouter initialEntries={[at]}>
          <LiveRegion>
            {children}
            <Address />
          </LiveRegion>
        </MemoryRouter>
      </LinksProvider>
    </RemitProvider>
  )
}
