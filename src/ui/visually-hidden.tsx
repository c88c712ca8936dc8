import type { ReactNode } from 'react'
import styles from '#src/ui/visually-hidden.module.css'

/** Text for a screen reader where sighted readers have a shape or a position. */
export function VisuallyHidden({ children }: { readonly children: ReactNode }) {
  return <span className={styles['hidden']}>{children}</span>
}
