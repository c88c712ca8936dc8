import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { LockScreen } from '#src/app/lock-screen.tsx'
import { LockWarning } from '#src/app/lock-warning.tsx'
import { SessionContext } from '#src/app/session-context.ts'
import { watchWindow } from '#src/app/session-watch.ts'
import { Session } from '#src/app/session.ts'
import { useClinician } from '#src/queries/remit-context.tsx'
import { useAnnounce } from '#src/ui/live-region.tsx'

export interface SessionGateProps {
  /** Minutes without a sign of anybody before the window locks. */
  readonly idleMinutes: number
  /** Epoch milliseconds now. */
  readonly clock: () => number
  readonly children: ReactNode
}

const MS_PER_MINUTE = 60_000

/** Shows the app while somebody works, and nothing of any patient once nobody does. */
export function SessionGate({ idleMinutes, clock, children }: SessionGateProps) {
  const { ref } = useClinician()
  const [session] = useState(() => new Session({ clock, idleMs: idleMinutes * MS_PER_MINUTE, practitioner: ref }))
  const state = useSyncExternalStore(session.subscribe, session.snapshot)
  useEffect(() => watchWindow(session), [session])
  useForgetting(state.kind === 'locked')
  return (
    <SessionContext value={session}>
      {state.kind === 'locked' ? <LockScreen why={state.why} idleMinutes={idleMinutes} onContinue={() => session.resume()} /> : children}
      {state.kind === 'warning' && <LockWarning locksAtMs={state.locksAtMs} clock={clock} />}
    </SessionContext>
  )
}

/** On locking, everything that was read is dropped, what is being read is given up, and title and live region say nothing of it. */
function useForgetting(isLocked: boolean): void {
  const queries = useQueryClient()
  const announce = useAnnounce()
  // Before the browser paints, or puts the page into its memory: the last sentence said may have held a name.
  useLayoutEffect(() => {
    if (!isLocked) return
    document.title = 'Locked · Remit'
    announce('Remit is locked')
    return () => announce('')
  }, [isLocked, announce])
  // After the commit, when no hook of the screens that went away holds on to its query any more.
  useEffect(() => {
    if (!isLocked) return
    // Twice: an answer that came in the same moment may have been stored in between.
    void queries.cancelQueries().then(() => queries.clear())
    queries.clear()
    return () => void requestAnimationFrame(() => document.getElementById('content')?.focus({ preventScroll: true }))
  }, [isLocked, queries])
}
