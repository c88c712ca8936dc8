// From the wire to verdicts, beside fetching and parsing alone.
import { gzipSync } from 'node:zlib'
import { load } from '../../tools/run.mjs'
import { openBrowser, openPage } from '../lib/browser.mjs'
import { buildPages } from '../lib/build.mjs'
import { serve } from '../lib/serve.mjs'
import { alternate } from '../lib/stats.mjs'

export const title = 'Reading: ms from the first request to the last verdict, longest time without a breath'
const PER_PAGE = 10

/** @param {{ runs: number, big?: boolean }} options */
export async function run({ runs }) {
  const { engineCost, charts } = await load('bench/engine.ts')
  const dir = await buildPages()
  const browser = await openBrowser()
  const result = {}
  try {
    for (const wanted of [12_000, 120_000]) {
      const { pages, patients, observations, bytes } = pagesOf(charts, wanted)
      const site = await serve(dir, { files: pages })
      const { page, close } = await openPage(browser)
      await page.goto(`${site.origin}/reading.html`)
      await page.waitForFunction(() => 'bench' in window)
      const figures = await alternate(['limit', 'remit'], wanted > 50_000 ? Math.min(2, runs) : runs, (contender) =>
        page.evaluate(([who, count, people]) => Reflect.get(window, 'bench')(who, count, people), [contender, pages.size, patients]),
      )
      await close()
      await site.close()
      Object.assign(result, { [`${observations} observations of ${patients} patients, ${Math.round(bytes / 1e6)} MB`]: figures })
    }
  } finally {
    await browser.close()
  }
  /** @type {Record<string, unknown>} */
  const scale = {}
  for (const patients of [10, 100, 1_000]) {
    const { reading, judging } = await engineCost(patients)
    scale[`${patients} patients, ms a patient`] = { remit: { reading: one(reading), judging: one(judging) } }
  }
  return { ...result, ...scale }
}

/** @param {number} value */
const one = (value) => ({ median: value, least: value, most: value, runs: 1 })

/** @param {(first: number, count: number) => readonly (readonly { resourceType: string }[])[]} charts @param {number} wanted Observations */
function pagesOf(charts, wanted) {
  const pages = new Map()
  let [patients, observations, bytes] = [0, 0, 0]
  while (observations < wanted) {
    const entry = charts(patients, PER_PAGE).flatMap((chart) =>
      chart
        .toSorted((a, b) => Number(b.resourceType === 'Patient') - Number(a.resourceType === 'Patient'))
        .map((resource) => ({ resource })),
    )
    observations += entry.filter(({ resource }) => resource.resourceType === 'Observation').length
    const text = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry })
    bytes += text.length
    pages.set(`/pages/${pages.size}.json`, gzipSync(text, { level: 1 }))
    patients += PER_PAGE
  }
  return { pages, patients, observations, bytes }
}
