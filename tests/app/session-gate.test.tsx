import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { SessionGate } from '#src/app/session-gate.tsx'
import { useSession } from '#src/app/session-context.ts'
import { Drafts } from '#src/queries/drafts.ts'
import { RemitProvider } from '#src/queries/remit-context.tsx'
import { LiveRegion, useAnnounce } from '#src/ui/live-region.tsx'
import { deployment } from '#tests/support/deployment.ts'

let now = 1_800_000_000_000
let queries: QueryClient | undefined
let pressed: string[] = []
const drafts = new Drafts(() => undefined)
let answer: (name: string) => void = () => undefined

afterEach(() => {
  now = 1_800_000_000_000
  pressed = []
  sessionStorage.clear()
})

/** A screen that reads, listens to keys, says a name aloud and keeps what is typed as every form of Remit does. */
function Screen() {
  const client = useQueryClient()
  const session = useSession()
  const announce = useAnnounce()
  const read = useQuery({ queryKey: ['patient', 'p-1'], queryFn: () => new Promise<string>((resolve) => (answer = resolve)) })
  useEffect(() => {
    queries = client
    document.title = 'Patient · Remit'
    announce('Ana Muñoz, 19 to 17 points')
    const onKey = (event: KeyboardEvent): void => void pressed.push(event.key)
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [announce, client])
  return (
    <main id="content" tabIndex={-1}>
      <p>{read.data ?? 'reading'}</p>
      <textarea
        aria-label="Rationale"
        defaultValue={textOf(drafts.snapshot()['p-1'])}
        onChange={(event) => drafts.write('p-1', event.target.value)}
      />
      <button type="button" onClick={() => session.lock('asked')}>
        Lock now
      </button>
    </main>
  )
}

const textOf = (draft: unknown): string => (typeof draft === 'string' ? draft : '')

const show = () =>
  render(
    <RemitProvider config={deployment} clock={() => now}>
      <LiveRegion>
        <SessionGate idleMinutes={15} clock={() => now}>
          <Screen />
        </SessionGate>
      </LiveRegion>
    </RemitProvider>,
  )

test('F67: locking takes every name off the page, out of the title, the live region and the query cache, and keeps what was typed', async () => {
  const screen = await show()
  answer('Ana Muñoz')
  await expect.element(screen.getByText('Ana Muñoz', { exact: true })).toBeVisible()
  await userEvent.type(screen.getByRole('textbox', { name: 'Rationale' }), 'No response at 100 mg')
  await screen.getByRole('button', { name: 'Lock now' }).click()

  await expect.element(screen.getByRole('heading', { name: 'Locked' })).toHaveFocus()
  expect(document.body.textContent).not.toContain('Muñoz')
  expect(document.body.innerHTML).not.toContain('No response')
  expect(document.title).toBe('Locked · Remit')
  await expect.poll(() => queries?.getQueryCache().getAll().length).toBe(0)

  await screen.getByRole('button', { name: 'Continue as Dr M. Reyes' }).click()
  await expect.element(screen.getByRole('textbox', { name: 'Rationale' })).toHaveValue('No response at 100 mg')
  await expect.element(screen.getByRole('main')).toHaveFocus()
})

test('an answer that arrives after the lock is not kept', async () => {
  const screen = await show()
  await expect.element(screen.getByText('reading')).toBeVisible()
  await screen.getByRole('button', { name: 'Lock now' }).click()
  await expect.element(screen.getByRole('heading', { name: 'Locked' })).toBeVisible()
  answer('Ana Muñoz')
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(queries?.getQueryCache().getAll()).toEqual([])
})

test('the warning says how long is left, and the key that answers it does nothing else', async () => {
  const screen = await show()
  now += 14 * 60_000
  window.dispatchEvent(new Event('focus'))
  await expect.element(screen.getByRole('alertdialog', { name: 'Still there?' })).toHaveTextContent('Remit locks in 60 seconds')
  pressed = []
  await userEvent.keyboard('a')
  await expect.element(screen.getByRole('alertdialog')).not.toBeInTheDocument()
  expect(pressed, 'the page behind the warning heard nothing').toEqual([])
  await userEvent.keyboard('a')
  expect(pressed).toEqual(['a'])
})

test('a reload of a locked tab stays locked', async () => {
  sessionStorage.setItem('remit.locked', 'idle')
  const screen = await show()
  await expect.element(screen.getByText('No key and no pointer was used for 15 minutes.')).toBeVisible()
})

test('a page that goes into the browser’s memory goes in without its patient', async () => {
  const screen = await show()
  answer('Ana Muñoz')
  await expect.element(screen.getByText('Ana Muñoz', { exact: true })).toBeVisible()
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  // At once: there is no later moment at which the page could still change.
  expect(document.body.textContent).not.toContain('Muñoz')
  await expect.element(screen.getByText('The page was left and has been brought back.')).toBeVisible()
})
