import { describe, expect, test } from 'vitest'
import { timelineOf } from '#src/features/history/timeline.ts'
import { day } from '#src/lib/calendar.ts'
import { trial } from '#tests/support/builders.ts'

const segment = (from: string, through: string | undefined, level: 'adequate' | 'below' | 'unknown') =>
  ({
    from: day(from),
    through: through === undefined ? undefined : day(through),
    dose: { kind: 'known', low: 20, high: 20, basis: 'structured' },
    level,
    sources: [],
    text: undefined,
  }) as const

describe('one true time axis', () => {
  // 1 Jan 2024 to 31 Dec 2025 are 730 days (2024 has 366, 2025 has 365, minus the first).
  const timeline = timelineOf(
    [trial({ from: day('2024-07-01'), segments: [segment('2024-07-01', '2024-12-31', 'adequate')] })],
    day('2025-12-31'),
  )
  test('begins with the year of the first trial; two years show their quarters', () => {
    expect(timeline?.ticks.map(({ label }) => label)).toEqual(['2024', 'Apr', 'Jul', 'Oct', '2025', 'Apr', 'Jul', 'Oct'])
  })
  test('half a year is a quarter of two years, not an equal step', () => {
    const bar = timeline?.lanes[0]?.bars[0]
    // 1 Jan to 1 Jul 2024 are 182 days, 1 Jul to 31 Dec 183.
    expect(bar?.from).toBeCloseTo((182 * 100) / 730, 6)
    expect(bar?.width).toBeCloseTo((183 * 100) / 730, 6)
  })
  test('the second year begins after 366 of 730 days', () => {
    expect(timeline?.ticks[4]?.at).toBeCloseTo((366 * 100) / 730, 6)
  })
  test('what goes on is drawn to today', () => {
    const open = timelineOf([trial({ from: day('2025-01-01'), segments: [segment('2025-01-01', undefined, 'below')] })], day('2025-12-31'))
    expect((open?.lanes[0]?.end ?? 0).toFixed(3)).toBe('100.000')
  })
  test('thirty years show every third, so that labels do not run into each other', () => {
    const long = timelineOf([trial({ from: day('1996-05-01'), segments: [] })], day('2025-12-31'))
    expect(long?.ticks.map(({ label }) => label)).toEqual(['1996', '1999', '2002', '2005', '2008', '2011', '2014', '2017', '2020', '2023'])
  })
  test('without trials there is no axis', () => {
    expect(timelineOf([], day('2025-12-31'))).toBeUndefined()
  })
})
