/** F83, F84: what a server sends as text is text, wherever it lands: no element, no script, no turned-round neighbour, no broken layout. */
import type { Page } from '@playwright/test'
import { expect, openFlags, serverOf, test, untilRead } from './support/journey.ts'

const NAMES = [
  '<img src=x onerror="window.taken=1"><script>window.taken=1</script>',
  'javascript:window.taken=1',
  '\u202Eevil\u202C Override',
  '\u202BUnclosed embedding',
  'Ze\u200Bro\u200D wi\uFEFFdth',
  'Nul\u0000 bell\u0007',
  `Zalgo ${'\u0336\u034A'.repeat(80)}`,
  `W${'W'.repeat(9_999)}`,
]

type Json = Record<string, unknown>

/** Gives the patients of the server these names, by turns, and every resource a narrative with a script. */
async function renamed(page: Page): Promise<void> {
  let turn = 0
  const given = new Map<string, string>()
  const nameOf = (id: string): string => {
    const name = given.get(id) ?? NAMES[turn++ % NAMES.length] ?? ''
    given.set(id, name)
    return name
  }
  await page.route(`${await serverOf(page)}/**`, async (route) => {
    if (route.request().method() !== 'GET') return route.continue()
    const response = await route.fetch()
    const body = (await response.json().catch(() => undefined)) as Json | undefined
    const entries = (body?.['entry'] ?? []) as { resource?: Json }[]
    for (const { resource } of entries) {
      if (resource === undefined) continue
      resource['text'] = {
        status: 'generated',
        div: '<div xmlns="http://www.w3.org/1999/xhtml">NARRATIVE<script>window.taken=1</script></div>',
      }
      if (resource['resourceType'] === 'Patient') resource['name'] = [{ family: nameOf(String(resource['id'])), given: ['Ana'] }]
    }
    await route.fulfill({ response, json: body })
  })
}

/** Nothing of the page became an element, nothing ran, and nothing sticks out to the side. */
async function expectOnlyText(page: Page, where: string): Promise<void> {
  const found = await page.evaluate(() => ({
    taken: Reflect.get(window, 'taken') === 1,
    images: document.querySelectorAll('img, iframe, object, a[href^="javascript:"]').length,
    narrative: (document.body.textContent ?? '').includes('NARRATIVE'),
    isTooWide: document.documentElement.scrollWidth > window.innerWidth,
  }))
  expect(found, where).toEqual({ taken: false, images: 0, narrative: false, isTooWide: false })
}

/** Text nodes with a direction-changing character that nothing isolates from what stands beside them. */
async function unisolated(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found: string[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!/[\u202A-\u202E]/.test(node.textContent ?? '')) continue
      let isIsolated = false
      for (let around = node.parentElement; around !== null; around = around.parentElement) {
        const { unicodeBidi, display } = getComputedStyle(around)
        // An inline that isolates, or a box of its own: bidi never reaches across a block, a cell or a flex item.
        if (/isolate|plaintext/.test(unicodeBidi) || !display.startsWith('inline') || display !== 'inline') {
          isIsolated = /isolate|plaintext/.test(unicodeBidi) || (around.textContent ?? '').trim() === (node.textContent ?? '').trim()
          break
        }
      }
      if (!isIsolated) found.push(`${node.parentElement?.outerHTML.slice(0, 160)}`)
    }
    return found
  })
}

test('F83, F84: hostile names on every page of the app', async ({ page, watch }) => {
  test.slow()
  await renamed(page)
  await page.goto('/')
  await untilRead(page)
  await expect(page.getByText('<img src=x').first()).toBeVisible()
  await expectOnlyText(page, 'the caseload')
  expect(await unisolated(page), 'the caseload').toEqual([])
  const heights = await page
    .getByRole('row')
    .evaluateAll((rows) => rows.slice(1).map((row) => Math.round(row.getBoundingClientRect().height)))
  expect(new Set(heights).size, 'every row keeps its height').toBe(1)

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('ana')
  await expectOnlyText(page, 'the palette')
  expect(await unisolated(page), 'the palette').toEqual([])
  await page.keyboard.press('Escape')

  await openFlags(page)
  await expectOnlyText(page, 'the flag queue')
  expect(await unisolated(page), 'the flag queue').toEqual([])

  for (const name of ['Override', 'WWWWW', '<img src=x']) {
    await page.goto('/')
    await untilRead(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(name)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/patients\//)
    await untilRead(page)
    await expectOnlyText(page, `the page of ${name}`)
    expect(await unisolated(page), `the page of ${name}`).toEqual([])
    const tab = await page.getByRole('tab').first().boundingBox()
    expect(tab?.y ?? 9_999, 'a long name leaves the page in sight').toBeLessThan(600)
  }
  expect(watch.violations).toEqual([])
})
