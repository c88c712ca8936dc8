/** Wires a session to the window: signs of somebody at work, the clock, and the ways in which a page is left and comes back. */
import { flushSync } from 'react-dom'
import type { Session } from '#src/app/session.ts'

const TICK_MS = 1_000
const DELIBERATE = ['keydown', 'click'] as const
const PASSING = ['pointerdown', 'pointermove', 'touchmove', 'wheel'] as const

/** @returns a function that takes the listeners away again */
export function watchWindow(session: Session): () => void {
  const off = new AbortController()
  const { signal } = off
  const check = (): void => session.check()
  for (const name of DELIBERATE) window.addEventListener(name, (event) => deliberate(session, event), { capture: true, signal })
  for (const name of PASSING) window.addEventListener(name, (event) => passing(session, event), { capture: true, passive: true, signal })
  for (const name of ['focus', 'pageshow']) window.addEventListener(name, check, { signal })
  for (const name of ['visibilitychange', 'resume']) document.addEventListener(name, check, { signal })
  // A page that goes into the browser's memory goes in empty, so that Back cannot bring a patient into sight, not for one frame.
  window.addEventListener('pagehide', (event) => (event.persisted ? flushSync(() => session.lock('left')) : undefined), { signal })
  const ticking = setInterval(check, TICK_MS)
  const disconnect = session.connect()
  return () => {
    off.abort()
    clearInterval(ticking)
    disconnect()
  }
}

/** The key or click that answers the warning does nothing else: "a" must not act on the flag that stands behind it. */
function deliberate(session: Session, event: Event): void {
  if (!event.isTrusted) return
  const before = session.snapshot().kind
  if (before === 'locked') return
  session.sign('deliberate')
  if (before === 'open' && session.snapshot().kind === 'open') return
  event.preventDefault()
  event.stopImmediatePropagation()
}

function passing(session: Session, event: Event): void {
  if (event.isTrusted) session.sign('passing')
}
