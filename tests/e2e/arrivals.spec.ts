/** Something urgent arrives while somebody is looking elsewhere: it is seen all the same, and nothing moves under the hand. */
import type { Page } from '@playwright/test'
import { expectNoAxeFindings } from './support/axe.ts'
import { answerCodes, itemCodes } from './support/phq9-codes.ts'
import { expect, openDemo, test } from './support/journey.ts'

test.slow()

const number = async (page: Page, text: RegExp): Promise<number> => {
  const found = page.getByText(text).first()
  if ((await found.count()) === 0) return 0
  return parseInt((await found.innerText()).replaceAll(/\D/g, ''), 10)
}
const toDecide = (page: Page): Promise<number> => number(page, /^[\d,]+ patients? to decide$/)
const urgentHidden = (page: Page): Promise<number> => number(page, /^[\d,]+ urgent hidden by this filter$/)

/** A PHQ-9 of today whose last answer is "more than half the days", stored by some other system. */
async function item9Arrives(page: Page, patientId: string): Promise<void> {
  const status = await page.evaluate(
    async ([id, items, answers]) => {
      const code = (value: string) => ({ coding: [{ system: 'http://loinc.org', code: value }] })
      const now = new Date()
      const resource = {
        resourceType: 'Observation',
        status: 'final',
        category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] }],
        code: code('44249-1'),
        subject: { reference: `Patient/${id}` },
        effectiveDateTime: now.toISOString(),
        component: items.map((item, i) => ({ code: code(item), valueCodeableConcept: code(answers[i === 8 ? 2 : 0] ?? '') })),
      }
      const headers = { 'Content-Type': 'application/fhir+json', Accept: 'application/fhir+json' }
      return (await fetch('/fhir/Observation', { method: 'POST', headers, body: JSON.stringify(resource) })).status
    },
    [patientId, itemCodes, answerCodes] as const,
  )
  expect(status).toBe(201)
}

async function refresh(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Refresh', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Refreshing' })).toHaveCount(0)
}

/** Id of somebody on target, from the link to their page. */
async function somebodyWell(page: Page): Promise<string> {
  await openDemo(page, '/?show=on-target', 60)
  const link = page.getByRole('rowheader').getByRole('link').first()
  await expect(link).toBeVisible()
  return /\/patients\/([^?/]+)/.exec((await link.getAttribute('href')) ?? '')?.[1] ?? ''
}

test('F35: item 9 above 0 arrives for a patient whom the filter hides: counted in every view, said aloud, and one click away', async ({
  page,
}) => {
  const id = await somebodyWell(page)
  await openDemo(page, '/?show=watch', 60)
  await expect.poll(() => toDecide(page)).toBeGreaterThan(0)
  const [hidden, waiting] = [await urgentHidden(page), await toDecide(page)]
  await item9Arrives(page, id)
  await refresh(page)
  await expect.poll(() => urgentHidden(page)).toBe(hidden + 1)
  const alert = page.getByRole('alert').filter({ hasText: 'Newly urgent' })
  await expect(alert).toBeVisible()
  await expectNoAxeFindings(page, 'somebody newly urgent')
  await expect.poll(() => toDecide(page)).toBe(waiting + 1)
  for (const view of ['Outcomes', 'Flags']) {
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click()
    await expect.poll(() => toDecide(page)).toBe(waiting + 1)
    await expect(alert).toBeVisible()
  }
  await alert.getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/patients/${id}`))
  await expect(alert).toHaveCount(0)
  await openDemo(page, '/?show=watch', 60)
  await page.getByRole('button', { name: /urgent hidden by this filter/ }).click()
  await expect(page.locator(`[role=grid] [data-row="${id}"]`)).toBeVisible()
})

test('F38: a form that is open stays with its patient while somebody urgent arrives above, and what it stores is that patient’s', async ({
  page,
}) => {
  const id = await somebodyWell(page)
  await openDemo(page, '/flags', 60)
  await expect(page.getByText(/patients are still being read/)).toHaveCount(0, { timeout: 60_000 })
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const here = page.locator('[data-queue-list] [aria-current=true] bdi')
  const name = (await here.innerText()).trim()
  await page.keyboard.press('a')
  await page.keyboard.press('2')
  await page.getByLabel('Rationale').fill('Agreed with the patient')
  await expect.poll(() => toDecide(page)).toBeGreaterThan(0)
  const waiting = await toDecide(page)
  await item9Arrives(page, id)
  await refresh(page)
  await expect.poll(() => toDecide(page)).toBe(waiting + 1)
  await expect(here).toHaveText(name)
  await expect(page.getByRole('article', { name: `Flags of ${name}` })).toBeVisible()
  await expect(page.getByLabel('Rationale')).toHaveValue('Agreed with the patient')
  await page.getByLabel('Rationale').press('Control+Enter')
  await expect(page.getByRole('region', { name: 'Today' }).getByText('saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: /Resting and settled/ }).click()
  await page.getByRole('searchbox').fill('agreed with')
  await expect(page.getByRole('table').getByRole('link', { name }).first()).toBeVisible()
})
