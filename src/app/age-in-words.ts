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
