import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { checklistRows } from '#src/clinical/checklist.ts'
import { ChecklistRows } from '#src/features/history/checklist-rows.tsx'
import { d, on } from '#tests/support/clinic.ts'
import { mg, order, record } from '#tests/support/record-builders.ts'

test('the line of a check names both trials that it speaks about, not the first alone', async () => {
  const stop = { reason: 'no-effect', text: 'no benefit' } as const
  const own = record({
    medications: [
      order({ from: d(0), through: d(59), dose: mg(50), over: true, stop }),
      order({ agent: 'mirtazapine', from: d(60), through: d(119), dose: mg(30), over: true, stop }),
    ],
  })
  await render(<ChecklistRows rows={checklistRows(on(own, 400).pseudoResistance, {})} onAnswer={() => undefined} />)
  await expect
    .element(page.getByText('Was the time at an adequate dose too short?'))
    .toHaveTextContent('Record: sertraline and mirtazapine: 60 days at adequate dose, 42 needed')
})
