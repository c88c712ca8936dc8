import { useState } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { Dialog } from '#src/ui/dialog.tsx'
import { LiveRegion, useAnnounce } from '#src/ui/live-region.tsx'

function Desk() {
  const announce = useAnnounce()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => announce('21 of 300 patients')}>
        Filter
      </button>
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      {isOpen && (
        <Dialog title="Add a past trial" onClose={() => setOpen(false)}>
          <button type="button" onClick={() => announce('the dose is not readable')}>
            Check
          </button>
          <button
            type="button"
            onClick={() => {
              announce('trial saved')
              setOpen(false)
            }}
          >
            Save
          </button>
        </Dialog>
      )}
    </>
  )
}

const said = (within: string): readonly (string | null)[] =>
  [...document.querySelectorAll(`${within} [role=status]`)].map((region) => region.textContent)
const desk = () =>
  render(
    <LiveRegion>
      <Desk />
    </LiveRegion>,
  )

test('without a dialog the page says it', async () => {
  const screen = await desk()
  await screen.getByRole('button', { name: 'Filter' }).click()
  expect(said('body')).toEqual(['21 of 300 patients'])
})

test('behind a modal dialog the page is inert: the dialog says it, and does not repeat what was said before it opened', async () => {
  const screen = await desk()
  await screen.getByRole('button', { name: 'Filter' }).click()
  await screen.getByRole('button', { name: 'Open' }).click()
  expect(said('dialog')).toEqual([''])
  await screen.getByRole('button', { name: 'Check' }).click()
  expect(said('dialog')).toEqual(['the dose is not readable'])
})

test('what is said while the dialog closes is said by the page, once', async () => {
  const screen = await desk()
  await screen.getByRole('button', { name: 'Open' }).click()
  await screen.getByRole('button', { name: 'Save' }).click()
  expect(said('body')).toEqual(['trial saved'])
})

test('what the dialog has said is not said again by the page when it closes', async () => {
  const screen = await desk()
  await screen.getByRole('button', { name: 'Open' }).click()
  await screen.getByRole('button', { name: 'Check' }).click()
  await screen.getByRole('button', { name: 'Close' }).click()
  expect(said('body')).toEqual([''])
})

test('below a frame as high as the screen the region adds no pixel: a page that fits has no scrollbar', async () => {
  document.body.style.margin = '0'
  const { container } = await render(
    <LiveRegion>
      <div style={{ height: '100dvh' }} />
    </LiveRegion>,
  )
  container.style.display = 'contents'
  expect(document.documentElement.scrollHeight).toBe(document.documentElement.clientHeight)
})
