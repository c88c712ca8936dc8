/** What every hook of this folder stands on: the server, the deployment's settings and the clock. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, useContext, useState, type ReactNode } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { createFhirClient, type FhirClient } from '#src/fhir/client.ts'
import { localDayAt, type Day } from '#src/lib/calendar.ts'
import { useTicking } from '#src/queries/use-ticking.ts'

/** The settings the queries need; the app's configuration has them and more. */
export interface Deployment {
  readonly fhirBase: string
  readonly practitioner: string
  readonly practitionerName: string
  readonly practiceHours: string
  readonly crisisText: string
  readonly clinical: ClinicalSettings
}

interface Remit {
  readonly client: FhirClient
  readonly deployment: Deployment
  readonly clock: () => number
  readonly nowMs: number
}

const RemitContext = createContext<Remit | undefined>(undefined)

const TIMEOUT_MS = 15_000

export interface RemitProviderProps {
  readonly config: Deployment
  /** Epoch milliseconds now; the one clock of the app. */
  readonly clock: () => number
  readonly children: ReactNode
}

export function RemitProvider({ config, clock, children }: RemitProviderProps) {
  const [queries] = useState(newQueryClient)
  const [client] = useState(() => createFhirClient({ base: config.fhirBase, timeoutMs: TIMEOUT_MS, clock, pause }))
  // A machine whose clock is days off would make every "days since" wrong: where the server's clock differs, it counts.
  const [corrected] = useState(() => (): number => clock() + client.clockSkewMs())
  const nowMs = useTicking(corrected, () => {
    client.resume()
    void queries.refetchQueries({ type: 'active', stale: true })
  })
  return (
    <QueryClientProvider client={queries}>
      <RemitContext value={{ client, deployment: config, clock: corrected, nowMs }}>{children}</RemitContext>
    </QueryClientProvider>
  )
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** The FHIR client retries by itself, so the query layer does not; nothing is kept on disk. */
function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 30_000, gcTime: 30 * 60_000, refetchOnWindowFocus: true, structuralSharing: false },
    },
  })
}

export function useRemit(): Remit {
  const remit = useContext(RemitContext)
  if (remit === undefined) throw new Error('This hook needs a RemitProvider above it')
  return remit
}

/** The day and moment that screens judge on; moves on at midnight. */
export function useAsOf(): { readonly day: Day; readonly nowMs: number } {
  const { nowMs } = useRemit()
  return { day: localDayAt(nowMs), nowMs }
}

/** Milliseconds by which this machine's clock is behind the server's; 0 when they agree. All ages are counted by the server's clock. */
export function useClockSkew(): number {
  return useRemit().client.clockSkewMs()
}

export function useDeployment(): Deployment {
  return useRemit().deployment
}

export function useClinician(): { readonly ref: string; readonly name: string } {
  const { deployment } = useRemit()
  return { ref: deployment.practitioner, name: deployment.practitionerName }
}
