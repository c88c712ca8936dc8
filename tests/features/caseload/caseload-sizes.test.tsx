import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { address, App, cell, focused, people, person, view } from '#tests/features/caseload/stage.tsx'
import '#src/ui/font.css'
import { addDays } from '#src/lib/calendar.ts'
import { known } from '#src/lib/known.ts'
import { asOf, caseload, finding } from '#tests/support/builders.ts'
import { noTrial } from '#tests/features/caseload/rows.ts'

beforeEach(async () => {
  await page.viewport(1440, 900)
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

it('the default columns fit 1,425 px, a screen of 1,440 px with a scrollbar: no sideways scrolling, no name of 19 letters and no "0, 99+ d" cut', async () => {
  await page.viewport(1425, 900)
  const old = known({ value: 0 as const, day: addDays(asOf, -120), source: undefined })
  await document.fonts.load('550 13px Inter')
  const achterberg = person('del', 'Delphine', 'Achterberg', { assessment: { item9: old } })
  await render(<App>{view(caseload([achterberg]))}</App>)
  const grid = page.getByRole('grid').element()
  expect(grid.scrollWidth).toBe(grid.clientWidth)
  const name = cell('del', 'patient').querySelector('a')
  expect(name?.textContent).toBe('Delphine Achterberg')
  expect(name?.scrollWidth).toBe(name?.clientWidth)
  const course = cell('del', 'course')
  expect(course.querySelector('svg')?.getBoundingClientRect().width).toBeLessThanOrEqual(course.clientWidth - 6)
  const item9 = cell('del', 'item9')
  expect(item9.textContent).toContain('0, 99+ d')
  expect(item9.scrollWidth).toBe(item9.clientWidth)
})

it('at 1,024 px the flags stand beside the name, all 13 columns are there, and the address says nothing of them', async () => {
  await page.viewport(1024, 768)
  await render(<App>{view(caseload(people))}</App>)
  const heads = [...document.querySelectorAll<HTMLElement>('[role=columnheader]')].map((head) => head.dataset['column'])
  expect(heads.slice(0, 3)).toEqual(['patient', 'flags', 'treatment'])
  expect(new Set(heads).size).toBe(13)
  const flags = cell('ana', 'flags').getBoundingClientRect()
  expect(flags.right).toBeLessThan(1024)
  await expect.element(address).not.toHaveTextContent('cols')
})

it('a column that somebody moved at 1,024 px stays where it was put', async () => {
  await page.viewport(1024, 768)
  await render(<App at="/?cols=patient,treatment,flags">{view(caseload(people))}</App>)
  const heads = [...document.querySelectorAll<HTMLElement>('[role=columnheader]')].map((head) => head.dataset['column'])
  expect(heads).toEqual(['patient', 'treatment', 'flags'])
})

it('the reason why a patient cannot be judged stands in the row, and its place is not said twice to the eye', async () => {
  await render(
    <App>{view(caseload([person('cy', 'Cy', 'Noor', { assessment: { ...noTrial, flags: [finding(), finding({ key: 'two' })] } })]))}</App>,
  )
  const flags = cell('cy', 'flags')
  await expect.element(flags).toHaveTextContent('no current antidepressant trial+2')
  const seen = [...flags.querySelectorAll('span')].filter((part) => part.offsetWidth > 1 && part.children.length === 0)
  expect(seen.map((part) => part.textContent)).toEqual(['no current antidepressant trial'])
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
