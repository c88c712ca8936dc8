import { expect, test } from 'vitest'
import { readRoughDate, spanWords } from '#src/clinical/rough-date.ts'
import { day, isoFromDay } from '#src/lib/calendar.ts'

const asOf = day('2026-11-25')
const span = (text: string): string => {
  const read = readRoughDate(text, asOf)
  return read.ok
    ? `${isoFromDay(read.value.date.earliest)}..${isoFromDay(read.value.date.latest)} ${read.value.date.precision}`
    : read.error
}

test.each([
  ['2019', '2019-01-01..2019-12-31 year'],
  ['about 2019', '2019-01-01..2019-12-31 year'],
  ['Mar 2019', '2019-03-01..2019-03-31 month'],
  ['february 2020', '2020-02-01..2020-02-29 month'],
  ['Sept 2018', '2018-09-01..2018-09-30 month'],
  ['2019-03', '2019-03-01..2019-03-31 month'],
  ['03/2019', '2019-03-01..2019-03-31 month'],
  ['spring 2019', '2019-03-01..2019-05-31 year'],
  ['Summer 2019', '2019-06-01..2019-08-31 year'],
  ['fall of 2019', '2019-09-01..2019-11-30 year'],
  ['winter 2019/20', '2019-12-01..2020-02-29 year'],
  ['winter 2018-2019', '2018-12-01..2019-02-28 year'],
  ['early 2019', '2019-01-01..2019-04-30 year'],
  ['mid-2019', '2019-05-01..2019-08-31 year'],
  ['late 2019', '2019-09-01..2019-12-31 year'],
  ['12 Mar 2019', '2019-03-12..2019-03-12 day'],
  ['Mar 12, 2019', '2019-03-12..2019-03-12 day'],
  ['2019-03-12', '2019-03-12..2019-03-12 day'],
  ['29 Feb 2020', '2020-02-29..2020-02-29 day'],
])('"%s" is %s', (text, expected) => {
  expect(span(text)).toBe(expected)
})

test('a year that is not over ends on the day it is told', () => {
  expect(span('2026')).toBe('2026-01-01..2026-11-25 year')
})

test.each([
  ['03/04/2019', 'day and month could be either way round: write the month as a word'],
  ['winter 2019', 'winter lies in two years: write winter 2018/19 or winter 2019/20'],
  ['winter 2019/21', 'not read as a date: write 2019, Mar 2019, spring 2019, late 2019 or 12 Mar 2019'],
  ['19', 'write the year with four figures'],
  ['Dec 2026', 'this date is in the future'],
  ['30 Feb 2019', 'not read as a date: write 2019, Mar 2019, spring 2019, late 2019 or 12 Mar 2019'],
  ['when I was at school', 'not read as a date: write 2019, Mar 2019, spring 2019, late 2019 or 12 Mar 2019'],
  ['2019-13', 'not read as a date: write 2019, Mar 2019, spring 2019, late 2019 or 12 Mar 2019'],
  ['  ', 'no date'],
])('"%s" is refused: %s', (text, reason) => {
  expect(span(text)).toBe(reason)
})

test('the words stay as they were typed', () => {
  const read = readRoughDate('  spring   2019 ', asOf)
  expect(read.ok && read.value.words).toBe('spring 2019')
  expect(read.ok && spanWords(read.value.date)).toBe('1 Mar 2019 to 31 May 2019')
})

test.each([
  ['autumn 2019', '2019-09-01..2019-11-30 year'],
  ['winter 2018/19', '2018-12-01..2019-02-28 year'],
  ['25 Nov 2026', '2026-11-25..2026-11-25 day'],
  ['1900', '1900-01-01..1900-12-31 year'],
  ['Mar. 2019', '2019-03-01..2019-03-31 month'],
  [', 2019', '2019-01-01..2019-12-31 year'],
  ['12th Mar 2019', '2019-03-12..2019-03-12 day'],
  ['2019-12', '2019-12-01..2019-12-31 month'],
  ['01/2019', '2019-01-01..2019-01-31 month'],
])('"%s" is %s as well', (text, expected) => {
  expect(span(text)).toBe(expected)
})

test.each([
  '1899',
  '2019-00',
  '00/2019',
  '13/2019',
  'the 12 Mar 2019',
  '12 Mar 2019 or so',
  'on Mar 12 2019',
  'Mar 12 2019 or so',
  'Mar 2019 or so',
  '2019-03 or so',
  'since 2019-03',
  '03/2019 or so',
  'early winter 2019/20',
  'since spring 2019',
  'spring 2019 or so',
  'since 2019',
  '2019 or so',
  'last winter 2019',
  'winter 2019 or so',
  'the 3/4/2019',
  '3/4/2019 or so',
  '12 moon 2019',
  'moon 2019',
  "'1",
])('"%s" is not read as a date: nothing is left out of it in silence', (text) => {
  expect(span(text)).toBe('not read as a date: write 2019, Mar 2019, spring 2019, late 2019 or 12 Mar 2019')
})

test('two figures of a year are not enough, with or without an apostrophe', () => {
  expect([span("'19"), span('19')]).toEqual(['write the year with four figures', 'write the year with four figures'])
})

test('a date read as one day is one day', () => {
  const read = readRoughDate('12 Mar 2019', asOf)
  expect(read.ok && spanWords(read.value.date)).toBe('12 Mar 2019')
})
