/** The patient page as a prescriber uses it before a dose decision: by keyboard, by ear, on paper, in the dark, on a phone. */
import type { Page } from '@playwright/test'
import { expectNoAxeFindings, inDark } from './support/axe.ts'
import { expect, openDemo, test, untilRead } from './support/journey.ts'

test.slow()

const chart = (page: Page, scale = 'PHQ-9') => page.getByRole('slider', { name: `${scale} on the time axis` })

async function openPatient(page: Page, id: string, search = ''): Promise<void> {
  await openDemo(page, `/patients/${id}${search}`, 40)
  await expect(page.locator('[data-figure] svg').first()).toBeVisible({ timeout: 45_000 })
  await untilRead(page)
}

test(
  'a walk over the chart with the keyboard alone: readings, zoom, ends of the range, back to the list',
  { tag: '@profiles' },
  async ({ page }) => {
    await openPatient(page, 'ana-munoz')
    await chart(page).focus()
    await page.keyboard.press('Home')
    await expect(chart(page)).toHaveAttribute(
      'aria-valuetext',
      /^1 of 4: .*PHQ-9 19 points, moderately severe; baseline of the trial; item 9: 0 of 3/,
    )
    await page.keyboard.press('End')
    await expect(chart(page)).toHaveAttribute(
      'aria-valuetext',
      /^4 of 4: .*PHQ-9 17 points.*19 → 17 \(−2, −11 %\).*sertraline 100 mg\/day.*days at adequate dose.*source Observation\//,
    )
    await expect(page.getByTestId('readout')).toContainText('17 points')
    await page.keyboard.press('+')
    await expect(page).toHaveURL(/range=\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d/)
    await page.keyboard.press('Shift+ArrowLeft')
    await page.getByRole('slider', { name: 'First day shown' }).focus()
    await page.keyboard.press('Home')
    await page.getByRole('button', { name: 'All' }).press('Enter')
    await expect(page).toHaveURL(/range=all/)
  },
)

test('what a screen reader is given: one name for the figure, its signs, its words and its table', async ({ page }) => {
  await openPatient(page, 'ana-munoz', '?table=1')
  await expect(page.getByRole('figure', { name: /^PHQ-9, dose and daily check-ins, / })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Signs in the chart' })).toContainText('PHQ-9 reading')
  await expect(page.getByRole('region', { name: 'The trajectory in words' })).toContainText(
    'within the 5-point margin of measurement error',
  )
  const table = page.getByRole('region', { name: /^PHQ-9, / })
  await expect(table.getByRole('row')).toHaveCount(5)
  await expect(table).toContainText('17 points')
})

test('the published case tells its taper and its relapse: no dose left, then the highest score', async ({ page }) => {
  await openPatient(page, 'esm-n1')
  await expect(page.locator('[data-patient]').filter({ hasText: 'Historical case, judged as of 8 Apr 2013' })).toContainText('Kossakowski')
  await expect(page.getByText(/Dose lowered from 150 to 9 mg\/day in 8 steps, 25 Sep 2012 to 12 Nov 2012\./)).toBeVisible()
  await expect(page.getByText(/SCL-90-R depression 1 on 13 Aug 2012.*highest 2\.54 on \d+ Mar 2013/)).toBeVisible()
  await expect(page.locator('[data-figure]')).toContainText('stopped 18 Nov 2012')
})

test('over a newer score that is not judged the first thing beside the chart is that nobody can judge, and why', async ({ page }) => {
  await page.goto('/patients/ezra-blum?patients=60')
  const first = page.getByRole('region', { name: 'In short' })
  await expect(first).toContainText(/^Cannot judge.*a PHQ-9 of 20 points on .* is not judged: preliminary/)
  const side = page.getByRole('complementary', { name: 'Before the next decision' })
  await expect(side).toContainText('17 → 8 (−9, −53 %)')
  expect((await first.boundingBox())?.y ?? Infinity).toBeLessThan((await side.boundingBox())?.y ?? 0)
})

test('an unknown patient is not found, and the list is one link away', async ({ page }) => {
  await openDemo(page, '/patients/nobody-here')
  await expect(page.getByRole('alert').filter({ hasText: 'There is no such patient on this server.' })).toBeVisible()
  await page.getByRole('link', { name: 'Back to the caseload' }).click()
  await expect(page).toHaveURL(/\/(\?|$)/)
})

const states = [
  ['a trial in progress', 'ana-munoz', '?table=1'],
  ['item 9 above 0', 'rosa-lind', ''],
  ['the published case', 'esm-n1', ''],
  ['two years, nine tenths missing', 'dario-conti', ''],
  ['five years', 'astrid-bergstrom', ''],
  ['four trials', 'halvard-nygard', '?range=all'],
] as const

for (const [what, id, search] of states)
  test(`axe finds nothing, light and dark: ${what}`, async ({ page }) => {
    await openPatient(page, id, search)
    await expectNoAxeFindings(page, what)
    await inDark(page, () => expectNoAxeFindings(page, `${what}, dark`))
  })

test('axe finds nothing in the readings', async ({ page }) => {
  await openDemo(page, '/patients/ana-munoz?tab=readings', 40)
  await expect(page.getByRole('region', { name: 'All readings' })).toBeVisible({ timeout: 45_000 })
  await expectNoAxeFindings(page, 'readings')
})

test('prints on one sheet of A4 and of Letter, whichever patient', async ({ page }) => {
  for (const id of ['ana-munoz', 'halvard-nygard', 'rosa-lind']) {
    await openPatient(page, id, '?range=all')
    for (const format of ['A4', 'Letter']) {
      const sheet = await page.pdf({ format })
      expect(sheet.toString('latin1').match(/\/Type\s*\/Page[^s]/g), `${id} on ${format}`).toHaveLength(1)
    }
  }
})

test('on a telephone nothing is cut off sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openPatient(page, 'ana-munoz')
  const wide = await page.getByRole('main').evaluate((main) => main.scrollWidth - main.clientWidth)
  expect(wide).toBeLessThanOrEqual(0)
})

test('the chart takes at least 55 % of the height at 1440 by 900', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  for (const id of ['ana-munoz', 'astrid-bergstrom', 'esm-n1']) {
    await openPatient(page, id)
    const box = await page.locator('[data-figure]').boundingBox()
    expect(box?.height, id).toBeGreaterThanOrEqual(0.55 * 900)
  }
})

test('CSV, SVG and PNG are saved under the server’s id, never under a name', async ({ page }) => {
  await openPatient(page, 'ana-munoz')
  for (const [label, ending] of [
    ['Save as CSV', 'csv'],
    ['Save as SVG', 'svg'],
    ['Save as PNG', 'png'],
  ] as const) {
    await page.getByRole('button', { name: 'Export' }).click()
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: label }).click()
    expect((await saving).suggestedFilename()).toMatch(new RegExp(`^trajectory-ana-munoz-\\d{4}-\\d\\d-\\d\\d\\.${ending}$`))
    await page.keyboard.press('Escape')
  }
})
