import { useMatch } from 'react-router'
import { lengthInWords } from '#src/app/age-in-words.ts'
import { ArrivalsNote } from '#src/app/arrivals-note.tsx'
import { useArrivals } from '#src/app/arrivals.ts'
import { DemoMark } from '#src/app/demo-mark.tsx'
import { useDemo } from '#src/app/demo.ts'
import { patterns } from '#src/app/paths.ts'
import { UnreadNote } from '#src/app/unread-note.tsx'
import { unreadLines } from '#src/app/unread.ts'
import { useOnline } from '#src/app/use-online.ts'
import { formatMoment } from '#src/lib/calendar.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import { useClockSkew } from '#src/queries/remit-context.tsx'
import { MarkGlyph } from '#src/ui/mark.tsx'
import styles from '#src/app/strip.module.css'

/** One line under the head, only with what must be known: whose data this is, that it is old, that part of it could not be read. */
export function Strip() {
  const demo = useDemo()
  const { loaded } = useCaseload()
  const isOnline = useOnline()
  const skewMs = useClockSkew()
  const arrivals = useArrivals()
  const isOfOnePatient = useMatch(patterns.patient) !== null
  const value = loaded.kind === 'fresh' || loaded.kind === 'stale' ? loaded.value : undefined
  const unread = value === undefined ? [] : unreadLines(value)
  // Its room is always kept: coming in while the caseload is read it would push every row down under the reader's hand.
  if (demo === undefined && isOnline && loaded.kind !== 'stale' && unread.length === 0 && skewMs === 0 && arrivals.arrived.length === 0)
    return <div className={styles['strip']} />
  return (
    <div className={styles['strip']} role="region" aria-label="Notices">
      {demo !== undefined && <DemoMark demo={demo} />}
      {arrivals.arrived.length > 0 && <ArrivalsNote {...arrivals} isOfOnePatient={isOfOnePatient} />}
      {!isOnline && (
        <span role="alert" className={styles['offline']}>
          <MarkGlyph shape="triangle" /> Offline
          {value === undefined ? ': nothing new can be read' : `, showing what was read ${formatMoment(value.fetchedAtMs)}`}
        </span>
      )}
      {isOnline && loaded.kind === 'stale' && (
        <span role="alert" className={styles['offline']}>
          <MarkGlyph shape="triangle" /> Not refreshed since {formatMoment(loaded.fetchedAtMs)}: {loaded.error.message}
        </span>
      )}
      {skewMs !== 0 && (
        <span role="status">
          <MarkGlyph shape="clock" /> This machine’s clock is {lengthInWords(skewMs)} {skewMs > 0 ? 'behind' : 'ahead of'} the server’s.
          Days and ages are counted by the server’s.
        </span>
      )}
      {unread.length > 0 && <UnreadNote lines={unread} isOfOnePatient={isOfOnePatient} />}
    </div>
  )
}
