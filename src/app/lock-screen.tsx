import { useEffect, useRef } from 'react'
import type { LockReason } from '#src/app/session.ts'
import { counted } from '#src/lib/figures.ts'
import { useClinician } from '#src/queries/remit-context.tsx'
import { Button } from '#src/ui/button.tsx'
import styles from '#src/app/lock-screen.module.css'

export interface LockScreenProps {
  readonly why: LockReason
  readonly idleMinutes: number
  readonly onContinue: () => void
}

/** In place of everything while nobody is at the window: who was working, why it is locked, how to go on. */
export function LockScreen({ why, idleMinutes, onContinue }: LockScreenProps) {
  const { name } = useClinician()
  const heading = useRef<HTMLHeadingElement>(null)
  // Not the button: a key pressed just as the window locks would open it again.
  useEffect(() => heading.current?.focus(), [])
  return (
    <main className={styles['page']}>
      <p className={styles['name']}>Remit</p>
      <h1 ref={heading} tabIndex={-1}>
        Locked
      </h1>
      <p>{reasons[why](idleMinutes)}</p>
      <p>
        <bdi>{name}</bdi> was working here. Nothing about a patient is left on this page. What was being written is kept.
      </p>
      <Button look="primary" className={styles['continue']} onClick={onContinue}>
        Continue as {name}
      </Button>
    </main>
  )
}

const reasons: Readonly<Record<LockReason, (idleMinutes: number) => string>> = {
  idle: (idleMinutes) => `No key and no pointer was used for ${counted(idleMinutes, 'minute')}.`,
  asked: () => 'It was locked from the menu.',
  elsewhere: () => 'It was locked in another tab.',
  'other-clinician': () => 'Somebody else has begun to work in another tab of this browser.',
  left: () => 'The page was left and has been brought back.',
}
