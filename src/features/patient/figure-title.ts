import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import { rangeWords } from '#src/features/patient/trajectory-range.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'

/** What the figure shows and over which days: "PHQ-9, dose and daily check-ins, 28 Sep 2026 to 12 Dec 2026". */
export function figureTitle({ medications, daily }: Trajectory, series: ScoreSeries | undefined, range: DayRange): string {
  const parts = [
    series?.scale.name ?? 'no score',
    ...(medications.length > 0 ? ['dose'] : []),
    ...(daily.length > 0 ? ['daily check-ins'] : []),
  ]
  const last = parts.length > 1 ? ` and ${parts.at(-1)}` : ''
  const first = parts.slice(0, Math.max(1, parts.length - 1)).join(', ')
  return `${first}${last}, ${rangeWords(range)}`
}
