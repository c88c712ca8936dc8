import { useState } from 'react'
import { unreadSentence, type UnreadLine } from '#src/app/unread.ts'
import { classNames } from '#src/ui/class-names.ts'
import { later } from '#src/ui/later.tsx'
import { MarkGlyph } from '#src/ui/mark.tsx'
import styles from '#src/app/strip.module.css'

const UnreadDialog = later('list', async () => (await import('#src/app/unread-dialog.tsx')).UnreadDialog)

export interface UnreadNoteProps {
  readonly lines: readonly UnreadLine[]
  /** The page is about one patient, whose own gaps it says: the caseload's do not belong on that patient's sheet. */
  readonly isOfOnePatient: boolean
}

/** How much of the caseload could not be read, and the way to the list. */
export function UnreadNote({ lines, isOfOnePatient }: UnreadNoteProps) {
  const [listed, setListed] = useState(false)
  return (
    <>
      <button
        type="button"
        className={classNames(styles['unread'], isOfOnePatient && styles['notOnPaper'])}
        onClick={() => setListed(true)}
      >
        <MarkGlyph shape="dashed-ring" /> {unreadSentence(lines)}
        <span className={styles['ask']}>
          : <span className={styles['see']}>see which</span>
        </span>
      </button>
      {listed && <UnreadDialog lines={lines} onClose={() => setListed(false)} />}
    </>
  )
}
