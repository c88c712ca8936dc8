import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { IdentityBanner } from '#src/features/patient/identity-banner.tsx'
import { assessed, onDay } from '#tests/features/patient/course.ts'
import { onPaper, onScreen } from '#tests/support/paper.ts'

afterEach(onScreen)

test('a visit on 12 March is tomorrow on the screen of 11 March, and on paper its date alone', async () => {
  const visit = { kind: 'booked', label: 'Follow-up', day: onDay(59), clock: '09:30', source: { ref: 'Appointment/1' } } as const
  await render(<IdentityBanner patient={assessed({ visits: [visit] })} navigation={null} />)
  await expect.element(page.getByText('Thu 12 Mar 2026, 09:30')).toBeVisible()
  await expect.element(page.getByText('tomorrow')).toBeVisible()
  await onPaper()
  await expect.element(page.getByText('Thu 12 Mar 2026, 09:30')).toBeVisible()
  await expect.element(page.getByText('tomorrow')).not.toBeVisible()
})
