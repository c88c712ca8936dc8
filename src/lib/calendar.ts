/**
 * The only place that makes, reads or writes dates.
 *
 * A `Day` is a calendar day, counted in whole days since 1970-01-01, without a time zone: the day a patient would name.
 * Arithmetic on days is integer arithmetic, so no clock change can skip or double a day.
 */

declare const dayBrand: unique symbol

/** Calendar day: whole days since 1970-01-01 (may be negative). Made only by the constructors of this file. */
export type Day = number & { readonly [dayBrand]: true }

/**
 * A date as precise as it was sent. FHIR allows "2026", "2026-03" and "2026-03-08"; the missing part is not invented.
 * `earliest` and `latest` are equal when the precision is a day.
 */
export interface PartialDate {
  readonly earliest: Day
  readonly latest: Day
  readonly precision: 'day' | 'month' | 'year'
  /** Exact moment when the source carried a time with a zone, in epoch milliseconds, else undefined. */
  readonly instantMs: number | undefined
}

const MS_PER_DAY = 86_400_000
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

const asDay = (n: number): Day => n as Day // safe: the only cast, behind constructors that check or compute a whole number

/**
 * The calendar day with these parts.
 *
 * @param month 1..12
 * @returns undefined for a day that does not exist (30 Feb, month 13)
 */
export function dayFromParts(year: number, month: number, dayOfMonth: number): Day | undefined {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(dayOfMonth)) return undefined
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > lengthOf(year, month)) return undefined
  // Counted from 1 March, so that a leap day ends its year. Read a hundred times a patient: a Date costs ten times as much.
  const marchYear = month > 2 ? year : year - 1
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  const before = Math.floor((153 * ((month + 9) % 12) + 2) / 5)
  return asDay(marchYear * 365 + leapDays + before + dayOfMonth - MARCH_FIRST_OF_YEAR_0)
}

/** Days from 1 March of year 0 to 2 January 1970. */
const MARCH_FIRST_OF_YEAR_0 = 719_469

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

function lengthOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && isLeap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
}

/** The day in an ISO 8601 calendar date "YYYY-MM-DD"; undefined for any other text. */
export function dayFromIso(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? dayFromParts(parseInt(match[1] ?? '', 10), parseInt(match[2] ?? '', 10), parseInt(match[3] ?? '', 10)) : undefined
}

/** Like `dayFromIso`, for constants in code and tests. Throws when the text is not a date. */
export function day(text: string): Day {
  const value = dayFromIso(text)
  if (value === undefined) throw new Error(`"${text}" is not a date of the form YYYY-MM-DD`)
  return value
}

/** Year, month 1..12, day of month and weekday (0 = Sunday) of a calendar day. */
export function partsOf(d: Day): { year: number; month: number; dayOfMonth: number; weekday: number } {
  const date = new Date(d * MS_PER_DAY)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate(), weekday: date.getUTCDay() }
}

