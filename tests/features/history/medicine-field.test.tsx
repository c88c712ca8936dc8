import { expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { MedicineField, type MedicineFieldProps } from '#src/features/history/medicine-field.tsx'

test('"prozac", arrow down and Enter is fluoxetine: a brand that is known is never kept as unknown', async () => {
  const onChange = vi.fn<MedicineFieldProps['onChange']>()
  await render(<MedicineField value={undefined} error={undefined} onChange={onChange} />)
  await userEvent.click(page.getByRole('combobox'))
  await userEvent.keyboard('prozac{ArrowDown}{Enter}')
  expect(onChange.mock.lastCall?.[0]).toMatchObject({ kind: 'agent', agent: 'fluoxetine' })
})

test('a medicine that nobody lists is kept as written, and says so', async () => {
  const onChange = vi.fn<MedicineFieldProps['onChange']>()
  await render(<MedicineField value={undefined} error={undefined} onChange={onChange} />)
  await userEvent.click(page.getByRole('combobox'))
  await userEvent.keyboard('agomelatinum{Enter}')
  expect(onChange.mock.lastCall?.[0]).toEqual({ kind: 'text', text: 'agomelatinum' })
})
