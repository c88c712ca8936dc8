import { useLayoutEffect, useRef } from 'react'
import type { Explanation } from '#src/ui/explanation.ts'
import { ExplanationCard } from '#src/ui/explanation-card.tsx'
import { moveBeside } from '#src/ui/floating.ts'
import styles from '#src/ui/explanation-popover.module.css'

export interface ExplanationPopoverProps {
  /** For `aria-describedby` on the anchor. */
  readonly id: string
  readonly anchor: Element
  readonly explanation: Explanation
  readonly onPointerEnter?: () => void
  readonly onPointerLeave?: () => void
}

/** An explanation beside the thing it explains, in the top layer. Mounted while it is open. */
export function ExplanationPopover({ id, anchor, explanation, onPointerEnter, onPointerLeave }: ExplanationPopoverProps) {
  const popover = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = popover.current
    if (element === null) return
    if (!element.matches(':popover-open')) element.showPopover()
    moveBeside(element, anchor)
  }, [anchor, explanation])
  return (
    <div
      ref={popover}
      id={id}
      role="tooltip"
      popover="manual"
      className={styles['popover']}
      onPointerEnter={onPointerEnter}
      onPointerLeave={onPointerLeave}
    >
      <ExplanationCard explanation={explanation} />
    </div>
  )
}
