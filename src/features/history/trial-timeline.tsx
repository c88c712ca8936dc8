import type { TrialRow } from '#src/features/history/ledger.ts'
import { timelineOf, type Bar, type Lane } from '#src/features/history/timeline.ts'
import { formatDay, type Day } from '#src/lib/calendar.ts'
import styles from '#src/features/history/trial-timeline.module.css'

export interface TrialTimelineProps {
  readonly rows: readonly TrialRow[]
  readonly asOf: Day
}

/** All trials on one time axis. The list below says the same in words, so the picture is hidden from screen readers. */
export function TrialTimeline({ rows, asOf }: TrialTimelineProps) {
  const timeline = timelineOf(
    rows.map(({ trial }) => trial),
    asOf,
  )
  if (timeline === undefined) return null
  return (
    <figure className={styles['timeline']}>
      <div className={styles['picture']} aria-hidden="true">
        {timeline.lanes.map((lane, index) => {
          const row = rows[index]
          return row === undefined ? null : <LaneRow key={lane.id} lane={lane} row={row} ticks={timeline.ticks.map(({ at }) => at)} />
        })}
        <span className={styles['name']} />
        <svg className={styles['axis']} width="100%" height="18">
          {timeline.ticks.map(({ key, label, at }) => (
            <text key={key} x={`${at}%`} y="13" dx="3">
              {label}
            </text>
          ))}
        </svg>
      </div>
      <figcaption className={styles['caption']}>
        <Key level="adequate" words="at or above the minimum effective dose" />
        <Key level="below" words="below it" />
        <Key level="unknown" words="not certain: dose or days" />
        <span>
          1 Jan {timeline.ticks[0]?.label} to {formatDay(asOf)}
        </span>
      </figcaption>
    </figure>
  )
}

interface LaneRowProps {
  readonly lane: Lane
  readonly row: TrialRow
  readonly ticks: readonly number[]
}

function LaneRow({ lane, row, ticks }: LaneRowProps) {
  const first = lane.bars[0]
  const fitsAfter = (lane.end ?? 0) < 72
  const x = fitsAfter ? lane.end : first?.from
  return (
    <>
      <span className={styles['name']} data-episode={row.episode}>
        {row.name} <span className={styles['kind']}>{row.kind}</span>
      </span>
      <svg width="100%" height="24" className={styles['lane']}>
        {ticks.map((at) => (
          <line key={at} className={styles['grid']} x1={`${at}%`} x2={`${at}%`} y1="0" y2="24" />
        ))}
        {lane.bars.map((bar) => (
          <BarShape key={bar.key} bar={bar} y={6} />
        ))}
        {x !== undefined && (
          <text className={styles['label']} x={`${x}%`} y="16" dx={fitsAfter ? 5 : -5} textAnchor={fitsAfter ? 'start' : 'end'}>
            {row.ended.split(':')[0]}
          </text>
        )}
      </svg>
    </>
  )
}

function BarShape({ bar, y }: { readonly bar: Bar; readonly y: number }) {
  return (
    <rect className={styles[bar.level]} x={`${bar.from}%`} width={`${bar.width}%`} y={y} height="12">
      <title>{bar.title}</title>
    </rect>
  )
}

function Key({ level, words }: { readonly level: Bar['level']; readonly words: string }) {
  return (
    <span>
      <svg width="20" height="12" aria-hidden="true">
        <rect className={styles[level]} x="1" y="2" width="18" height="8" />
      </svg>{' '}
      {words}
    </span>
  )
}
