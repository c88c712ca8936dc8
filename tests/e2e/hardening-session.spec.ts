/** Nobody at the window: what locks, what is forgotten, what is kept, and that nothing about a patient rests or leaks anywhere. */
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { launchOptions } from '../../tools/chromium.mjs'
import { leaks, restingText, textInDocument, watchOutflow } from './support/canary.ts'
import { expect, openFirstPatient, openFlags, serverOf, test, untilRead } from './support/journey.ts'

const RATIONALE = 'canary rationale 7731'

interface Person {
  readonly id: string
  readonly family: string
  readonly words: readonly string[]
}

/** Everybody on the server, with the words that must not be found. Ids of the demo are made of names; those names prove nothing. */
async function people(page: Page): Promise<readonly Person[]> {
  const answer: unknown = await (await page.request.get(`${await serverOf(page)}/Patient?_count=500`)).json()
  const { entry } = answer as { entry: { resource: Record<string, unknown> }[] }
  const all = entry.map(({ resource }) => {
    const [name] = resource['name'] as { family: string; given?: string[] }[]
    const numbers = (resource['identifier'] as { value: string }[] | undefined)?.map(({ value }) => value) ?? []
    return { id: String(resource['id']), family: name?.family ?? '', words: numbers.filter((one) => one.length > 4) }
  })
  const ids = all.map(({ id }) => id).join(' ')
  const isTelling = (family: string): boolean => family.length > 4 && !ids.includes(plain(family))
  return all.map((person) => (isTelling(person.family) ? { ...person, words: [...person.words, person.family] } : person))
}

const plain = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

const canaries = async (page: Page): Promise<readonly string[]> => [
  ...new Set((await people(page)).flatMap(({ words }) => words)),
  RATIONALE,
]

const lock = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Dr M. Reyes' }).click()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible()
}

test('F86: after a full journey no name, record number or note is in an address, title, storage, cache, console or referrer', async ({
  page,
}) => {
  test.slow()
  const outflow = watchOutflow(page)
  const words = await canaries(page)
  expect(words.length).toBeGreaterThan(40)
  await page.goto('/')
  await untilRead(page)

  // Search by name, open the patient, read every part of the page.
  const [someone] = (await people(page)).filter(({ words: known }) => known.length > 1)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(someone?.family ?? '')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/patients\//)
  await untilRead(page)
  for (const tab of await page.getByRole('tab').all()) await tab.click()
  expect(leaks(await restingText(page), words)).toEqual([])

  // A decision with a note, half written and not sent.
  await openFlags(page)
  await page.keyboard.press('a')
  await page.keyboard.press('3')
  await page.getByLabel('Rationale').fill(RATIONALE)
  expect(leaks(await restingText(page), words)).toEqual([])

  await page.evaluate(() => window.scrollTo(0, 100))
  expect(leaks(outflow, words)).toEqual([])
})

test('F67, F70: locked, nothing of anybody is on the page; Back shows nothing; the note is there again for the same person', async ({
  page,
}) => {
  test.slow()
  const words = await canaries(page)
  await page.goto('/')
  await untilRead(page)
  await openFirstPatient(page)
  await openFlags(page)
  await page.keyboard.press('a')
  await page.keyboard.press('3')
  await page.getByLabel('Rationale').fill(RATIONALE)
  await page.keyboard.press('Escape')
  await lock(page)

  const locked = async (): Promise<void> => {
    await expect(page.getByText('Dr M. Reyes was working here.')).toBeVisible()
    await expect(page).toHaveTitle('Locked · Remit')
    expect(leaks([{ place: 'page', text: await textInDocument(page) }, ...(await restingText(page))], words)).toEqual([])
  }
  await locked()
  await page.goBack()
  await locked()
  await page.reload()
  await locked()
  await page.goForward()
  await page.getByRole('button', { name: 'Continue as Dr M. Reyes' }).click()
  await untilRead(page)
  await openFlags(page)
  await page.keyboard.press('a')
  await expect(page.getByLabel('Rationale')).toHaveValue(RATIONALE)
})

test('F67: the idle lock warns a minute before, one key extends, and it fires after a sleep of an hour', async ({ page }) => {
  await page.clock.install()
  await page.goto('/rules')
  await untilRead(page)
  await page.clock.fastForward('14:00')
  const warning = page.getByRole('alertdialog', { name: 'Still there?' })
  await expect(warning).toContainText('Remit locks in')
  await page.keyboard.press('Shift')
  await expect(warning).toHaveCount(0)
  await page.clock.fastForward('13:00')
  await expect(page.getByRole('heading', { name: 'Rule book' })).toBeVisible()
  await page.clock.fastForward('01:00:00')
  await expect(page.getByText('No key and no pointer was used for 15 minutes.')).toBeVisible()
})

test('F69: all tabs lock together, and only the one that is continued opens', async ({ page, context }) => {
  const other = await context.newPage()
  await page.goto('/rules')
  await untilRead(page)
  await other.goto('/rules')
  await untilRead(other)
  await page.bringToFront()
  await lock(page)
  await expect(other.getByText('It was locked in another tab.')).toBeVisible()
  await page.getByRole('button', { name: /^Continue/ }).click()
  await untilRead(page)
  await expect(other.getByText('It was locked in another tab.')).toBeVisible()
})

test('F87: messages that are not ours, or not well made, do nothing', async ({ page, context }) => {
  const other = await context.newPage()
  await page.goto('/rules')
  await untilRead(page)
  await other.goto('/icon.svg')
  await other.evaluate(() => {
    const channels = ['remit-session', 'remit-reviews'].map((name) => new BroadcastChannel(name))
    const bad = [
      'lock',
      null,
      { kind: 'lock' },
      { kind: 'lock', practitioner: 'x', atMs: 1 },
      { kind: 'unlock' },
      { kind: 'reviews-changed' },
    ]
    for (const channel of channels) for (const message of bad) channel.postMessage(message)
  })
  await page.evaluate(() => window.postMessage({ kind: 'lock', practitioner: 'Practitioner/dr-01', atMs: 1 }, '*'))
  await page.waitForTimeout(300)
  await expect(page.getByRole('heading', { name: 'Rule book' })).toBeVisible()
})

test('F70: a page that comes back from the browser’s memory comes back locked, without one frame of a patient', async ({ baseURL }) => {
  // Playwright switches the back/forward cache off; here it is what is tested.
  const browser = await chromium.launch({ ...launchOptions(), ignoreDefaultArgs: ['--disable-back-forward-cache'] })
  const context: BrowserContext = await browser.newContext(baseURL === undefined ? {} : { baseURL })
  const page = await context.newPage()
  await page.goto('/')
  await untilRead(page)
  await page.evaluate(() => {
    window.addEventListener('pageshow', (event) => {
      if (event.persisted) document.documentElement.dataset['kept'] = document.body.textContent ?? ''
    })
  })
  await page.goto('about:blank')
  await page.goBack({ waitUntil: 'commit' })
  const kept = await page.evaluate(() => document.documentElement.dataset['kept'])
  // Where the browser chose not to keep the page it was read anew, which is as good.
  if (kept === undefined) await untilRead(page)
  else {
    expect(kept).toContain('The page was left and has been brought back.')
    expect(leaks([{ place: 'kept page', text: kept }], await canaries(page))).toEqual([])
  }
  await browser.close()
})
