import { memo, useId } from 'react'
import { DailyLaneView } from '#src/features/patient/daily-lane.tsx'
import { EffectLaneView, EventLaneView, TakenLaneView } from '#src/features/patient/event-lane.tsx'
import type { FigureFrame, LaneStack, PlacedLane } from '#src/features/patient/figure-layout.ts'
import { LaneHatches } from '#src/features/patient/lane-hatches.tsx'
import { MedicationLaneView } from '#src/features/patient/medication-lane.tsx'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { ticksPath } from '#src/ui/chart/paths.ts'
import { ticksOf, xOf } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

export interface LanesProps {
  readonly trajectory: Trajectory
  readonly stack: LaneStack
  readonly frame: FigureFrame
  readonly lit: ReadonlySet<string>
}

/** All lanes in one drawing on the score's time scale. Memoised: the pointer moves over it without drawing it again. */
export const Lanes = memo(function Lanes({ trajectory, stack, frame, lit }: LanesProps) {
  const id = useId()
  const ticks = ticksOf(frame.scale.range, frame.scale.width)
  const today = xOf(frame.scale, trajectory.asOf)
  const plotRight = frame.width - frame.right
  const litDays = trajectory.refDays.filter(
    ({ ref, day }) => lit.has(ref) && day >= frame.scale.range.from && day <= frame.scale.range.through,
  )
  return (
    <svg width={frame.width} height={stack.height} viewBox={`0 0 ${frame.width} ${stack.height}`} aria-hidden="true" focusable="false">
      <LaneHatches id={id} />
      <path
        d={ticksPath(
          ticks.map((tick) => xOf(frame.scale, tick.day)),
          0,
          stack.height - 8,
        )}
        className={styles['timeRule']}
      />
      {today >= frame.left && today <= plotRight && <path d={`M${today} 0V${stack.height - 8}`} className={styles['today']} />}
      <path
        d={ticksPath(
          litDays.map(({ day }) => xOf(frame.scale, day)),
          0,
          stack.height - 8,
        )}
        className={styles['litLane']}
      />
      {stack.lanes.map((placed) => (
        <LaneOf key={placed.key} placed={placed} trajectory={trajectory} frame={frame} lit={lit} hatchId={id} />
      ))}
    </svg>
  )
})

interface LaneOfProps extends Omit<LanesProps, 'stack'> {
  readonly placed: PlacedLane
  readonly hatchId: string
}

function LaneOf({ placed, trajectory, frame, lit, hatchId }: LaneOfProps) {
  const { content } = placed
  switch (content.kind) {
    case 'medication':
      return <MedicationLaneView lane={content.lane} placed={placed} frame={frame} lit={lit} hatchId={hatchId} />
    case 'daily':
      return <DailyLaneView trajectory={trajectory} lane={content.lane} placed={placed} frame={frame} />
    case 'effect':
      return <EffectLaneView effect={content.effect} placed={placed} frame={frame} />
    case 'taken':
      return <TakenLaneView taken={trajectory.taken} placed={placed} frame={frame} />
    case 'events':
      return <EventLaneView events={trajectory.events} placed={placed} frame={frame} lit={lit} />
  }
}
