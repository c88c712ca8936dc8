import { describe, expect, test } from 'vitest'
import { day } from '#src/lib/calendar.ts'
import { clampRange, formatRange, gripKey, moveGrip, panRange, parseRange, revealDay, zoomRange } from '#src/ui/chart/day-range.ts'

const range = (from: string, through: string) => ({ from: day(from), through: day(through) })
const bounds = range('2026-01-01', '2026-12-31')

describe('the shown range', () => {
  test('panning by 30 days moves both ends by 30 days', () => {
    expect(panRange(range('2026-03-01', '2026-04-30'), bounds, 30)).toEqual(range('2026-03-31', '2026-05-30'))
  })

  test('panning past the end stops there and keeps its 60 days', () => {
    expect(panRange(range('2026-10-01', '2026-11-30'), bounds, 100)).toEqual(range('2026-11-01', '2026-12-31'))
  })

  test('zooming to half around the middle keeps the middle day in the middle', () => {
    expect(zoomRange(range('2026-03-01', '2026-04-30'), bounds, 0.5, day('2026-03-31'))).toEqual(range('2026-03-16', '2026-04-15'))
  })

  test('zooming in never shows fewer than 14 days, zooming out never more than the record', () => {
    expect(zoomRange(range('2026-03-01', '2026-03-21'), bounds, 0.1, day('2026-03-11'))).toEqual(range('2026-03-04', '2026-03-18'))
    expect(zoomRange(range('2026-03-01', '2026-09-01'), bounds, 10, day('2026-05-01'))).toEqual(bounds)
  })

  test('a record of 5 days is shown whole, although it is shorter than 14', () => {
    const short = range('2026-03-01', '2026-03-06')
    expect(clampRange(range('2026-02-01', '2026-05-01'), short)).toEqual(short)
  })

  test('a day outside is brought into view, a day inside moves nothing', () => {
    const shown = range('2026-03-01', '2026-04-30')
    expect(revealDay(shown, bounds, day('2026-03-15'))).toBe(shown)
    expect(revealDay(shown, bounds, day('2026-05-10'))).toEqual(range('2026-03-17', '2026-05-16'))
  })
})

describe('a range in an address', () => {
  test('is read back as it was written', () => {
    expect(formatRange(bounds)).toBe('2026-01-01..2026-12-31')
    expect(parseRange('2026-01-01..2026-12-31')).toEqual(bounds)
  })

  test.each(['', '2026-01-01', '2026-02-30..2026-03-01', '2026-03-02..2026-03-01', '2026-01-01..2026-02-01..2026-03-01', 'all'])(
    '"%s" is not a range',
    (text) => {
      expect(parseRange(text)).toBeUndefined()
    },
  )
})

describe('the ends of the range by key', () => {
  const shown = range('2026-03-01', '2026-04-30')

  test('the first day moves by a day with an arrow, by 28 with a page key, to the first day on record with Home', () => {
    expect(moveGrip('from', gripKey('ArrowRight', 'from', shown, bounds) ?? 0, shown, bounds)).toEqual(range('2026-03-02', '2026-04-30'))
    expect(moveGrip('from', gripKey('PageDown', 'from', shown, bounds) ?? 0, shown, bounds)).toEqual(range('2026-02-01', '2026-04-30'))
    expect(moveGrip('from', gripKey('Home', 'from', shown, bounds) ?? 0, shown, bounds)).toEqual(range('2026-01-01', '2026-04-30'))
  })

  test('neither end passes the other: 14 days stay', () => {
    expect(moveGrip('from', 300, shown, bounds)).toEqual(range('2026-04-16', '2026-04-30'))
    expect(moveGrip('through', -300, shown, bounds)).toEqual(range('2026-03-01', '2026-03-15'))
  })

  test('another key moves nothing', () => {
    expect(gripKey('a', 'from', shown, bounds)).toBeUndefined()
  })
})
