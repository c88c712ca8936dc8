import { StrictMode } from 'react'
import { Link, Route, Routes, useParams } from 'react-router'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { PatientPage, type PatientSlots } from '#src/features/patient/patient-page.tsx'
import { holdServer, Stage, type HeldServer, type StageProps } from '#tests/features/patient/stage.tsx'

const slots: PatientSlots = {
  trials: () => <p>trials</p>,
  reviews: () => <p>reviews</p>,
  flags: ({ assessment }) => <p>{assessment.sectionWhy}</p>,
  actions: () => <button type="button">Record a decision</button>,
}

let server: HeldServer

beforeEach(async () => {
  await page.viewport(1440, 900)
  server = holdServer()
})
afterEach(() => vi.restoreAllMocks())

/** Without a key on purpose: the page itself must keep two patients apart. */
function AnyPatient() {
  return <PatientPage id={useParams()['id'] ?? ''} slots={slots} />
}

const open = (at: StageProps['at']) =>
  render(
    <StrictMode>
      <Stage at={at}>
        <Link to="/patients/rosa-lind">to Rosa</Link>
        <Link to="/patients/ana-munoz">to Ana</Link>
        <Routes>
          <Route path="/patients/:id" element={<AnyPatient />} />
          <Route path="*" element={<p>the list</p>} />
        </Routes>
      </Stage>
    </StrictMode>,
  )

/** Every text the page ever showed while its address was Rosa's. */
function watchRosa(): { readonly seen: () => string } {
  let seen = ''
  const look = () => {
    if (document.querySelector('[data-testid=address]')?.textContent.includes('rosa-lind') === true) seen += document.body.textContent
  }
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true })
  return { seen: () => seen }
}

describe('what is met is known before the chart is read', () => {
  const met = () => page.getByRole('list', { name: 'Rules met' }).element().getBoundingClientRect()
  const chart = () => document.querySelector('[data-figure]')?.getBoundingClientRect() ?? new DOMRect()

  test('beside the chart at 1,440 px, above it at 1,024 px', async () => {
    const screen = await open('/patients/ana-munoz')
    await expect.element(screen.getByRole('list', { name: 'Rules met' })).toHaveTextContent('Inadequate response')
    await expect.poll(() => chart().height, { timeout: 20_000 }).toBeGreaterThan(200)
    expect(met().left).toBeGreaterThan(chart().right)
    await page.viewport(1024, 768)
    await expect.poll(() => met().bottom).toBeLessThan(chart().top)
    expect(met().top).toBeGreaterThan(0)
  })

  test('an urgent flag too: beside the chart with its evidence, above it in one line', async () => {
    const screen = await open('/patients/rosa-lind')
    await expect.element(screen.getByRole('button', { name: 'Record a decision' })).toBeVisible()
    expect(screen.getByRole('list', { name: 'Rules met' }).elements()).toHaveLength(0)
    await page.viewport(1024, 768)
    await expect.element(screen.getByRole('list', { name: 'Rules met' })).toHaveTextContent('Thoughts of self-harm reported')
    await expect.poll(() => chart().top - met().bottom, { timeout: 20_000 }).toBeGreaterThan(0)
  })
})

describe('whose record this is', () => {
  test('name, age, birth date, record number, diagnosis and next visit stay in view while the page scrolls', async () => {
    const screen = await open('/patients/ana-munoz')
    const banner = screen.getByRole('banner')
    await expect.element(banner).toHaveTextContent(/Ana Muñoz.*\d+ y.*born.*record number MRN-.*Major depressive disorder.*next visit/)
    expect(getComputedStyle(banner.element()).position).toBe('sticky')
  })

  test('while the next patient is still being read, nothing of the previous one is shown, not for a frame', async () => {
    const screen = await open('/patients/ana-munoz')
    await expect.element(screen.getByRole('heading', { name: 'Ana Muñoz' })).toBeVisible()
    server.hold('rosa-lind')
    const watched = watchRosa()
    await screen.getByRole('link', { name: 'to Rosa' }).click()
    await expect.element(screen.getByText('Reading this patient’s record')).toBeVisible()
    server.release('rosa-lind')
    await expect.element(screen.getByRole('heading', { name: 'Rosa Lind' })).toBeVisible()
    expect(watched.seen()).toContain('Rosa Lind')
    expect(watched.seen()).not.toContain('Muñoz')
  })

  test('an answer for the patient just left, arriving late, changes nothing under the next one’s name', async () => {
    server.hold('ana-munoz')
    const screen = await open('/patients/ana-munoz')
    await expect.element(screen.getByText('Reading this patient’s record')).toBeVisible()
    const watched = watchRosa()
    await screen.getByRole('link', { name: 'to Rosa' }).click()
    await expect.element(screen.getByRole('heading', { name: 'Rosa Lind' })).toBeVisible()
    server.release('ana-munoz')
    await expect.element(screen.getByRole('slider', { name: 'PHQ-9 on the time axis' })).toBeInTheDocument()
    expect(watched.seen()).not.toContain('Muñoz')
  })

  test('the published case carries its attribution and the day it is judged on', async () => {
    const screen = await open('/patients/esm-n1')
    await expect.element(screen.getByRole('banner')).toHaveTextContent('Historical case, judged as of 8 Apr 2013')
    await expect.element(screen.getByRole('banner')).toHaveTextContent('Kossakowski et al. 2017')
  })
})

describe('what can go wrong', () => {
  test('a patient the server does not have: said, with the way back to the list', async () => {
    const screen = await open('/patients/nobody-here?from=card%3Ddecide')
    await expect.element(screen.getByRole('alert')).toHaveTextContent('There is no such patient on this server.')
    await screen.getByRole('link', { name: 'Back to the caseload' }).click()
    await expect.element(screen.getByTestId('address')).toHaveTextContent('/?card=decide')
  })
})

describe('the list the reader came from', () => {
  const at = (id: string) => ({
    pathname: `/patients/${id}`,
    state: { ids: ['ana-munoz', 'rosa-lind', 'greta-holm'], label: 'Decide now' },
  })

  test('is named with the place in it, and ] and [ go to the neighbours', async () => {
    const screen = await open(at('ana-munoz'))
    await expect.element(screen.getByRole('link', { name: '← Decide now' })).toBeVisible()
    await expect.element(screen.getByText('1 of 3', { exact: true })).toBeVisible()
    await userEvent.keyboard(']')
    await expect.element(screen.getByRole('heading', { name: 'Rosa Lind' })).toBeVisible()
    await expect.element(screen.getByText('2 of 3', { exact: true })).toBeVisible()
    await userEvent.keyboard('[[')
    await expect.element(screen.getByRole('heading', { name: 'Ana Muñoz' })).toBeVisible()
  })

  test('without a list there is no place and no neighbour, only the way back', async () => {
    const screen = await open('/patients/ana-munoz')
    await expect.element(screen.getByRole('link', { name: '← Caseload' })).toBeVisible()
    expect(document.body.textContent).not.toContain('Next patient')
  })
})

describe('tabs', () => {
  test('readings lists every reading and what could not be used; the tab is in the address', async () => {
    const screen = await open('/patients/ana-munoz')
    await screen.getByRole('tab', { name: /^Readings/ }).click()
    await expect.element(screen.getByTestId('address')).toHaveTextContent('tab=readings')
    await expect.element(screen.getByRole('region', { name: 'All readings' })).toHaveTextContent('of 27 points')
  })
})
