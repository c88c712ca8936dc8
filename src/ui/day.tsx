import { formatDay, formatDayShort, formatRelative, formatWeekday, isoFromDay, type Day } from '#src/lib/calendar.ts'
import styles from '#src/ui/day.module.css'

export interface DayTextProps {
  readonly day: Day
  /** "12 Oct 2026", "12 Oct" (the year stands beside it) or "Thu 26 Nov". */
  readonly form?: 'full' | 'short' | 'weekday'
  /** When given, "6 days ago" follows the date. */
  readonly asOf?: Day
}

const written = { full: formatDay, short: formatDayShort, weekday: formatWeekday } as const

/** A calendar day as text that a machine can read too. */
export function DayText({ day, form = 'full', asOf }: DayTextProps) {
  return (
    <time className={styles['day']} dateTime={isoFromDay(day)}>
      {written[form](day)}
      {asOf !== undefined && <span className={styles['relative']}> {formatRelative(day, asOf)}</span>}
    </time>
  )
}
