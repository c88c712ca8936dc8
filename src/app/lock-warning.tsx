import { useEffect, useState } from 'react'
import { useSession } from '#src/app/session-context.ts'
import { counted } from '#src/lib/figures.ts'
import { Button } from '#src/ui/button.tsx'
import { Dialog } from '#src/ui/dialog.tsx'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'

export interface LockWarningProps {
  readonly locksAtMs: number
  readonly clock: () => number
}

const MS_PER_SECOND = 1_000
/** Seconds left at which a screen reader hears it again; every second would drown everything else. */
const SAID_AT = [30, 10]

/** Says that the window is about to lock. Any key and any click keeps it open, as often as wanted. */
export function LockWarning({ locksAtMs, clock }: LockWarningProps) {
  const session = useSession()
  const left = useSecondsLeft(locksAtMs, clock)
  const stay = (): void => session.sign('deliberate')
  return (
    <Dialog
      role="alertdialog"
      title="Still there?"
      onClose={stay}
      actions={
        <Button look="primary" onClick={stay}>
          Go on
        </Button>
      }
    >
      <p>
        Remit locks in <span data-figures>{counted(left, 'second')}</span>. Press any key to go on; what you were writing is kept either
        way.
      </p>
      {/* The page's own live region is inert behind a modal dialog. */}
      <VisuallyHidden>
        <span role="status">{SAID_AT.includes(left) && `Remit locks in ${counted(left, 'second')}. Press any key to go on.`}</span>
      </VisuallyHidden>
    </Dialog>
  )
}

function useSecondsLeft(locksAtMs: number, clock: () => number): number {
  const secondsLeft = (): number => Math.max(0, Math.ceil((locksAtMs - clock()) / MS_PER_SECOND))
  const [left, setLeft] = useState(secondsLeft)
  useEffect(() => {
    const ticking = setInterval(() => setLeft(Math.max(0, Math.ceil((locksAtMs - clock()) / MS_PER_SECOND))), MS_PER_SECOND)
    return () => clearInterval(ticking)
  }, [locksAtMs, clock])
  return left
}
