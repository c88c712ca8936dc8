import { beforeEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { asOf, caseload, scorePoint } from '#tests/support/builders.ts'
import { urgent } from '#tests/features/caseload/rows.ts'
import { App, person, view } from '#tests/features/caseload/stage.tsx'

const everybody = Array.from({ length: 10_000 }, (_, i) =>
  person(`p-${i}`, 'Person', `Number${String(i).padStart(5, '0')}`, {
    assessment: { section: 'urgent', flags: [urgent], latestPhq9: scorePoint(asOf, 21) },
  }),
)

beforeEach(async () => {
  await page.viewport(1440, 900)
})

it('F75 10,000 patients, all urgent: the card and the grid say 10,000, fewer than 80 rows are drawn, and none is hidden by a filter in silence', async () => {
  await render(<App>{view(caseload(everybody))}</App>)
  await expect.element(page.getByRole('button', { name: '10,000 Urgent' })).toBeVisible()
  await expect.element(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001')
  expect(document.querySelectorAll('[role=row]').length).toBeLessThan(80)
  await page.getByRole('button', { name: '0 On target' }).click()
  await expect.element(page.getByRole('button', { name: '10,000 urgent hidden by this filter' })).toBeVisible()
})
