import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'

test.describe.configure({ timeout: 90_000 })

/** Reading sixty patients is slow on a busy machine, and no fault of what is tested here. */
const read = { timeout: 45_000 }

/** The demo's caseload, read to its last patient. */
async function openCaseload(page: Page, search = '?patients=60'): Promise<void> {
  await page.goto(`/${search}`)
  await expect(page.getByRole('grid', { name: 'Caseload' })).toBeVisible(read)
  await expect(page.getByText(/^Reading: /)).toHaveCount(0, read)
}

const patients = (page: Page) => page.getByRole('grid').getByRole('rowheader')
const cards = (page: Page) => page.getByRole('region', { name: 'Filter by what is needed' }).locator('button[aria-pressed]')

/** "6 Urgent" -> 6 */
async function counts(page: Page): Promise<readonly number[]> {
  const texts = await cards(page)
    .filter({ hasNotText: /^Rules$/ })
    .allInnerTexts()
  return texts.map((text) => parseInt(text.replaceAll(',', ''), 10))
}

async function isClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([])
}

test('the counts on the cards add up to the caseload, and each card shows as many as it says', async ({ page }) => {
  await openCaseload(page)
  const [total = 0, ...each] = await counts(page)
  expect(total).toBe(60)
  expect(each.reduce((sum, count) => sum + count, 0)).toBe(60)
  await page.getByRole('button', { name: /Decide now$/ }).click()
  const decide = each[1] ?? 0
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(decide + 1))
  await expect(page.getByRole('button', { name: /urgent hidden by this filter/ })).toBeVisible()
})

test('without a mouse: search, walk, explain, sort, open a patient and come back to the same cell', async ({ page }) => {
  await openCaseload(page)
  await page.keyboard.press('/')
  await page.keyboard.type('munoz ana')
  await expect(patients(page)).toHaveCount(1)
  await expect(patients(page)).toContainText('Ana Muñoz')
  await expect(page).toHaveURL(/^[^?]*\?patients=60$/)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '61')

  for (let i = 0; i < 12; i += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement?.closest('[role=grid]') !== null)) break
  }
  // In a window of 1,280 px: name, flags, treatment, days at dose.
  await page.keyboard.press('ArrowDown')
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight')
  const cell = page.locator('[role=grid] [data-column=clock]:focus')
  await expect(cell).toBeVisible()
  await expect(page.getByRole('tooltip')).toContainText('Days at an adequate dose')
  await expect(cell).toHaveAccessibleDescription(/Days at an adequate dose/)
  const name = await page.locator('[role=row]:has(:focus) [role=rowheader] bdi').innerText()

  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/patients\//)
  await page.goBack()
  await expect(page.locator('[role=row]:has(:focus) [role=rowheader] bdi')).toHaveText(name)
  await expect(page.locator('[role=grid] [data-column=clock]:focus')).toBeVisible()
})

test('a screen reader hears every column, the sort, and where a row stands', async ({ page }) => {
  await openCaseload(page)
  await expect(page.getByRole('columnheader')).toHaveCount(13)
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '61')
  await expect(page.getByRole('row').nth(1)).toHaveAttribute('aria-rowindex', '2')
  await expect(patients(page).first()).toContainText(/Urgent|Decide now/)
  await page.getByRole('button', { name: /^Item 9|PHQ-9 item 9/ }).click()
  await expect(page.getByRole('columnheader', { name: /item 9/i })).toHaveAttribute('aria-sort', 'descending')
  await expect(page.getByRole('status').filter({ hasText: 'Item 9 descending' })).toBeAttached()
})

test('the address keeps filters and order but no text, and names what it cannot use', async ({ page }) => {
  await openCaseload(page, '?patients=60&show=watch&sort=-course,purple')
  await expect(page.getByText('Not understood in the address and ignored: sort "purple"')).toBeVisible()
  await expect(page.getByRole('button', { name: /Watch$/, pressed: true })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: /PHQ-9, 26/ })).toHaveAttribute('aria-sort', 'descending')
})

test('the command palette finds a patient by part of the name and opens the record', async ({ page }) => {
  await openCaseload(page)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('combobox', { name: 'Patient, view or action' })).toBeFocused()
  await page.keyboard.type('muno')
  await expect(page.getByRole('option', { selected: true })).toContainText('Ana Muñoz')
  await isClean(page)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/patients\//)
})

test('the file holds the shown patients and no others', async ({ page }) => {
  await openCaseload(page, '?patients=60&show=urgent')
  const [, urgent = 0] = await counts(page)
  await page.getByRole('button', { name: 'Export' }).click()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toMatch(/^remit-caseload-\d{4}-\d\d-\d\d\.csv$/)
  const stream = await download.createReadStream()
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  expect(text).toContain(`patients in this file,${urgent} of 60`)
  expect(text).toContain('filter,Urgent')
  const lines = text.trimEnd().split('\r\n')
  expect(lines.length - lines.indexOf('') - 2).toBe(urgent)
})

test('a saved view comes back after a reload', async ({ page }) => {
  await openCaseload(page, '?patients=60&show=decide')
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('button', { name: 'Save this view' }).click()
  await page.getByLabel('Title').fill('Tuesday clinic')
  await page.getByRole('button', { name: 'Save view' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await openCaseload(page)
  await page.getByRole('button', { name: 'Views', exact: true }).click()
  await page.getByRole('button', { name: 'Tuesday clinic', exact: true }).click()
  await expect(page.getByRole('button', { name: /Decide now$/, pressed: true })).toBeVisible()
})

test('on paper every shown patient has one line', async ({ page }) => {
  await openCaseload(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('table tbody tr')).toHaveCount(60)
  await expect(page.getByText(/60 of 60 patients; no filter; triage order/)).toBeVisible()
  // Whoever cannot be judged has the reason in the column of flags, where "no flag" would read as if all were well.
  const unjudged = page.locator('table tbody tr').filter({ hasText: 'Cannot judge:' })
  expect(await unjudged.count()).toBeGreaterThan(0)
  for (const row of await unjudged.locator('td[data-column=flags]').allTextContents()) expect(row).toMatch(/^\? .{10}/)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('the table and what opens over it are clean', async ({ page }) => {
      await openCaseload(page)
      await isClean(page)
      await page.locator('[data-column=flags]').nth(2).hover()
      await expect(page.getByRole('tooltip')).toBeVisible()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      await isClean(page)
    })

    for (const menu of ['Filter', 'Views', 'Columns', 'Export']) {
      test(`the menu "${menu}" is clean`, async ({ page }) => {
        await openCaseload(page, '?patients=20&cols=flags')
        await page.getByRole('button', { name: menu, exact: true }).click()
        await isClean(page)
      })
    }

    test('a search without a match is clean', async ({ page }) => {
      await openCaseload(page, '?patients=20')
      await page.keyboard.press('/')
      await page.keyboard.type('nobody of this name')
      await expect(page.getByText('No patient matches.')).toBeVisible()
      await isClean(page)
    })

    test('the outcomes are clean', async ({ page }) => {
      await page.goto('/outcomes?patients=60')
      await expect(page.getByRole('heading', { name: 'Who is in these numbers' })).toBeVisible(read)
      await isClean(page)
    })

    test('the list on a phone is clean and leads to a patient', async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await page.goto('/?patients=60')
      const list = page.getByRole('list', { name: 'Caseload' })
      await expect(list).toBeVisible(read)
      await expect(page.getByText(/^Reading: /)).toHaveCount(0, read)
      await isClean(page)
      await list.getByRole('link').first().click()
      await expect(page).toHaveURL(/\/patients\//)
    })
  })
}
