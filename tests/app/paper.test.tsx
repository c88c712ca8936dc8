import { MemoryRouter } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ArrivalsNote } from '#src/app/arrivals-note.tsx'
import { links } from '#src/app/paths.ts'
import { UnreadNote } from '#src/app/unread-note.tsx'
import { LinksProvider } from '#src/ui/links.tsx'
import { assessment } from '#tests/support/builders.ts'
import { onPaper, onScreen } from '#tests/support/paper.ts'
import { record } from '#tests/support/record-builders.ts'

afterEach(onScreen)

async function shown(isOfOnePatient: boolean) {
  const lines = [{ patientId: 'p-9', name: 'Rosa Lind', source: 'Observation/9', reason: 'withdrawn' }]
  const arrived = { kind: 'read', id: 'p-9', record: record({}), assessment: assessment({ patientId: 'p-9' }), fetchedAtMs: 0 } as const
  await render(
    <LinksProvider value={links}>
      <MemoryRouter>
        <UnreadNote lines={lines} isOfOnePatient={isOfOnePatient} />
        <ArrivalsNote arrived={[arrived]} markSeen={() => undefined} isOfOnePatient={isOfOnePatient} />
      </MemoryRouter>
    </LinksProvider>,
  )
}

test("a patient's sheet says neither what of others could not be read nor who else became urgent; the screen says both", async () => {
  await shown(true)
  await expect.element(page.getByText('1 result of 1 patient could not be read')).toBeVisible()
  await onPaper()
  await expect.element(page.getByText('1 result of 1 patient could not be read')).not.toBeVisible()
  await expect.element(page.getByText('Newly urgent:')).not.toBeVisible()
})

test('a sheet about the caseload says what of it could not be read', async () => {
  await shown(false)
  await onPaper()
  await expect.element(page.getByText('1 result of 1 patient could not be read')).toBeVisible()
  await expect.element(page.getByText('Newly urgent:')).toBeVisible()
})
