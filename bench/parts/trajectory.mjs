// The trajectory of one patient beside two chart libraries drawing the same series.
import { openBrowser, openPage, taskMs } from '../lib/browser.mjs'
import { buildPages } from '../lib/build.mjs'
import { serve } from '../lib/serve.mjs'
import { alternate } from '../lib/stats.mjs'

export const title = 'Trajectory: six lanes; ms to painted, main-thread ms a pointer move and a zoom step'
const MOVES = 60
const STEPS = 20

/** @param {{ runs: number }} options */
export async function run({ runs }) {
  const site = await serve(await buildPages())
  const browser = await openBrowser()
  /** @type {Record<string, unknown>} */
  const result = {}
  try {
    for (const days of [730, 1_826])
      result[`${days} days of check-ins`] = await alternate(
        ['uplot', 'echarts', 'remit'],
        days === 730 ? runs : Math.min(3, runs),
        async (chart) => {
          const { page, cdp, close } = await openPage(browser)
          await page.goto(`${site.origin}/trajectory.html?chart=${chart}&days=${days}`)
          await page.waitForFunction(() => 'open' in window && 'areaBox' in window, undefined, { timeout: 60_000 })
          const open = await page.evaluate(() => Reflect.get(window, 'open')())
          await page.waitForTimeout(600)
          const box = await page.evaluate(() => Reflect.get(window, 'areaBox')())
          const [, hover] = await costOf(cdp, MOVES, async (i) => {
            await page.mouse.move(box.x + 40 + ((box.width - 80) * i) / MOVES, box.y + Math.min(60, box.height / 2))
            await page.evaluate(() => new Promise((next) => requestAnimationFrame(next)))
          })
          const [, zoom] = await costOf(cdp, STEPS, (i) => page.evaluate((step) => Reflect.get(window, 'zoom')(step), i))
          await close()
          return { open, hover, zoom }
        },
      )
  } finally {
    await browser.close()
    await site.close()
  }
  return result
}

/** @param {import('playwright').CDPSession} cdp @param {number} times @param {(i: number) => Promise<unknown>} act */
async function costOf(cdp, times, act) {
  await act(0)
  const before = await taskMs(cdp)
  for (let i = 1; i <= times; i += 1) await act(i)
  const total = (await taskMs(cdp)) - before
  return [total, total / times]
}
