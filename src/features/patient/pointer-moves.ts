/** What keys and wheel do to the shown range and to the chosen point. */
import { AXIS_HEIGHT, SCORE_TOP, type FigureFrame } from '#src/features/patient/figure-layout.ts'
import type { Stop } from '#src/features/patient/readout.ts'
import { axisTop } from '#src/features/patient/score-axis.ts'
import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import { addDays, type Day } from '#src/lib/calendar.ts'
import { lengthOf, panRange, zoomRange, type DayRange } from '#src/ui/chart/day-range.ts'
import { xOf } from '#src/ui/chart/time-scale.ts'

const PAGE = 5

/** The next point for a key; undefined when the key moves nothing. */
export function stopAfterKey(key: string, stops: readonly Stop[], chosen: Stop | undefined): Stop | undefined {
  const last = stops.length - 1
  const here = chosen === undefined ? last : stops.indexOf(chosen)
  const next = {
    ArrowLeft: here - 1,
    ArrowDown: here - 1,
    ArrowRight: here + 1,
    ArrowUp: here + 1,
    Home: 0,
    End: last,
    PageDown: here - PAGE,
    PageUp: here + PAGE,
  }[key]
  return next === undefined ? undefined : stops[Math.min(last, Math.max(0, next))]
}

/** Shift with an arrow pans by a quarter, plus and minus zoom around the chosen day. */
export function rangeAfterKey(
  event: { readonly key: string; readonly shiftKey: boolean },
  range: DayRange,
  bounds: DayRange,
  around: Day | undefined,
): DayRange | undefined {
  const middle = addDays(range.from, lengthOf(range) / 2)
  const centre = around !== undefined && around >= range.from && around <= range.through ? around : middle
  if (event.key === '+' || event.key === '=') return zoomRange(range, bounds, 0.7, centre)
  if (event.key === '-') return zoomRange(range, bounds, 1 / 0.7, centre)
  if (!event.shiftKey) return undefined
  const quarter = Math.max(1, Math.round(lengthOf(range) / 4))
  if (event.key === 'ArrowLeft') return panRange(range, bounds, -quarter)
  return event.key === 'ArrowRight' ? panRange(range, bounds, quarter) : undefined
}

/** Ctrl or Cmd with the wheel zooms around the pointer, sideways or Shift pans; an ordinary wheel scrolls the page. */
export function rangeAfterWheel(
  event: {
    readonly ctrlKey: boolean
    readonly metaKey: boolean
    readonly shiftKey: boolean
    readonly deltaX: number
    readonly deltaY: number
  },
  range: DayRange,
  bounds: DayRange,
  around: Day,
  width: number,
): DayRange | undefined {
  if (event.ctrlKey || event.metaKey) return zoomRange(range, bounds, Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 200), around)
  const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.shiftKey ? event.deltaY : 0
  if (sideways === 0) return undefined
  const days = (sideways / Math.max(width, 1)) * lengthOf(range)
  return panRange(range, bounds, days > 0 ? Math.ceil(days) : Math.floor(days))
}

/** Where a score stands in the figure, px: the same arithmetic as the chart's own scale. */
export function hereOf(frame: FigureFrame, series: ScoreSeries, day: Day, total: number): { left: string; top: string } {
  const bottom = frame.scoreHeight - AXIS_HEIGHT
  const { min } = series.scale
  const y = bottom - ((total - min) / (axisTop(series) - min)) * (bottom - SCORE_TOP)
  return { left: `${xOf(frame.scale, day)}px`, top: `${y}px` }
}
