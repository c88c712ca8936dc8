import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { later } from '#src/ui/later.tsx'
import { takeConsole } from '#tests/support/quiet-console.ts'

function Keys({ title }: { readonly title: string }) {
  return <p>{title}: J and K move</p>
}

const missing = (): Error => new TypeError('Failed to fetch dynamically imported module')

test('code that could not be loaded is a word in its place, and is loaded at the next key pressed', async () => {
  const read = vi.fn<() => Promise<typeof Keys>>(() => Promise.resolve(Keys))
  read.mockRejectedValueOnce(missing())
  const List = later('list of keys', read)
  const screen = await render(<List title="Keys" />)
  await expect.element(screen.getByText('this list of keys could not be shown')).toBeVisible()
  await new Promise((done) => setTimeout(done, 1050))
  await userEvent.keyboard('?')
  await expect.element(screen.getByText('Keys: J and K move')).toBeVisible()
  expect(read).toHaveBeenCalledTimes(2)
  takeConsole() // React says that a part failed
})

test('closed and opened again, it is asked for again; once loaded, never more', async () => {
  const read = vi.fn<() => Promise<typeof Keys>>(() => Promise.resolve(Keys))
  read.mockRejectedValueOnce(missing())
  const List = later('list of keys', read)
  const first = await render(<List title="Keys" />)
  await expect.element(first.getByText('this list of keys could not be shown')).toBeVisible()
  await first.unmount()
  await new Promise((done) => setTimeout(done, 1050))
  const second = await render(<List title="Keys" />)
  await expect.element(second.getByText('Keys: J and K move')).toBeVisible()
  await userEvent.keyboard('jjj')
  await second.unmount()
  await render(<List title="Once more" />)
  expect(read).toHaveBeenCalledTimes(2)
  takeConsole()
})

test('five keys in one second are one more try, not five', async () => {
  const read = vi.fn<() => Promise<typeof Keys>>(() => Promise.reject(missing()))
  const List = later('list of keys', read)
  const screen = await render(<List title="Keys" />)
  await expect.element(screen.getByText('this list of keys could not be shown')).toBeVisible()
  await new Promise((done) => setTimeout(done, 1050))
  await userEvent.keyboard('abcde')
  await expect.element(screen.getByText('this list of keys could not be shown')).toBeVisible()
  expect(read).toHaveBeenCalledTimes(2)
  takeConsole()
})
