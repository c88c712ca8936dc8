import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { CriteriaMatrix } from '#src/features/history/criteria-matrix.tsx'
import { on } from '#tests/support/clinic.ts'
import { mg, order, partial, record } from '#tests/support/record-builders.ts'

test('a trial whose record says only September 2025 is "from Sep 2025", not from its first day', async () => {
  const told = order({ from: '2025-09-01', dose: mg(100) })
  const own = record({
    medications: [
      { ...told, kind: 'statement', plans: [{ from: partial('2025-09'), through: undefined, dose: mg(100), text: undefined }] },
    ],
  })
  const assessment = on(own, 100)
  await render(<CriteriaMatrix patient={{ record: own, assessment }} resistance={assessment.resistance} />)
  await expect.element(page.getByRole('rowheader')).toHaveTextContent('from Sep 2025')
})
