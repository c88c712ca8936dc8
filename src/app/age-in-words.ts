const MS_PER_SECOND = 1000
const SECONDS_PER_MINUTE = 60
const MINUTES_PER_HOUR = 60

/** "20 s ago", "3 min ago", "2 h ago". @param ms age in milliseconds; a negative one (a clock set back) is "just now" */
export function ageInWords(ms: number): string {
  const seconds = Math.floor(ms / MS_PER_SECOND)
  if (seconds < 1) return 'just now'
  if (seconds < SECONDS_PER_MINUTE) return `${seconds} s ago`
  const minutes = Math.floor(seconds / SECONDS_PER_MINUTE)
  if (minutes < MINUTES_PER_HOUR) return `${minutes} min ago`
  return `${Math.floor(minutes / MINUTES_PER_HOUR)} h ago`
}

const HOURS_PER_DAY = 24

/** "2 days", "3 h", "20 min": a length without a direction. @param ms length in milliseconds, either sign */
export function lengthInWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / MS_PER_SECOND / SECONDS_PER_MINUTE)
  if (minutes < MINUTES_PER_HOUR) return `${minutes} min`
  const hours = Math.round(minutes / MINUTES_PER_HOUR)
  return hours < 2 * HOURS_PER_DAY ? `${hours} h` : `${Math.round(hours / HOURS_PER_DAY)} days`
}
