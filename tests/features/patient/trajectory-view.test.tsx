import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { TrajectoryPane } from '#src/features/patient/trajectory-pane.tsx'
import { TrajectoryView } from '#src/features/patient/trajectory-view.tsx'
import { drawFigure } from '#src/ui/chart/figure-export.ts'
import { asOf, assessed, itemised, onDay, yearOnly } from '#tests/features/patient/course.ts'
import { Stage } from '#tests/features/patient/stage.tsx'
import { checkIn, mg, order, phq9 } from '#tests/support/record-builders.ts'

const none: readonly never[] = []
const noRefs: ReadonlySet<string> = new Set()

async function show(parts: Partial<PatientRecord> = {}, at = '/patients/p-test?range=all&table=1', lit = noRefs) {
  await page.viewport(1440, 900)
  const screen = await render(
    <Stage at={at}>
      <TrajectoryView patient={assessed(parts)} reviews={none} lit={lit} />
    </Stage>,
  )
  await expect.element(screen.getByRole('slider', { name: /on the time axis/ })).toBeInTheDocument()
  return screen
}

const marks = (): readonly Element[] => [...document.querySelectorAll('[data-mark]')]
const centre = (mark: Element): number => {
  const shape = mark.querySelector('circle:last-of-type, path')
  const box = (shape ?? mark).getBoundingClientRect()
  return box.left + box.width / 2
}
const drawing = (): string => document.querySelector('[data-figure]')?.textContent ?? ''

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
    await expect.element(legend).toHaveTextContent('at or above the minimum effective dose, taken')
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

