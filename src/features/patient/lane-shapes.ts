/** Dose blocks as boxes by look, the dose curve over them, and the words beside a lane. Everything in px. */
import type { Trial } from '#src/clinical/assessment.ts'
import { lastDayWords } from '#src/clinical/flags/trial-words.ts'
import type { EventSpan } from '#src/features/patient/event-lanes.ts'
import { doseText } from '#src/features/patient/dose-days.ts'
import type { FigureFrame, PlacedLane } from '#src/features/patient/figure-layout.ts'
import type { DoseBlock, LaneTrial, MedicationLane } from '#src/features/patient/medication-lanes.ts'
import { formatDay } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'
import type { Box, Spot } from '#src/ui/chart/paths.ts'
import { xOf } from '#src/ui/chart/time-scale.ts'

export interface DoseShapes {
  readonly adequateTaken: readonly Box[]
  readonly adequateNotKnown: readonly Box[]
  readonly adequateMissed: readonly Box[]
  readonly below: readonly Box[]
  readonly belowMissed: readonly Box[]
  /** Dose not known, or days that may not belong to the trial. */
  readonly untold: readonly Box[]
  readonly outline: readonly (Spot | undefined)[]
  readonly labels: readonly DoseLabel[]
}

export interface DoseLabel {
  /** The stretch at this dose begins here. */
  readonly day: number
  readonly x: number
  readonly y: number
  readonly text: string
}

type Look = Exclude<keyof DoseShapes, 'outline' | 'labels'>

/** Which fill a block has. Only days surely at or above the minimum are solid, and only those known to be taken are full. */
export function lookOfBlock({ level, taken, low }: DoseBlock): Look {
  if (low === undefined || level === 'unknown') return 'untold'
  if (level === 'below') return taken === 'not-taken' ? 'belowMissed' : 'below'
  if (taken === 'taken') return 'adequateTaken'
  return taken === 'not-taken' ? 'adequateMissed' : 'adequateNotKnown'
}

const LABEL_PX = 30

export function doseShapes(one: LaneTrial, lane: MedicationLane, { top, height }: PlacedLane, frame: FigureFrame): DoseShapes {
  const boxes: Record<Look, Box[]> = { adequateTaken: [], adequateNotKnown: [], adequateMissed: [], below: [], belowMissed: [], untold: [] }
  const outline: (Spot | undefined)[] = []
  const labels: DoseLabel[] = []
  const [first, last] = [frame.left, frame.width - frame.right]
  const bottom = top + height
  let before: DoseBlock | undefined
  for (const block of one.blocks) {
    const x = Math.max(first, xOf(frame.scale, block.from))
    const end = Math.min(last, xOf(frame.scale, block.until))
    if (end <= x) continue
    // An unknown dose fills the lane's half as a hatched "cannot tell": it has no height of its own.
    const tall = block.high === undefined ? height / 2 : (block.high / lane.top) * height
    const y = bottom - tall
    boxes[lookOfBlock(block)].push({ x, y, width: end - x, height: tall })
    if (before !== undefined && before.until !== block.from) outline.push(undefined)
    // A dose that is not known has no height: a line over its place would read as one.
    outline.push(
      ...(block.high === undefined
        ? [undefined]
        : [
            { x, y },
            { x: end, y },
          ]),
    )
    const changed = before === undefined || before.low !== block.low || before.high !== block.high
    const room = labels.at(-1)
    const text = blockText(block)
    if (changed && x + text.length * 7 < last && (room === undefined || x - room.x >= LABEL_PX))
      labels.push({ day: block.from, x: x + 3, y: tall < 18 ? y - 4 : y + 12, text })
    before = block
  }
  return { ...boxes, outline, labels: labels.filter((label) => label.text !== '') }
}

function blockText({ low, high }: DoseBlock): string {
  if (low === undefined || high === undefined) return 'dose not known'
  return low === high ? formatNumber(low, 1) : `${formatNumber(low, 1)}–${formatNumber(high, 1)}`
}

/** What stands beside a lane: what is given now, and how it stands to another agent. */
export function laneText(lane: MedicationLane): { readonly now: string; readonly link: string | undefined } {
  const last = lane.trials.at(-1)
  const dose = last?.trial.currentDose
  const now = dose === undefined ? overText(last?.trial) : doseText(dose)
  return { now, link: last?.link }
}

export interface PlacedEvent {
  readonly event: EventSpan
  /** px */
  readonly x: number
  readonly end: number
  /** A visit needs no word; others have one where it does not run into the last. */
  readonly isLabelled: boolean
}

const LETTER_PX = 6.2

export function placedEvents(events: readonly EventSpan[], frame: FigureFrame): readonly PlacedEvent[] {
  const { range } = frame.scale
  const placed: PlacedEvent[] = []
  let wordsEnd = frame.left
  for (const event of events) {
    if (event.through < range.from || event.from > range.through) continue
    const x = Math.max(frame.left, xOf(frame.scale, event.from))
    const end = Math.min(frame.width - frame.right, xOf(frame.scale, event.through))
    const wide = event.label.length * LETTER_PX
    const isLabelled = event.kind !== 'visit' && x >= wordsEnd && x + wide < frame.width - frame.right
    if (isLabelled) wordsEnd = x + wide + 12
    placed.push({ event, x, end, isLabelled })
  }
  return placed
}

/** "ended 8 Apr 2026"; of days on which it may have ended only the last one: there is no room for two. */
function overText(trial: Trial | undefined): string {
  if (trial?.through === undefined) return 'over'
  const words = lastDayWords(trial)
  return words === undefined || words.includes('\u2013') ? `over by ${formatDay(trial.through)}` : `ended ${words}`
}
