import type { ReactNode } from 'react'
import { classNames } from '#src/ui/class-names.ts'
import styles from '#src/ui/chart/scroll-box.module.css'

export interface ScrollBoxProps {
  readonly label: string
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A box that scrolls by itself. It takes the focus, because a keyboard has no other way to scroll it (WCAG 2.1.1). */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- axe: a scrollable region must be reachable by keyboard
    <div className={classNames(styles['box'], className)} role="region" tabIndex={0} aria-label={label}>
      {children}
    </div>
  )
}
