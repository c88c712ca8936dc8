/** Pure: baseline against latest PHQ-9, one bubble for each pair of totals. */
import type { JudgedRow } from '#src/features/caseload/caseload-rows.ts'

export interface Bubble {
  readonly baseline: number
  readonly latest: number
  readonly patients: number
}

/** Bubbles, smallest pair first; totals are rounded to whole points, which prorated ones are not. */
export function bubblesOf(measured: readonly JudgedRow[]): readonly Bubble[] {
  const counts = new Map<string, Bubble>()
  for (const { assessment } of measured) {
    const { baseline, latest } = assessment.response
    if (!baseline || !latest) continue
    const [x, y] = [Math.round(baseline.total), Math.round(latest.total)]
    const key = `${x} ${y}`
    counts.set(key, { baseline: x, latest: y, patients: (counts.get(key)?.patients ?? 0) + 1 })
  }
  return [...counts.values()].toSorted((a, b) => a.baseline - b.baseline || a.latest - b.latest)
}
