/** A server that fails in every way a server can: a sentence, what still works, a way on, and never an empty caseload that looks real. */
import type { Page, Route } from '@playwright/test'
import { expect, serverOf, test, untilRead } from './support/journey.ts'

type Answer = { readonly status?: number; readonly contentType?: string; readonly body?: string } | 'no connection'

const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' }

const given = (answer: Answer) => (route: Route) => {
  if (answer === 'no connection') return route.abort('connectionrefused')
  if (route.request().method() === 'OPTIONS') return route.fulfill({ status: 204, headers: cors })
  const { status = 200, contentType = 'application/fhir+json', body = '' } = answer
  return route.fulfill({ status, headers: { ...cors, 'content-type': contentType }, body })
}

const outcome = (text: string) =>
  JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception', diagnostics: text }] })

const faults: readonly (readonly [what: string, answer: Answer, said: RegExp])[] = [
  ['F53: cannot be reached', 'no connection', /could not be reached/],
  ['answers with a web page', { contentType: 'text/html', body: '<!doctype html><h1>Welcome' }, /text\/html instead of FHIR JSON/],
  ['answers 401', { status: 401, body: outcome('The token has expired') }, /answered 401.*The token has expired/],
  ['answers 403', { status: 403, body: outcome('Not for you') }, /answered 403.*Not for you/],
  ['F63: answers 500', { status: 500, body: outcome('Out of memory') }, /answered 500.*Out of memory/],
  [
    'F03: cuts its answers short',
    { body: '{"resourceType":"Bundle","type":"searchset","total":40,"entry":[{"resource":{"reso' },
    /cut short/,
  ],
  ['answers with JSON that is not FHIR', { contentType: 'application/json', body: '{"ok":true}' }, /not a FHIR resource/],
]

const caseloadIsTold = async (page: Page, said: RegExp): Promise<void> => {
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/Could not read/, { timeout: 45_000 })
  await expect(page.getByRole('main').getByRole('alert')).toContainText(said)
}

for (const [what, answer, said] of faults)
  test(`a server that ${what} is named with its reason; nobody is counted`, async ({ page }) => {
    await page.route(`${await serverOf(page)}/**`, given(answer))
    await page.goto('/')
    await caseloadIsTold(page, said)
    await expect(page.getByRole('grid')).toHaveCount(0)
    await expect(page.getByText(/\b0 patients\b|No patients/i)).toHaveCount(0)
    await expect(page.getByRole('main').getByRole('button', { name: 'Try again' })).toBeVisible()
    // What still works: everything that needs no server.
    await page.getByRole('button', { name: 'Dr M. Reyes' }).click()
    await page.getByRole('link', { name: 'Rule book' }).click()
    await expect(page.getByRole('heading', { name: 'Rule book' })).toBeVisible()
  })

test('R9: once the server is back, Try again reads the caseload without a reload', async ({ page }) => {
  const server = await serverOf(page)
  await page.route(`${server}/**`, given({ status: 503, body: outcome('Restarting') }))
  await page.goto('/')
  await caseloadIsTold(page, /answered 503/)
  await page.unrouteAll()
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click()
  await untilRead(page)
  await expect(page.getByRole('grid')).toBeVisible()
})

test('the same faults on the flag queue and on one patient are told there too', async ({ page }) => {
  await page.route(`${await serverOf(page)}/**`, given({ status: 500, body: outcome('Out of memory') }))
  for (const path of ['/flags', '/patients/somebody', '/outcomes']) {
    await page.goto(path)
    await expect(page.getByRole('main').getByRole('alert').first()).toContainText('answered 500', { timeout: 45_000 })
    await expect(page.getByText(/Caught up|No flags|nothing to decide/i)).toHaveCount(0)
  }
})

test('a server that fails after all was read keeps what was read, marked with its time', async ({ page }) => {
  await page.goto('/')
  await untilRead(page)
  const rows = (await page.getByRole('grid').getAttribute('aria-rowcount')) ?? 'none'
  await page.route(`${await serverOf(page)}/**`, given({ status: 500, body: outcome('Out of memory') }))
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByRole('region', { name: 'Notices' }).getByRole('alert')).toContainText(/Not refreshed since .*answered 500/, {
    timeout: 45_000,
  })
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', rows)
})

test('F40: offline from the start is told as that, not as an endless wait', async ({ page, context }) => {
  const server = await serverOf(page)
  await page.route(`${server}/**`, given('no connection'))
  await page.addInitScript(() => Object.defineProperty(navigator, 'onLine', { get: () => false }))
  await page.goto('/')
  await expect(page.getByRole('region', { name: 'Notices' }).getByRole('alert')).toContainText('Offline')
  await expect(page.getByRole('main').getByRole('alert')).toContainText(/Offline|could not be reached/, { timeout: 45_000 })
  await expect(page.getByRole('grid')).toHaveCount(0)
  await context.setOffline(false)
})

test('F54: an answer that never comes is said to be waited for after 3 s, can be given up, and then really is', async ({ page }) => {
  const server = await serverOf(page)
  let asked = 0
  const failed: string[] = []
  // What the server can do is asked once for everybody and is not given up with one reading.
  await page.route(`${server}/**`, (route) => (route.request().url().endsWith('/metadata') ? route.continue() : void (asked += 1)))
  page.on('requestfailed', (request) => void failed.push(request.failure()?.errorText ?? ''))
  await page.goto('/')
  await expect(page.getByText(/Still waiting for the server/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('main').getByRole('button', { name: 'Stop waiting' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('given up before the server had answered')
  expect(asked).toBeGreaterThan(0)
  await expect.poll(() => failed).toContain('net::ERR_ABORTED')
})
