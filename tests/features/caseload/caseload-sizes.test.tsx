import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { App, cell, focused, people, person, view } from '#tests/features/caseload/stage.tsx'
import { caseload } from '#tests/support/builders.ts'

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
