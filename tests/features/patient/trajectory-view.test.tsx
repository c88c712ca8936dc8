import { describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { drawing, marks, show } from '#tests/features/patient/trajectory-stage.tsx'
import { phq9 } from '#tests/support/record-builders.ts'

const centre = (mark: Element): number => {
  const shape = mark.querySelector('circle:last-of-type, path')
  const box = (shape ?? mark).getBoundingClientRect()
  return box.left + box.width / 2
}

describe('the eleven criteria of Sittig et al. 2015 for charts of results', () => {
  // 1, the patient's identity in view with the chart, is tested with the page: see patient-page.test.tsx.
  test('2 the title names what is shown and over which days', async () => {
    await show()
    expect(document.querySelector('figure')?.getAttribute('aria-label')).toBe('PHQ-9, dose and daily check-ins, 2 Jan 2026 to 21 Mar 2026')
    expect(document.querySelector('figure p')?.textContent).toBe('PHQ-9, dose and daily check-ins, 2 Jan 2026 to 21 Mar 2026')
  })

  test('3 and 6 both axes are labelled: the date, and the measure with its unit', async () => {
    await show()
    for (const label of ['date', 'PHQ-9', 'points, 0 to 27', '↓ lower is better']) expect(drawing()).toContain(label)
  })

  test('4 time runs from left to right with true spacing: 21, 7 and 28 days stand 3 to 1 to 4', async () => {
    await show()
    const [a = 0, b = 0, c = 0, d = 0] = marks().map(centre)
    expect((b - a) / (c - b)).toBeCloseTo(3, 1)
    expect((d - c) / (c - b)).toBeCloseTo(4, 1)
  })

  test('5 the dates on the axis carry their year', async () => {
    await show()
    expect(drawing()).toMatch(/\d+ Jan 2026/)
  })

  test('7 and 8 the score axis is the whole fixed scale, whatever the readings: 0, 5, 10, 15, 20, 27', async () => {
    await show({ readings: [phq9('2026-03-09', 3, 0)] })
    const ticks = [...document.querySelectorAll('.recharts-cartesian-axis-tick-value')].map((tick) => tick.textContent)
    expect(ticks.filter((text) => /^\d+$/.test(text))).toEqual(['0', '5', '10', '15', '20', '27'])
  })

  test('9 the reference ranges are named: five bands, remission, the baseline with its margin, half of it', async () => {
    await show()
    for (const label of [
      'minimal',
      'mild',
      'moderate',
      'moderately severe',
      'severe',
      'remission ≤ 4',
      'baseline 19 ±5',
      'half of baseline 9.5',
    ])
      expect(drawing()).toContain(label)
  })

  test('10 exact value, unit, date, dose and source of a point on hover', async () => {
    const screen = await show()
    const third = marks()[2]
    if (!third) throw new Error('no third mark')
    const box = (third.querySelector('path') ?? third).getBoundingClientRect()
    const area = screen.getByRole('slider', { name: 'PHQ-9 on the time axis' })
    const frame = area.element().getBoundingClientRect()
    await userEvent.hover(area, { position: { x: box.left + box.width / 2 - frame.left, y: 60 } })
    await expect
      .element(screen.getByTestId('readout'))
      .toHaveTextContent('9 Feb 2026PHQ-9 20 points, severe19 → 20 (+1, +5 %)item 9: 1 of 3')
    await expect.element(screen.getByTestId('readout')).toHaveTextContent('Observation/phq9-2026-02-09-20')
  })

  test('11 the legend explains every sign in view, and none that is not', async () => {
    const screen = await show()
    const legend = screen.getByRole('list', { name: 'Signs in the chart' })
    await expect.element(legend).toHaveTextContent('item 9 above 0, with its answer')
    await expect.element(legend).toHaveTextContent('at or above the minimum effective dose, taken or covered by supply')
    expect(legend.element().textContent).not.toContain('below the minimum')
    expect(legend.element().textContent).not.toContain('amended')
  })
})

describe('chart, table and words agree', () => {
  test('the table twin has the marks of the chart, point for point, in every range', async () => {
    for (const range of ['all', '6w', '2026-02-01..2026-02-28']) {
      const screen = await show({}, `/patients/p-test?table=1&range=${range}`)
      const drawn = marks().map((mark) => [mark.getAttribute('data-mark'), mark.getAttribute('data-total')])
      const rows = [...document.querySelectorAll('[data-row]')].map((row) => [
        row.getAttribute('data-row'),
        row.querySelector('td')?.textContent.replace(' points', ''),
      ])
      expect(drawn.length).toBeGreaterThan(0)
      expect(drawn).toEqual(rows)
      await screen.unmount()
    }
  })

  test('the ring of the crosshair lies on the mark that recharts drew, to the pixel', async () => {
    const screen = await show()
    const slider = screen.getByRole('slider', { name: 'PHQ-9 on the time axis' })
    slider.element().focus()
    await userEvent.keyboard('{Home}')
    const ring = [...document.querySelectorAll('[data-export=no] div')].find((one) => getComputedStyle(one).borderRadius === '50%')
    const box = ring?.getBoundingClientRect()
    const first = marks()[0]?.querySelector('circle:last-of-type')?.getBoundingClientRect()
    expect(box && first && Math.abs(box.left + box.width / 2 - (first.left + first.width / 2))).toBeLessThan(1)
    expect(box && first && Math.abs(box.top + box.height / 2 - (first.top + first.height / 2))).toBeLessThan(1)
  })
})
