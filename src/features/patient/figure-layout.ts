/** Where everything of the figure stands, in px: one left edge, one right edge and one time scale for every lane. */
import type { DailyLane } from '#src/features/patient/daily-lanes.ts'
import type { NamedEffect } from '#src/features/patient/event-lanes.ts'
import type { MedicationLane } from '#src/features/patient/medication-lanes.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import type { TimeScale } from '#src/ui/chart/time-scale.ts'

export interface FigureFrame {
  readonly width: number
  readonly left: number
  readonly right: number
  /** Names stand above their lane instead of beside it. */
  readonly narrow: boolean
  readonly scoreHeight: number
  readonly scale: TimeScale
}

export type FigureSize = 'page' | 'pane'

/** Room above the score plot for the window's label and under it for the time axis. */
export const SCORE_TOP = 20
export const AXIS_HEIGHT = 24

/**
 * @param lanesHeight px of everything under the score: where that is little, the score takes the room
 */
export function frameOf(width: number, range: DayRange, size: FigureSize, lanesHeight = 0): FigureFrame {
  const narrow = isNarrow(width)
  const left = narrow ? 30 : 126
  const right = narrow ? 78 : 132
  const heights = { page: narrow ? 220 : Math.max(252, Math.min(440, 560 - lanesHeight)), pane: 196 }
  return { width, left, right, narrow, scoreHeight: heights[size], scale: { range, left, width: Math.max(1, width - left - right) } }
}

export const isNarrow = (width: number): boolean => width < 620

export type LaneContent =
  | { readonly kind: 'medication'; readonly lane: MedicationLane }
  | { readonly kind: 'daily'; readonly lane: DailyLane }
  | { readonly kind: 'effect'; readonly effect: NamedEffect }
  | { readonly kind: 'taken' }
  | { readonly kind: 'events' }

export interface PlacedLane {
  readonly key: string
  /** px from the top of the lanes. */
  readonly top: number
  readonly height: number
  readonly content: LaneContent
}

export interface LaneStack {
  readonly lanes: readonly PlacedLane[]
  readonly height: number
}

const EFFECTS_SHOWN = 4
const GAP = 8

/** All lanes under the score, in reading order: what was given, what else happened, how the days were, what it costs. */
export function stackLanes(trajectory: Trajectory, narrow: boolean, size: FigureSize): LaneStack {
  const contents = size === 'pane' ? paneLanes(trajectory) : pageLanes(trajectory)
  const lanes: PlacedLane[] = []
  const name = narrow ? 16 : 0
  let top = 6
  for (const content of contents) {
    const height = heightOf(content, contents.length)
    lanes.push({ key: keyOf(content), top: top + name, height, content })
    top += name + height + GAP
  }
  return { lanes, height: top }
}

function pageLanes(trajectory: Trajectory): readonly LaneContent[] {
  const burden = trajectory.daily.filter((lane) => lane.id === 'burden')
  const days = trajectory.daily.filter((lane) => lane.id !== 'burden')
  const answered = trajectory.taken.taken.length + trajectory.taken.missed.length
  return [
    ...trajectory.medications.map((lane): LaneContent => ({ kind: 'medication', lane })),
    ...(trajectory.events.length > 0 ? [{ kind: 'events' } as const] : []),
    ...days.map((lane): LaneContent => ({ kind: 'daily', lane })),
    ...(answered > 0 ? [{ kind: 'taken' } as const] : []),
    ...burden.map((lane): LaneContent => ({ kind: 'daily', lane })),
    ...trajectory.effects.slice(0, EFFECTS_SHOWN).map((effect): LaneContent => ({ kind: 'effect', effect })),
  ]
}

/** For the side pane: what is being taken now and the mood, no more. */
function paneLanes(trajectory: Trajectory): readonly LaneContent[] {
  const now = trajectory.medications.filter((lane) => lane.ongoing)
  const shown = now.length > 0 ? now : trajectory.medications.slice(-1)
  return [
    ...shown.slice(0, 3).map((lane): LaneContent => ({ kind: 'medication', lane })),
    ...trajectory.daily.filter((lane) => lane.id === 'mood').map((lane): LaneContent => ({ kind: 'daily', lane })),
  ]
}

function heightOf(content: LaneContent, count: number): number {
  switch (content.kind) {
    case 'medication':
      return count > 12 ? 40 : 52
    case 'daily':
      return count <= 5 ? 54 : 30
    case 'taken':
    case 'effect':
      return 14
    case 'events':
      return 22
  }
}

function keyOf(content: LaneContent): string {
  switch (content.kind) {
    case 'medication':
      return `medication ${content.lane.agent}`
    case 'daily':
      return `daily ${content.lane.id}`
    case 'effect':
      return `effect ${content.effect.name}`
    default:
      return content.kind
  }
}

/** A name over at most two lines of about `perLine` characters; what does not fit ends in an ellipsis. */
export function nameLines(name: string, perLine: number): readonly string[] {
  if (name.length <= perLine) return [name]
  const breaks = [...name.matchAll(/[ -]/g)].map((m) => m.index + 1).filter((at) => at <= perLine)
  const at = breaks.at(-1) ?? perLine
  const rest = name.slice(at).trim()
  return [name.slice(0, at).trim(), rest.length > perLine ? `${rest.slice(0, perLine - 1)}…` : rest]
}

/** Severity words where there is no room for them whole. */
export const shortBand = (label: string): string => label.replace('moderately severe', 'mod. severe')
