import { DoseTrial } from '#src/features/patient/dose-trial.tsx'
import { nameLines, type FigureFrame, type PlacedLane } from '#src/features/patient/figure-layout.ts'
import { LaneName } from '#src/features/patient/lane-name.tsx'
import { laneText } from '#src/features/patient/lane-shapes.ts'
import type { MedicationLane } from '#src/features/patient/medication-lanes.ts'
import styles from '#src/features/patient/figure.module.css'

export interface MedicationLaneViewProps {
  readonly lane: MedicationLane
  readonly placed: PlacedLane
  readonly frame: FigureFrame
  readonly lit: ReadonlySet<string>
  readonly hatchId: string
}

/** One agent: dose as height, adequacy and taking as fill, its minimum and maximum, and its clock. */
export function MedicationLaneView({ lane, placed, frame, lit, hatchId }: MedicationLaneViewProps) {
  const { top, height } = placed
  const bottom = top + height
  const plotRight = frame.width - frame.right
  const yOf = (dose: number): number => bottom - (dose / lane.top) * height
  const words = laneText(lane)
  const lines = nameLines(lane.name, 17)
  const limits = [
    { key: 'min', limit: lane.minimum, word: 'min' },
    { key: 'max', limit: lane.maximum, word: frame.narrow ? 'max' : 'usual max' },
  ]
  return (
    <g>
      <LaneName frame={frame} top={top} lines={lines} under={frame.narrow ? words.now : (words.link ?? '')} strong />
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
