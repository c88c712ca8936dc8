import type { EventSpan, NamedEffect, TakenDays } from '#src/features/patient/event-lanes.ts'
import { placedEvents } from '#src/features/patient/lane-shapes.ts'
import type { FigureFrame, PlacedLane } from '#src/features/patient/figure-layout.ts'
import { LaneName } from '#src/features/patient/lane-name.tsx'
import { nameLines } from '#src/features/patient/figure-layout.ts'
import { counted, formatDays, formatShare } from '#src/lib/figures.ts'
import { ticksPath } from '#src/ui/chart/paths.ts'
import { xOf } from '#src/ui/chart/time-scale.ts'
import styles from '#src/features/patient/figure.module.css'

interface LaneProps {
  readonly placed: PlacedLane
  readonly frame: FigureFrame
}

/** One side effect in the patient's words: a tick on each day it was named. */
export function EffectLaneView({ effect, placed, frame }: LaneProps & { readonly effect: NamedEffect }) {
  const days = visible(effect.days, frame)
  const { top, height } = placed
  return (
    <g>
      <LaneName frame={frame} top={top} lines={[nameLines(effect.name, 19)[0] ?? effect.name]} edge={[formatDays(days.length)]} />
      <path d={ticksPath(at(days, frame), top + 2, top + height - 2)} className={styles['effect']} />
    </g>
  )
}

/** Taken: an upper tick; missed: a lower, longer, differently coloured one; a day without an answer stays empty. */
export function TakenLaneView({ taken, placed, frame }: LaneProps & { readonly taken: TakenDays }) {
  const { top, height } = placed
  const [yes, no] = [visible(taken.taken, frame), visible(taken.missed, frame)]
  const answered = yes.length + no.length
  const edge =
    answered === 0
      ? 'no answer in view'
      : `${formatShare((yes.length * 100) / answered)}${frame.narrow ? '' : `, ${yes.length} of ${answered}`}`
  return (
    <g>
      <LaneName frame={frame} top={top} lines={['Taken']} under="" edge={[edge]} />
      <path d={ticksPath(at(yes, frame), top + 2, top + 7)} className={styles['taken']} />
      <path d={ticksPath(at(no, frame), top + 5, top + height)} className={styles['missed']} />
    </g>
  )
}

const visible = (days: readonly number[], { scale: { range } }: FigureFrame): readonly number[] =>
  days.filter((d) => d >= range.from && d <= range.through)
const at = (days: readonly number[], frame: FigureFrame): readonly number[] => days.map((d) => xOf(frame.scale, d))

/** Courses as bars, visits as ticks, what is booked as an open ring, decisions as diamonds. */
export function EventLaneView({
  events,
  placed,
  frame,
  lit,
}: LaneProps & { readonly events: readonly EventSpan[]; readonly lit: ReadonlySet<string> }) {
  const shown = placedEvents(events, frame)
  const visits = shown.filter(({ event }) => event.kind === 'visit').length
  const { top, height } = placed
  return (
    <g>
      <LaneName frame={frame} top={top} lines={['Events']} edge={visits === 0 ? [] : [counted(visits, 'visit')]} />
      <path d={`M${frame.left} ${top + height}H${frame.width - frame.right}`} className={styles['rule']} />
      {shown.map(({ event, x, end, isLabelled }) => (
        <g key={event.key}>
          <title>{event.words}</title>
          {event.sources.some((source) => lit.has(source.ref)) && <circle cx={x} cy={top + height - 6} r={9} className={styles['lit']} />}
          <EventShape event={event} x={x} end={end} bottom={top + height} />
          {isLabelled && (
            <text x={x} y={top + 8}>
              {event.label}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

function EventShape({
  event,
  x,
  end,
  bottom,
}: {
  readonly event: EventSpan
  readonly x: number
  readonly end: number
  readonly bottom: number
}) {
  switch (event.kind) {
    case 'visit':
      return <path d={`M${x} ${bottom - 7}V${bottom}`} className={styles['event']} />
    case 'booked':
      return <circle cx={x} cy={bottom - 5} r={4} className={styles['booked']} />
    case 'review':
      return <path d={`M${x} ${bottom - 11}l5 5.5l-5 5.5l-5 -5.5z`} className={styles['review']} />
    case 'medicine':
      return <path d={`M${x} ${bottom - 4}H${Math.max(end, x + 2)}`} className={styles['event']} />
    default:
      return <rect x={x - 2} y={bottom - 9} width={Math.max(end - x, 0) + 4} height={8} className={styles['course']} />
  }
}
