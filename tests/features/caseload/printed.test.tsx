import { beforeEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { caseload } from '#tests/support/builders.ts'
import { App, people, view } from '#tests/features/caseload/stage.tsx'

beforeEach(async () => {
  await page.viewport(1440, 900)
})

const onPaper = (): string => {
  window.dispatchEvent(new Event('beforeprint'))
  const text = document.querySelector('table')?.parentElement?.textContent ?? ''
  window.dispatchEvent(new Event('afterprint'))
  return text
}

it('F81 printed while 2 of 6 could not be read and a filter is on: whose list, as of when, the filter, 1 of 6, and that it is not complete', async () => {
  await render(<App at="/?show=urgent">{view(caseload(people, { complete: false }))}</App>)
  const text = onPaper()
  expect(text).toMatch(/^Remit: caseload of Dr One, as of 11 Mar 2026, read /)
  expect(text).toContain('1 of 6 patients; ')
  expect(text).toContain('Urgent')
  expect(text).toContain('Not complete: not every patient was read completely')
  expect(text).toContain('Muñoz')
  expect(text).not.toContain('Lind')
})

it('F81 printed without a filter: all 6, with those who could not be read under their reason, and nothing is blank', async () => {
  await render(<App>{view(caseload(people, { complete: false }))}</App>)
  window.dispatchEvent(new Event('beforeprint'))
  const lines = [...document.querySelectorAll('table tbody tr')].map((line) =>
    [...line.querySelectorAll('td')].map((one) => one.textContent?.trim() ?? ''),
  )
  window.dispatchEvent(new Event('afterprint'))
  expect(lines).toHaveLength(6)
  expect(lines.flat().filter((text) => text === '')).toEqual([])
})
