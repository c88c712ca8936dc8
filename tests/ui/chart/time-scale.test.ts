import { describe, expect, test } from 'vitest'
import { addDays, day } from '#src/lib/calendar.ts'
import { boxesPath, dotsPath, linePath, ticksPath } from '#src/ui/chart/paths.ts'
import { dayAt, ticksOf, xOf } from '#src/ui/chart/time-scale.ts'

const range = { from: day('2026-01-01'), through: day('2026-04-11') }
const scale = { range, left: 100, width: 1000 }

describe('the time axis', () => {
  test('unequal intervals are drawn unequal: 100 days over 1000 px are 10 px a day', () => {
    expect(xOf(scale, day('2026-01-01'))).toBe(100)
    expect(xOf(scale, day('2026-01-08'))).toBe(170)
    expect(xOf(scale, day('2026-02-09'))).toBe(490)
    expect(xOf(scale, day('2026-04-11'))).toBe(1100)
  })

  test('a pixel is read back as its day, and never as one outside the range', () => {
    expect(dayAt(scale, 173)).toBe(day('2026-01-08'))
    expect(dayAt(scale, -50)).toBe(range.from)
    expect(dayAt(scale, 5000)).toBe(range.through)
  })

  test('100 days on 1000 px are marked on Mondays, the first with its year', () => {
    const ticks = ticksOf(range, 1000)
    expect(ticks[0]).toEqual({ day: day('2026-01-05'), label: '5 Jan 2026', major: true })
    expect(ticks[1]).toEqual({ day: day('2026-01-12'), label: '12 Jan', major: false })
    expect(ticks).toHaveLength(14)
  })

  test('two years on 700 px are marked every second month on true month starts, the year on January', () => {
    const ticks = ticksOf({ from: day('2024-11-20'), through: day('2026-11-25') }, 700)
    expect(ticks.map((tick) => tick.label)).toEqual([
      'Jan 2025',
      'Mar',
      'May',
      'Jul',
      'Sep',
      'Nov',
      'Jan 2026',
      'Mar',
      'May',
      'Jul',
      'Sep',
      'Nov',
    ])
    expect(ticks[0]?.day).toBe(day('2025-01-01'))
  })

  test('thirty years on 300 px are marked in years', () => {
    const ticks = ticksOf({ from: day('1996-01-01'), through: day('2026-01-01') }, 300)
    expect(ticks.map((tick) => tick.label)).toEqual(['2000', '2005', '2010', '2015', '2020', '2025'])
  })
})

describe('paths of dense lanes', () => {
  test('a dot is a zero-length stroke, rounded to a tenth of a pixel', () => {
    expect(
      dotsPath([
        { x: 1.04, y: 2 },
        { x: 3, y: 4.26 },
      ]),
    ).toBe('M1 2h0M3 4.3h0')
  })

  test('a gap breaks the line, and a lone point between gaps is still seen', () => {
    expect(linePath([{ x: 0, y: 0 }, { x: 1, y: 1 }, undefined, { x: 5, y: 5 }, undefined, { x: 8, y: 8 }, { x: 9, y: 9 }])).toBe(
      'M0 0L1 1M5 5h0M8 8L9 9',
    )
  })

  test('boxes and ticks are one path each', () => {
    expect(boxesPath([{ x: 1, y: 2, width: 3, height: 4 }])).toBe('M1 2h3v4h-3z')
    expect(ticksPath([1, 2], 0, 5)).toBe('M1 0V5M2 0V5')
  })

  test('five years of daily marks are one path of one element', () => {
    const days = Array.from({ length: 1826 }, (_, n) => addDays(range.from, n))
    expect(dotsPath(days.map((d) => ({ x: d, y: 1 }))).match(/M/g)).toHaveLength(1826)
  })
})
