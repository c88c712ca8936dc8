import { hatchOf } from '#src/features/patient/lane-hatches.tsx'
import { nameLines, type FigureFrame, type PlacedLane } from '#src/features/patient/figure-layout.ts'
import { LaneName } from '#src/features/patient/lane-name.tsx'
import { doseShapes, laneText } from '#src/features/patient/lane-shapes.ts'
import type { LaneTrial, MedicationLane } from '#src/features/patient/medication-lanes.ts'
import { laneColour } from '#src/features/patient/score-axis.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { boxesPath, linePath } from '#src/ui/chart/paths.ts'
import { xOf } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

export interface MedicationLaneViewProps {
  readonly trajectory: Trajectory
  readonly lane: MedicationLane
  readonly placed: PlacedLane
  readonly frame: FigureFrame
  readonly lit: ReadonlySet<string>
  readonly hatchId: string
}

/** One agent: dose as height, adequacy and taking as fill, its minimum and maximum, and its clock. */
export function MedicationLaneView({ trajectory, lane, placed, frame, lit, hatchId }: MedicationLaneViewProps) {
  const { top, height } = placed
  const bottom = top + height
  const plotRight = frame.width - frame.right
  const yOf = (dose: number): number => bottom - (dose / lane.top) * height
  const words = laneText(lane, trajectory)
  const lines = nameLines(lane.name, 17)
  const limits = [
    { key: 'min', limit: lane.minimum, word: 'min' },
    { key: 'max', limit: lane.maximum, word: frame.narrow ? 'max' : 'usual max' },
  ]
  return (
    <g>
      <LaneName frame={frame} top={top} lines={lines} under={frame.narrow ? words.now : `${words.link ?? ''}`} strong />
      {lane.trials.map((one) => (
        <DoseTrial key={one.trial.id} one={one} lane={lane} placed={placed} frame={frame} hatchId={hatchId} lit={lit} />
      ))}
      {limits.map(({ key, limit, word }) =>
        limit.kind === 'known' ? (
          <g key={key}>
            <path d={`M${frame.left} ${yOf(limit.value)}H${plotRight}`} className={styles['limit']} />
            <text x={plotRight + 8} y={yOf(limit.value) + 4 + (key === 'max' ? 2 : -1)}>{`${word} ${limit.value}`}</text>
          </g>
        ) : null,
      )}
      {lane.minimum.kind === 'unknown' && (
        <text x={plotRight + 8} y={bottom - height / 2}>
          min not known
        </text>
      )}
      <path d={`M${frame.left} ${bottom}H${plotRight}`} className={styles['today']} />
    </g>
  )
}

interface DoseTrialProps {
  readonly one: LaneTrial
  readonly lane: MedicationLane
  readonly placed: PlacedLane
  readonly frame: FigureFrame
  readonly hatchId: string
  readonly lit: ReadonlySet<string>
}

function DoseTrial({ one, lane, placed, frame, hatchId, lit }: DoseTrialProps) {
  const { trial, opens, closes } = one
  const colour = laneColour(trial.agent, trial.role)
  const { top, height } = placed
  const bottom = top + height
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
      <WindowWord one={one} left={opens === undefined ? 0 : at(opens.day)} right={closes === undefined ? 0 : at(closes.day)} top={top} />
      <path d={boxesPath(shapes.adequateTaken)} fill={colour} fillOpacity={0.9} />
      <path d={boxesPath(shapes.adequateNotKnown)} fill={colour} fillOpacity={0.5} />
      <path d={boxesPath(shapes.adequateMissed)} fill={colour} fillOpacity={0.14} />
      <path d={boxesPath(shapes.below)} fill={hatch} />
      <path d={boxesPath(shapes.belowMissed)} fill={hatch} fillOpacity={0.3} />
      <path d={boxesPath(shapes.untold)} fill={`url(#${hatchId}-unknown)`} className={styles['soft']} />
      <path d={linePath(shapes.outline)} stroke={colour} className={styles['doseTop']} />
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
      {shapes.labels.map((label) => (
        <text key={label.x} x={label.x} y={label.y} className={styles['doseWord']}>
          {label.text}
        </text>
      ))}
      <StopWord
        one={one}
        x={at(one.trial.through ?? one.trial.throughEarliest ?? one.trial.from)}
        room={frame.width - frame.right}
        bottom={bottom}
      />
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

/** How a trial ended, where the lane is free after it; the table and the words always say it. */
function StopWord({
  one,
  x,
  room,
  bottom,
}: {
  readonly one: LaneTrial
  readonly x: number
  readonly room: number
  readonly bottom: number
}) {
  const words = one.stop
  const letters = Math.floor((room - x - 12) / 6.2)
  if (words === undefined || letters < 18 || one.followed) return null
  return (
    <text x={x + 8} y={bottom - 6} className={styles['stopWord']}>
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
