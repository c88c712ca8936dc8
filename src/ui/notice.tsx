import type { ReactNode } from 'react'
import { MarkGlyph, type MarkShape } from '#src/ui/mark.tsx'
import { toneClass, type Tone } from '#src/ui/tone.ts'
import { classNames } from '#src/ui/class-names.ts'
import styles from '#src/ui/notice.module.css'

export interface NoticeProps {
  readonly tone: Tone
  /** What is the case, in one sentence. */
  readonly title: string
  /** Why, and what still works. */
  readonly children?: ReactNode
  /** What can be done about it: buttons or links. */
  readonly action?: ReactNode
  /** `alert` interrupts a screen reader: only for what changes what may be trusted. */
  readonly role?: 'alert' | 'status'
}

const shapes: Readonly<Record<Tone, MarkShape>> = {
  urgent: 'octagon',
  decide: 'triangle',
  watch: 'circle',
  waiting: 'clock',
  target: 'check',
  unknown: 'dashed-ring',
  plain: 'ring',
}

/** A sentence the reader must not miss, with its reason and what to do. */
export function Notice({ tone, title, children, action, role }: NoticeProps) {
  return (
    <div className={classNames(styles['notice'], styles[tone])} {...(role === undefined ? {} : { role })}>
      <span className={classNames(styles['glyph'], toneClass(tone))}>
        <MarkGlyph shape={shapes[tone]} />
      </span>
      <div>
        <p className={styles['title']}>{title}</p>
        {children !== undefined && <div className={styles['reason']}>{children}</div>}
        {action !== undefined && <div className={styles['action']}>{action}</div>}
      </div>
    </div>
  )
}
