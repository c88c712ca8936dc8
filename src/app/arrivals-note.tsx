import { Link } from 'react-router'
import type { Arrivals } from '#src/app/arrivals.ts'
import { formatNumber } from '#src/lib/figures.ts'
import { classNames } from '#src/ui/class-names.ts'
import { Button } from '#src/ui/button.tsx'
import { useLinks } from '#src/ui/links.tsx'
import { MarkGlyph } from '#src/ui/mark.tsx'
import styles from '#src/app/strip.module.css'

const MOST_NAMED = 3

export interface ArrivalsNoteProps extends Arrivals {
  /** The page is about one patient: nobody else's name belongs on that patient's sheet. */
  readonly isOfOnePatient: boolean
}

/** Who has become urgent since the page was opened, whatever is on the screen now. */
export function ArrivalsNote({ arrived, markSeen, isOfOnePatient }: ArrivalsNoteProps) {
  const links = useLinks()
  const more = arrived.length - MOST_NAMED
  return (
    <span className={classNames(styles['urgent'], isOfOnePatient && styles['notOnPaper'])}>
      <span role="alert">
        <MarkGlyph shape="octagon" /> Newly urgent:{' '}
        {arrived.slice(0, MOST_NAMED).map(({ id, record: { identity } }) => (
          <Link key={id} to={links.patient(id)} className={styles['arrived']}>
            <bdi>{identity.name.kind === 'known' ? identity.name.value : `Patient ${id}`}</bdi>
          </Link>
        ))}
        {more > 0 && ` and ${formatNumber(more)} more`}
      </span>{' '}
      <Button look="quiet" onClick={markSeen}>
        Seen
      </Button>
    </span>
  )
}
