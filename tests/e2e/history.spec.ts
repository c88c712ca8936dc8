/** The treatment history as a prescriber uses it: two histories judged by keyboard, a past trial told, and what a server refuses. */
import type { Page } from '@playwright/test'
import { expectNoAxeFindings, inDark } from './support/axe.ts'
import { expect, openDemo, test } from './support/journey.ts'

test.describe.configure({ timeout: 120_000 })

const answer = (page: Page) => page.getByRole('heading', { level: 2 }).first()
const reasons = (page: Page) => page.getByRole('list', { name: 'Each trial under this definition' })
const ledger = (page: Page) => page.getByRole('list', { name: 'Trials, oldest first' })

async function openTrialsByKeyboard(page: Page, id: string): Promise<void> {
  await openDemo(page, `/patients/${id}`)
  await page.getByRole('tab', { name: 'Trajectory' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: /Trials and resistance/ })).toHaveAttribute('aria-selected', 'true', { timeout: 45_000 })
}

/** Tab until the focus is where it is wanted; at most `most` times, so that a lost focus fails. */
async function tabTo(page: Page, wanted: ReturnType<Page['getByRole']>, most = 60): Promise<void> {
  for (let turn = 0; turn < most; turn += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not reach it')
}

test('four antidepressants over nine years: not met, with the reason for each, in under a minute by keyboard', async ({ page }) => {
  await openTrialsByKeyboard(page, 'halvard-nygard')
  const started = process.hrtime.bigint()
  await expect(answer(page)).toHaveText('Definition not met')
  const items = reasons(page).getByRole('listitem')
  await expect(items).toHaveCount(4)
  await expect(items.nth(0)).toContainText(/citalopram.*does not count: dose 10 mg\/day, minimum 20 mg\/day/s)
  await expect(items.nth(1)).toContainText(/venlafaxine.*does not count: 28 days at adequate dose, 42 needed/s)
  await expect(items.nth(2)).toContainText(/mirtazapine.*does not count.*side effects/s)
  await expect(items.nth(3)).toContainText(/sertraline.*counts as a failed adequate trial/s)
  // Every mark of the criteria opens its evidence on focus.
  const cell = page
    .getByRole('row', { name: /citalopram/ })
    .getByRole('button')
    .nth(1)
  await tabTo(page, cell)
  await expect(page.getByRole('tooltip').filter({ hasText: 'citalopram: dose' })).toContainText('10 mg/day')
  expect(Number(process.hrtime.bigint() - started) / 1e9).toBeLessThan(60)
})

test('switching the definition changes the answer where it should, and says how the others judge', async ({ page }) => {
  await openTrialsByKeyboard(page, 'halvard-nygard')
  await expect(answer(page)).toHaveText('Definition not met')
  const source = page.getByRole('radio', { name: /Source document/ })
  await tabTo(page, source)
  // 28 days of venlafaxine are enough where 28 are asked for.
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /Sforzini/ })).toBeChecked()
  await expect(answer(page)).toHaveText('Definition met')
  await expect(reasons(page).getByRole('listitem').nth(1)).toContainText(/venlafaxine.*counts/s)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /Gaddey/ })).toBeChecked()
  await expect(answer(page)).toHaveText('Definition not met')
})

test('three adequate failures: the definition is met under all four', async ({ page }) => {
  await openTrialsByKeyboard(page, 'delphine-achterberg')
  await expect(answer(page)).toHaveText('Definition met')
  await expect(page.getByText('3 failed adequate trials, 2 of different antidepressants are needed', { exact: true })).toBeVisible()
  await expect(page.getByRole('group', { name: 'Definition of treatment resistance' }).getByText('Definition met')).toHaveCount(4)
})

async function tell(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Add a past trial' }).press('Enter')
  await expect(page.getByRole('combobox', { name: 'Medicine, by name or brand' })).toBeFocused()
  await page.keyboard.type('Prozac')
  await expect(page.getByRole('option', { name: /as written/ })).toHaveCount(0)
  await page.keyboard.press('Enter')
  await page.getByLabel('Started').fill('spring 2019')
  await page.getByLabel('Ended', { exact: true }).selectOption('lasted')
  await page.getByLabel('How long').fill('8 weeks')
  await page.getByLabel('mg a day').fill('20')
  await page.getByLabel('Taken', { exact: true }).selectOption('most')
  await page.getByLabel('Outcome', { exact: true }).selectOption('partial')
  await page.getByLabel('Why it ended').selectOption('no-effect')
  await page.getByLabel('Who says so').selectOption('patient')
}
const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).press('Enter')

