import { memo, type ReactNode } from 'react'
import type { ScoreSeries } from '#src/features/patient/score-series.ts'
import { dailyRows, doseRows, eventRows, scoreRows } from '#src/features/patient/trajectory-table.ts'
import type { Trajectory } from '#src/features/patient/trajectory-series.ts'
import { rangeWords } from '#src/features/patient/trajectory-range.ts'
import { formatNumber } from '#src/lib/figures.ts'
import type { DayRange } from '#src/ui/chart/day-range.ts'
import { ScrollBox } from '#src/ui/chart/scroll-box.tsx'
import styles from '#src/features/patient/trajectory-table.module.css'

export interface TrajectoryTableProps {
  readonly trajectory: Trajectory
  readonly series: ScoreSeries | undefined
  readonly range: DayRange
}

/** The chart as tables, point for point. */
export const TrajectoryTable = memo(function TrajectoryTable({ trajectory, series, range }: TrajectoryTableProps) {
  const scores = series === undefined ? [] : scoreRows(trajectory, series, range)
  const doses = doseRows(trajectory, range)
  const events = eventRows(trajectory, range)
  const days = dailyRows(trajectory, range)
  return (
    <div className={styles['tables']}>
      <Twin
        caption={`${series?.scale.name ?? 'Scores'}, ${rangeWords(range)}`}
        head={['Date', 'Value', 'Band', 'Against baseline', 'Item 9', 'Treatment', 'At adequate dose', 'Remark', 'Source']}
        empty="No reading in this stretch."
      >
        {scores.map((row) => (
          <tr key={row.key} data-row={row.key}>
            <th scope="row">{row.date}</th>
            {[row.value, row.band, row.change, row.item9, row.treatment, row.atDose, row.caution, row.source].map((cell, column) => (
              <td key={['value', 'band', 'change', 'item9', 'treatment', 'dose', 'remark', 'source'][column]}>{cell ?? ''}</td>
            ))}
          </tr>
        ))}
      </Twin>
      <Twin caption="Doses" head={['Medicine', 'From', 'Through', 'Dose', 'Against minimum', 'Source']} empty="No dose in this stretch.">
        {doses.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.medicine}</th>
            <td>{row.from}</td>
            <td>{row.through}</td>
            <td>{row.dose}</td>
            <td>{row.level}</td>
            <td>{row.source}</td>
          </tr>
        ))}
      </Twin>
      <Twin caption="Events" head={['Date', 'What']} empty="No event in this stretch.">
        {events.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.date}</th>
            <td>{row.what}</td>
          </tr>
        ))}
      </Twin>
      <Twin
        caption={`Daily check-ins, ${days.length} days`}
        head={['Day', ...trajectory.daily.map((lane) => `${lane.name}, ${lane.min}–${lane.max} ${lane.unit}`)]}
        empty="No check-in in this stretch."
      >
        {days.map((row) => (
          <tr key={row.day}>
            <th scope="row">{row.date}</th>
            {row.values.map((value, at) => (
              <td key={trajectory.daily[at]?.id}>{value === undefined ? 'not answered' : formatNumber(value, 1)}</td>
            ))}
          </tr>
        ))}
      </Twin>
    </div>
  )
})

interface TwinProps {
  readonly caption: string
  readonly head: readonly string[]
  readonly empty: string
  readonly children: readonly ReactNode[]
}

function Twin({ caption, head, empty, children }: TwinProps) {
  return (
    <ScrollBox label={caption} className={styles['scroll']}>
      <table className={styles['table']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {children.length > 0 ? (
            children
          ) : (
            <tr>
              <td colSpan={head.length}>{empty}</td>
            </tr>
          )}
        </tbody>
      </table>
    </ScrollBox>
  )
}
