/**
 * Actions between the key press and the server's word: each is saving, waiting, refused, in conflict, or gone because it was saved.
 * Nothing is called saved before the server has said so, and nothing is sent twice under two identities.
 */
import type { Action, ActionPart, Review } from '#src/clinical/review.ts'
import type { Outcome } from '#src/fhir/review-send.ts'
import type { PendingAction } from '#src/queries/outbox-seal.ts'

export type OutboxState =
  | { readonly kind: 'saving' }
  | { readonly kind: 'waiting'; readonly why: string; readonly tries: number }
  | { readonly kind: 'conflict'; readonly theirs: readonly Review[]; readonly lost: readonly ActionPart[] }
  | { readonly kind: 'refused'; readonly why: string }

export interface OutboxEntry {
  readonly action: Action
  readonly state: OutboxState
}

export interface SavedAction {
  readonly action: Action
  readonly reviews: readonly Review[]
}

export interface OutboxSnapshot {
  /** Oldest first. */
  readonly entries: readonly OutboxEntry[]
  /** Saved in this session, oldest first; undone ones are taken out. */
  readonly saved: readonly SavedAction[]
  /** Why the server takes no writes, once a write has shown it. */
  readonly readOnly: string | undefined
}

export interface OutboxOptions {
  readonly send: (action: Action, again: boolean) => Promise<Outcome>
  /** Calls back after some milliseconds; injected so that tests do not wait. */
  readonly later: (ms: number, callback: () => void) => void
  readonly onSaved: (reviews: readonly Review[]) => void
  readonly onPending: (pending: readonly PendingAction[]) => void
}

/** Waits between tries, in milliseconds; the last one repeats. A server that names a time is given it. */
const PAUSES_MS = [2_000, 5_000, 15_000, 30_000, 60_000] as const

export class Outbox {
  readonly #options: OutboxOptions
  readonly #listeners = new Set<() => void>()
  readonly #tried = new Set<string>()
  #snapshot: OutboxSnapshot = { entries: [], saved: [], readOnly: undefined }

  constructor(options: OutboxOptions) {
    this.#options = options
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly snapshot = (): OutboxSnapshot => this.#snapshot

  /** Takes an action and sends it. One about a finding that is already on its way is not taken: a key held down acts once. */
  add(action: Action): boolean {
    const onTheirWay = new Set(this.#snapshot.entries.flatMap((entry) => entry.action.parts.map((part) => part.finding.key)))
    if (action.parts.some((part) => onTheirWay.has(part.finding.key))) return false
    this.#replace([...this.#snapshot.entries, { action, state: { kind: 'saving' } }])
    void this.#send(action)
    return true
  }

  /** Work an earlier page left: sent again only after asking the server whether it arrived. */
  restore(pending: readonly PendingAction[]): void {
    for (const { action, tried } of pending) {
      if (this.#snapshot.entries.some((entry) => entry.action.id === action.id)) continue
      if (tried) this.#tried.add(action.id)
      this.#replace([...this.#snapshot.entries, { action, state: { kind: 'saving' } }])
      void this.#send(action)
    }
  }

  retry(id: string): void {
    const entry = this.#snapshot.entries.find((one) => one.action.id === id)
    if (!entry || entry.state.kind === 'saving') return
    this.#setState(id, { kind: 'saving' })
    void this.#send(entry.action)
  }

  retryWaiting(): void {
    for (const { action, state } of this.#snapshot.entries) if (state.kind === 'waiting') this.retry(action.id)
  }

  /** Lets go of an action that was refused or lost to somebody else's. The person has seen its text and said so. */
  discard(id: string): void {
    this.#replace(this.#snapshot.entries.filter((entry) => entry.action.id !== id))
  }

  /** Forgets that an action can be undone, because its undoing is under way. */
  forgetSaved(id: string): void {
    this.#publish({ ...this.#snapshot, saved: this.#snapshot.saved.filter((one) => one.action.id !== id) })
  }

  async #send(action: Action): Promise<void> {
    const again = this.#tried.has(action.id)
    this.#tried.add(action.id)
    this.#options.onPending(this.#pending())
    let outcome: Outcome
    try {
      outcome = await this.#options.send(action, again)
    } catch (error) {
      // A fault of ours, not of the server: shown like a refusal, with the text kept.
      outcome = { kind: 'refused', why: error instanceof Error ? error.message : 'an unexpected fault' }
    }
    if (!this.#snapshot.entries.some((entry) => entry.action.id === action.id)) return
    this.#settle(action, outcome)
  }

  #settle(action: Action, outcome: Outcome): void {
    switch (outcome.kind) {
      case 'saved':
        this.#options.onSaved(outcome.reviews)
        this.#publish({
          ...this.#snapshot,
          entries: this.#snapshot.entries.filter((entry) => entry.action.id !== action.id),
          saved: [...this.#snapshot.saved, { action, reviews: outcome.reviews }],
        })
        this.#options.onPending(this.#pending())
        return
      case 'conflict':
        this.#options.onSaved([...outcome.saved, ...outcome.theirs])
        this.#setState(action.id, { kind: 'conflict', theirs: outcome.theirs, lost: outcome.lost })
        return
      case 'read-only':
        this.#publish({ ...this.#snapshot, readOnly: outcome.why })
        this.#setState(action.id, { kind: 'refused', why: outcome.why })
        return
      case 'refused':
        this.#setState(action.id, { kind: 'refused', why: outcome.why })
        return
      case 'waiting':
        this.#wait(action, outcome.why, outcome.retryAfterSeconds)
    }
  }

  #wait(action: Action, why: string, retryAfterSeconds: number | undefined): void {
    const tries = (this.#waits.get(action.id) ?? 0) + 1
    this.#waits.set(action.id, tries)
    this.#setState(action.id, { kind: 'waiting', why, tries })
    const pause = retryAfterSeconds === undefined ? PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1] : retryAfterSeconds * 1000
    this.#options.later(pause ?? 60_000, () => {
      const entry = this.#snapshot.entries.find((one) => one.action.id === action.id)
      if (entry?.state.kind === 'waiting' && entry.state.tries === tries) this.retry(action.id)
    })
  }

  readonly #waits = new Map<string, number>()

  #pending(): readonly PendingAction[] {
    return this.#snapshot.entries.map(({ action }) => ({ action, tried: this.#tried.has(action.id) }))
  }

  #setState(id: string, state: OutboxState): void {
    this.#replace(this.#snapshot.entries.map((entry) => (entry.action.id === id ? { ...entry, state } : entry)))
  }

  #replace(entries: readonly OutboxEntry[]): void {
    this.#publish({ ...this.#snapshot, entries })
    this.#options.onPending(this.#pending())
  }

  #publish(snapshot: OutboxSnapshot): void {
    this.#snapshot = snapshot
    for (const listener of this.#listeners) listener()
  }
}