test('a past trial that is told survives reload and another tab, and can be taken back', async ({ page, context }) => {
  await openTrialsByKeyboard(page, 'halvard-nygard')
  await tell(page)
  await save(page)
  await expect(page.getByText(/^Saved as MedicationStatement\//)).toBeVisible({ timeout: 45_000 })
  const row = ledger(page).getByRole('listitem').filter({ hasText: 'fluoxetine' })
  await expect(row).toContainText('spring 2019, for 56 days', { timeout: 45_000 })
  await expect(row).toContainText('statement: the patient’s memory')
  // Eight weeks at an adequate dose, less than half better: the second failure that the definition asks for.
  await expect(answer(page)).toHaveText('Definition met')

  await page.reload()
  await expect(row).toContainText('spring 2019, for 56 days', { timeout: 45_000 })
  const other = await context.newPage()
  await openDemo(other, '/patients/halvard-nygard?tab=trials')
  await expect(ledger(other)).toContainText('fluoxetine', { timeout: 45_000 })
  await other.close()

  await page.getByRole('button', { name: 'Withdraw the trial of fluoxetine' }).press('Enter')
  await expect(row).toHaveCount(0, { timeout: 45_000 })
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(row).toContainText('spring 2019', { timeout: 45_000 })
})

test('an incomplete form says what is missing, moves to it, and keeps what was typed', async ({ page }) => {
  await openTrialsByKeyboard(page, 'halvard-nygard')
  await page.getByRole('button', { name: 'Add a past trial' }).press('Enter')
  await page.getByLabel('Started').fill('03/04/2019')
  await save(page)
  await expect(page.getByRole('combobox', { name: 'Medicine, by name or brand' })).toBeFocused()
  await expect(page.getByText('day and month could be either way round')).toBeVisible()
  await expect(page.getByLabel('Started')).toHaveValue('03/04/2019')
})

test('a read-only server is said to be one, and what was typed stays', async ({ page }) => {
  await openDemo(page, '/patients/halvard-nygard?tab=trials&profile=read-only')
  await tell(page)
  await save(page)
  await expect(page.getByRole('alert')).toContainText('does not take treatment history', { timeout: 45_000 })
  await expect(page.getByLabel('Started')).toHaveValue('spring 2019')
})

test('answers to the checklist come back after a reload; confirming over an unknown needs a reason', async ({ page }) => {
  await openTrialsByKeyboard(page, 'delphine-achterberg')
  await page.getByRole('radiogroup', { name: 'Thyroid disease: answer' }).getByLabel('looked for, not found').press('Space')
  await page.getByLabel('Thyroid disease: what the answer rests on').fill('TSH 2.1 mU/L, outside laboratory')
  await page.getByLabel('Treatment resistance confirmed').press('Space')
  const button = page.getByRole('button', { name: 'Save answers and conclusion' })
  await expect(button).toBeDisabled()
  await expect(page.getByText(/cannot be confirmed without a stated reason/)).toBeVisible()
  await page.getByLabel(/^Reason/).fill('seen twice in person')
  await button.press('Enter')
  await expect(page.getByText(/^Saved as QuestionnaireResponse\//)).toBeVisible({ timeout: 45_000 })
  await page.reload()
  await expect(page.getByText(/^Last saved .*Treatment resistance confirmed/)).toBeVisible({ timeout: 45_000 })
  await expect(page.getByLabel('Thyroid disease: what the answer rests on')).toHaveValue('TSH 2.1 mU/L, outside laboratory')
})

test('axe finds nothing, light and dark, with the form open and closed', async ({ page }) => {
  await openTrialsByKeyboard(page, 'halvard-nygard')
  await expect(page.getByText(/no answers saved yet/)).toBeVisible({ timeout: 45_000 })
  await expectNoAxeFindings(page, 'the treatment history')
  await inDark(page, () => expectNoAxeFindings(page, 'the treatment history, dark'))
  await page.getByRole('button', { name: 'Add a past trial' }).press('Enter')
  await expectNoAxeFindings(page, 'the form of a past trial')
})

test('at 390 px nothing runs out of the page sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openTrialsByKeyboard(page, 'halvard-nygard')
  await expect(answer(page)).toHaveText('Definition not met')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('print is the summary and nothing else', async ({ page }) => {
  await openTrialsByKeyboard(page, 'halvard-nygard')
  await expect(answer(page)).toHaveText('Definition not met')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { name: 'Antidepressant treatment history' })).toBeVisible()
  await expect(page.getByRole('tablist')).toBeHidden()
  const pdf = await page.pdf({ format: 'A4' })
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? []
  expect(pages.length).toBeLessThanOrEqual(2)
})
