import type { DoseGauge } from '#src/features/patient/before-you-change.ts'

/** From zero to a little above the largest of dose, minimum and maximum. */
export function gaugeScale({ high, minimum = 0, maximum = 0 }: DoseGauge): { readonly percentOf: (dose: number) => number } {
  const top = Math.max(high, minimum, maximum, 1) * 1.1
  return { percentOf: (dose) => (dose / top) * 100 }
}
