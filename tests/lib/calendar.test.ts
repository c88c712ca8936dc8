import { describe, expect, test } from 'vitest'
import { addDays, ageInYears, betweenWords, day, daysBetween, formatDay, isoFromDay, parseFhirDate } from '#src/lib/calendar.ts'
import { formatChange, formatDailyDose, formatNumber, formatPart, formatPercentChange } from '#src/lib/figures.ts'

describe('calendar days', () => {
  test('the day on screen is the day in the text, in every zone', () => {
    expect(formatDay(day('2026-03-08'))).toBe('8 Mar 2026')
    expect(parseFhirDate('2026-03-08T23:30:00-05:00')?.earliest).toBe(day('2026-03-08'))
  })
  test('730 steps of one day are 730 different days', () => {
    const days = Array.from({ length: 730 }, (_, i) => isoFromDay(addDays(day('2025-01-01'), i)))
    expect(new Set(days).size).toBe(730)
    expect(daysBetween(day('2025-01-01'), day('2026-12-31'))).toBe(729)
  })
  test('a month keeps its precision: March 2026 is 1 to 31 March', () => {
    const march = parseFhirDate('2026-03')
    expect([march?.earliest, march?.latest, march?.precision]).toEqual([day('2026-03-01'), day('2026-03-31'), 'month'])
  })
  test('a day known to lie in a month or a year is called by it, any other stretch by its two ends', () => {
    const between = (from: string, to: string) => betweenWords(day(from), day(to))
    expect(between('2026-03-08', '2026-03-08')).toBe('8 Mar 2026')
    expect(between('2026-02-01', '2026-02-28')).toBe('Feb 2026')
    expect(between('2026-01-01', '2026-12-31')).toBe('2026')
    expect(between('2026-03-01', '2026-03-30')).toBe('1 Mar 2026–30 Mar 2026')
    expect(between('2026-03-01', '2026-04-30')).toBe('1 Mar 2026–30 Apr 2026')
  })
  test.each(['2026-02-30', '2026-13-01', 'yesterday', '', 20260308])('%s is no date', (text) => {
    expect(parseFhirDate(text)).toBeUndefined()
  })
  test('age turns on the birthday, and on 1 March for a 29 February', () => {
    expect(ageInYears(day('1984-02-29'), day('2026-02-28'))).toBe(41)
    expect(ageInYears(day('1984-02-29'), day('2026-03-01'))).toBe(42)
  })
})

describe('figures', () => {
  test('4 of 51 are 8 %, 33 of 51 65 %, 53 of 57 93 %; 0 % is nobody and 100 % everybody', () => {
    expect([formatPart(4, 51), formatPart(33, 51), formatPart(53, 57)]).toEqual(['8 %', '65 %', '93 %'])
    expect([formatPart(0, 300), formatPart(1, 300), formatPart(299, 300), formatPart(300, 300)]).toEqual(['0 %', '1 %', '99 %', '100 %'])
  })

  test('never a trailing zero, always a leading zero, thousands separated', () => {
    expect(formatDailyDose({ low: 0.5, high: 0.5 })).toBe('0.5 mg/day')
    expect(formatDailyDose({ low: 1200, high: 1200 })).toBe('1,200 mg/day')
    expect(formatDailyDose({ low: 100, high: 100 })).toBe('100 mg/day')
  })
  test('49.6 % better never reads as 50 %, and there is no minus zero', () => {
    expect(formatPercentChange(-49.6)).toBe('−49.6 %')
    expect(formatPercentChange(-10.526)).toBe('−11 %')
    expect(formatPercentChange(-64.706)).toBe('−65 %')
    expect(formatPercentChange(-24.9)).toBe('−24.9 %')
    expect(formatPercentChange(-48.148)).toBe('−48 %')
    expect(formatNumber(-0.2)).toBe('0')
    expect(formatChange(3)).toBe('+3')
  })
})
