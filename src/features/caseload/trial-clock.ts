/** Pure: the bar of days at an adequate dose. One scale for every row, so that the column reads as a chart down the page. */
import type { DayCount } from '#src/clinical/assessment.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { formatNumber } from '#src/lib/figures.ts'

/** Twelve weeks: twice the six after which a decision is due. */
export const clockDays = 84

export interface ClockBar {
  /** Shares of the bar, [0, 1]. */
  readonly sure: number
  readonly maybe: number
  readonly windowFrom: number
  readonly windowThrough: number
  /** More days than the bar holds. */
  readonly isBeyond: boolean
  /** "49 d", "35–49 d" */
  readonly words: string
  /** Where the count stands: "before the window of day 42 to 56", "in ...", "past ...". */
  readonly place: string
}

export function clockBar({ low, high }: DayCount, settings: ClinicalSettings): ClockBar {
  const { fromDay, overdueAfterDay } = settings.rules.inadequateResponse
  const share = (days: number): number => Math.min(1, days / clockDays)
  const window = `the decision window of day ${fromDay} to ${overdueAfterDay}`
  return {
    sure: share(low),
    maybe: share(high),
    windowFrom: share(fromDay),
    windowThrough: share(overdueAfterDay),
    isBeyond: high > clockDays,
    words: low === high ? `${formatNumber(low)} d` : `${formatNumber(low)}\u2013${formatNumber(high)} d`,
    place: `${placeWord(low, high, fromDay, overdueAfterDay)} ${window}`,
  }
}

function placeWord(low: number, high: number, from: number, through: number): string {
  if (high < from) return 'before'
  if (low > through) return 'past'
  return low >= from && high <= through ? 'in' : 'possibly in'
}
