import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { MemoryRouter } from 'react-router'
import '#src/ui/tokens.css'
import '#src/ui/base.css'
import { links } from '#src/app/paths.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { CaseloadView } from '#src/features/caseload/caseload-view.tsx'
import type { DeskResult } from '#src/queries/last-look.ts'
import { LinksProvider } from '#src/ui/links.tsx'
import { LiveRegion } from '#src/ui/live-region.tsx'
import type { Table } from './contender.ts'

const desk: DeskResult = {
  state: { kind: 'ready', sinceMs: undefined, views: [], memoryOnly: undefined },
  noteLook: () => undefined,
  markSeen: () => undefined,
  saveView: () => undefined,
  removeView: () => undefined,
}

const input = (): HTMLInputElement | null => document.querySelector('input[type=search]')

/** The whole page of the app with its cards, tools and state in the address: more than a bare table. */
export const table: Table = {
  mount: (place, caseload) =>
    createRoot(place).render(
      <QueryClientProvider client={new QueryClient()}>
        <LinksProvider value={links}>
          <MemoryRouter>
            <LiveRegion>
              <main style={{ height: '100vh', display: 'grid' }}>
                <CaseloadView
                  caseload={caseload}
                  progress={undefined}
                  staleBecause={undefined}
                  desk={desk}
                  settings={defaultSettings}
                  clinician="Dr M. Reyes"
                  onRetry={() => undefined}
                />
              </main>
            </LiveRegion>
          </MemoryRouter>
        </LinksProvider>
      </QueryClientProvider>,
    ),
  sort: () => document.querySelector<HTMLElement>('[role=columnheader][data-column=change] button')?.click(),
  filter: (text) => {
    const field = input()
    if (field === null) return
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  },
  topName: () => document.querySelector('[data-index="0"] bdi')?.textContent ?? undefined,
  count: () => parseInt(document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') ?? '1', 10) - 1,
  scroller: () => document.querySelector('[role=grid]') ?? document.body,
}
