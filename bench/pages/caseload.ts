/** One table on one page: `caseload.html?table=remit|ag|mui|limit&patients=10000`. The harness calls `window.bench`. */
import { toRow } from '#src/features/caseload/caseload-rows.ts'
import { sortKey } from '#src/features/caseload/caseload-order.ts'
import { caseloadOf } from './people.ts'
import { place, type Table } from './contender.ts'

const asked = new URLSearchParams(location.search)
const readers: Readonly<Record<string, () => Promise<{ readonly table: Table }>>> = {
  remit: () => import('./table-remit.tsx'),
  ag: () => import('./table-ag.tsx'),
  mui: () => import('./table-mui.tsx'),
  limit: () => import('./table-limit.ts'),
}
const name = asked.get('table') ?? 'remit'
const { table } = await (readers[name] ?? readers['remit'] ?? Promise.reject(new Error('no table')))()
const caseload = caseloadOf(parseInt(asked.get('patients') ?? '300', 10))
const rows = caseload.entries.map(toRow)
const byName = new Map(rows.map((row) => [row.name, row]))
const worst = Math.max(...rows.flatMap((row) => sortKey(row, 'change') ?? []).filter((key) => typeof key === 'number'))

const frame = (): Promise<number> => new Promise((next) => requestAnimationFrame(next))

/** Milliseconds from the call until the frame after the one in which the screen is right. */
async function until(isRight: () => boolean, act: () => void): Promise<number> {
  const began = performance.now()
  act()
  while (!isRight()) {
    if (performance.now() - began > 30_000) throw new Error(`${name}: never right; top "${table.topName()}", ${table.count()} rows`)
    await frame()
  }
  await frame()
  return performance.now() - began
}

async function settled(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await frame()
}

const topKey = () => {
  const row = byName.get(table.topName() ?? '')
  return row === undefined ? undefined : sortKey(row, 'change')
}

async function scroll() {
  const element = table.scroller()
  let last = await frame()
  let dropped = 0
  let blank = 0
  for (let i = 0; i < 240; i += 1) {
    element.scrollTop += 96
    const now = await frame()
    if (now - last > 25) dropped += 1
    last = now
    // Asking forces a layout, so only now and then.
    if (i % 40 === 39 && (document.elementFromPoint(200, 600)?.closest('[data-index], .ag-row, [data-rowindex]') ?? null) === null)
      blank += 1
  }
  if (element.scrollTop < 1000) throw new Error(`${name} did not scroll`)
  return { dropped, blank }
}

Object.assign(window, {
  bench: async () => {
    const mount = await until(
      () => byName.has(table.topName() ?? '') && table.count() === rows.length,
      () => table.mount(place(), caseload, rows),
    )
    await settled()
    const query = rows[Math.floor(rows.length / 2)]?.words[1] ?? ''
    const expected = rows.filter((row) => row.words.some((word) => word.startsWith(query))).length
    const sort = await until(
      () => topKey() === worst,
      () => table.sort(),
    )
    await settled()
    const filter = await until(
      () => table.count() === expected && byName.get(table.topName() ?? '')?.words.some((word) => word.startsWith(query)) === true,
      () => table.filter(query),
    )
    await settled()
    const unfilter = await until(
      () => table.count() === rows.length,
      () => table.filter(''),
    )
    await settled()
    return { mount, sort, filter, unfilter, ...(await scroll()) }
  },
})
