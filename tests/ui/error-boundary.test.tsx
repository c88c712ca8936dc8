import { useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { takeConsole } from '#tests/support/quiet-console.ts'

let isBroken = true

/** Fails with a message that quotes the record, as a real fault might. */
function Fragile({ children }: { readonly children: string }) {
  if (isBroken) throw new TypeError('Ana Muñoz: cannot read "dose" of undefined')
  return <span>{children}</span>
}

test('F73: a cell that fails says so in its own place; the other cells and rows stay', async () => {
  isBroken = true
  const screen = await render(
    <table>
      <tbody>
        <tr>
          <td>Ana Muñoz</td>
          <td>
            <ErrorBoundary what="cell" look="inline">
              <Fragile>50 mg/day</Fragile>
            </ErrorBoundary>
          </td>
          <td>19 points</td>
        </tr>
        <tr>
          <td>Bo Lind</td>
        </tr>
      </tbody>
    </table>,
  )
  await expect.element(screen.getByText('this cell could not be shown')).toBeVisible()
  await expect.element(screen.getByText('19 points')).toBeVisible()
  await expect.element(screen.getByText('Bo Lind')).toBeVisible()
  expect(document.body.textContent).not.toContain('cannot read')
  takeConsole()
})

test('F73: a chart that fails is a notice that says what still works, and can be tried again', async () => {
  isBroken = true
  const screen = await render(
    <>
      <ErrorBoundary what="chart">
        <Fragile>PHQ-9 over time</Fragile>
      </ErrorBoundary>
      <p>Before you change the dose</p>
    </>,
  )
  await expect.element(screen.getByRole('alert')).toHaveTextContent('This chart could not be shown.')
  await expect
    .element(screen.getByRole('alert'))
    .toHaveTextContent('A fault in Remit, not in the record. The rest of the page still works.')
  await expect.element(screen.getByText('Before you change the dose')).toBeVisible()
  takeConsole()

  isBroken = false
  await screen.getByRole('button', { name: 'Try again' }).click()
  await expect.element(screen.getByText('PHQ-9 over time')).toBeVisible()
  await expect.element(screen.getByRole('alert')).not.toBeInTheDocument()
})

test('F73: a part that fails later, on a click, takes nothing else with it', async () => {
  isBroken = true
  function Later() {
    const [on, setOn] = useState(false)
    return on ? <Fragile>never</Fragile> : <button onClick={() => setOn(true)}>Show items</button>
  }
  const screen = await render(
    <>
      <label>
        Rationale <input defaultValue="No response at 100 mg" />
      </label>
      <ErrorBoundary what="card">
        <Later />
      </ErrorBoundary>
    </>,
  )
  await screen.getByRole('button', { name: 'Show items' }).click()
  await expect.element(screen.getByText('This card could not be shown.')).toBeVisible()
  await expect.element(screen.getByRole('textbox', { name: 'Rationale' })).toHaveValue('No response at 100 mg')
  takeConsole()
})
