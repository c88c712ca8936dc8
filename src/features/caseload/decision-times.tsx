import { Link } from 'react-router'
import type { DecisionTimes, Waiting } from '#src/features/caseload/outcomes.ts'
import { formatDay } from '#src/lib/calendar.ts'
import { counted, formatDays, formatNumber } from '#src/lib/figures.ts'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/caseload/outcomes.module.css'

export interface DecisionTimesProps {
  readonly times: DecisionTimes
  readonly addressOf: (id: string) => string
}

const SHOWN = 10

/** How long patients wait between being due for a decision and the decision. */
export function DecisionTimesView({ times, addressOf }: DecisionTimesProps) {
  const { decided, medianDecided, waiting, medianWaiting } = times
  return (
    <>
      <dl className={styles['figures']}>
        <div>
          <dt>Decisions recorded</dt>
          <dd>
            {medianDecided === undefined ? (
              <UnknownValue word="no median" reason="no decision is recorded yet" />
            ) : (
              <>
                <strong>{formatNumber(medianDecided, 1)} days</strong> median of {counted(decided.length, 'decision')}
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Waiting now</dt>
          <dd>
            {medianWaiting === undefined ? (
              'nobody is waiting for a decision'
            ) : (
              <>
                <strong>{formatNumber(medianWaiting, 1)} days</strong> median so far of {counted(waiting.length, 'patient')}
              </>
            )}
          </dd>
        </div>
      </dl>
      <p>
        Eligible since the first day on which a rule asked for a decision: inadequate response at an adequate dose, no early improvement, or
        possible resistance. Days are calendar days.
      </p>
      {waiting.length > 0 && (
        <>
          <WaitingStrip waiting={waiting} />
          <LongestWaiting waiting={waiting} addressOf={addressOf} />
        </>
      )}
    </>
  )
}

function LongestWaiting({ waiting, addressOf }: { readonly waiting: readonly Waiting[]; readonly addressOf: (id: string) => string }) {
  return (
    <table className={styles['table']}>
      <caption>
        Waiting longest{waiting.length > SHOWN ? `, ${SHOWN} of ${formatNumber(waiting.length)}; all are in the export` : ''}
      </caption>
      <thead>
        <tr>
          <th scope="col">Patient</th>
          <th scope="col">Eligible since</th>
          <th scope="col">Waiting</th>
        </tr>
      </thead>
      <tbody>
        {waiting.slice(0, SHOWN).map(({ row, since, days }) => (
          <tr key={row.id}>
            <th scope="row">
              <Link to={addressOf(row.id)}>
                <bdi>{row.name}</bdi>
              </Link>
            </th>
            <td>{formatDay(since)}</td>
            <td>{formatDays(days)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const WIDTH = 420

/** Each waiting patient as a tick on one line of days. */
function WaitingStrip({ waiting }: { readonly waiting: readonly Waiting[] }) {
  const longest = Math.max(1, ...waiting.map((one) => one.days))
  return (
    <svg
      className={styles['strip']}
      viewBox={`0 0 ${WIDTH + 12} 40`}
      role="img"
      aria-label={`Waiting from 0 to ${formatDays(longest)}, one mark a patient`}
    >
      <path className={styles['axis']} d={`M6 20H${WIDTH + 6}`} />
      <path className={styles['waitingMarks']} d={waiting.map(({ days }) => `M${6 + (days / longest) * WIDTH} 8V20`).join('')} />
      <text x={6} y={34}>
        0
      </text>
      <text x={WIDTH + 6} y={34} textAnchor="end">
        {formatDays(longest)}
      </text>
    </svg>
  )
}
