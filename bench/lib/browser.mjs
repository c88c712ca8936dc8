// One Chromium for all parts, and what is read from it.
import { chromium } from 'playwright'
import { launchOptions } from '../../tools/chromium.mjs'

export async function openBrowser() {
  const options = launchOptions()
  return chromium.launch({ ...options, args: [...(options.args ?? []), '--js-flags=--expose-gc', '--enable-precise-memory-info'] })
}

/** A page whose console errors end the run: a benchmark of a broken page measures nothing. @param {import('playwright').Browser} browser */
export async function openPage(browser, { width = 1440, height = 900, cpu = 1, quiet = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable')
  if (cpu > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpu })
  if (!quiet) page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`))
  return { context, page, cdp, close: () => context.close() }
}

/** Main-thread time spent so far, ms. @param {import('playwright').CDPSession} cdp */
export async function taskMs(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

/** Bytes of heap in use after two collections. @param {import('playwright').CDPSession} cdp */
export async function heapBytes(cdp) {
  for (let i = 0; i < 2; i += 1) await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}
