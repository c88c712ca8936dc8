import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { ItemGridView } from '#src/features/patient/item-grid.tsx'
import { assessed, itemised, trajectory } from '#tests/features/patient/course.ts'

test('the column of a preliminary PHQ-9 says so in its head, for the eye and for a screen reader', async () => {
  const final = itemised('2026-02-09', [2, 2, 1, 1, 1, 2, 1, 1, 0], 'Observation/final')
  const early = itemised('2026-03-09', [1, 1, 3, 2, 1, 1, 0, 1, 0], 'Observation/early')
  const drawn = trajectory(assessed({ readings: [final, { ...early, usable: false, issues: [{ kind: 'preliminary' }] }] }))
  await render(<ItemGridView trajectory={drawn} range={drawn.bounds} />)
  const heads = page.getByRole('columnheader')
  await expect.element(heads.nth(1)).not.toHaveTextContent('preliminary')
  await expect.element(heads.nth(2)).toHaveTextContent('preliminary')
  await expect.element(page.getByText('9 Mar 2026: shown, not judged: preliminary.')).toBeVisible()
  await expect.element(page.getByRole('table')).not.toHaveTextContent('rose after the last dose step')
})
