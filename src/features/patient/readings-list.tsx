import { readingRows, unreadRows, type ReadingRow } from '#src/features/patient/readings-list.ts'
import { counted } from '#src/lib/figures.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { ScrollBox } from '#src/ui/chart/scroll-box.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/patient/readings-list.module.css'

export interface ReadingsListProps {
  readonly patient: AssessedPatient
}

/** Every reading, newest first, and what could not be read and why. */
export function ReadingsList({ patient: { record, assessment } }: ReadingsListProps) {
  const readings = readingRows(record, assessment.asOf)
  const unread = unreadRows(record)
  return (
    <div className={styles['readings']}>
      {record.incomplete.map((part) => (
        <Notice key={`${part.part} ${part.reason}`} tone="unknown" title={`Incomplete: ${part.part}`}>
          {part.reason}. What rests on it is not judged.
        </Notice>
      ))}
      <section aria-labelledby="unread-title">
        <h2 id="unread-title">
          {unread.length === 0 ? 'Nothing was left unread' : `${counted(unread.length, 'result')} could not be used`}
        </h2>
        {unread.length === 0 ? (
          <p className={styles['aside']}>Every resource the server sent for this patient was read.</p>
        ) : (
          <ul className={styles['unread']}>
            {unread.map((row) => (
              <li key={row.key}>
                <span className={styles['source']}>{row.source}</span>
                <UnknownValue
                  word={row.withdrawn ? 'withdrawn' : 'not used'}
                  reason={row.withdrawn ? row.reason.replace(/^withdrawn: /, '') : row.reason}
                />
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="readings-title">
        <h2 id="readings-title">{readings.length === 0 ? 'No reading on record' : counted(readings.length, 'reading')}</h2>
        {readings.length === 0 ? (
          <p className={styles['aside']}>No PHQ-9 or other scale was found. Response, remission and item 9 cannot be told.</p>
        ) : (
          <ReadingsTable rows={readings} />
        )}
      </section>
    </div>
  )
}

function ReadingsTable({ rows }: { readonly rows: readonly ReadingRow[] }) {
  return (
    <ScrollBox label="All readings">
      <table className={styles['table']}>
        <thead>
          <tr>
            {['Date', 'Scale', 'Total', 'Item 9', 'Standing', 'Remarks', 'Reported', 'Source'].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.date}</th>
              <td data-words="">{row.scale}</td>
              <td>{row.unknown === undefined ? row.value : <UnknownValue word={row.value} reason={row.unknown} />}</td>
              <td>{row.item9.replace(/^item 9:? ?/, '')}</td>
              <td>{row.standing}</td>
              <td>{row.remarks.join('; ')}</td>
              <td>{row.reporter}</td>
              <td data-words="" className={styles['source']}>
                {row.sources.join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
