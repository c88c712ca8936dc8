/** The flag queue, worked as a prescriber works it: by keyboard, in several tabs, over a bad connection. */
import type { Page } from '@playwright/test'
import { expectNoAxeFindings } from './support/axe.ts'
import { leaks, restingText } from './support/canary.ts'
import { expect, openDemo, test } from './support/journey.ts'

const sum = (page: Page) => page.getByTestId('reconciliation')
const today = (page: Page) => page.getByRole('region', { name: 'Today' })
const here = (page: Page) => page.locator('[data-queue-list] [aria-current=true]')

async function openQueue(page: Page, patients = 60, path = '/flags'): Promise<void> {
  await openDemo(page, path, patients)
  await expect(sum(page)).toBeVisible({ timeout: 45_000 })
  await expect(page.getByText(/patients are still being read/)).toHaveCount(0, { timeout: 60_000 })
}

test.slow()

/** "Came in 28 = acted 3 + snoozed 2 + dismissed 1 + left 22", as numbers. */
async function reconciliation(page: Page): Promise<Readonly<Record<string, number>>> {
  const text = (await sum(page).textContent()) ?? ''
  const numbers = [...text.matchAll(/(came in|acted|snoozed|dismissed|handed over|left) (\d+)/gi)].map(
    ([, name = '', count = '']) => [name.toLowerCase(), parseInt(count, 10)] as const,
  )
  return Object.fromEntries(numbers)
}

async function decide(page: Page, digit: string): Promise<void> {
  await page.keyboard.press('a')
  await expect(page.getByRole('form')).toBeVisible()
  await page.keyboard.press(digit)
  await page.keyboard.press('Enter')
}

/** Lets writes of this page reach the server and loses the answers, until told otherwise. */
async function loseAnswers(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const real = window.fetch.bind(window)
    window.fetch = async (input, init) => {
      const answer = await real(input, init)
      const isReview = typeof init?.body === 'string' && init.body.includes('"Provenance"')
      if (isReview && window.name === 'answers are lost') throw new TypeError('Failed to fetch')
      return answer
    }
  })
}
const loseFromNow = (page: Page) => page.evaluate(() => void (window.name = 'answers are lost'))

/** How many resources of a type the server holds. */
const held = (page: Page, type: string): Promise<number> =>
  page.evaluate(async (name) => {
    const answer = await fetch(`/fhir/${name}?_summary=count`, { headers: { Accept: 'application/fhir+json' } })
    const bundle: unknown = await answer.json()
    return typeof bundle === 'object' && bundle !== null && 'total' in bundle && typeof bundle.total === 'number' ? bundle.total : -1
  }, type)

test('forty mixed flags are cleared with the keyboard alone, and what came in adds up', async ({ page }) => {
  test.setTimeout(180_000)
  await openQueue(page, 110)
  const start = await reconciliation(page)
  expect(start['left']).toBeGreaterThanOrEqual(40)
  // Between two cards there is a moment without a current one: only "Caught up." is the end.
  const isOver = async (): Promise<boolean> => {
    await expect(here(page).or(page.getByText('Caught up.')).first()).toBeVisible()
    return (await here(page).count()) === 0
  }
  for (let turn = 0; turn < 120 && !(await isOver()); turn += 1) {
    const isSafety = (await page.getByRole('article').getByText('Thoughts of self-harm reported').count()) > 0
    const before = await here(page).textContent()
    if (isSafety) await decide(page, '1')
    else if (turn % 3 === 0) await decide(page, '0')
    else {
      await page.keyboard.press(turn % 3 === 1 ? 's' : 'd')
      await expect(page.getByRole('form')).toBeVisible()
      if (turn % 3 === 2) await page.keyboard.press('1')
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('form')).toHaveCount(0)
    await expect(async () => expect((await here(page).count()) === 0 ? '' : await here(page).textContent()).not.toBe(before)).toPass()
  }
  await expect(sum(page)).toContainText('left 0', { timeout: 45_000 })
  const end = await reconciliation(page)
  expect(end['came in']).toBe(start['left'])
  expect((end['acted'] ?? 0) + (end['snoozed'] ?? 0) + (end['dismissed'] ?? 0)).toBe(start['left'])
  await expect(page.getByText('Caught up.')).toBeVisible()
})

