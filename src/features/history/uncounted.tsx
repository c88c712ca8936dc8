import type { TreatmentSession } from '#src/clinical/facts.ts'
import { coursesOf } from '#src/clinical/options-record.ts'
import type { UncountedMedicine } from '#src/features/history/ledger.ts'
import { formatPartialDate } from '#src/lib/calendar.ts'
import { counted } from '#src/lib/figures.ts'
import { Button } from '#src/ui/button.tsx'
import styles from '#src/features/history/trials-section.module.css'

export interface UncountedProps {
  readonly medicines: readonly UncountedMedicine[]
  readonly sessions: readonly TreatmentSession[]
  readonly onEdit: (ref: string) => void
}

const kinds: readonly (readonly [TreatmentSession['kind'], string])[] = [
  ['ect', 'ECT'],
  ['esketamine', 'esketamine'],
  ['psychotherapy', 'psychotherapy'],
  ['tms', 'TMS'],
]

/** Courses of other treatments, and the medicines that make no trial with the reason: nothing is left out in silence. */
export function Uncounted({ medicines, sessions, onEdit }: UncountedProps) {
  const courses = kinds.flatMap(([kind, title]) => coursesOf(sessions, kind).map((course) => ({ ...course, title })))
  return (
    <>
      {courses.length > 0 && (
        <p className={styles['sessions']}>
          Also given:{' '}
          {courses
            .map(
              ({ title, sessions: n, first, last }) =>
                `${title}, ${counted(n, 'session')}, ${formatPartialDate(first.day)}${first === last ? '' : ` to ${formatPartialDate(last.day)}`}`,
            )
            .join('; ')}
          .
        </p>
      )}
      {medicines.length > 0 && (
        <details className={styles['uncounted']}>
          <summary>{counted(medicines.length, 'entry', 'entries')} on record that make no trial, and why</summary>
          <ul>
            {medicines.map(({ ref, label, why, since, byHand }) => (
              <li key={ref}>
                {label}, {since}: {why} <span className={styles['aside']}>{ref}</span>
                {byHand && (
                  <Button look="quiet" aria-label={`Edit the entry of ${label}`} onClick={() => onEdit(ref)}>
                    Edit
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
