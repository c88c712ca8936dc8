/** WCAG 2.2 AA: axe on every page and state in both appearances, the keyboard alone, zoom, forced colours, reduced motion, target size. */
import type { Page } from '@playwright/test'
import { expectContrast, expectNoAxeFindings, inDark } from './support/axe.ts'
import { expect, openDemo, openFirstPatient, test, untilRead } from './support/journey.ts'

const views = (page: Page, name: string) => page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name })

async function expectBothThemes(page: Page, what: string): Promise<void> {
  await expectNoAxeFindings(page, `${what}, light`)
  await inDark(page, () => expectContrast(page, `${what}, dark`))
}

test.describe('F93: axe finds nothing', () => {
  for (const [what, path] of [
    ['the caseload', '/'],
    ['the flag queue', '/flags'],
    ['outcomes', '/outcomes'],
    ['the rule book', '/rules'],
    ['an address that is none', '/nothing/here'],
  ] as const)
    test(`on ${what}`, async ({ page }) => {
      test.slow()
      await openDemo(page, path, 20)
      await expectBothThemes(page, what)
    })

  test('on each tab of a patient', async ({ page }) => {
    test.slow()
    await openDemo(page, '/', 20)
    await openFirstPatient(page)
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await untilRead(page)
      await expectBothThemes(page, `the tab ${await tab.textContent()}`)
    }
  })

  test('on the palette, the list of what could not be read, the menu, the lock warning and the locked page', async ({ page }) => {
    test.slow()
    await page.clock.install()
    await openDemo(page)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('a')
    await expectBothThemes(page, 'the palette')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /could not be read: see which/ }).click()
    await expectBothThemes(page, 'the list of what could not be read')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Dr M. Reyes' }).click()
    await expectBothThemes(page, 'the menu')
    await page.keyboard.press('Escape')
    await page.clock.fastForward('14:10')
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await expectBothThemes(page, 'the lock warning')
    await page.clock.fastForward('01:00')
    await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible()
    await expectBothThemes(page, 'the locked page')
  })

  test('while the caseload is read, when it cannot be read, and on a patient who is not there', async ({ page, watch }) => {
    watch.allow(/./)
    await page.goto('/?patients=300&faults=7')
    await expect(page.getByRole('banner')).toBeVisible()
    await expectNoAxeFindings(page, 'the caseload while it is read')
    await openDemo(page, '/patients/nobody-here')
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    await expectBothThemes(page, 'a patient who is not there')
  })
})

test.describe('F93: with the keyboard alone', () => {
  test('the first stop skips to the content; then come the views, the search, the age of the data and the menu, in the order they stand in', async ({
    page,
  }) => {
    await openDemo(page, '/rules')
    const order: string[] = []
    for (let i = 0; i < 8; i += 1) {
      await page.keyboard.press('Tab')
      order.push(await page.evaluate(() => document.activeElement?.textContent?.trim().replaceAll(/\s+/g, ' ') ?? ''))
    }
    expect(order.map((text) => /^[A-Za-z]+/.exec(text)?.[0])).toEqual([
      'Skip',
      'Caseload',
      'Flags',
      'Outcomes',
      'Search',
      'Refresh',
      'Dr',
      'Reset',
    ])
  })

  test('skipping brings the focus into the content', async ({ page }) => {
    await openDemo(page, '/rules')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
  })

  test('from the caseload by palette to a patient and back, with the focus always in sight', async ({ page }) => {
    await openDemo(page)
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').pressSequentially('muñ')
    await expect(page.getByRole('option').first()).toContainText('Muñoz')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/patients\//)
    await untilRead(page)
    for (let i = 0; i < 25; i += 1) {
      await page.keyboard.press('Tab')
      await expect.poll(() => focusIsSeen(page), `stop ${i + 1} on the patient page`).toBe('seen')
    }
    await page.goBack()
    await expect(page.getByRole('grid')).toBeVisible()
  })

  test('the grid is one stop; arrows move in it, Enter opens', async ({ page }) => {
    await openDemo(page)
    await page.getByRole('grid').getByRole('rowheader').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    const here = page.locator('[role=gridcell]:focus, [role=rowheader]:focus')
    await expect(here).toHaveCount(1)
    await page.keyboard.press('Tab')
    expect(
      await page.evaluate(
        () => document.activeElement?.closest('[role=row]') === null || document.activeElement?.closest('[role=grid]') === null,
      ),
    ).toBe(true)
  })

  test('Escape gives the focus back to where it came from: the palette, a menu, a dialog, a form of the queue', async ({ page }) => {
    test.slow()
    await openDemo(page)
    const cell = page.getByRole('grid').getByRole('rowheader').nth(1).locator('..').getByRole('gridcell').first()
    await cell.focus()
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox')).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(cell).toBeFocused()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(cell).toBeFocused()
    const menu = page.getByRole('button', { name: 'Columns', exact: true })
    await menu.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Escape')
    await expect(menu).toBeFocused()
    await openDemo(page, '/flags')
    await page.keyboard.press('j')
    const card = page.locator('[aria-current=true][id^=card-]')
    await expect(card).toBeFocused()
    await page.keyboard.press('s')
    await expect(page.getByRole('checkbox', { name: 'the next PHQ-9' })).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(card).toBeFocused()
  })

  test('a reading chosen on the chart marks the flags that rest on it', async ({ page }) => {
    await openDemo(page, '/patients/ana-munoz')
    await page.getByRole('slider', { name: 'PHQ-9 on the time axis' }).focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('End')
    const why = page.getByRole('region', { name: 'Why flagged' })
    await expect(why.getByText('rests on the chosen point').first()).toBeVisible()
    await expect(why.locator('tr[data-chosen=true]')).toHaveCount(1)
  })

  test('a page change is said aloud', async ({ page }) => {
    await openDemo(page)
    await views(page, 'Outcomes').click()
    await expect(page.getByRole('status').filter({ hasText: 'Outcomes' })).toHaveCount(1)
    await expect(page).toHaveTitle('Outcomes · Remit')
  })
})

