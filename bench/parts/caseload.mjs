// Remit's whole caseload page beside two grids with the same cells, and a list written by hand.
import { openBrowser, openPage } from '../lib/browser.mjs'
import { buildPages } from '../lib/build.mjs'
import { serve } from '../lib/serve.mjs'
import { alternate } from '../lib/stats.mjs'

export const title = 'Caseload: 13 columns, ms to the frame in which the screen is right'
const CONTENDERS = ['limit', 'remit', 'mui', 'ag']

/** @param {{ runs: number }} options */
export async function run({ runs }) {
  const site = await serve(await buildPages())
  const browser = await openBrowser()
  const result = {}
  try {
    for (const patients of [300, 1_000, 10_000]) {
      Object.assign(result, {
        [`${patients} patients`]: await alternate(CONTENDERS, patients === 10_000 ? runs : Math.min(runs, 3), async (table) => {
          const { page, close } = await openPage(browser)
          await page.goto(`${site.origin}/caseload.html?table=${table}&patients=${patients}`)
          await page.waitForFunction(() => 'bench' in window, undefined, { timeout: 120_000 })
          const figures = await page.evaluate(() => Reflect.get(window, 'bench')())
          await close()
          return figures
        }),
      })
    }
  } finally {
    await browser.close()
    await site.close()
  }
  return result
}