test('an action leaves the list at once, is called saved only when it is, and is undone by U', { tag: '@profiles' }, async ({ page }) => {
  await openQueue(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const name = await here(page).locator('bdi').textContent()
  const before = await reconciliation(page)
  await decide(page, '2')
  await expect(here(page).locator('bdi')).not.toHaveText(name ?? '')
  await expect(today(page).getByText('saved', { exact: true })).toBeVisible()
  await expect(async () => expect((await reconciliation(page))['acted']).toBeGreaterThan(0)).toPass()
  await page.keyboard.press('u')
  await expect(async () => expect(await reconciliation(page)).toEqual(before)).toPass()
  await expect(here(page).locator('bdi')).toHaveText(name ?? '')
})

test('snoozing several says exactly what it touches and leaves safety flags open, aloud', async ({ page }) => {
  await openQueue(page)
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('s')
  const form = page.getByRole('form')
  await expect(form.getByText(/^\d safety flags? stays? open|^\d safety flags stay open/)).toBeVisible()
  await expect(form.getByRole('button', { name: /^Snooze \d of 3 patients, \d flags?/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'a snooze never holds back a safety flag' })).toHaveCount(1)
  await expect(page.getByRole('region', { name: /Thoughts of self-harm/ })).toBeVisible()
})

test('F68: what is done in one tab is done in the other, without a reload', async ({ page, context }) => {
  await openQueue(page)
  const other = await context.newPage()
  await openQueue(other)
  const before = await reconciliation(other)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await decide(page, '1')
  await expect(today(page).getByText('saved', { exact: true })).toBeVisible()
  await expect(async () => expect((await reconciliation(other))['left']).toBeLessThan(before['left'] ?? 0)).toPass({ timeout: 15_000 })
})

test('F60: two browsers act on one flag: both versions are shown, the text is kept, nothing is overwritten', async ({ page, context }) => {
  await openQueue(page)
  const other = await context.newPage()
  // Another browser hears nothing of ours until it asks.
  await other.addInitScript(() => {
    window.BroadcastChannel.prototype.postMessage = () => undefined
    Object.defineProperty(window.BroadcastChannel.prototype, 'onmessage', {
      set: () => {
        // nobody listens
      },
    })
  })
  await openQueue(other)
  for (const tab of [page, other]) {
    await tab.keyboard.press('j')
    await tab.keyboard.press('j')
  }
  await other.keyboard.press('a')
  await other.keyboard.press('3')
  await other.getByLabel('Rationale').fill('Partial response, well tolerated')
  await decide(page, '2')
  await expect(today(page).getByText('saved', { exact: true })).toBeVisible()
  const tasks = await held(page, 'Task')
  await other.keyboard.press('Control+Enter')
  await other.getByRole('button', { name: 'Compare both' }).click()
  const dialog = other.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: 'On the server' })).toContainText('decided: Switch antidepressant')
  await expect(dialog.getByRole('region', { name: 'Yours, not saved' })).toContainText(
    'Decided: Augment. Partial response, well tolerated.',
  )
  await expectNoAxeFindings(other, 'two versions side by side')
  expect(await held(page, 'Task')).toBe(tasks)
  await dialog.getByRole('button', { name: 'Record mine as well' }).click()
  await expect(async () => expect(await held(other, 'Task')).toBeGreaterThan(tasks)).toPass()
  await expect(other.getByRole('button', { name: 'Compare both' })).toHaveCount(0)
})

