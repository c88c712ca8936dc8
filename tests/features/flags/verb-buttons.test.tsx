import { expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { VerbButtons, type VerbButtonsProps } from '#src/features/flags/verb-buttons.tsx'

async function shown(parts: Partial<VerbButtonsProps>) {
  const asked = vi.fn<() => void>()
  await render(
    <form
      onSubmit={(event) => {
        event.preventDefault()
        asked()
      }}
    >
      <p id="missing">Choose a decision.</p>
      <VerbButtons
        words="Act on 1 flag"
        hasFlags
        isReadOnly={false}
        note={undefined}
        problemId={undefined}
        onClose={() => undefined}
        {...parts}
      />
    </form>,
  )
  return asked
}

test('on a server that only reads, the button stands before a decision is chosen, and asks what is missing', async () => {
  const asked = await shown({ isReadOnly: true, problemId: 'missing' })
  const copy = page.getByRole('button', { name: 'Copy as text' })
  await copy.click()
  expect(asked).toHaveBeenCalledOnce()
  await expect.element(copy).toHaveAccessibleDescription('Choose a decision.')
})

test('once nothing is missing it copies and sends nothing', async () => {
  const asked = await shown({ isReadOnly: true, note: 'Continue and recheck' })
  await page.getByRole('button', { name: 'Copy as text' }).click()
  expect(asked).not.toHaveBeenCalled()
  await expect.element(page.getByRole('button', { name: /Copied|Copying was not allowed/ })).toBeVisible()
})

test('with no flag to close there is only a way out', async () => {
  await shown({ isReadOnly: true, hasFlags: false })
  expect(page.getByRole('button').elements()).toHaveLength(1)
})

test('a server that stores has its button from the beginning as well', async () => {
  const asked = await shown({})
  await page.getByRole('button', { name: 'Act on 1 flag' }).click()
  expect(asked).toHaveBeenCalledOnce()
})
