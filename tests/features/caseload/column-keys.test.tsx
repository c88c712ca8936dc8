import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { address, App, cell, focused, people, view } from '#tests/features/caseload/stage.tsx'
import { caseload } from '#tests/support/builders.ts'

beforeEach(async () => {
  await page.viewport(1440, 900)
})

describe('the keys of a column head', () => {
  const heads = (): readonly (string | undefined)[] =>
    [...document.querySelectorAll<HTMLElement>('[role=columnheader]')].map((head) => head.dataset['column'])
  const said = (): string => document.querySelector('[role=status]')?.textContent ?? ''

  it('Shift+Alt+Right moves "Response" from place 6 to place 7 of 13, says so, and keeps the focus on it', async () => {
    await render(<App>{view(caseload(people))}</App>)
    expect(heads()[5]).toBe('response')
    cell('head', 'response').querySelector('button')?.focus()
    await userEvent.keyboard('{Shift>}{Alt>}{ArrowRight}{/Alt}{/Shift}')
    await expect.poll(() => heads()[6]).toBe('response')
    expect(focused()).toBe('head response')
    expect(said()).toBe('Response: column 7 of 13')
    await userEvent.keyboard('{Shift>}{Alt>}{ArrowLeft}{ArrowLeft}{/Alt}{/Shift}')
    await expect.poll(() => heads()[4]).toBe('response')
    expect(said()).toBe('Response: column 5 of 13')
    expect(focused()).toBe('head response')
  })

  it('the name stays first, whatever is pressed, and that is said', async () => {
    await render(<App>{view(caseload(people))}</App>)
    cell('head', 'patient').querySelector('button')?.focus()
    await userEvent.keyboard('{Shift>}{Alt>}{ArrowRight}{/Alt}{/Shift}')
    await expect.poll(said).toBe('Patient stays column 1 of 13')
    expect(heads()[0]).toBe('patient')
  })

  it('Shift+Alt+Up makes "Response" 16 px wider than its 98 px, and the width goes into the address', async () => {
    await render(<App>{view(caseload(people))}</App>)
    cell('head', 'response').querySelector('button')?.focus()
    await userEvent.keyboard('{Shift>}{Alt>}{ArrowUp}{/Alt}{/Shift}')
    await expect.poll(() => Math.round(cell('head', 'response').getBoundingClientRect().width)).toBe(114)
    expect(said()).toBe('Response: 114 px wide')
    await expect.element(address).toHaveTextContent('114')
  })

  it('? lists them', async () => {
    await render(<App>{view(caseload(people))}</App>)
    await userEvent.keyboard('?')
    await expect
      .element(page.getByRole('dialog', { name: 'Keyboard shortcuts' }))
      .toHaveTextContent('Shift Alt ←Shift Alt →On a head: move the column')
  })
})
