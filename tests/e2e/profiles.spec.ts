/** One clinic, several servers: whatever a server can and cannot do, the same people stand in the same places with the same numbers. */
import type { Page } from '@playwright/test'
import { expect, openDemo, test } from './support/journey.ts'

test.slow()

const PATIENTS = 40

/** Every card with its count, and every row as it is read, once everybody was read. */
async function wholeCaseload(page: Page, path: string): Promise<readonly string[]> {
  await openDemo(page, path, PATIENTS)
  await expect(page.getByRole('grid', { name: 'Caseload' })).toHaveAttribute('aria-rowcount', `${PATIENTS + 1}`, { timeout: 60_000 })
  await expect(page.getByText(/^Reading: /)).toHaveCount(0, { timeout: 60_000 })
  const cards = page.getByRole('region', { name: 'Filter by what is needed' }).locator('button[aria-pressed]')
  const counts = await cards.allInnerTexts()
  // On paper every patient has a line, and none is left out because it is scrolled away.
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('table tbody tr')).toHaveCount(PATIENTS)
  const lines = await page.locator('table tbody tr').allInnerTexts()
  await page.emulateMedia({ media: 'screen' })
  return [...counts, ...lines]
}

test('the counts and every line of the caseload are those of the default server', { tag: '@profiles' }, async ({ page, profile }) => {
  test.skip(profile === 'default', 'nothing to compare the default with')
  const expected = await wholeCaseload(page, '/?profile=default')
  expect(expected.length).toBeGreaterThan(PATIENTS)
  expect(await wholeCaseload(page, '/')).toEqual(expected)
})

test('a decision is there after a reload, in the queue and in the patient’s own history', { tag: '@profiles' }, async ({ page }) => {
  await openDemo(page, '/flags', PATIENTS)
  await expect(page.getByTestId('reconciliation')).toContainText('acted 0', { timeout: 60_000 })
  await expect(page.getByText(/patients are still being read/)).toHaveCount(0, { timeout: 60_000 })
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const name = (await page.locator('[data-queue-list] [aria-current=true] bdi').textContent()) ?? ''
  await page.keyboard.press('a')
  await page.keyboard.press('2')
  await page.getByLabel('Rationale').fill('Agreed with the patient')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: 'Today' }).getByText('saved', { exact: true })).toBeVisible({ timeout: 45_000 })
  const settled = (await page.getByTestId('reconciliation').textContent()) ?? ''
  await page.reload()
  await expect(page.getByTestId('reconciliation')).toHaveText(settled, { timeout: 60_000 })
  await page.getByRole('button', { name: /Resting and settled/ }).click()
  await page.getByRole('table').getByRole('link', { name }).first().click()
  await expect(page.getByRole('region', { name: 'Reviews' })).toContainText('Agreed with the patient', { timeout: 45_000 })
})