/** "2026-10-12" */
export function isoFromDay(d: Day): string {
  const { year, month, dayOfMonth } = partsOf(d)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

/** "12 Oct 2026": unambiguous in every locale. */
export function formatDay(d: Day): string {
  const { year, month, dayOfMonth } = partsOf(d)
  return `${dayOfMonth} ${MONTHS[month - 1]} ${year}`
}

/** "12 Oct": for axes and cells where the year is said beside it. */
export function formatDayShort(d: Day): string {
  const { month, dayOfMonth } = partsOf(d)
  return `${dayOfMonth} ${MONTHS[month - 1]}`
}

/** "Thu 26 Nov" */
export function formatWeekday(d: Day): string {
  return `${WEEKDAYS[partsOf(d).weekday]} ${formatDayShort(d)}`
}

/** "Mar 2026" */
export function formatMonth(d: Day): string {
  const { year, month } = partsOf(d)
  return `${MONTHS[month - 1]} ${year}`
}

/** A partial date at the precision it was sent: "12 Oct 2026", "Oct 2026" or "2026". */
export function formatPartialDate(date: PartialDate): string {
  switch (date.precision) {
    case 'day':
      return formatDay(date.earliest)
    case 'month':
      return formatMonth(date.earliest)
    case 'year':
      return String(partsOf(date.earliest).year)
  }
}

/** A day known to lie between two: "12 Mar 2019", "Mar 2019", "2019", or the first and last possible day, "3 Mar 2019–9 Apr 2019". */
export function betweenWords(earliest: Day, latest: Day): string {
  if (earliest === latest) return formatDay(earliest)
  const first = partsOf(earliest)
  const after = partsOf(addDays(latest, 1))
  const wholeMonth = first.dayOfMonth === 1 && after.dayOfMonth === 1 && daysBetween(earliest, latest) < 31
  if (wholeMonth) return formatMonth(earliest)
  const wholeYear =
    first.dayOfMonth === 1 && first.month === 1 && after.dayOfMonth === 1 && after.month === 1 && after.year === first.year + 1
  return wholeYear ? String(first.year) : `${formatDay(earliest)}–${formatDay(latest)}`
}

export function addDays(d: Day, days: number): Day {
  return asDay(d + Math.trunc(days))
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return to - from
}

export const earlierOf = (a: Day, b: Day): Day => (a <= b ? a : b)
export const laterOf = (a: Day, b: Day): Day => (a >= b ? a : b)

const exactDays = new Map<Day, PartialDate>()

/** The exact calendar day as a partial date: one object a day, since a caseload names the same few thousand days over and over. */
export function exactly(d: Day): PartialDate {
  const made = exactDays.get(d)
  if (made !== undefined) return made
  const exact: PartialDate = { earliest: d, latest: d, precision: 'day', instantMs: undefined }
  exactDays.set(d, exact)
  return exact
}

const FHIR_DATE_TIME = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/

/**
 * Reads a FHIR date, dateTime or instant.
 *
 * The calendar day is the one written in the text, whatever the zone behind it: a check-in at 23:30-05:00 belongs to that
 * evening. Only ordering within a day uses the instant.
 *
 * @returns undefined for anything that is not a FHIR date or names a day that does not exist
 */
export function parseFhirDate(text: unknown): PartialDate | undefined {
  if (typeof text !== 'string') return undefined
  const match = FHIR_DATE_TIME.exec(text)
  if (!match) return undefined
  const [, yearText = '', monthText, dayText, zone] = match
  const year = parseInt(yearText, 10)
  if (monthText === undefined) return span(dayFromParts(year, 1, 1), dayFromParts(year, 12, 31), 'year')
  const month = parseInt(monthText, 10)
  const first = dayFromParts(year, month, 1)
  if (dayText === undefined) return first === undefined ? undefined : span(first, lastDayOfMonth(year, month), 'month')
  const exact = dayFromParts(year, month, parseInt(dayText, 10))
  if (exact === undefined) return undefined
  const instant = zone === undefined ? NaN : Date.parse(text)
  return Number.isFinite(instant) ? { ...exactly(exact), instantMs: instant } : exactly(exact)
}

function span(earliest: Day | undefined, latest: Day | undefined, precision: 'month' | 'year'): PartialDate | undefined {
  return earliest === undefined || latest === undefined ? undefined : { earliest, latest, precision, instantMs: undefined }
}

function lastDayOfMonth(year: number, month: number): Day | undefined {
  const next = month === 12 ? dayFromParts(year + 1, 1, 1) : dayFromParts(year, month + 1, 1)
  return next === undefined ? undefined : addDays(next, -1)
}

/** Epoch milliseconds now. Read once at the top of the app and handed down: nothing else reads a clock. */
export const readClock = (): number => Date.now()

/** The calendar day that a wall clock in the viewer's time zone shows at this moment. */
export function localDayAt(epochMs: number): Day {
  const date = new Date(epochMs)
  const value = dayFromParts(date.getFullYear(), date.getMonth() + 1, date.getDate())
  if (value === undefined) throw new Error(`${epochMs} is not a moment`)
  return value
}

/** "07:41" in the viewer's time zone. */
export function formatClock(epochMs: number): string {
  const date = new Date(epochMs)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}

/** "12 Oct 2026, 07:41" in the viewer's time zone. */
export function formatMoment(epochMs: number): string {
  return `${formatDay(localDayAt(epochMs))}, ${formatClock(epochMs)}`
}

/** ISO instant in UTC, for the wire. */
export function isoInstant(epochMs: number): string {
  return new Date(epochMs).toISOString()
}

/** Epoch milliseconds of a FHIR instant or dateTime with a zone; undefined for anything else. */
export function instantFromIso(text: unknown): number | undefined {
  return parseFhirDate(text)?.instantMs
}

/** Completed years of age on a day. 29 February birthdays fall on 1 March in other years. */
export function ageInYears(born: Day, on: Day): number {
  const b = partsOf(born)
  const o = partsOf(on)
  const hadBirthday = o.month > b.month || (o.month === b.month && o.dayOfMonth >= b.dayOfMonth)
  return o.year - b.year - (hadBirthday ? 0 : 1)
}

/** "today", "yesterday", "6 days ago", "in 3 days". Always shown beside the date itself. */
export function formatRelative(d: Day, asOf: Day): string {
  const ago = daysBetween(d, asOf)
  if (ago === 0) return 'today'
  if (ago === 1) return 'yesterday'
  if (ago === -1) return 'tomorrow'
  return ago > 0 ? `${ago} days ago` : `in ${-ago} days`
}
