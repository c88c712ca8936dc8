import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { defaultSettings } from '#src/clinical/settings.ts'
import { toRow } from '#src/features/caseload/caseload-rows.ts'
import { columnIds } from '#src/features/caseload/columns.ts'
import { GridRow } from '#src/features/caseload/grid-row.tsx'
import { known } from '#src/lib/known.ts'
import { entry } from '#tests/support/builders.ts'
import { takeConsole } from '#tests/support/quiet-console.ts'

it('F73: of thirteen cells one that fails says so in its place; the other twelve stand', async () => {
  const made = entry('ana', { identity: { name: known('Ana Muñoz'), given: 'Ana', family: 'Muñoz' } })
  const broken = new Proxy(made.assessment, {
    get: (assessment, name) => {
      if (name === 'sideEffects') throw new Error('a fault in one cell')
      return Reflect.get(assessment, name) as unknown
    },
  })
  await render(
    <div role="grid" aria-label="Caseload">
      <GridRow
        row={toRow({ ...made, assessment: broken })}
        index={0}
        top={0}
        columns={columnIds}
        pinned={[]}
        activeColumn={undefined}
        changes={undefined}
        settings={defaultSettings}
        href="/patients/ana"
        opensUnknown={false}
      />
    </div>,
  )
  await expect.element(page.getByRole('rowheader')).toHaveTextContent('Ana Muñoz')
  expect(page.getByText('this cell could not be shown').elements()).toHaveLength(1)
  await expect.element(page.getByRole('gridcell').filter({ hasText: 'could not be shown' })).toHaveAttribute('data-column', 'effects')
  expect(page.getByRole('gridcell').elements()).toHaveLength(columnIds.length - 1)
  expect(takeConsole()).toHaveLength(2) // React's own lines about the row and then about the cell
})
