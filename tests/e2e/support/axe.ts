import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Fails on every axe finding of the page as it stands, each as one line: rule, element, reason. */
export async function expectNoAxeFindings(page: Page, what: string): Promise<void> {
  await expectNoFindings(new AxeBuilder({ page }).withTags(RULES), what)
}

/** Only what the appearance can change, for the second look at the same page. */
export async function expectContrast(page: Page, what: string): Promise<void> {
  await expectNoFindings(new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']), what)
}

async function expectNoFindings(axe: AxeBuilder, what: string): Promise<void> {
  const { violations } = await axe.analyze()
  const findings = violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 4)
      .map((node) => `${id}: ${node.target.join(' ')} | ${(node.failureSummary ?? '').replaceAll(/\s+/g, ' ').slice(0, 200)}`),
  )
  expect(findings, `axe on ${what}`).toEqual([])
}

/** The same page in the other appearance. */
export async function inDark(page: Page, check: () => Promise<void>): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await check()
  await page.emulateMedia({ colorScheme: 'light' })
}
