import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { address, App, names, people, view } from '#tests/features/caseload/stage.tsx'
import { caseload } from '#tests/support/builders.ts'

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
