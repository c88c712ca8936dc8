/** The build that ships, under the headers it ships with, reading a FHIR server on another origin (see playwright.config.ts). */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, openFirstPatient, openFlags, test, untilRead } from './support/journey.ts'

test('F92: the whole app runs under the production headers without one CSP or Trusted Types violation', async ({ page, watch }) => {
  const response = await page.goto('/')
  const policy = response?.headers()['content-security-policy'] ?? ''
  expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/)
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
  await untilRead(page)
  await expect(page.getByText('Synthetic data')).toHaveCount(0)

  const views = page.getByRole('navigation', { name: 'Views' })
  await openFlags(page)
  await views.getByRole('link', { name: 'Outcomes' }).click()
  await untilRead(page)
  await openFirstPatient(page)
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await untilRead(page)
  }
  await page.emulateMedia({ media: 'print' })
  await page.emulateMedia({ media: 'screen', colorScheme: 'dark' })
  expect(watch.violations).toEqual([])
})

test('the policy bites: an inline script, an eval and a request elsewhere are refused', async ({ page, watch }) => {
  watch.allow(/./)
  await page.goto('/')
  await untilRead(page)
  const outcome = await page.evaluate(async () => {
    const tried: string[] = []
    try {
      tried.push(`markup ${(document.createElement('div').innerHTML = '<b>x</b>')}`)
    } catch (error) {
      tried.push(error instanceof Error ? error.name : 'unknown')
    }
    const elsewhere = await fetch('http://127.0.0.1:9/').catch((error: unknown) => (error instanceof Error ? error.name : 'unknown'))
    return [...tried, elsewhere]
  })
  expect(outcome).toEqual(['TypeError', 'TypeError'])
  await expect.poll(() => watch.violations.join(' ')).toMatch(/require-trusted-types-for.*connect-src/)
  expect(watch.forget()).toBeGreaterThanOrEqual(2)
})

test('F88: another site cannot frame it', async ({ page, baseURL, watch }) => {
  watch.allow(/frame-ancestors|Framing/)
  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end(`<title>site</title><iframe src="${baseURL}/"></iframe>`)
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => site.once('listening', resolve))
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
  const framed = page.frames().at(1)
  await expect.poll(() => framed?.url() ?? '').toMatch(/^chrome-error:/)
  site.close()
})

test('F71: a chunk of an older version that is gone is a new version to reload, never a white page; the draft’s promise stands there too', async ({
  page,
  watch,
}) => {
  watch.allow(/dynamically imported module|404/)
  await page.goto('/')
  await untilRead(page)
  await page.route('**/assets/*.js', (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' }))
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Flags' }).click()
  await expect(page.getByRole('alert')).toContainText('there may be a new version of Remit')
  await expect(page.getByRole('alert')).toContainText('What waits to be saved is kept.')
  await expect(page.getByRole('banner')).toBeVisible()
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Reload' }).click()
  await untilRead(page)
  await expect(page).toHaveTitle('Flags · Remit')
})

test('the code itself cannot be loaded: a sentence stands where the app would', async ({ page }) => {
  await page.route('**/assets/*.js', (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'not found' }))
  await page.goto('/')
  await expect(page.getByText('its code could not be loaded: reload the page')).toBeVisible()
})

test('F95: a browser without AbortSignal.any and Array.toSorted is told so by name, and nothing is read', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => void asked.push(request.url()))
  await page.addInitScript(() => {
    Reflect.deleteProperty(AbortSignal, 'any')
    Reflect.deleteProperty(Array.prototype, 'toSorted')
  })
  await page.goto('/')
  await expect(page.getByRole('alert')).toContainText('This browser is too old for Remit.')
  await expect(page.getByRole('alert')).toContainText('It lacks AbortSignal.any, Array.toSorted.')
  expect(asked.filter((url) => /fhir|config/.test(url))).toEqual([])
})

const usable = {
  fhirBase: 'http://127.0.0.1:4176/fhir',
  practitioner: 'Practitioner/dr-01',
  practitionerName: 'Dr M. Reyes',
  practiceHours: 'Mon–Fri 08:00–18:00',
  crisisText: 'In a crisis: call or text 988.',
}

const badConfigs: readonly (readonly [what: string, answer: { status?: number; body: string; contentType?: string }, said: string])[] = [
  ['an unknown key', { body: JSON.stringify({ ...usable, fhirbase: 'x' }) }, 'unknown key "fhirbase"'],
  ['a missing key', { body: JSON.stringify({ ...usable, crisisText: undefined }) }, '"crisisText" is missing'],
  ['an address that is none', { body: JSON.stringify({ ...usable, fhirBase: 'ftp://x' }) }, '"fhirBase" is not a web address: "ftp://x"'],
  ['an idle time of 1 minute', { body: JSON.stringify({ ...usable, idleMinutes: 1 }) }, '"idleMinutes" is not valid'],
  ['an idle time in words', { body: JSON.stringify({ ...usable, idleMinutes: '15' }) }, '"idleMinutes" is not valid'],
  ['no JSON', { body: '<!doctype html><p>hello', contentType: 'text/html' }, 'config.json is not JSON'],
  ['an error of the web server', { status: 500, body: 'x' }, 'the web server answered 500'],
]

for (const [what, answer, said] of badConfigs)
  test(`config.json with ${what} stops the start with a sentence, and no server is asked`, async ({ page }) => {
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    await page.route('**/config.json', (route) => route.fulfill({ status: 200, contentType: 'application/json', ...answer }))
    await page.goto('/')
    await expect(page.getByRole('alert')).toContainText('Remit could not start.')
    await expect(page.getByRole('alert')).toContainText(said)
    await expect(page.getByRole('alert')).toContainText('No patient was read and nothing was changed.')
    expect(asked.filter((url) => url.includes('/fhir'))).toEqual([])
  })

test('once config.json is mended, Try again starts', async ({ page }) => {
  await page.route('**/config.json', (route) => route.fulfill({ status: 503, body: 'x' }))
  await page.goto('/')
  const again = page.getByRole('button', { name: 'Try again' })
  await expect(again).toBeVisible()
  await page.unrouteAll()
  await again.click()
  await untilRead(page)
})
