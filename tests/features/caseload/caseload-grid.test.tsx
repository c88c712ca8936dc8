import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { address, App, cell, focused, people, view } from '#tests/features/caseload/stage.tsx'
import { caseload } from '#tests/support/builders.ts'

beforeEach(async () => {
  await page.viewport(1440, 900)
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

  it('keeps all that is in a row in the flow, words for screen readers too: what is taken out has every row painted again while scrolling', async () => {
    await render(<App>{view(caseload(people))}</App>)
    const taken = [...document.querySelectorAll('[role=grid] [data-row=ana] [data-column] *')].filter(
      (part) => getComputedStyle(part).position !== 'static',
    )
    expect(taken.map((part) => part.outerHTML)).toEqual([])
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

  it('takes the explanation of the focused cell out of the way of a hand that points elsewhere', async () => {
    await render(<App>{view(caseload(people))}</App>)
    cell('bo', 'patient').focus()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(page.getByRole('tooltip')).toBeVisible()
    const still = new PointerEvent('pointermove', { bubbles: true })
    cell('di', 'change').dispatchEvent(still)
    await expect.element(page.getByRole('tooltip')).toBeVisible()
    cell('di', 'change').dispatchEvent(new PointerEvent('pointermove', { bubbles: true, movementX: 2 }))
    await expect.poll(() => document.querySelector('[role=tooltip]')).toBeNull()
  })

  it('opens the list of shortcuts with ?', async () => {
    await render(<App>{view(caseload(people))}</App>)
    await userEvent.keyboard('?')
    await expect.element(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  })
})