test('F64: an answer lost after the commit is found again: waiting, then saved, one work item', { tag: '@profiles' }, async ({ page }) => {
  await loseAnswers(page)
  page.on('dialog', (dialog) => void dialog.accept())
  await openQueue(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const before = await held(page, 'Task')
  await loseFromNow(page)
  await decide(page, '2')
  await expect(page.getByText(/^1 waiting to be saved/)).toBeVisible({ timeout: 45_000 })
  const written = await held(page, 'Task')
  expect(written).toBeGreaterThan(before)
  await page.evaluate(() => void (window.name = ''))
  await page.reload()
  await expect(sum(page)).toBeVisible({ timeout: 45_000 })
  await expect(async () => expect((await reconciliation(page))['acted']).toBeGreaterThan(0)).toPass()
  expect(await held(page, 'Task')).toBe(written)
  await expect(page.getByText(/waiting to be saved/)).toHaveCount(0)
})

test('F66: text that was being written is there after a reload, and nothing readable rests in the browser', async ({ page }) => {
  page.on('dialog', (dialog) => void dialog.accept())
  await openQueue(page)
  const name = (await here(page).locator('bdi').textContent()) ?? ''
  await page.keyboard.press('a')
  await page.keyboard.press('1')
  await page.getByLabel('Rationale').fill('Spoke by phone, safety plan reviewed')
  await expect(async () => expect(await page.evaluate(() => Object.keys(window.localStorage).length)).toBeGreaterThan(0)).toPass()
  expect(leaks(await restingText(page), ['Spoke by phone', 'safety plan', name])).toEqual([])
  await page.reload()
  await expect(sum(page)).toBeVisible({ timeout: 45_000 })
  await expect(here(page).locator('bdi')).toHaveText(name)
  await page.keyboard.press('a')
  await expect(page.getByLabel('Rationale')).toHaveValue('Spoke by phone, safety plan reviewed')
  await expect(page.getByLabel('Safety assessment done')).toBeChecked()
})

test('a safety flag dismissed without words stays open: the form says what is missing, keeps the choice, goes to the words', async ({
  page,
}) => {
  await openQueue(page)
  const form = page.getByRole('form')
  await page.keyboard.press('d')
  await expect(form).toBeVisible()
  await expect(form.getByLabel('No change: patient preference')).toHaveCount(0)
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toHaveText('A safety flag is not closed without a word: say in the text why.')
  await expect(form.getByLabel('In words')).toBeFocused()
  await expect(form.getByLabel('Not applicable to this patient')).toBeChecked()
  await page.keyboard.type('Item entered for another person')
  await page.keyboard.press('Control+Enter')
  await expect(form).toHaveCount(0)
  await expect(today(page).getByText('saved', { exact: true })).toBeVisible()
})

test('a server without writes: said plainly, and a decision can be copied as text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openQueue(page, 40, '/flags?profile=read-only')
  await expect(page.getByText('This server takes no reviews: the queue is read-only.')).toBeVisible()
  await page.keyboard.press('a')
  await page.keyboard.press('1')
  await page.getByRole('button', { name: 'Copy as text' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Decided: Safety assessment done.')
})

test('what is decided is found again: resting list, search, counts by rule, the patient’s own history', async ({ page }) => {
  await openQueue(page)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const name = (await here(page).locator('bdi').textContent()) ?? ''
  await page.keyboard.press('a')
  await page.keyboard.press('2')
  await page.getByLabel('Rationale').fill('Agreed with the patient')
  await page.keyboard.press('Control+Enter')
  await expect(today(page).getByText('saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: /Resting and settled/ }).click()
  await page.getByRole('searchbox').fill(`agreed ${name.split(' ')[0]}`)
  await expect(page.getByRole('table').getByRole('link', { name }).first()).toBeVisible()
  await page.getByRole('table').getByRole('link', { name }).first().click()
  await expect(page.getByRole('region', { name: 'Reviews' })).toContainText('Agreed with the patient')
  // Beside the chart too, so that nobody decides a second time.
  await page.getByRole('tab', { name: 'Trajectory' }).click()
  await expect(page.getByRole('list', { name: 'Rules met' })).toContainText(/: decided by you \(\d+ \w+ \d{4}\)/)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing in ${colorScheme}: the list, two forms, the keys, the two tables`, async ({ page }) => {
    test.setTimeout(240_000)
    await page.emulateMedia({ colorScheme })
    await openQueue(page, 40)
    await expectNoAxeFindings(page, 'the list')
    for (const key of ['a', 's']) {
      await page.keyboard.press(key)
      await expect(page.getByRole('form')).toBeVisible()
      await expectNoAxeFindings(page, `the form of ${key}`)
      await page.keyboard.press('Escape')
      await page.keyboard.press('j')
    }
    await page.keyboard.press('?')
    await expectNoAxeFindings(page, 'the keys')
    await page.keyboard.press('Escape')
    for (const view of ['Resting and settled', 'Counts by rule']) {
      await page.getByRole('button', { name: new RegExp(view) }).click()
      await expectNoAxeFindings(page, view)
    }
  })

test('390 px wide: the list, then one patient, then back', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openQueue(page)
  await page.locator('[id^=card-]').nth(2).click()
  await expect(page.getByRole('toolbar', { name: 'What to do' })).toBeVisible()
  await page.getByRole('button', { name: /^Act/ }).click()
  await expect(page.getByRole('form')).toBeVisible()
  await page.getByRole('button', { name: /^Close/ }).click()
  await page.getByRole('button', { name: 'Back to the list' }).click()
  await expect(page.locator('[id^=card-]').nth(2)).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
