import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { defaultSettings } from '#src/clinical/settings.ts'
import { outcomesOf } from '#src/features/caseload/outcomes.ts'
import { OutcomesView } from '#src/features/caseload/outcomes-view.tsx'
import { judged } from '#tests/features/caseload/rows.ts'
import { takeConsole } from '#tests/support/quiet-console.ts'

function Broken(): never {
  throw new TypeError('cannot read "since" of undefined')
}

test('F73: waiting times that fail say so in their own place; shares, plot, table and coverage stay', async () => {
  const screen = await render(
    <OutcomesView outcomes={outcomesOf([judged('a'), judged('b')], defaultSettings)} settings={defaultSettings}>
      <Broken />
    </OutcomesView>,
  )
  await expect.element(screen.getByText('This list of waiting times could not be shown.')).toBeVisible()
  await expect.element(screen.getByText('Response or remission')).toBeVisible()
  await expect.element(screen.getByText('All patients')).toBeVisible()
  await expect.element(screen.getByText('Check-in in the last 5 days')).toBeVisible()
  expect(document.body.textContent).not.toContain('cannot read')
  takeConsole()
})
