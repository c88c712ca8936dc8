/** The only place under mocks/ that reads a clock or turns dates into numbers. Everything is UTC unless the text carries an offset. */

export interface Clock {
  /** Epoch milliseconds. */
  readonly nowMs: () => number
  /** Resolves after `ms` milliseconds; rejects when `signal` aborts first. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(abortReason(signal))
        return
      }
      const timer = setTimeout(resolve, ms)
      signal?.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(abortReason(signal))
      })
    }),
}

/** A clock that stands still until `advance` is called, for tests. */
export function fixedClock(iso: string): Clock & { readonly advance: (ms: number) => void } {
  let nowMs = Date.parse(iso)
  let waiting: readonly { readonly untilMs: number; readonly resolve: () => void }[] = []
  return {
    nowMs: () => nowMs,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        waiting = [...waiting, { untilMs: nowMs + ms, resolve }]
        signal?.addEventListener('abort', () => reject(abortReason(signal)))
      }),
    advance: (ms) => {
      nowMs += ms
      const due = waiting.filter((w) => w.untilMs <= nowMs)
      waiting = waiting.filter((w) => w.untilMs > nowMs)
      for (const w of due) w.resolve()
    },
  }
}

/** FHIR instant of an epoch time: "2026-11-24T08:00:00.000Z". */
export const isoInstant = (ms: number): string => new Date(ms).toISOString()

/** HTTP date of an epoch time: "Tue, 24 Nov 2026 08:00:00 GMT". */
export const httpDate = (ms: number): string => new Date(ms).toUTCString()

/** Midnight UTC at the start of the day that holds `ms`. */
export const startOfDayMs = (ms: number): number => Math.floor(ms / MS_PER_DAY) * MS_PER_DAY

/** A date as precise as it was written: every moment in [fromMs, untilMs). */
export interface Span {
  readonly fromMs: number
  readonly untilMs: number
}

const MS_PER_MINUTE = 60_000
export const MS_PER_DAY = 86_400_000
const fhirDate = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/

/** The moments a FHIR date, dateTime or instant may mean; undefined when the text is none or names a day or time that does not exist. */
export function spanOf(text: string): Span | undefined {
  const match = fhirDate.exec(text)
  if (match === null) return undefined
  const [, year, month, dayOfMonth, hour, minute, second, fraction, zone] = match
  const y = whole(year)
  const m = whole(month ?? '01')
  const d = whole(dayOfMonth ?? '01')
  const midnightMs = utcDay(y, m, d)
  if (midnightMs === undefined) return undefined
  if (month === undefined) return { fromMs: midnightMs, untilMs: utcDay(y + 1, 1, 1) ?? midnightMs }
  if (dayOfMonth === undefined) return { fromMs: midnightMs, untilMs: utcDay(m === 12 ? y + 1 : y, m === 12 ? 1 : m + 1, 1) ?? midnightMs }
  if (hour === undefined || minute === undefined) return { fromMs: midnightMs, untilMs: midnightMs + MS_PER_DAY }
  if (whole(hour) > 23 || whole(minute) > 59 || whole(second ?? '00') > 59) return undefined
  const minuteMs = midnightMs + (whole(hour) * 60 + whole(minute) - offsetMinutes(zone)) * MS_PER_MINUTE
  if (second === undefined) return { fromMs: minuteMs, untilMs: minuteMs + MS_PER_MINUTE }
  const secondMs = minuteMs + whole(second) * 1000
  if (fraction === undefined) return { fromMs: secondMs, untilMs: secondMs + 1000 }
  const ms = secondMs + whole(fraction.padEnd(3, '0').slice(0, 3))
  return { fromMs: ms, untilMs: ms + 1 }
}

const whole = (digits: string | undefined): number => parseInt(digits ?? '0', 10)

function utcDay(year: number, month: number, dayOfMonth: number): number | undefined {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, dayOfMonth)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth ? date.getTime() : undefined
}

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const minutes = whole(zone.slice(1, 3)) * 60 + whole(zone.slice(4, 6))
  return zone.startsWith('-') ? -minutes : minutes
}

function abortReason(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('The request was aborted')
}

/** The day number that a wall clock in this machine's time zone shows: "today" for whoever looks at the screen. */
export function localDayNumber(ms: number): number {
  const date = new Date(ms)
  return Math.floor((utcDay(date.getFullYear(), date.getMonth() + 1, date.getDate()) ?? 0) / MS_PER_DAY)
}