describe('the chart by keyboard', () => {
  test('arrows, Home, End and page keys go over the readings and are said whole', async () => {
    const screen = await show()
    const slider = screen.getByRole('slider', { name: 'PHQ-9 on the time axis' })
    slider.element().focus()
    const said = () => slider.element().getAttribute('aria-valuetext')
    expect(said()).toContain('4 of 4: 9 Mar 2026: PHQ-9 17 points, moderately severe')
    await userEvent.keyboard('{ArrowLeft}')
    expect(said()).toContain(
      '3 of 4: 9 Feb 2026: PHQ-9 20 points, severe; 19 → 20 (+1, +5 %); item 9: 1 of 3; sertraline 50 mg/day; 28 days at adequate dose',
    )
    await userEvent.keyboard('{Home}')
    expect(said()).toContain('1 of 4: 12 Jan 2026')
    await userEvent.keyboard('{PageUp}')
    expect(said()).toContain('4 of 4')
    await userEvent.keyboard('{End}{ArrowRight}')
    expect(said()).toContain('4 of 4')
    await expect.element(screen.getByTestId('readout')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(screen.getByTestId('readout')).not.toBeInTheDocument()
  })

  test('a reading outside the shown range is brought into view when the walk comes to it', async () => {
    const screen = await show({}, '/patients/p-test?range=2026-02-20..2026-03-20')
    screen.getByRole('slider', { name: 'PHQ-9 on the time axis' }).element().focus()
    await userEvent.keyboard('{Home}')
    expect(marks().map((mark) => mark.getAttribute('data-total'))).toContain('19')
  })

  test('minus and plus zoom, the range goes into the address and is announced with its readings', async () => {
    const screen = await show({}, '/patients/p-test?range=2026-02-01..2026-03-01')
    screen.getByRole('slider', { name: 'PHQ-9 on the time axis' }).element().focus()
    await userEvent.keyboard('+')
    await expect.element(screen.getByTestId('address')).toHaveTextContent(/range=2026-02-\d\d\.\.2026-02-\d\d/)
    await expect.element(screen.getByRole('status').last()).toHaveTextContent(/^Showing \d+ Feb 2026 to \d+ Feb 2026, \d readings?$/)
  })

  test('the two ends of the range are sliders that say their day', async () => {
    const screen = await show({}, '/patients/p-test?range=2026-02-01..2026-03-01')
    const first = screen.getByRole('slider', { name: 'First day shown' })
    expect(first.element().getAttribute('aria-valuetext')).toBe('1 Feb 2026, 28 days shown')
    first.element().focus()
    await userEvent.keyboard('{ArrowLeft}')
    expect(first.element().getAttribute('aria-valuetext')).toBe('31 Jan 2026, 29 days shown')
    await expect.element(screen.getByTestId('address')).toHaveTextContent('range=2026-01-31..2026-03-01')
  })

  test('presets are one key each and say which is on', async () => {
    const screen = await show({}, '/patients/p-test')
    await expect.element(screen.getByRole('button', { name: 'All' })).toBeVisible()
    await screen.getByRole('button', { name: '6 wk' }).click()
    await expect.element(screen.getByRole('button', { name: '6 wk' })).toHaveAttribute('aria-pressed', 'true')
    await expect.element(screen.getByTestId('address')).toHaveTextContent('range=6w')
  })
})

describe('thin and thick records', () => {
  test('no reading at all: the axis stands, and a sentence says that nothing can be judged', async () => {
    const screen = await show({ readings: [] })
    await expect.element(screen.getByText('No PHQ-9 or other scale on record: nothing to draw, nothing to judge.')).toBeVisible()
    expect(marks()).toEqual([])
  })

  test('nothing on record at all draws nothing and breaks nothing', async () => {
    const screen = await show({ readings: [], medications: [], checkIns: [] })
    await expect.element(screen.getByText(/No antidepressant trial on record\. No PHQ-9 on record\./)).toBeVisible()
  })

  test.each([1, 2])('%i reading(s) are drawn as they are', async (n) => {
    await show({ readings: [phq9('2026-02-02', 18, 0), phq9('2026-02-16', 12, 0)].slice(0, n) })
    expect(marks()).toHaveLength(n)
  })

  test('a reading of which only the year is known is a bar over that year, and says so', async () => {
    const screen = await show({ readings: [yearOnly('2025', 21), phq9('2026-02-02', 18, 0)] })
    await expect.element(screen.getByRole('list', { name: 'Signs in the chart' })).toHaveTextContent('some day in this stretch')
    expect(marks()[0]?.getBoundingClientRect().width).toBeGreaterThan(300)
  })

  test('five years of daily answers are two paths a lane', async () => {
    const checkIns = Array.from({ length: 1826 }, (_, n) => checkIn(onDay(n - 1768), { mood: n % 11 }))
    await show({ checkIns }, '/patients/p-test?range=all')
    expect(document.querySelectorAll('[data-lane=mood] path')).toHaveLength(3)
  })

  test('two trials over the same days have a lane each, and can be laid over each other', async () => {
    const medications = [order({ from: '2026-01-12', dose: mg(50) }), order({ agent: 'bupropion', from: '2026-01-20', dose: mg(150) })]
    const screen = await show({ medications })
    expect(document.querySelectorAll('[data-trial]')).toHaveLength(2)
    await expect.element(screen.getByText(/n = \d readings?/).first()).toBeVisible()
  })

  test('another scale replaces the axis; never two on one', async () => {
    const gad = { ...phq9('2026-02-02', 12), instrument: 'gad-7' as const, sources: [{ ref: 'Observation/gad' }] }
    const screen = await show({ readings: [phq9('2026-02-02', 18, 0), gad] })
    await screen.getByRole('button', { name: 'GAD-7' }).click()
    await expect.element(screen.getByRole('slider', { name: 'GAD-7 on the time axis' })).toBeInTheDocument()
    expect(drawing()).toContain('points, 0 to 21')
    expect(drawing()).not.toContain('points, 0 to 27')
    expect(marks()).toHaveLength(1)
  })

  test('items that rose after the step are pointed out with their numbers', async () => {
    const readings = [
      itemised('2026-02-09', [2, 2, 1, 1, 1, 2, 1, 1, 0], 'Observation/before'),
      itemised('2026-03-09', [1, 1, 3, 1, 1, 1, 1, 1, 0], 'Observation/after'),
    ]
    const screen = await show({ readings })
    await expect.element(screen.getByText(/^Sleep: 1 on 9 Feb 2026, before sertraline 50 → 100 mg\/day/)).toBeVisible()
  })
})

describe('evidence and exports', () => {
  test('the evidence of a flag lights up on the chart', async () => {
    await show({}, undefined, new Set(['Observation/phq9-2026-02-09-20']))
    const lit = marks().filter((mark) => [...mark.querySelectorAll('circle')].some((circle) => circle.getAttribute('r') === '13'))
    expect(lit.map((mark) => mark.getAttribute('data-total'))).toEqual(['20'])
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
