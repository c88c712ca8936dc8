import { describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { TrajectoryPane } from '#src/features/patient/trajectory-pane.tsx'
import { drawFigure } from '#src/ui/chart/figure-export.ts'
import { asOf, assessed } from '#tests/features/patient/course.ts'
import { Stage } from '#tests/features/patient/stage.tsx'
import { marks, show } from '#tests/features/patient/trajectory-stage.tsx'
import { checkIn } from '#tests/support/record-builders.ts'

describe('evidence and exports', () => {
  test('the evidence of a flag lights up on the chart', async () => {
    await show({}, undefined, new Set(['Observation/phq9-2026-02-09-20']))
    const lit = marks().filter((mark) => [...mark.querySelectorAll('circle')].some((circle) => circle.getAttribute('r') === '13'))
    expect(lit.map((mark) => mark.getAttribute('data-total'))).toEqual(['20'])
  })

  test('walking to a reading hands its source on, so that the flags that rest on it can say so', async () => {
    const chosen: (readonly string[])[] = []
    const screen = await show({}, undefined, undefined, (refs) => chosen.push(refs))
    screen.getByRole('slider', { name: 'PHQ-9 on the time axis' }).element().focus()
    await userEvent.keyboard('{ArrowLeft}')
    await expect.poll(() => chosen.at(-1)).toEqual(['Observation/phq9-2026-02-09-20'])
  })

  test('the SVG carries the head, every number of the chart, and no style that needs the page', async () => {
    await show()
    const box = document.querySelector<HTMLElement>('[data-figure]')
    if (box === null) throw new Error('no figure')
    const { svg } = drawFigure(box, ['Test Person, born 17 May 1980', 'As of 11 Mar 2026', 'INCOMPLETE: medication orders'])
    for (const text of ['Test Person, born 17 May 1980', 'INCOMPLETE: medication orders', 'remission ≤ 4', '>20<'])
      expect(svg).toContain(text)
    expect(svg).not.toMatch(/class=|var\(--/)
  })

  test('the pane shows the same points in small, and forgets its range with the patient', async () => {
    const screen = await render(
      <Stage at="/flags">
        <TrajectoryPane patient={assessed({ checkIns: [checkIn(asOf, { mood: 5 })] })} lit={['Observation/phq9-2026-02-09-20']} />
      </Stage>,
    )
    await expect.element(screen.getByRole('slider', { name: 'PHQ-9 on the time axis' })).toBeInTheDocument()
    expect(marks().map((mark) => mark.getAttribute('data-total'))).toEqual(['19', '18', '20', '17'])
  })
})
