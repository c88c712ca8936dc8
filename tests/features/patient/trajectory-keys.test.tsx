import { describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { marks, show } from '#tests/features/patient/trajectory-stage.tsx'

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

  test('a preset chosen while the last key still rests wins over it', async () => {
    const screen = await show({}, '/patients/p-test?range=all')
    const all = screen.getByRole('button', { name: 'All' })
    await expect.element(all).toBeVisible()
    screen.getByRole('slider', { name: 'PHQ-9 on the time axis' }).element().focus()
    await userEvent.keyboard('+')
    all.element().dispatchEvent(new MouseEvent('click', { bubbles: true }))
    await new Promise((rested) => setTimeout(rested, 500))
    await expect.element(screen.getByTestId('address')).toHaveTextContent('range=all')
    await expect.element(all).toHaveAttribute('aria-pressed', 'true')
  })
})
