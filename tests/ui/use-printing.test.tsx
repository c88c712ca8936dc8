import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { usePrinting } from '#src/ui/use-printing.ts'

function Sheet() {
  return <p>{usePrinting() ? 'all 60 patients' : 'the screen'}</p>
}

test('what is only for paper stands when beforeprint returns, before the browser counts its sheets, and is gone afterwards', async () => {
  await render(<Sheet />)
  expect(document.body.textContent).toContain('the screen')
  window.dispatchEvent(new Event('beforeprint'))
  expect(document.body.textContent).toContain('all 60 patients')
  window.dispatchEvent(new Event('afterprint'))
  expect(document.body.textContent).toContain('the screen')
})
