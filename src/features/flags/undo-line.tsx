import type { QueueWork } from '#src/features/flags/use-queue-work.ts'
import { useOutbox } from '#src/queries/outbox-desk.ts'
import { Button } from '#src/ui/button.tsx'
import { Kbd } from '#src/ui/kbd.tsx'
import styles from '#src/features/flags/queue.module.css'

/** The last thing done stays here, with its way back, until the next one: no time limit to race against. */
export function UndoLine({ work }: { readonly work: QueueWork }) {
  const { entries, saved } = useOutbox()
  const last = work.done.at(-1)
  if (!last) return null
  const isSaving = entries.some((entry) => last.ids.includes(entry.action.id))
  const isSaved = saved.some((one) => last.ids.includes(one.action.id))
  if (!isSaving && !isSaved) return null
  return (
    <p className={styles['undo']}>
      <bdi>{last.words}</bdi>
      <span className={styles['saved']}>{isSaving ? 'not saved yet' : 'saved'}</span>
      <Button look="quiet" onClick={work.undo} disabled={isSaving} aria-keyshortcuts="u">
        Undo <Kbd>U</Kbd>
      </Button>
    </p>
  )
}
