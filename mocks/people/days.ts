/** Whole-day arithmetic on ISO dates for the generated population. Days are counted from 1970-01-01; no clock is read here. */

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/

/** "2026-11-24" as a day number. Throws on anything else, because every date here is written by the project itself. */
export function dayNumber(iso: string): number {
  const match = isoDate.exec(iso)
  if (match === null) throw new Error(`"${iso}" is not a date of the form YYYY-MM-DD`)
  const [year, month, dayOfMonth] = [match[1], match[2], match[3]].map((part) => parseInt(part ?? '', 10)) as [number, number, number] // safe: three groups of digits
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** The proleptic Gregorian date of a day number, "2026-11-24". */
export function isoDay(dayNumber: number): string {
  const z = dayNumber + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(dayOfMonth)}`
}

/** Weekday of a day number, 0 = Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (dayNumber: number): number => (((dayNumber + 4) % 7) + 7) % 7

/** The given day, or the next Monday when it falls on a weekend: clinics are closed then. */
export function clinicDay(dayNumber: number): number {
  const weekday = weekdayOf(dayNumber)
  return weekday === 6 ? dayNumber + 2 : weekday === 0 ? dayNumber + 1 : dayNumber
}

/** An instant on that day, in UTC: "2026-11-24T09:05:00Z". */
export const instantOn = (dayNumber: number, hour: number, minute: number): string =>
  `${isoDay(dayNumber)}T${twoDigits(hour)}:${twoDigits(minute)}:00Z`

const twoDigits = (n: number): string => String(n).padStart(2, '0')
