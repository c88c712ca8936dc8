import { Link, useLocation, useSearchParams } from 'react-router'
import { parseQueueSearch } from '#src/features/flags/queue-search.ts'
import { fromFlags } from '#src/features/flags/use-queue-work.ts'
import type { Evidence } from '#src/clinical/verdict.ts'
import { DayText } from '#src/ui/day.tsx'
import { useLinks } from '#src/ui/links.tsx'
import styles from '#src/features/flags/why.module.css'

export interface EvidenceTableProps {
  readonly evidence: readonly Evidence[]
  readonly patientId: string
  readonly chosen: readonly string[]
  /** Lights the sources up on the chart beside; undefined puts the light back on all of them. */
  readonly onLight: (refs: readonly string[] | undefined) => void
}

/** What a finding rests on: value and unit, date, and where it was read. */
export function EvidenceTable({ evidence, patientId, chosen, onLight }: EvidenceTableProps) {
  const links = useLinks()
  const { state, pathname } = useLocation()
  const [search] = useSearchParams()
  const from = search.get('from') ?? (pathname === links.flags() ? fromFlags(parseQueueSearch(search)) : undefined)
  return (
    <table className={styles['evidence']}>
      <thead>
        <tr>
          <th scope="col">Evidence</th>
          <th scope="col" className={styles['figure']}>
            Value
          </th>
          <th scope="col">On</th>
          <th scope="col">Read from</th>
        </tr>
      </thead>
      <tbody>
        {evidence.map(({ what, value, unit, day, source }) => {
          const light = source === undefined ? undefined : [source.ref]
          return (
            <tr
              key={`${what} ${value} ${day ?? ''} ${source?.ref ?? ''}`}
              data-chosen={source !== undefined && chosen.includes(source.ref)}
              onPointerEnter={() => onLight(light)}
              onPointerLeave={() => onLight(undefined)}
            >
              <th scope="row">{what}</th>
              <td className={styles['figure']}>
                {value} <span className={styles['unit']}>{unit}</span>
              </td>
              <td>{day === undefined ? <span className={styles['computed']}>no date</span> : <DayText day={day} />}</td>
              <td>
                {source === undefined ? (
                  <span className={styles['computed']}>computed from several facts</span>
                ) : (
                  <Link
                    className={styles['source']}
                    title={source.ref}
                    to={links.patient(patientId, { tab: 'readings', ...(from === undefined ? {} : { from }) })}
                    state={state}
                    onFocus={() => onLight(light)}
                    onBlur={() => onLight(undefined)}
                  >
                    {source.ref}
                    {source.versionId !== undefined && ` v${source.versionId}`}
                  </Link>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
