/** Names at the right edge of the score: bands and guides at their heights, pushed apart where they would overlap. */
import type { Scale } from '#src/clinical/scales.ts'
import { shortBand } from '#src/features/patient/figure-layout.ts'
import { bandsOf } from '#src/features/patient/score-axis.ts'
import type { BaselineGuide } from '#src/features/patient/score-series.ts'
import { formatNumber } from '#src/lib/figures.ts'

export interface EdgeLabel {
  readonly text: string
  readonly kind: 'band' | 'remission' | 'half' | 'baseline'
  /** px, of the middle of the text. */
  readonly y: number
}

export interface EdgeRoom {
  readonly yOf: (points: number) => number
  readonly top: number
  readonly bottom: number
  readonly narrow: boolean
}

const LINE_PX = 13

/**
 * Labels from top to bottom, at least a line apart and inside the plot.
 *
 * @param guide the baseline of the trial in view; undefined without one
 */
export function edgeLabels(scale: Scale, guide: BaselineGuide | undefined, room: EdgeRoom): readonly EdgeLabel[] {
  const { yOf, narrow } = room
  const wanted: EdgeLabel[] = bandsOf(scale).map((band) => ({
    text: narrow ? shortBand(band.label) : band.label,
    kind: 'band',
    y: (yOf(band.from) + yOf(band.until)) / 2,
  }))
  if (scale.remissionMax !== undefined)
    wanted.push({
      text: narrow ? `remit ≤ ${scale.remissionMax}` : `remission ≤ ${scale.remissionMax}`,
      kind: 'remission',
      y: yOf(scale.remissionMax),
    })
  if (guide !== undefined) {
    const { total } = guide.baseline
    const margin = scale.reliableChange === undefined ? '' : ` ±${scale.reliableChange}`
    wanted.push({
      text: narrow ? `base ${formatNumber(total, 1)}${margin}` : `baseline ${formatNumber(total, 1)}${margin}`,
      kind: 'baseline',
      y: yOf(total),
    })
    wanted.push({
      text: narrow ? `half ${formatNumber(total / 2, 1)}` : `half of baseline ${formatNumber(total / 2, 1)}`,
      kind: 'half',
      y: yOf(total / 2),
    })
  }
  return apart(
    wanted.toSorted((a, b) => a.y - b.y),
    room,
  )
}

/** Down from the top, then up from the bottom: two passes are enough for labels on one line. */
function apart(labels: readonly EdgeLabel[], { top, bottom }: EdgeRoom): readonly EdgeLabel[] {
  const down: EdgeLabel[] = []
  for (const label of labels) {
    const least = (down.at(-1)?.y ?? top - LINE_PX) + LINE_PX
    down.push({ ...label, y: Math.max(label.y, least) })
  }
  const up: EdgeLabel[] = []
  for (const label of down.toReversed()) {
    const most = (up.at(-1)?.y ?? bottom + LINE_PX) - LINE_PX
    up.push({ ...label, y: Math.min(label.y, most) })
  }
  return up.toReversed()
}
