/** A page that stays open: over midnight, through sleep, through hours without a network. */
import { useQuery } from '@tanstack/react-query'
import { afterEach, expect, test, vi } from 'vitest'
import { render } from 'vitest-browser-react'
import { defaultSettings } from '#src/clinical/settings.ts'
import { addDays, formatDay, instantFromIso, localDayAt } from '#src/lib/calendar.ts'
import { isAssessed } from '#src/queries/assessed.ts'
import type { ReadCaseload } from '#src/queries/read-caseload.ts'
import { RemitProvider, useAsOf } from '#src/queries/remit-context.tsx'
import { useJudgedDay } from '#src/queries/use-judged-day.ts'
import { phq9, record } from '#tests/support/record-builders.ts'
import { deployment } from '#tests/support/deployment.ts'

const HOUR_MS = 3_600_000

/** Ten seconds before midnight, wherever this machine is. */
function beforeMidnight(): number {
  const noon = instantFromIso('2026-03-10T12:00:00Z') ?? 0
  let at = noon
  while (localDayAt(at) === localDayAt(noon)) at += 60_000
  return at - 10_000
}

let now = 0
afterEach(() => void vi.useRealTimers())

function Screen({ read }: { readonly read: () => void }) {
  const { day } = useAsOf()
  useQuery({ queryKey: ['caseload'], staleTime: 0, queryFn: () => Promise.resolve(read()).then(() => 'read') })
  return <p>as of {formatDay(day)}</p>
}

async function open() {
  const read = vi.fn<() => void>()
  const screen = await render(
    <RemitProvider config={deployment} clock={() => now}>
      <Screen read={read} />
    </RemitProvider>,
  )
  await expect.poll(() => read.mock.calls.length).toBe(1)
  return { screen, read }
}

test('F94 midnight passes while the page is open: within 20 s it says the new day, without anything being read again', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  now = beforeMidnight()
  const today = localDayAt(now)
  const { screen, read } = await open()
  await expect.element(screen.getByText(`as of ${formatDay(today)}`)).toBeVisible()
  now += 20_000
  vi.advanceTimersByTime(20_000)
  await expect.element(screen.getByText(`as of ${formatDay(addDays(today, 1))}`)).toBeVisible()
  expect(read).toHaveBeenCalledTimes(1)
})

test('F39 the machine slept for 9 hours, past midnight: the next tick says the new day and reads everything again', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  now = beforeMidnight() - HOUR_MS
  const today = localDayAt(now)
  const { screen, read } = await open()
  now += 9 * HOUR_MS
  vi.advanceTimersByTime(20_000)
  await expect.element(screen.getByText(`as of ${formatDay(addDays(today, 1))}`)).toBeVisible()
  await expect.poll(() => read.mock.calls.length).toBe(2)
})

test.each([
  ['the page is looked at again', () => void document.dispatchEvent(new Event('visibilitychange'))],
  ['the page comes back from the browser’s memory', () => void window.dispatchEvent(new Event('pageshow'))],
])('F39 two hours later %s: at once it is read again, before the next tick', async (_what, wake) => {
  now = beforeMidnight() - 6 * HOUR_MS
  const { read } = await open()
  now += 2 * HOUR_MS
  wake()
  await expect.poll(() => read.mock.calls.length).toBe(2)
})

test('a clock that was set back by an hour is a reason to read again as well', async () => {
  now = beforeMidnight() - 6 * HOUR_MS
  const { read } = await open()
  now -= HOUR_MS
  document.dispatchEvent(new Event('visibilitychange'))
  await expect.poll(() => read.mock.calls.length).toBe(2)
})

test('the network is back after 10 s: it is read again, however short the break was', async () => {
  now = beforeMidnight() - 6 * HOUR_MS
  const { read } = await open()
  now += 10_000
  window.dispatchEvent(new Event('online'))
  await expect.poll(() => read.mock.calls.length).toBe(2)
})

test('looking away for 20 s reads nothing again', async () => {
  now = beforeMidnight() - 6 * HOUR_MS
  const { read } = await open()
  now += 20_000
  window.dispatchEvent(new Event('pageshow'))
  await new Promise((done) => setTimeout(done, 100))
  expect(read).toHaveBeenCalledTimes(1)
})

test('F94 after midnight the 60 patients of yesterday’s picture stand until all 60 are judged on the new day', async () => {
  const today = localDayAt(beforeMidnight())
  const ids = Array.from({ length: 60 }, (_, i) => `p-${i}`)
  const records = new Map(
    ids.map((id) => [id, { ...record({ readings: [phq9('2026-02-01', 17)] }), identity: { ...record().identity, id } }]),
  )
  const judgedOn = (on: typeof today): number => [...records.values()].filter((one) => isAssessed(one, on, defaultSettings)).length
  const read: ReadCaseload = {
    members: ids.map((id) => ({ id, label: undefined, unnamed: undefined })),
    read: new Map([...records].map(([id, one]) => [id, { kind: 'record', record: one, fetchedAtMs: 0 }])),
    isMany: true,
    startedMs: 0,
    allReadMs: 0,
    rejected: [],
  }
  const drawn: string[] = []
  function Picture({ day }: { readonly day: typeof today }) {
    const shown = useJudgedDay(read, day, defaultSettings)
    const words = `${formatDay(shown)}, ${judgedOn(shown)} judged`
    if (drawn.at(-1) !== words) drawn.push(words)
    return <p>{words}</p>
  }
  const screen = await render(<Picture day={today} />)
  await expect.element(screen.getByText(`${formatDay(today)}, 60 judged`)).toBeVisible()
  drawn.length = 0
  await screen.rerender(<Picture day={addDays(today, 1)} />)
  await expect.element(screen.getByText(`${formatDay(addDays(today, 1))}, 60 judged`)).toBeVisible()
  expect(drawn.filter((words) => words.startsWith(formatDay(addDays(today, 1))))).toEqual([`${formatDay(addDays(today, 1))}, 60 judged`])
})
