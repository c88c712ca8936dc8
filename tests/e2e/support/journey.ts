/** `test` for every journey: what goes wrong beside the screen (console errors, uncaught exceptions, CSP violations) fails the journey too. */
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test'
import type { ProfileName } from '#mocks/profiles.ts'

export interface Watch {
  /** "error: ...", "warning: ...", "uncaught: ..." and every other console line, in order. */
  readonly lines: readonly string[]
  /** "script-src-elem blocked inline", as the browser reports it. */
  readonly violations: readonly string[]
  /** The journey expects this in the console: such lines fail nothing. */
  readonly allow: (line: RegExp) => void
  /** How many violations there were until now; they fail nothing any more. */
  readonly forget: () => number
}

/** Failed requests are part of many journeys and are always said on screen; the browser's own line about them is no defect. */
const ALWAYS_ALLOWED = /Failed to load resource/

async function watched(page: Page): Promise<Watch & { readonly complaints: () => readonly string[] }> {
  const lines: string[] = []
  const violations: string[] = []
  const allowed = [ALWAYS_ALLOWED]
  page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => lines.push(`uncaught: ${error.message}`))
  await page.exposeFunction('remitCspViolation', (text: string) => violations.push(text))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'remitCspViolation')
      if (typeof report === 'function') report(`${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`)
    })
  })
  const complaints = () => [
    ...lines.filter((line) => /^(error|warning|uncaught):/.test(line) && !allowed.some((expected) => expected.test(line))),
    ...violations.map((violation) => `CSP: ${violation}`),
  ]
  return { lines, violations, allow: (line) => void allowed.push(line), forget: () => violations.splice(0).length, complaints }
}

/** What a project of playwright.config.ts chooses. */
export interface JourneyOptions {
  /** The server that the demo imitates (mocks/profiles.ts). */
  readonly profile: ProfileName
}

/** The server that all pages of a browser talk to. */
const profileOf = new WeakMap<BrowserContext, ProfileName>()

export const test = base.extend<JourneyOptions & { readonly watch: Watch }>({
  profile: ['default', { option: true }],
  watch: [
    async ({ page, context, profile }, use) => {
      profileOf.set(context, profile)
      const watch = await watched(page)
      await use(watch)
      expect(watch.complaints(), 'nothing went wrong beside the screen').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/**
 * Opens a page of the demo and waits until it has been read.
 *
 * @param path with its own search, such as "/flags?patient=p-0003"
 * @param patients size of the caseload; small ones start faster
 */
export async function openDemo(page: Page, path = '/', patients = 40): Promise<void> {
  const address = new URL(path, 'http://demo')
  address.searchParams.set('patients', `${patients}`)
  const profile = profileOf.get(page.context()) ?? 'default'
  if (profile !== 'default' && !address.searchParams.has('profile')) address.searchParams.set('profile', profile)
  await page.goto(`${address.pathname}${address.search}${address.hash}`)
  await untilRead(page)
}

/** The head stops saying that it reads, to the last patient: rows move until then. Every region that was busy has settled. */
export async function untilRead(page: Page): Promise<void> {
  await expect(page.getByRole('banner').getByText(/^as of /)).toBeVisible({ timeout: 45_000 })
  await expect(page.getByRole('banner').getByText('Refreshing', { exact: true })).toHaveCount(0, { timeout: 45_000 })
  await expect(page.getByText(/^Reading: /)).toHaveCount(0, { timeout: 45_000 })
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 45_000 })
}

/** From wherever the app stands, over the caseload to the page of its first patient. */
export async function openFirstPatient(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Caseload' }).click()
  await untilRead(page)
  await page.getByRole('rowheader').getByRole('link').first().click()
  await expect(page).toHaveURL(/\/patients\//)
  await untilRead(page)
}

/** The FHIR server that the production build is pointed at. */
export async function serverOf(page: Page): Promise<string> {
  const settings: unknown = await (await page.request.get('/config.json')).json()
  if (typeof settings === 'object' && settings !== null && 'fhirBase' in settings && typeof settings.fhirBase === 'string')
    return settings.fhirBase
  throw new Error('config.json names no server')
}

/** By the head to the flag queue. Its keys work once a card stands in it, and not before: until then the page before is on screen. */
export async function openFlags(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Flags' }).click()
  await expect(page.locator('[data-queue-list] [aria-current=true]')).toBeVisible({ timeout: 45_000 })
  await untilRead(page)
}
