import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { LostRow } from '#src/features/flags/lost-row.tsx'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { LinksProvider, type Links } from '#src/ui/links.tsx'
import { takeConsole } from '#tests/support/quiet-console.ts'

const links: Links = {
  caseload: () => '/',
  patient: (id, options = {}) => `/patients/${id}?from=${encodeURIComponent(options.from ?? '')}`,
  flags: () => '/flags',
  outcomes: () => '/outcomes',
  rules: () => '/rules',
}

function Broken(): never {
  throw new TypeError('Rosa Lind: no finding')
}

test('F73: a card of the queue that fails leaves its patient in the list, with a way to the record and back', async () => {
  const screen = await render(
    <LinksProvider value={links}>
      <MemoryRouter>
        <ol>
          <ErrorBoundary what="row" fallback={<LostRow id="rosa-lind" from="flags?by=tier" />}>
            <Broken />
          </ErrorBoundary>
          <li>Noa Blum</li>
        </ol>
      </MemoryRouter>
    </LinksProvider>,
  )
  await expect.element(screen.getByText('this card could not be shown')).toBeVisible()
  await expect
    .element(screen.getByRole('link', { name: 'Open Patient/rosa-lind' }))
    .toHaveAttribute('href', '/patients/rosa-lind?from=flags%3Fby%3Dtier')
  await expect.element(screen.getByText('Noa Blum')).toBeVisible()
  takeConsole()
})
