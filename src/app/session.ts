/**
 * Whether somebody is at this window: open, about to lock, or locked. Times are compared on the clock, so that a computer which slept
 * through the deadline is locked when it wakes (WCAG 2.2.1 asks for the warning, ASVS 5.0 V7.3 for the lock).
 */
import { openSessionChannel, type SessionChannel } from '#src/app/session-channel.ts'

/** `left`: the page was left and may come back from the browser's memory. `elsewhere`: locked in another tab. */
export type LockReason = 'idle' | 'asked' | 'elsewhere' | 'other-clinician' | 'left'

export type SessionState =
  | { readonly kind: 'open' }
  | { readonly kind: 'warning'; readonly locksAtMs: number }
  | { readonly kind: 'locked'; readonly why: LockReason }

/** Five seconds more than the 60 that are promised, for a browser that is late with its ticks. */
const WARNING_MS = 65_000
/** Other tabs hear of somebody at work at most this often. */
const TELL_EVERY_MS = 5_000
const KEPT_LOCK = 'remit.locked'

/** Where a session stands by the clock alone. A clock set back counts as somebody at work just now. */
export function sessionAt(lastActiveMs: number, nowMs: number, idleMs: number): 'open' | 'warning' | 'over' {
  const stillFor = Math.max(0, nowMs - lastActiveMs)
  if (stillFor >= idleMs) return 'over'
  return stillFor >= idleMs - WARNING_MS ? 'warning' : 'open'
}

export interface SessionOptions {
  /** Epoch milliseconds now. */
  readonly clock: () => number
  /** Milliseconds without a sign of anybody; at least two minutes. */
  readonly idleMs: number
  /** "Practitioner/123": a tab of somebody else locks this one. */
  readonly practitioner: string
}

export class Session {
  readonly #options: SessionOptions
  readonly #listeners = new Set<() => void>()
  #channel: SessionChannel | undefined
  #state: SessionState
  #lastActiveMs: number
  #toldAtMs = -Infinity

  constructor(options: SessionOptions) {
    this.#options = options
    this.#lastActiveMs = options.clock()
    const kept = keptLock()
    this.#state = kept === undefined ? { kind: 'open' } : { kind: 'locked', why: kept }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): SessionState => this.#state

  /** Listens to the other tabs until the returned function is called. */
  connect(): () => void {
    const channel = openSessionChannel((message) => {
      if (message.practitioner !== this.#options.practitioner) this.#lock('other-clinician')
      else if (message.kind === 'lock') this.#lock('elsewhere')
      else this.#heard(message.atMs)
    })
    this.#channel = channel
    if (this.#state.kind !== 'locked') this.#tell('active')
    return () => {
      this.#channel = undefined
      channel.close()
    }
  }

  /**
   * Somebody touched a key, the pointer or the wheel. Once the warning stands only a deliberate act extends: a desk that is bumped
   * moves the pointer too.
   */
  sign(how: 'deliberate' | 'passing'): void {
    this.check()
    if (this.#state.kind === 'locked' || (this.#state.kind === 'warning' && how === 'passing')) return
    const now = this.#options.clock()
    this.#lastActiveMs = now
    if (this.#state.kind === 'warning') this.#set({ kind: 'open' })
    if (now - this.#toldAtMs >= TELL_EVERY_MS || now < this.#toldAtMs) this.#tell('active')
  }

  /** Compares with the clock; called every second and whenever the page comes back to sight. */
  check(): void {
    if (this.#state.kind === 'locked') return
    const now = this.#options.clock()
    this.#lastActiveMs = Math.min(this.#lastActiveMs, now)
    const stands = sessionAt(this.#lastActiveMs, now, this.#options.idleMs)
    if (stands === 'over') this.lock('idle')
    else if (stands !== this.#state.kind)
      this.#set(stands === 'open' ? { kind: 'open' } : { kind: 'warning', locksAtMs: this.#lastActiveMs + this.#options.idleMs })
  }

  /** Locks this tab, and every other one unless only this one was left. */
  lock(why: LockReason): void {
    if (this.#state.kind === 'locked') return
    this.#lock(why)
    if (why !== 'left') this.#tell('lock')
  }

  /** Only somebody at this tab does this: no message from elsewhere ever unlocks. */
  resume(): void {
    keepLock(undefined)
    this.#lastActiveMs = this.#options.clock()
    this.#set({ kind: 'open' })
    this.#tell('active')
  }

  /** Work in another tab. A time from the future would hold off the lock for ever, so it counts as now. */
  #heard(atMs: number): void {
    if (this.#state.kind === 'locked') return
    this.#lastActiveMs = Math.max(this.#lastActiveMs, Math.min(atMs, this.#options.clock()))
    this.check()
  }

  #lock(why: LockReason): void {
    if (this.#state.kind === 'locked') return
    if (why !== 'left') keepLock(why)
    this.#set({ kind: 'locked', why })
  }

  #tell(kind: 'active' | 'lock'): void {
    const atMs = this.#options.clock()
    this.#toldAtMs = atMs
    this.#channel?.tell({ kind, practitioner: this.#options.practitioner, atMs })
  }

  #set(state: SessionState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

/** A reload does not open a locked tab. The one word kept says why it was locked, and nothing of anybody. */
function keptLock(): LockReason | undefined {
  const kept = storage()?.getItem(KEPT_LOCK)
  return kept === 'idle' || kept === 'asked' || kept === 'elsewhere' || kept === 'other-clinician' ? kept : undefined
}

function keepLock(why: LockReason | undefined): void {
  if (why === undefined) storage()?.removeItem(KEPT_LOCK)
  else storage()?.setItem(KEPT_LOCK, why)
}

function storage(): Storage | undefined {
  try {
    return window.sessionStorage
  } catch {
    return undefined // switched off: then a reload opens the tab, as it would without a lock
  }
}
