/** How numbers are written for people. Rounding happens here and nowhere else. */

const MINUS = '\u2212'

/** "12", "−4": a whole or decimal number with a true minus sign, at most `digits` decimals, never "-0", never a trailing zero. */
export function formatNumber(value: number, digits = 0): string {
  // By far the most common, and written thousands of times while a caseload is judged.
  if (Number.isInteger(value) && value > -1000 && value < 1000) return value < 0 ? `${MINUS}${-value}` : `${value}`
  const fixed = Math.abs(value).toFixed(digits)
  const text = fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const magnitude = fraction === undefined ? grouped : `${grouped}.${fraction}`
  return value < 0 && magnitude !== '0' ? `${MINUS}${magnitude}` : magnitude
}

/** "+3", "−4", "0": a change, with its sign. */
export function formatChange(value: number, digits = 0): string {
  const text = formatNumber(value, digits)
  return value > 0 && text !== '0' ? `+${text}` : text
}

/** Where a class may begin or end: the published limits are 20, 25 and 50 %, and a practice that sets its own sets a round one. */
const isRoundLimit = (percent: number): boolean => percent % 10 === 0 || percent === 25 || percent === 75

/**
 * "−11 %": a change in percent, rounded to the nearest whole one, as a reader who checks 2 of 19 points expects it.
 * Where rounding would reach a threshold that the change did not (49.6 to 50), one decimal is kept: "−49.6 %".
 */
export function formatPercentChange(percent: number): string {
  const size = Math.abs(percent)
  const nearest = Math.round(size)
  const overstates = nearest > size && isRoundLimit(nearest)
  const shown = overstates ? Math.floor(size * 10) / 10 : nearest
  return `${formatChange(percent < 0 ? -shown : shown, 1)} %`
}

/** "96 %": a share from 0 to 100, rounded down so that 79.9 % never reads as 80 %. */
export function formatShare(percent: number): string {
  return `${formatNumber(Math.floor(percent))} %`
}

/** "8 %" for 4 of 51: nearest whole percent, but 0 % is nobody and 100 % is everybody. `of` is above 0. */
export function formatPart(count: number, of: number): string {
  const whole = Math.round((count * 100) / of)
  return `${formatNumber(count > 0 && count < of ? Math.min(99, Math.max(1, whole)) : whole)} %`
}

/** "100 mg/day", "0.5 mg/day", "50–100 mg/day": leading zero, no trailing zero, thousands separated, unit always (ISMP). */
export function formatDailyDose(dose: { readonly low: number; readonly high: number }): string {
  const low = formatNumber(dose.low, 3)
  const high = formatNumber(dose.high, 3)
  return low === high ? `${low} mg/day` : `${low}\u2013${high} mg/day`
}

/** "1 day", "42 days" */
export function formatDays(n: number): string {
  return counted(n, 'day')
}

/** "1 result", "3 results" */
export function counted(n: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(n)} ${n === 1 ? noun : plural}`
}
