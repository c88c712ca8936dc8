/**
 * Dates as people remember them: "2019", "Mar 2019", "spring 2019", "late 2019", "12 Mar 2019".
 *
 * Nothing is rounded to a day that nobody named: a rough date is the span of days it may mean, with the words as given.
 */
import { addDays, dayFromIso, dayFromParts, exactly, formatDay, type Day, type PartialDate } from '#src/lib/calendar.ts'
import { err, ok, type Result } from '#src/lib/result.ts'

export interface RoughDate {
  /** As typed, without outer spaces: "spring 2019". */
  readonly words: string
  /** First and last day it may mean; `precision` is the finest part of a FHIR date that encloses them. */
  readonly date: PartialDate
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const
const FULL_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const

/** First month and number of months. Seasons are the northern ones; thirds of a year for early, mid and late [I]. */
const PARTS_OF_YEAR: Readonly<Record<string, readonly [month: number, months: number]>> = {
  spring: [3, 3],
  summer: [6, 3],
  autumn: [9, 3],
  fall: [9, 3],
  early: [1, 4],
  mid: [5, 4],
  late: [9, 4],
}

/**
 * Reads a rough date.
 *
 * @param asOf the day it is told on: a date that begins later is refused
 * @returns the reason in words where it cannot be read or is ambiguous ("03/04/2019", "winter 2019")
 */
export function readRoughDate(text: string, asOf: Day): Result<RoughDate> {
  const words = text.trim().replaceAll(/\s+/g, ' ')
  if (words === '') return err('no date')
  const plain = words
    .toLowerCase()
    .replaceAll(/[,.]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^(about|around|approximately|ca|c|in) /, '')
    .trim()
  const date = exactDay(plain) ?? month(plain) ?? partOfYear(plain) ?? year(plain)
  if (date === undefined) return err(whyNot(plain))
  if (date.earliest > asOf) return err('this date is in the future')
  return ok({ words, date: date.latest > asOf ? { ...date, latest: asOf } : date })
}

/** "12 Oct 2026", or "1 Mar 2019 to 31 May 2019": what a rough date was read as. */
export function spanWords({ earliest, latest }: PartialDate): string {
  return earliest === latest ? formatDay(earliest) : `${formatDay(earliest)} to ${formatDay(latest)}`
}

function whyNot(plain: string): string {
  if (/^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}$/.test(plain)) return 'day and month could be either way round: write the month as a word'
  if (/^winter \d{4}$/.test(plain)) return 'winter lies in two years: write winter 2018/19 or winter 2019/20'
  if (/^(\d{2}|'\d{2})$/.test(plain)) return 'write the year with four figures'
  return 'not read as a date: write 2019, Mar 2019, spring 2019, late 2019 or 12 Mar 2019'
}

function exactDay(plain: string): PartialDate | undefined {
  const iso = dayFromIso(plain)
  if (iso !== undefined) return exactly(iso)
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]+) (\d{4})$/.exec(plain)
  const monthFirst = /^([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})$/.exec(plain)
  const [dayText, monthText, yearText] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3]]
      : []
  const named = monthText === undefined ? undefined : monthNamed(monthText)
  if (dayText === undefined || yearText === undefined || named === undefined) return undefined
  const found = dayFromParts(whole(yearText), named, whole(dayText))
  return found === undefined ? undefined : exactly(found)
}

function month(plain: string): PartialDate | undefined {
  const words = /^([a-z]+) (\d{4})$/.exec(plain)
  const named = words ? monthNamed(words[1] ?? '') : undefined
  if (words && named !== undefined) return span(whole(words[2] ?? ''), named, 1, 'month')
  const figures = /^(\d{4})-(\d{1,2})$/.exec(plain)
  if (figures) return span(whole(figures[1] ?? ''), whole(figures[2] ?? ''), 1, 'month')
  const slashed = /^(\d{1,2})\/(\d{4})$/.exec(plain)
  return slashed ? span(whole(slashed[2] ?? ''), whole(slashed[1] ?? ''), 1, 'month') : undefined
}

function partOfYear(plain: string): PartialDate | undefined {
  const winter = /^winter (\d{4})[/-](\d{2}|\d{4})$/.exec(plain)
  if (winter) {
    const first = whole(winter[1] ?? '')
    const second = winter[2] ?? ''
    return String(first + 1).endsWith(second) ? span(first, 12, 3, 'year') : undefined
  }
  const match = /^(spring|summer|autumn|fall|early|mid|late)[ -](?:in |of )?(\d{4})$/.exec(plain)
  const part = match ? PARTS_OF_YEAR[match[1] ?? ''] : undefined
  return match && part ? span(whole(match[2] ?? ''), part[0], part[1], 'year') : undefined
}

function year(plain: string): PartialDate | undefined {
  return /^\d{4}$/.test(plain) ? span(whole(plain), 1, 12, 'year') : undefined
}

function monthNamed(word: string): number | undefined {
  const short = MONTHS.findIndex((name) => name === word || (word === 'sept' && name === 'sep'))
  const index = short === -1 ? FULL_MONTHS.findIndex((name) => name === word) : short
  return index === -1 ? undefined : index + 1
}

const whole = (digits: string): number => parseInt(digits, 10)

function span(yearOfStart: number, firstMonth: number, months: number, precision: 'month' | 'year'): PartialDate | undefined {
  if (yearOfStart < 1900 || firstMonth < 1 || firstMonth > 12) return undefined
  const after = firstMonth - 1 + months
  const earliest = dayFromParts(yearOfStart, firstMonth, 1)
  const next = dayFromParts(yearOfStart + Math.floor(after / 12), (after % 12) + 1, 1)
  return earliest === undefined || next === undefined ? undefined : { earliest, latest: addDays(next, -1), precision, instantMs: undefined }
}
