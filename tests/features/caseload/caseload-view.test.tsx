import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { defaultSettings } from '#src/clinical/settings.ts'
import { CaseloadView } from '#src/features/caseload/caseload-view.tsx'
import { addDays } from '#src/lib/calendar.ts'
import { known } from '#src/lib/known.ts'
import type { DeskResult } from '#src/queries/last-look.ts'
import type { Caseload, CaseloadEntry } from '#src/queries/types.ts'
import { LinksProvider, type Links } from '#src/ui/links.tsx'
import { LiveRegion } from '#src/ui/live-region.tsx'
import { asOf, caseload, entry, finding, scorePoint } from '#tests/support/builders.ts'
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

const person = (id: string, given: string, family: string, parts: Parameters<typeof entry>[1] = {}): CaseloadEntry =>
  entry(id, { ...parts, identity: { name: known(`${given} ${family}`), given, family } })

/** Six people: Ana is urgent, Bo to decide, Cy cannot be judged, Di on target; Ed could not be read, Flo is not read yet. */
const people: readonly CaseloadEntry[] = [
  person('bo', 'Bo', 'Lind'),
  person('di', 'Di', 'Berg', {
    assessment: { section: 'on-target', sectionWhy: 'remission', flags: [], latestPhq9: scorePoint(addDays(asOf, -2), 3) },
  }),
  person('ana', 'Ana', 'Muñoz', { assessment: { section: 'urgent', flags: [urgent, finding()], latestPhq9: scorePoint(asOf, 21) } }),
  person('cy', 'Cy', 'Noor', { assessment: noTrial }),
  { kind: 'unreadable', id: 'ed', label: 'Patient ed', reason: 'the server answered 500' },
  { kind: 'pending', id: 'flo' },
]

