import { useId, useState } from 'react'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import styles from '#src/features/caseload/menus.module.css'

export interface SaveViewDialogProps {
  readonly memoryOnly: string | undefined
  readonly onSave: (title: string) => void
  readonly onClose: () => void
}

const LONGEST_TITLE = 60

/** Asks for the title of a view. */
export function SaveViewDialog({ memoryOnly, onSave, onClose }: SaveViewDialogProps) {
  const id = useId()
  const [title, setTitle] = useState('')
  const trimmed = title.trim()
  return (
    <Dialog title="Save this view" onClose={onClose}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          if (trimmed !== '') onSave(trimmed)
        }}
      >
        <label htmlFor={id}>Title</label>
        <input
          id={id}
          className={styles['text']}
          value={title}
          maxLength={LONGEST_TITLE}
          required
          aria-describedby={`${id}-hint`}
          onChange={(event) => setTitle(event.target.value)}
        />
        <p id={`${id}-hint`} className={styles['none']}>
          Filters, order and columns are saved; the text searched for is not. Do not put a patient’s name in the title.{' '}
          {memoryOnly === undefined ? 'Kept on the server for you.' : `Kept only until this page is closed: ${memoryOnly}`}
        </p>
        <div className={styles['foot']}>
          <Button type="submit" look="primary">
            Save view
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
