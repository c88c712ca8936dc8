// Two hundred patients in a row, and eight hours of refresh on a clock that is wound on.
import { heapBytes, openBrowser, openPage } from '../lib/browser.mjs'
import { startApp, untilRead } from '../lib/app.mjs'

export const title = 'Soak: heap after two collections'
const PATIENTS = 200
const HOURS = 8
/** Rows that are in view for sure. */
const ROWS = 12

/** @param {{ quick?: boolean }} options */
export async function run({ quick = false }) {
  const app = await startApp({ patients: 300, port: 4424 })
  const browser = await openBrowser()
  try {
    return {
      'patients in a row': await patientsInARow(browser, app, quick ? 40 : PATIENTS),
      'hours of refresh': await hours(browser, app, quick ? 1 : HOURS),
    }
  } finally {
    await browser.close()
    await app.close()
  }
}

const one = (value) => ({ median: value, least: value, most: value, runs: 1 })
const MB = 1e6
const figures = (before, after, extra) => ({
  remit: { beforeMB: one(before / MB), afterMB: one(after / MB), growthPercent: one(((after - before) / before) * 100), ...extra },
})

async function patientsInARow(browser, app, count) {
  const { page, cdp, close } = await openPage(browser)
  const empty = await heapOfShell(browser, app)
  await page.goto(app.origin)
  await untilRead(page)
  // A click within half a second of a row's change of place opens nobody.
  await page.waitForTimeout(1_000)
  // Two visits first, so that the code of the page itself is no growth.
  for (let i = 0; i < 2; i += 1) await visit(page, i)
  const before = await heapBytes(cdp)
  for (let i = 0; i < count; i += 1) await visit(page, i % ROWS)
  const after = await heapBytes(cdp)
  await close()
  return figures(before, after, { visits: one(count), kBaPatient: one((before - empty) / 300 / 1000) })
}

/** Opens a patient from the list by a click, waits for the chart, goes back by the browser's own way. */
async function visit(page, index) {
  // Not a pointer: what explains the focused cell may lie over the next row, and the driver would scroll the list to reach it.
  await page.locator(`[role=grid] [data-index="${index}"] [data-column=change]`).evaluate((cell) => cell.click())
  // Not waitForSelector: the handle that it returns would keep the page it was found in.
  await page.locator('figure svg').first().waitFor()
  await page.goBack()
  await page.locator('[role=grid] [data-index] a').first().waitFor()
}

/** The app before anybody is read: its list of patients never comes. */
async function heapOfShell(browser, app) {
  const { page, cdp, close } = await openPage(browser)
  await page.route(`${app.fhirBase}/**`, () => undefined)
  await page.goto(app.origin)
  await page.waitForSelector('header')
  await page.waitForTimeout(1_000)
  const bytes = await heapBytes(cdp)
  await close()
  return bytes
}

async function hours(browser, app, count) {
  const { page, cdp, close } = await openPage(browser)
  let requests = 0
  page.on('request', () => (requests += 1))
  await page.clock.install()
  await page.goto(app.origin)
  for (let i = 0; i < 400 && !(await isRead(page)); i += 1) {
    await page.clock.runFor(250)
    await page.waitForTimeout(50)
  }
  if (!(await isRead(page))) throw new Error('the caseload was never read')
  await turn(page)
  const before = await heapBytes(cdp)
  const asked = requests
  for (let minute = 0; minute < count * 60; minute += 1) await turn(page)
  const after = await heapBytes(cdp)
  if (requests - asked < count * 30) throw new Error(`only ${requests - asked} requests in ${count} hours: nothing was refreshed`)
  await close()
  return figures(before, after, { hours: one(count), requests: one(requests - asked) })
}

const isRead = (page) =>
  page.evaluate(() => document.querySelector('[role=grid] [data-index]') !== null && document.querySelector('progress') === null)

/** One minute goes by, and what was asked is answered. */
async function turn(page) {
  await page.clock.runFor(60_000)
  await page.keyboard.press('Shift')
  await page.waitForTimeout(30)
}
