/** What one unit of a product holds. */

/** Each undefined where it is not known. */
export interface Strength {
  /** mg in one tablet, capsule or patch. */
  readonly perUnitMg: number | undefined
  /** mg in one mL. */
  readonly perMlMg: number | undefined
}

export const noStrength: Strength = { perUnitMg: undefined, perMlMg: undefined }

/** A decimal in plain digits, without coercion of anything else. */
export function decimal(digits: string): number {
  const [whole = '0', fraction = ''] = digits.split('.')
  return parseInt(whole, 10) + (fraction === '' ? 0 : parseInt(fraction, 10) / 10 ** fraction.length)
}
