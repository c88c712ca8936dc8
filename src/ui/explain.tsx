import { useId, useRef, useState, type ReactNode } from 'react'
import type { Explanation } from '#src/ui/explanation.ts'
import { ExplanationPopover } from '#src/ui/explanation-popover.tsx'
import styles from '#src/ui/explain.module.css'

export interface ExplainProps {
  readonly explanation: Explanation
  readonly children: ReactNode
}

/**
 * A value that explains itself on hover and on keyboard focus. The card stays while the pointer is on it and closes on Escape
 * (WCAG 2.2, 1.4.13). Inside the caseload grid the cell itself is the anchor: see the table's own explanation layer.
 */
export function Explain({ explanation, children }: ExplainProps) {
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const leaving = useRef<number>(undefined)
  const [open, setOpen] = useState(false)
  const show = () => {
    window.clearTimeout(leaving.current)
    setOpen(true)
  }
  const hideSoon = () => {
    leaving.current = window.setTimeout(() => setOpen(false), 120)
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={styles['anchor']}
        {...(open ? { 'aria-describedby': id } : {})}
        onFocus={show}
        onBlur={hideSoon}
        onPointerEnter={show}
        onPointerLeave={hideSoon}
        onClick={show}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && open) {
            event.stopPropagation()
            setOpen(false)
          }
        }}
      >
        {children}
      </button>
      {open && anchor.current !== null && (
        <ExplanationPopover id={id} anchor={anchor.current} explanation={explanation} onPointerEnter={show} onPointerLeave={hideSoon} />
      )}
    </>
  )
}
