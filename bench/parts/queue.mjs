// A key in the flag queue to the next card painted.
import { openBrowser, openPage } from '../lib/browser.mjs'
import { startApp, untilRead } from '../lib/app.mjs'
import { summary } from '../lib/stats.mjs'

export const title = 'Queue: ms from the key to the next card painted'
const KEYS = 12
/** Fewer than there are cards. */
const MOST = 60

/** @param {{ runs: number }} options */
export async function run({ runs }) {
  const browser = await openBrowser()
  /** @type {Record<string, unknown>} */
  const result = {}
  try {
    for (const [patients, port] of [
      [300, 4422],
      [2_000, 4423],
    ]) {
      const app = await startApp({ patients: patients ?? 0, port: port ?? 0 })
      const { page, cdp, close } = await openPage(browser)
      await page.goto(app.origin)
      await untilRead(page)
      await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Flags' }).click()
      await page.waitForSelector('main article figure svg', { timeout: 60_000 })
      await page.waitForTimeout(1_500)
      const head = (await page.locator('main').innerText()).match(/(\d[\d,]*) flags? to decide/)?.[1] ?? '?'
      // Down the list and up again: there are more keys than cards.
      for (const [rate, key] of [
        [1, 'j'],
        [4, 'k'],
      ]) {
        await cdp.send('Emulation.setCPUThrottlingRate', { rate })
        const times = []
        for (let turn = 0; turn < Math.min(runs * KEYS, MOST); turn += 1) times.push(await nextCard(page, key))
        result[`${head} flags, ${rate}x slower CPU`] = { remit: { key: summary(times.slice(2)) } }
      }
      await close()
      await app.close()
    }
  } finally {
    await browser.close()
  }
  return result
}

/** The address names the card that is shown; painted is the frame after the one in which the pane has changed. @param {import('playwright').Page} page @param {string} key */
async function nextCard(page, key) {
  await page.evaluate(() => {
    const before = document.querySelector('main article')?.getAttribute('aria-label')
    const frame = () => new Promise((next) => requestAnimationFrame(next))
    const pressed = new Promise((resolve) =>
      addEventListener('keydown', (event) => resolve(event.timeStamp), { once: true, capture: true }),
    )
    const done = pressed.then(async (began) => {
      while (
        document.querySelector('main article')?.getAttribute('aria-label') === before ||
        document.querySelector('main article figure svg') === null
      ) {
        if (performance.now() - began > 10_000) throw new Error('no other card was shown')
        await frame()
      }
      await frame()
      return performance.now() - began
    })
    Reflect.set(window, 'nextCard', done)
  })
  await page.keyboard.press(key)
  return page.evaluate(() => Reflect.get(window, 'nextCard'))
}
