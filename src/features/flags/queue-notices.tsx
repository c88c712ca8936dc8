import type { Queue } from '#src/clinical/queue.ts'
import { identityOf } from '#src/features/flags/flag-words.ts'
import { counted } from '#src/lib/figures.ts'
import { useWriteAbility } from '#src/queries/outbox-desk.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { useLinks } from '#src/ui/links.tsx'
import { Mark } from '#src/ui/mark.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { useState } from 'react'
import { Link } from 'react-router'
import styles from '#src/features/flags/queue.module.css'

export interface QueueNoticesProps {
  readonly queue: Queue
  readonly patients: ReadonlyMap<string, AssessedPatient>
  /** The way back, for whoever opens a patient from here. */
  readonly from: string
}

/** What limits what may be concluded from the list: said above it, not found out below it. */
export function QueueNotices({ queue, patients, from }: QueueNoticesProps) {
  const ability = useWriteAbility()
  return (
    <div className={styles['notices']}>
      {ability.kind === 'read-only' && (
        <Notice tone="decide" title="This server takes no reviews: the queue is read-only." role="status">
          Nothing done here can be stored ({ability.why}). A decision can be written and copied as text for the note.
        </Notice>
      )}
      {queue.unread.length > 0 && <Unread reasons={queue.unread} />}
      {queue.item9NotAssessed.length > 0 && <NotAssessed queue={queue} patients={patients} from={from} />}
    </div>
  )
}

/** Patients on their way are a line; patients who will not come are a notice. */
function Unread({ reasons }: { readonly reasons: readonly string[] }) {
  const isReading = reasons.every((reason) => reason.endsWith('still being read'))
  if (isReading) return <p className={styles['hint']}>The list is growing: {reasons.join('; ')}.</p>
  return (
    <Notice tone="unknown" title="The queue may be missing somebody." role="status">
      {reasons.join('; ')}.
    </Notice>
  )
}

function NotAssessed({ queue, patients, from }: QueueNoticesProps) {
  const [isOpen, setOpen] = useState(false)
  const all = queue.item9NotAssessed
  return (
    <details className={styles['notAssessed']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Mark shape="dashed-ring" tone="unknown" word={`Item 9 not assessed: ${counted(all.length, 'patient')}`} />
        <span className={styles['hint']}>not the same as no flag</span>
      </summary>
      {isOpen && <NotAssessedList {...{ queue, patients, from }} />}
    </details>
  )
}

/** Drawn only while it is open: a link looks at the address, so hundreds of them are felt at every step through the queue. */
function NotAssessedList({ queue, patients, from }: QueueNoticesProps) {
  const links = useLinks()
  return (
    <ul>
      {queue.item9NotAssessed.map(({ patientId, reason }) => {
        const patient = patients.get(patientId)
        return (
          <li key={patientId}>
            <Link to={links.patient(patientId, { from })}>
              <bdi>{patient ? identityOf(patient.record, patient.assessment.asOf).name : patientId}</bdi>
            </Link>
            <span className={styles['hint']}>{reason}</span>
          </li>
        )
      })}
    </ul>
  )
}
