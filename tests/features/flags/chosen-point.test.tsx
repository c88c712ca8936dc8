import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { EvidenceTable } from '#src/features/flags/evidence-table.tsx'
import { WhyPanel } from '#src/features/flags/why-panel.tsx'
import { LinksProvider, type Links } from '#src/ui/links.tsx'
import { finding } from '#tests/support/builders.ts'
import { valueEvidence } from '#src/clinical/rule.ts'

const links: Links = {
  caseload: () => '/',
  patient: (id) => `/patients/${id}`,
  flags: () => '/flags',
  outcomes: () => '/outcomes',
  rules: () => '/rules',
}
const evidence = [
  valueEvidence('PHQ-9 at baseline', 19, 'points', undefined, { ref: 'Observation/first' }),
  valueEvidence('PHQ-9 latest', 17, 'points', undefined, { ref: 'Observation/latest' }),
]
const marked = (): readonly (string | null | undefined)[] =>
  [...document.querySelectorAll('tr[data-chosen=true]')].map((row) => row.querySelector('th')?.textContent)

function inApp(chosen: readonly string[]) {
  return (
    <LinksProvider value={links}>
      <MemoryRouter>
        <WhyPanel finding={finding({ evidence })} patientId="p-1" isOpen chosen={chosen} onLight={() => undefined} />
      </MemoryRouter>
    </LinksProvider>
  )
}

test('the point chosen on the chart marks the flag that rests on it, and of its evidence that line', async () => {
  const screen = await render(inApp(['Observation/latest']))
  await expect.element(screen.getByText('rests on the chosen point')).toBeVisible()
  expect(marked()).toEqual(['PHQ-9 latest'])
})

test('a point that no evidence came from marks nothing', async () => {
  const screen = await render(inApp(['Observation/another']))
  await expect.element(screen.getByText('rests on the chosen point')).not.toBeInTheDocument()
  expect(marked()).toEqual([])
})

test('going over a line lights its source up on the chart, and leaving it lights all again', async () => {
  const lit: (readonly string[] | undefined)[] = []
  const screen = await render(
    <LinksProvider value={links}>
      <MemoryRouter>
        <EvidenceTable evidence={evidence} patientId="p-1" chosen={[]} onLight={(refs) => lit.push(refs)} />
      </MemoryRouter>
    </LinksProvider>,
  )
  await screen.getByText('PHQ-9 latest').hover()
  expect(lit.at(-1)).toEqual(['Observation/latest'])
  await screen.getByText('Evidence').hover()
  expect(lit.at(-1)).toBeUndefined()
})