/** "seen", or why the focused element is not: WCAG 2.4.7 and 2.4.11. */
async function focusIsSeen(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) return 'seen'
    const box = activeElement.getBoundingClientRect()
    const what = activeElement.outerHTML.slice(0, 120)
    if (box.width === 0 || box.height === 0) return `without size: ${what}`
    if (box.bottom < 0 || box.top > window.innerHeight) return `out of sight: ${what}`
    const [x, y] = [
      Math.min(Math.max(box.x + box.width / 2, 0), window.innerWidth - 1),
      Math.min(Math.max(box.y + box.height / 2, 0), window.innerHeight - 1),
    ]
    const top = document.elementFromPoint(x, y)
    const isCovered = top !== null && !activeElement.contains(top) && !top.contains(activeElement)
    if (isCovered) return `covered by ${top.outerHTML.slice(0, 80)}: ${what}`
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(activeElement)
    return outlineStyle !== 'none' && outlineWidth !== '0px' ? 'seen' : boxShadow === 'none' ? `no outline: ${what}` : 'seen'
  })
}

/** What sticks out to the side of a page that may only scroll down (WCAG 1.4.10). Tables and charts may scroll in themselves. */
const sidewaysOverflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test.describe('F93: zoomed', () => {
  for (const [zoom, width, height] of [
    ['200 %', 640, 512],
    ['400 %', 320, 256],
  ] as const)
    test(`at ${zoom} of 1280x1024 every page keeps its width, its controls and its words`, async ({ page }) => {
      test.slow()
      await page.setViewportSize({ width, height })
      for (const path of ['/', '/flags', '/outcomes', '/rules']) {
        await openDemo(page, path)
        expect(await sidewaysOverflow(page), `${path} at ${zoom}`).toBeLessThanOrEqual(0)
        for (const name of ['Caseload', 'Flags', 'Outcomes']) await expect(views(page, name)).toBeVisible()
        await expect(page.getByRole('button', { name: 'Dr M. Reyes' })).toBeVisible()
        const content = await page.getByRole('main').boundingBox()
        expect(content?.height ?? 0, `${path}: the content has room at ${zoom}`).toBeGreaterThan(80)
      }
      await openDemo(page, '/patients/ana-munoz')
      expect(await sidewaysOverflow(page), `a patient at ${zoom}`).toBeLessThanOrEqual(0)
      await page.getByRole('heading', { name: 'Ana Muñoz' }).scrollIntoViewIfNeeded()
      await expect(page.getByRole('heading', { name: 'Ana Muñoz' })).toBeInViewport()
    })
})

test('F93: no animation runs with reduced motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const path of ['/', '/flags', '/patients/ana-munoz']) {
    await openDemo(page, path)
    const moving = await page.evaluate(() =>
      document.getAnimations().flatMap(({ effect }) => {
        const ms = effect?.getComputedTiming().activeDuration
        return typeof ms === 'number' && ms > 1 ? [`${ms} ms`] : []
      }),
    )
    expect(moving, path).toEqual([])
  }
})

