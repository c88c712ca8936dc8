/** The adequate-trial clock of the queue's pane, as numbers to draw. */
import type { Assessment } from '#src/clinical/assessment.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { formatDailyDose, formatDays } from '#src/lib/figures.ts'
import { known, type Known } from '#src/lib/known.ts'

export type TrialClockValue =
  | { readonly kind: 'none'; readonly why: string }
  | {
      readonly kind: 'clock'
      readonly treatment: string
      readonly days: Known<string>
      readonly window: string
      readonly label: string
      /** Days: sure, and at most. */
      readonly low: number
      readonly high: number
      /** The window, and the end of the scale, in days. */
      readonly from: number
      readonly until: number
      readonly end: number
    }

export function trialClock({ current, response }: Assessment, { rules }: ClinicalSettings): TrialClockValue {
  if (!current) return { kind: 'none', why: response.why }
  const { fromDay: from, overdueAfterDay: until } = rules.inadequateResponse
  const dose =
    current.currentDose?.kind === 'known'
      ? formatDailyDose(current.currentDose)
      : `dose not known: ${current.currentDose?.reason ?? 'none recorded'}`
  const clock = current.daysAtAdequateDose
  const low = clock.kind === 'known' ? clock.value.low : 0
  const high = clock.kind === 'known' ? clock.value.high : 0
  const words = low === high ? formatDays(low) : `${low}\u2013${formatDays(high)}`
  const end = Math.max(until + 14, high)
  const window = `window day ${from}\u2013${until}`
  return {
    kind: 'clock',
    treatment: `${current.name} ${dose}`,
    days: clock.kind === 'known' ? known(`${words} at an adequate dose`) : clock,
    window,
    label: clock.kind === 'known' ? `${words} at an adequate dose, ${window}` : `Days at an adequate dose not known: ${clock.reason}`,
    low,
    high,
    from,
    until,
    end,
  }
}