function App({ children, at = '/' }: { readonly children: ReactNode; readonly at?: string }) {
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

function view(value: Caseload, parts: { readonly stale?: string; readonly desk?: DeskResult } = {}) {
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

const names = (): readonly string[] => [...document.querySelectorAll('[role=rowheader] bdi')].map((name) => name.textContent ?? '')
const focused = (): string => {
  const cell = document.activeElement?.closest<HTMLElement>('[data-column]')
  return `${cell?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? 'nothing'} ${cell?.dataset['column'] ?? ''}`
}
const cell = (row: string, column: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-row="${row}"] [data-column="${column}"]`)
  if (found === null) throw new Error(`no cell ${row} ${column}`)
  return found
}
const address = page.getByTestId('address')

beforeEach(async () => {
  await page.viewport(1440, 900)
})

describe('the caseload', () => {
  it('stands in triage order, whoever cannot be judged before whoever is well', async () => {
    await render(<App>{view(caseload(people))}</App>)
    expect(names()).toEqual(['Ana Muñoz', 'Bo Lind', 'Cy Noor', 'Patient ed', 'Di Berg', 'Patient/flo'])
  })

  it('counts 1 + 1 + 0 + 0 + 1 + 2 + 1 on the cards: the 6 patients of the list', async () => {
    await render(<App>{view(caseload(people))}</App>)
    for (const name of [
      '6 patients',
      '1 Urgent',
      '1 Decide now',
      '0 Watch',
      '0 Waiting for data',
      '1 On target',
      '2 Cannot judge',
      '1 Not read yet',
    ])
      await expect.element(page.getByRole('button', { name })).toBeVisible()
  })

  it('filters by a card and says that 1 urgent patient is hidden', async () => {
    await render(<App>{view(caseload(people))}</App>)
    await page.getByRole('button', { name: '1 On target' }).click()
    await expect.poll(names).toEqual(['Di Berg'])
    await expect.element(address).toHaveTextContent('/?show=on-target')
    await page.getByRole('button', { name: '1 urgent hidden by this filter' }).click()
    await expect.poll(names).toEqual(['Ana Muñoz'])
  })

  it('sorts by PHQ-9 and leaves those without a score at the end in both directions', async () => {
    await render(<App>{view(caseload(people))}</App>)
    await page.getByRole('button', { name: 'PHQ-9, 26 wk' }).click()
    await expect.poll(() => names().slice(0, 3)).toEqual(['Ana Muñoz', 'Bo Lind', 'Di Berg'])
    await page.getByRole('button', { name: 'PHQ-9, 26 wk' }).click()
    await expect.poll(() => names().slice(0, 3)).toEqual(['Di Berg', 'Bo Lind', 'Ana Muñoz'])
    await expect.element(page.getByText('3 without a value in PHQ-9, 26 wk, at the end')).toBeVisible()
    await expect.element(page.getByRole('columnheader', { name: /PHQ-9, 26 wk/ })).toHaveAttribute('aria-sort', 'ascending')
  })

  it('F36 finds "munoz ana", keeps the text out of the address, and says when nobody matches', async () => {
    await render(<App>{view(caseload(people))}</App>)
    await userEvent.keyboard('/')
    await userEvent.keyboard('munoz ana')
    await expect.poll(names).toEqual(['Ana Muñoz'])
    await expect.element(address).toHaveTextContent(/^\/$/)
    await userEvent.keyboard('x')
    await expect.element(page.getByText('No patient matches.')).toBeVisible()
    await page.getByRole('button', { name: 'Show everybody' }).click()
    await expect.poll(() => names().length).toBe(6)
  })

  it('names what it did not understand in the address', async () => {
    await render(<App at="/?show=urgnt&sort=-course">{view(caseload(people))}</App>)
    await expect.element(page.getByText('Not understood in the address and ignored: show "urgnt"')).toBeVisible()
    expect(names()[0]).toBe('Ana Muñoz')
  })

  it('an empty list says so and shows no table', async () => {
    await render(<App>{view(caseload([]))}</App>)
    await expect.element(page.getByText('There is nobody on your list.')).toBeVisible()
    expect(document.querySelector('[role=grid]')).toBeNull()
  })

  it('stays on the screen when it could not be read again, with its time and the reason', async () => {
    await render(<App>{view(caseload(people), { stale: 'the server did not answer' })}</App>)
    await expect.element(page.getByText(/could not be read again/)).toBeVisible()
    expect(names()).toHaveLength(6)
  })
})

describe('the keyboard grid', () => {
  it('is one stop in the tab order and moves by arrows, into the heads too', async () => {
    await render(<App>{view(caseload(people))}</App>)
    cell('ana', 'patient').focus()
    await userEvent.keyboard('{ArrowDown}{ArrowRight}')
    expect(focused()).toBe('bo treatment')
    await userEvent.keyboard('{End}')
    expect(focused()).toBe('bo next')
    await userEvent.keyboard('{Control>}{End}{/Control}')
    expect(focused()).toBe('flo rest')
    await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowUp}')
    expect(focused()).toBe('head patient')
    expect(document.querySelectorAll('[role=grid] [tabindex="0"]')).toHaveLength(1)
  })

  it('opens the patient with Enter from any cell, with the way back', async () => {
    await render(<App at="/?show=decide">{view(caseload(people))}</App>)
    cell('bo', 'response').focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(address).toHaveTextContent('/patients/bo?from=show%3Ddecide')
  })

  it('hands over the list that was on the screen, so that the patient page says "2 of 6" and steps on in the same order', async () => {
    await render(<App>{view(caseload(people))}</App>)
    const shown = [...document.querySelectorAll('[role=grid] [role=row][data-row]:not([data-row=head])')].map((row) =>
      row.getAttribute('data-row'),
    )
    cell('bo', 'response').focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByTestId('carried')).toHaveTextContent(JSON.stringify({ ids: shown }))
  })

  it('names the handed-over list after its filter', async () => {
    await render(<App at="/?show=decide">{view(caseload(people))}</App>)
    cell('bo', 'response').focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByTestId('carried')).toHaveTextContent('"label":"Decide now"')
  })

  it('keeps the focus on the same patient when the order turns round', async () => {
    const { rerender } = await render(<App>{view(caseload(people))}</App>)
    cell('bo', 'change').focus()
    await rerender(<App>{view(caseload(people.toReversed()))}</App>)
    expect(focused()).toBe('bo change')
  })

  it('explains the cell with the focus: value, date and source; Escape closes it', async () => {
    await render(<App>{view(caseload(people))}</App>)
    cell('bo', 'patient').focus()
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{ArrowRight}')
    const card = page.getByRole('tooltip')
    await expect.element(card).toHaveTextContent('Baseline of this trial19 points12 Jan 2026, on the day of the startObservation/phq-')
    expect(cell('bo', 'change').getAttribute('aria-describedby')).toBe(document.querySelector('[role=tooltip]')?.id)
    await userEvent.keyboard('{Escape}')
    expect(document.querySelector('[role=tooltip]')).toBeNull()
  })

  it('opens the list of shortcuts with ?', async () => {
    await render(<App>{view(caseload(people))}</App>)
    await userEvent.keyboard('?')
    await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  })
})

describe('10,000 patients', () => {
  const many = caseload(Array.from({ length: 10_000 }, (_, i) => person(`p-${i}`, 'Person', `Number${String(i).padStart(5, '0')}`)))

  it('are all announced, and fewer than 80 rows are drawn', async () => {
    await render(<App>{view(many)}</App>)
    await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001')
    expect(document.querySelectorAll('[role=row]').length).toBeLessThan(80)
    cell('p-0', 'patient').focus()
    await userEvent.keyboard('{Control>}{End}{/Control}')
    expect(focused()).toBe('p-9999 next')
    expect(document.activeElement?.closest('[role=row]')?.getAttribute('aria-rowindex')).toBe('10001')
  })
})

it('on a narrow screen the same patients stand in a list, in the same order', async () => {
  await page.viewport(390, 844)
  await render(<App>{view(caseload(people))}</App>)
  const list = page.getByRole('list', { name: 'Caseload' })
  await expect.element(list).toBeVisible()
  expect([...document.querySelectorAll('li bdi')].map((name) => name.textContent)).toEqual([
    'Ana Muñoz',
    'Bo Lind',
    'Cy Noor',
    'Patient ed',
    'Di Berg',
    'Patient/flo',
  ])
})
