import { Link } from 'react-router'
import type { UnreadLine } from '#src/app/unread.ts'
import { Dialog } from '#src/ui/dialog.tsx'
import { useLinks } from '#src/ui/links.tsx'
import styles from '#src/app/unread-dialog.module.css'

export interface UnreadDialogProps {
  readonly lines: readonly UnreadLine[]
  readonly onClose: () => void
}

const MOST_SHOWN = 500

/** What could not be read and why. Nothing is dropped in silence. */
export function UnreadDialog({ lines, onClose }: UnreadDialogProps) {
  const links = useLinks()
  return (
    <Dialog title="Not read" width="wide" onClose={onClose}>
      <p className={styles['lead']}>
        These were left out of every number and every judgement. A judgement that needed them says “cannot tell”.
        {lines.length > MOST_SHOWN && ` The first ${MOST_SHOWN} of ${lines.length} are listed.`}
      </p>
      <table className={styles['table']} data-words="">
        <thead>
          <tr>
            <th scope="col">Patient</th>
            <th scope="col">What</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, MOST_SHOWN).map((line) => (
            <tr key={`${line.patientId} ${line.source} ${line.reason}`}>
              <td>
                <Link to={links.patient(line.patientId, { tab: 'readings' })} onClick={onClose}>
                  <bdi>{line.name}</bdi>
                </Link>
              </td>
              <td className={styles['source']}>{line.source}</td>
              <td>
                <bdi>{line.reason}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}
