import { CopyButton } from '#src/features/flags/copy-button.tsx'
import { Button } from '#src/ui/button.tsx'
import { Kbd } from '#src/ui/kbd.tsx'
import styles from '#src/features/flags/form.module.css'

export interface VerbButtonsProps {
  /** "Act on 2 flags" */
  readonly words: string
  /** There is something to close, so that the form can end in more than being closed. */
  readonly hasFlags: boolean
  readonly isReadOnly: boolean
  /** The note to copy where nothing can be stored; undefined while something is missing. */
  readonly note: string | undefined
  /** Id of the sentence that says what is missing, once it was asked for. */
  readonly problemId: string | undefined
  readonly onClose: () => void
}

/**
 * How the form ends: saved or, where nothing can be stored, copied. The button stands there from the beginning either way; pressed
 * too early it sends the form, which says what is missing.
 */
export function VerbButtons({ words, hasFlags, isReadOnly, note, problemId, onClose }: VerbButtonsProps) {
  const described = problemId === undefined ? {} : { 'aria-describedby': problemId }
  return (
    <div className={styles['buttons']}>
      <Button onClick={onClose}>
        Close <Kbd>Esc</Kbd>
      </Button>
      {isReadOnly && hasFlags && note !== undefined && (
        <CopyButton look="primary" text={note}>
          Copy as text
        </CopyButton>
      )}
      {isReadOnly && hasFlags && note === undefined && (
        <Button look="primary" type="submit" {...described}>
          Copy as text
        </Button>
      )}
      {!isReadOnly && hasFlags && (
        <Button look="primary" type="submit" {...described}>
          {words} <Kbd>Enter</Kbd>
        </Button>
      )}
    </div>
  )
}
