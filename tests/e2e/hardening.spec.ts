/** The build that ships, under the headers it ships with, reading a FHIR server on another origin (see playwright.config.ts). */
import { expect, test, untilRead } from './support/journey.ts'

test('F92: the whole app runs under the production headers without one CSP or Trusted Types violation', async ({ page, watch }) => {
  const response = await page.goto('/')
  const policy = response?.headers()['content-security-policy'] ?? ''
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/)
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
  await untilRead(page)
  for (const view of ['Flags', 'Outcomes', 'Caseload'])
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click()
  expect(watch.violations).toEqual([])
})
