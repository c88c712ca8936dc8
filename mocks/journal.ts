import type { Version } from '#mocks/fhir-store.ts'

/** What writes do to a store, in order. A reset forgets all before it. */
export type JournalEntry = { readonly kind: 'written'; readonly versions: readonly Version[] } | { readonly kind: 'reset' }

/** Where writes are kept, so that they outlive the page and reach its other tabs. */
export interface Journal {
  /** Hands over, in order, what others wrote since the last time. */
  readonly catchUp: (learn: (entry: JournalEntry) => void) => Promise<void>
  /**
   * Catches up, then runs `work` while nobody else writes, and keeps what it returns. When that cannot be kept, `forget` takes it back
   * and the promise rejects.
   */
  readonly write: (learn: (entry: JournalEntry) => void, work: () => readonly JournalEntry[], forget: () => void) => Promise<void>
}

/** A journal that keeps nothing: for tests and the sandbox, where one process holds the only store. */
export const memoryJournal: Journal = {
  catchUp: () => Promise.resolve(),
  write: (_learn, work) => {
    work()
    return Promise.resolve()
  },
}
