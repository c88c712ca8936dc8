import type { FigureFrame, PlacedLane } from '#src/features/patient/figure-layout.ts'
import { hatchOf } from '#src/features/patient/lane-hatches.tsx'
import { doseShapes } from '#src/features/patient/lane-shapes.ts'
import type { LaneTrial, MedicationLane } from '#src/features/patient/medication-lanes.ts'
import { laneColour } from '#src/features/patient/score-axis.ts'
import { boxesPath, linePath } from '#src/ui/chart/paths.ts'
import { xOf } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

export interface DoseTrialProps {
  readonly one: LaneTrial
  readonly lane: MedicationLane
  readonly placed: PlacedLane
  readonly frame: FigureFrame
  readonly hatchId: string
  readonly lit: ReadonlySet<string>
}

/** Doses of one trial: solid where adequate and taken, its clock window, its soft edges, its end. */
export function DoseTrial({ one, lane, placed, frame, hatchId, lit }: DoseTrialProps) {
  const { trial, opens, closes } = one
  const colour = laneColour(trial.agent, trial.role)
  const { top, height } = placed
  const shapes = doseShapes(one, lane, placed, frame)
  const clip = (x: number): number => Math.min(Math.max(x, frame.left), frame.width - frame.right)
  const at = (d: number): number => clip(xOf(frame.scale, d))
  const hatch = `url(#${hatchId}-below-${hatchOf(colour)})`
  return (
    <g data-trial={trial.id}>
      {opens !== undefined && closes !== undefined && at(closes.day) > at(opens.day) && (
        <rect
          x={at(opens.day)}
          y={top}
          width={at(closes.day) - at(opens.day)}
          height={height}
          className={opens.projected ? styles['windowProjected'] : styles['window']}
        />
      )}
      <path d={boxesPath(shapes.adequateTaken)} fill={colour} fillOpacity={0.9} />
      <path d={boxesPath(shapes.adequateNotKnown)} fill={colour} fillOpacity={0.5} />
      <path d={boxesPath(shapes.adequateMissed)} fill={colour} fillOpacity={0.14} />
      <path d={boxesPath(shapes.below)} fill={hatch} />
      <path d={boxesPath(shapes.belowMissed)} fill={hatch} fillOpacity={0.3} />
      <path d={boxesPath(shapes.untold)} fill={`url(#${hatchId}-unknown)`} className={styles['soft']} />
      <path d={linePath(shapes.outline)} stroke={colour} className={styles['doseTop']} />
      <LaneWords one={one} lane={lane} at={at} placed={placed} room={frame.width - frame.right} />
      {shapes.labels.map((label) => (
        <text key={label.day} x={label.x} y={label.y} className={styles['doseWord']}>
          {label.text}
        </text>
      ))}
      {trial.sources.some((source) => lit.has(source.ref)) && at(trial.through ?? frame.scale.range.through) > at(trial.from) && (
        <rect
          x={at(trial.from)}
          y={top - 2}
          width={at(trial.through ?? frame.scale.range.through) - at(trial.from)}
          height={height + 4}
          className={styles['litLane']}
        />
      )}
    </g>
  )
}

interface LaneWordsProps {
  readonly one: LaneTrial
  readonly lane: MedicationLane
  readonly at: (d: number) => number
  readonly placed: PlacedLane
  readonly room: number
}

function LaneWords({ one, lane, at, placed: { top, height }, room }: LaneWordsProps) {
  const { trial, opens, closes } = one
  const bottom = top + height
  return (
    <>
      <WindowWord one={one} left={opens === undefined ? 0 : at(opens.day)} right={closes === undefined ? 0 : at(closes.day)} top={top} />
      {one.soft.map((edge) =>
        at(edge.until) > at(edge.from) ? (
          <path
            key={edge.words}
            d={`M${at(edge.from)} ${top + 4}v${height - 4}M${at(edge.until)} ${top + 4}v${height - 4}M${at(edge.from)} ${bottom - height / 2}H${at(edge.until)}`}
            className={styles['soft']}
          >
            <title>{edge.words}</title>
          </path>
        ) : null,
      )}
      <StopWord one={one} x={at(trial.through ?? trial.throughEarliest ?? trial.from)} room={room} y={freeHeight(lane, top, height) + 4} />
    </>
  )
}

/** Between the lines of the minimum and the maximum, so that neither runs through the words. */
function freeHeight({ minimum, maximum, top: highest }: MedicationLane, top: number, height: number): number {
  if (minimum.kind === 'unknown' || maximum.kind === 'unknown') return top + height / 2
  return top + height * (1 - (minimum.value + maximum.value) / 2 / highest)
}

/** How a trial ended, where the lane is free after it; the table and the words always say it. */
function StopWord({ one, x, room, y }: { readonly one: LaneTrial; readonly x: number; readonly room: number; readonly y: number }) {
  const words = one.stop
  const letters = Math.floor((room - x - 20) / 6.2)
  if (words === undefined || letters < 18 || one.followed) return null
  return (
    <text x={x + 16} y={y} className={styles['stopWord']}>
      {words.length > letters ? `${words.slice(0, letters - 1)}…` : words}
      <title>{words}</title>
    </text>
  )
}

function WindowWord({
  one,
  left,
  right,
  top,
}: {
  readonly one: LaneTrial
  readonly left: number
  readonly right: number
  readonly top: number
}) {
  if (one.opens === undefined || right - left < 60) return null
  return (
    <text x={left + 4} y={top + 12} className={styles['windowWord']}>
      {`day ${one.window.opensAt}–${one.window.closesAt}`}
    </text>
  )
}
