import { useId, useRef, type ReactNode } from 'react'
import { Button } from '#src/ui/button.tsx'
import { moveBeside } from '#src/ui/floating.ts'
import styles from '#src/ui/drop-down.module.css'

export interface DropDownProps {
  readonly label: string
  readonly look?: 'plain' | 'quiet'
  /** Controls. Closing after a choice is the browser's: Escape, a click elsewhere, or a button with `popovertargetaction`. */
  readonly children: ReactNode
}

/** A button that opens a small panel of controls under itself: the platform's own light-dismiss popover. */
export function DropDown({ label, look = 'plain', children }: DropDownProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <Button ref={button} look={look} popoverTarget={id}>
        {label}
        <span aria-hidden="true" className={styles['caret']} />
      </Button>
      <div
        id={id}
        popover="auto"
        role="group"
        aria-label={label}
        className={styles['panel']}
        onToggle={(event) => {
          if (event.newState === 'open' && button.current !== null) moveBeside(event.currentTarget, button.current)
        }}
      >
        {children}
      </div>
    </>
  )
}