test('F93: in forced colours only what is chosen looks chosen, and what is drawn keeps the colours of the system', async ({ page }) => {
  test.slow()
  await page.emulateMedia({ forcedColors: 'active' })
  await openDemo(page, '/')
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  /** Elements of this kind whose colour is the ground they stand on. */
  const unseen = (css: string, property: 'fill' | 'stroke' | 'backgroundColor' | 'borderBottomColor') =>
    page
      .locator(css)
      .evaluateAll(
        (parts, [of, paper]) =>
          parts
            .filter((part) => part.getBoundingClientRect().width > 0 && getComputedStyle(part)[of] === paper)
            .map((part) => part.outerHTML.slice(0, 100)),
        [property, ground] as const,
      )
  expect(await unseen('[data-column=clock] svg path:nth-of-type(3)', 'fill'), 'the bar of the trial clock').toEqual([])
  expect(await unseen('[data-column=clock] svg path:first-of-type', 'stroke'), 'its window').toEqual([])
  expect(await unseen('[data-column=course] svg path', 'stroke'), 'the sparkline').toEqual([])
  await openDemo(page, '/flags')
  const label = page.getByRole('button', { name: /^Act\b/ })
  expect(await label.evaluate((button) => getComputedStyle(button).color !== getComputedStyle(button).backgroundColor)).toBe(true)
  await openDemo(page, '/patients/ana-munoz')
  expect(await unseen('[role=tab][aria-selected=true]', 'borderBottomColor')).toEqual([])
  expect(await unseen('[role=tab][aria-selected=false]', 'borderBottomColor')).toHaveLength(3)
  expect(await unseen('[role=img][aria-label*="on a scale from 0"] > div', 'backgroundColor'), 'the dose scale').toEqual([])
  expect(await unseen('[data-mark] circle:last-of-type', 'fill'), 'readings').toEqual([])
})

test('F93: in forced colours every mark still has its shape and its word, and the focus its outline', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  for (const path of ['/', '/flags']) {
    await openDemo(page, path)
    const shapes = page.locator('svg[viewBox="0 0 12 12"]')
    expect(await shapes.count(), path).toBeGreaterThan(5)
    const unseen = await shapes.evaluateAll((marks) =>
      marks
        .filter((mark) => mark.getBoundingClientRect().width > 0)
        .filter((mark) => {
          const word = mark.parentElement?.textContent?.trim() ?? ''
          const ground = getComputedStyle(document.body).backgroundColor
          return word === '' && mark.getAttribute('aria-label') === null && getComputedStyle(mark).color === ground
        })
        .map((mark) => mark.outerHTML.slice(0, 120)),
    )
    expect(unseen, path).toEqual([])
    for (let i = 0; i < 6; i += 1) {
      await page.keyboard.press('Tab')
      expect(await focusIsSeen(page), `stop ${i + 1} on ${path}`).toBe('seen')
    }
  }
})

/** Sheets of a PDF. Chromium writes one "/Type /Page" for each. */
const sheets = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0

test('on paper: all 60 patients over more than one sheet, and on no page anything that can be pressed', async ({ page }) => {
  test.slow()
  await openDemo(page, '/', 60)
  expect(sheets(await page.pdf({ preferCSSPageSize: true })), 'sheets of the caseload').toBe(2)
  for (const path of ['/', '/flags', '/outcomes', '/rules', '/patients/ana-munoz', '/patients/ana-munoz?tab=readings']) {
    await openDemo(page, path, 60)
    await page.emulateMedia({ media: 'print' })
    await expect(page.getByText('Synthetic data')).toBeVisible()
    const controls = page.locator('button:visible, input:visible, select:visible, [role=tab]:visible')
    // A card of the queue and the count of what was not read are buttons of words: the words belong on paper.
    const bare = controls.filter({ hasNot: page.locator('bdi'), hasNotText: /could not be read/ })
    expect(await bare.allTextContents(), path).toEqual([])
    if (path !== '/rules')
      await expect(
        page
          .getByText(/as of \d+ \w+ \d{4}/i)
          .filter({ visible: true })
          .first(),
        path,
      ).toBeVisible()
    await page.emulateMedia({ media: 'screen' })
  }
})

test('every control is at least 24 by 24 px, or has 24 px of room, or stands in a line of text', async ({ page }) => {
  test.slow()
  for (const path of ['/', '/flags', '/outcomes', '/rules', '/patients/ana-munoz']) {
    await openDemo(page, path)
    const small = await page
      .locator('button, a[href], input, select, textarea, summary, [role=tab], [role=option]')
      .evaluateAll((controls) => {
        const boxes = controls
          .map((control) => ({ control, box: control.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && box.height > 1)
        const centre = (box: DOMRect) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
        return boxes
          .filter(({ box }) => box.width < 23.5 || box.height < 23.5)
          .filter(({ control, box }) => {
            // WCAG 2.5.8: a circle of 24 px around a small target must not touch another target; links in a sentence are exempt.
            const isInText = control.matches('a, button') && getComputedStyle(control).display === 'inline'
            const here = centre(box)
            const isCrowded = boxes.some(({ control: other, box: around }) => {
              if (other === control || other.contains(control) || control.contains(other)) return false
              const dx = Math.max(around.left - here.x, 0, here.x - around.right)
              const dy = Math.max(around.top - here.y, 0, here.y - around.bottom)
              return Math.hypot(dx, dy) < 12
            })
            return !isInText && isCrowded
          })
          .map(({ control, box }) => `${Math.round(box.width)}x${Math.round(box.height)} ${control.outerHTML.slice(0, 140)}`)
      })
    expect(small, path).toEqual([])
  }
})
