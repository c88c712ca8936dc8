/** The caseload's view inside a router, with six people by hand. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { page } from 'vitest/browser'
import { defaultSettings } from '#src/clinical/settings.ts'
import { CaseloadView } from '#src/features/caseload/caseload-view.tsx'
import { addDays } from '#src/lib/calendar.ts'
import { known } from '#src/lib/known.ts'
import type { DeskResult } from '#src/queries/last-look.ts'
import type { Caseload, CaseloadEntry } from '#src/queries/types.ts'
import { LinksProvider, type Links } from '#src/ui/links.tsx'
import { LiveRegion } from '#src/ui/live-region.tsx'
import { asOf, entry, finding, scorePoint } from '#tests/support/builders.ts'
import { noTrial, urgent } from '#tests/features/caseload/rows.ts'

const links: Links = {
  caseload: (search = '') => `/?${search}`,
  patient: (id, options = {}) =>
    `/patients/${id}?${new URLSearchParams(options.from === undefined ? {} : { from: options.from }).toString()}`,
  flags: () => '/flags',
  outcomes: () => '/outcomes',
  rules: () => '/rules',
}
const desk: DeskResult = {
  state: { kind: 'ready', sinceMs: undefined, views: [], memoryOnly: undefined },
  noteLook: () => undefined,
  markSeen: () => undefined,
  saveView: () => undefined,
  removeView: () => undefined,
}

function Address() {
  const { pathname, search, state } = useLocation()
  return (
    <>
      <p data-testid="address">{pathname + search}</p>
      <p data-testid="carried">{JSON.stringify(state)}</p>
    </>
  )
}

export const person = (id: string, given: string, family: string, parts: Parameters<typeof entry>[1] = {}): CaseloadEntry =>
  entry(id, { ...parts, identity: { name: known(`${given} ${family}`), given, family } })

/** Six people: Ana is urgent, Bo to decide, Cy cannot be judged, Di on target; Ed could not be read, Flo is not read yet. */
export const people: readonly CaseloadEntry[] = [
  person('bo', 'Bo', 'Lind'),
  person('di', 'Di', 'Berg', {
    assessment: { section: 'on-target', sectionWhy: 'remission', flags: [], latestPhq9: scorePoint(addDays(asOf, -2), 3) },
  }),
  person('ana', 'Ana', 'Muñoz', { assessment: { section: 'urgent', flags: [urgent, finding()], latestPhq9: scorePoint(asOf, 21) } }),
  person('cy', 'Cy', 'Noor', { assessment: noTrial }),
  { kind: 'unreadable', id: 'ed', label: 'Patient ed', reason: 'the server answered 500' },
  { kind: 'pending', id: 'flo' },
]

export function App({ children, at = '/' }: { readonly children: ReactNode; readonly at?: string }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <LinksProvider value={links}>
        <MemoryRouter initialEntries={[at]}>
          <LiveRegion>
            <div style={{ height: 760 }}>
              <Routes>
                <Route path="/" element={children} />
                <Route path="*" element={<p>Another page</p>} />
              </Routes>
            </div>
            <Address />
          </LiveRegion>
        </MemoryRouter>
      </LinksProvider>
    </QueryClientProvider>
  )
}

export function view(value: Caseload, parts: { readonly stale?: string; readonly desk?: DeskResult } = {}) {
  return (
    <CaseloadView
      caseload={value}
      progress={undefined}
      staleBecause={parts.stale}
      desk={parts.desk ?? desk}
      settings={defaultSettings}
      clinician="Dr One"
      onRetry={() => undefined}
    />
  )
}

export const names = (): readonly string[] => [...document.querySelectorAll('[role=rowheader] bdi')].map((name) => name.textContent ?? '')
export const focused = (): string => {
  const cell = document.activeElement?.closest<HTMLElement>('[data-column]')
  return `${cell?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? 'nothing'} ${cell?.dataset['column'] ?? ''}`
}
export const cell = (row: string, column: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)
  if (found === null) throw new Error(`no cell ${row} ${column}`)
  return found
}
export const address = page.getByTestId('address')
