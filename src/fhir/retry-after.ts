/** How long a server asks to be left alone, in the three ways in which servers say it. */
import { instantFromIso } from '#src/lib/calendar.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HTTP_DATE = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT$/

/** Epoch milliseconds of an HTTP date ("Wed, 25 Nov 2026 16:00:00 GMT"); undefined for any other text. */
export function instantFromHttpDate(text: string | null): number | undefined {
  const match = HTTP_DATE.exec(text ?? '')
  if (!match) return undefined
  const [, dayOfMonth = '', month = '', year = '', clock = ''] = match
  const number = MONTHS.indexOf(month) + 1
  return number === 0 ? undefined : instantFromIso(`${year}-${String(number).padStart(2, '0')}-${dayOfMonth}T${clock}Z`)
}

/**
 * Seconds to wait: `Retry-After` in seconds or as a date, else what is left of the window in Medplum's
 * `RateLimit: "fhirInteractions";r=0;t=41`.
 *
 * @param nowMs epoch milliseconds, for a date
 * @returns undefined when the server does not say
 */
export function retryAfterSeconds(headers: Headers, nowMs: number): number | undefined {
  const header = headers.get('Retry-After')
  if (header !== null && /^\d{1,6}$/.test(header)) return parseInt(header, 10)
  const at = instantFromHttpDate(header)
  if (at !== undefined) return Math.max(0, Math.ceil((at - nowMs) / 1000))
  const window = /(?:^|;)\s*t=(\d{1,6})\b/.exec(headers.get('RateLimit') ?? '')?.[1]
  return window === undefined ? undefined : parseInt(window, 10)
}
