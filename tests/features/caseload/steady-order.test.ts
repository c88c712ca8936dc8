import { describe, expect, it } from 'vitest'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import { createSteadyOrder } from '#src/features/caseload/steady-order.ts'
import { judged } from '#tests/features/caseload/rows.ts'

const [a, b, c] = [judged('a'), judged('b'), judged('c')]
const ids = (rows: readonly CaseloadRow[]): string => rows.map((row) => row.id).join('')

describe('the order that is being read', () => {
  it('follows what is read as long as nobody has touched the table', () => {
    const order = createSteadyOrder(() => 0)
    expect(ids(order.show([a, b], 'q', false).rows)).toBe('ab')
    expect(ids(order.show([b, a, c], 'q', false).rows)).toBe('bac')
  })

  it('F38 holds still for a refresh once it was touched, and says that 2 rows would move', () => {
    const order = createSteadyOrder(() => 0)
    order.show([a, b], 'q', false)
    const { rows, moved } = order.show([b, a], 'q', true)
    expect(ids(rows)).toBe('ab')
    expect(moved).toBe(2)
  })

  it('puts a newcomer at the end and keeps the newcomer there at the next refresh', () => {
    const order = createSteadyOrder(() => 0)
    order.show([a, b], 'q', true)
    expect(ids(order.show([c, a, b], 'q', true).rows)).toBe('abc')
    expect(ids(order.show([c, b, a], 'q', true).rows)).toBe('abc')
  })

  it('applies at once what the reader asks for', () => {
    const order = createSteadyOrder(() => 0)
    order.show([a, b], 'q', true)
    expect(order.show([b, a], 'sorted', true)).toEqual({ rows: [b, a], moved: 0 })
  })

  it('is brought up to date on request', () => {
    const order = createSteadyOrder(() => 0)
    order.show([a, b], 'q', true)
    order.show([b, a], 'q', true)
    expect(order.show([b, a], 'q', false)).toEqual({ rows: [b, a], moved: 0 })
  })

  it('shows the new values of a patient who stays in place', () => {
    const order = createSteadyOrder(() => 0)
    order.show([a, b], 'q', true)
    const newer = judged('a')
    expect(order.show([b, newer], 'q', true).rows[0]).toBe(newer)
  })
})

describe('a click on a row that has just changed', () => {
  const moving = () => {
    let now = 1000
    const order = createSteadyOrder(() => now)
    order.show([a, b], 'q', false)
    now = 5000
    order.show([b, a], 'sorted', false)
    return order
  }

  it('F38 is refused for 499 ms after another patient took the place, and counts from 500 ms on', () => {
    expect(moving().isSwapped(0, 'b', 5499)).toBe(true)
    expect(moving().isSwapped(0, 'b', 5500)).toBe(false)
  })

  it('counts at once where the same patient stayed', () => {
    let now = 0
    const order = createSteadyOrder(() => now)
    order.show([a, b, c], 'q', false)
    now = 5000
    order.show([a, c, b], 'sorted', false)
    expect(order.isSwapped(0, 'a', 5001)).toBe(false)
    expect(order.isSwapped(1, 'c', 5001)).toBe(true)
  })

  it('counts at once where nobody stood before: the first patients of a list', () => {
    const order = createSteadyOrder(() => 5000)
    order.show([a, b], 'q', false)
    expect(order.isSwapped(1, 'b', 5001)).toBe(false)
  })
})
