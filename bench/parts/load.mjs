// Cold start to a usable caseload of 300, and what it weighs.
import { openBrowser, openPage } from '../lib/browser.mjs'
import { startApp, untilRead } from '../lib/app.mjs'
import { alternate } from '../lib/stats.mjs'

export const title = 'Load: 300 patients over HTTP'

/** @param {{ runs: number }} options */
export async function run({ runs }) {
  const app = await startApp({ patients: 300, port: 4421 })
  const browser = await openBrowser()
  try {
    const figures = await alternate(['warm, 1x CPU', 'cold, 4x slower CPU, 10 Mbit/s'], Math.min(runs, 3), async (how) => {
      const slow = how.startsWith('cold')
      const { page, cdp, close } = await openPage(browser)
      if (!slow) {
        await page.goto(app.origin)
        await untilRead(page)
      } else {
        await cdp.send('Network.enable')
        await cdp.send('Network.emulateNetworkConditions', {
          offline: false,
          latency: 40,
          downloadThroughput: 1.25e6,
          uploadThroughput: 1.25e6,
        })
        await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      }
      const once = await measure(page, app)
      await close()
      return once
    })
    return { '300 patients': figures }
  } finally {
    await browser.close()
    await app.close()
  }
}

/** @param {import('playwright').Page} page @param {{ origin: string, fhirBase: string }} app */
async function measure(page, app) {
  let requests = 0
  let requestsToFirst = 0
  page.on('request', (request) => {
    if (request.url().startsWith(app.fhirBase) && request.method() !== 'OPTIONS') requests += 1
  })
  await page.addInitScript(() => {
    const seen = { lcp: 0, cls: 0, tbt: 0, longest: 0, inp: 0 }
    Reflect.set(window, 'vitals', seen)
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.lcp = entry.startTime))).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    })
    new PerformanceObserver((list) =>
      list.getEntries().forEach((entry) => (seen.cls += Reflect.get(entry, 'hadRecentInput') === true ? 0 : Reflect.get(entry, 'value'))),
    ).observe({ type: 'layout-shift', buffered: true })
    new PerformanceObserver((list) =>
      list.getEntries().forEach(({ duration }) => {
        seen.tbt += Math.max(0, duration - 50)
        seen.longest = Math.max(seen.longest, duration)
      }),
    ).observe({ type: 'longtask', buffered: true })
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.inp = Math.max(seen.inp, entry.duration)))).observe({
      type: 'event',
      durationThreshold: 16,
      buffered: true,
    })
  })
  const began = Date.now()
  await page.goto(app.origin)
  await page.waitForSelector('[role=grid] [data-index] a')
  const firstRows = Date.now() - began
  requestsToFirst = requests
  await untilRead(page)
  const usable = Date.now() - began
  const requestsToUsable = requests
  await page.locator('[role=columnheader][data-column=change] button').click()
  await page.keyboard.press('/')
  await page.keyboard.type('ma', { delay: 120 })
  await page.waitForTimeout(800)
  const vitals = await page.evaluate(() => Reflect.get(window, 'vitals'))
  return { firstRows, usable, requestsToFirst, requestsToUsable, ...vitals }
}
