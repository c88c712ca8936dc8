import { describe, expect, test } from 'vitest'
import { itemised, onDay, yearOnly } from '#tests/features/patient/course.ts'
import { drawing, marks, show } from '#tests/features/patient/trajectory-stage.tsx'
import { checkIn, mg, order, phq9 } from '#tests/support/record-builders.ts'

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
