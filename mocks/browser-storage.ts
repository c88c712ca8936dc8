/**
 * The demo's writes, kept in IndexedDB so that they outlive a reload and reach the other tabs of the page. Synthetic patients only: this
 * file is not part of a production build. Web Locks put the writes of several tabs into one order.
 */
import type { Journal, JournalEntry } from '#mocks/journal.ts'

const DATABASE = 'remit-demo'
const ENTRIES = 'entries'
const WORLD = 'world'
const LOCK = 'remit-demo-journal'
/** A world older than this is made anew, because its newest check-in would be too old to believe. */
const DAYS_A_WORLD_LASTS = 2

export interface BrowserJournal {
  readonly journal: Journal
  /** The day number the population is dated relative to: today, or the day on which what is kept was begun. */
  readonly today: number
}

export async function openBrowserJournal(today: number): Promise<BrowserJournal> {
  const database = await opened()
  const began = await navigator.locks.request(LOCK, () => worldOf(database, today))
  let learned = 0
  const catchUp = async (learn: (entry: JournalEntry) => void): Promise<void> => {
    const found = await entriesAfter(database, learned)
    for (const { key, entry } of found) {
      learned = key
      learn(entry)
    }
  }
  return {
    today: began,
    journal: {
      catchUp,
      write: (learn, work, forget) =>
        navigator.locks.request(LOCK, async () => {
          await catchUp(learn)
          const entries = work()
          if (entries.length === 0) return
          try {
            learned = await append(database, entries)
          } catch (error) {
            // What cannot be kept never happened: the store is emptied, and learns everything that was kept again.
            forget()
            learned = 0
            throw error
          }
        }),
    },
  }
}

/** The day of the world that is kept. A world that is too old, or from tomorrow, is forgotten with all that was written to it. */
async function worldOf(database: IDBDatabase, today: number): Promise<number> {
  const transaction = database.transaction([ENTRIES, WORLD], 'readwrite')
  const world = transaction.objectStore(WORLD)
  const kept: unknown = await answer(world.get('day'))
  const usable = typeof kept === 'number' && kept <= today && today - kept <= DAYS_A_WORLD_LASTS
  const anyWritten = usable && (await answer(transaction.objectStore(ENTRIES).count())) > 0
  if (usable && (anyWritten || kept === today)) return kept
  transaction.objectStore(ENTRIES).clear()
  world.put(today, 'day')
  await finished(transaction)
  return today
}

async function entriesAfter(
  database: IDBDatabase,
  learned: number,
): Promise<readonly { readonly key: number; readonly entry: JournalEntry }[]> {
  const store = database.transaction(ENTRIES, 'readonly').objectStore(ENTRIES)
  const range = IDBKeyRange.lowerBound(learned, true)
  const [keys, entries] = await Promise.all([answer(store.getAllKeys(range)), answer<unknown[]>(store.getAll(range))])
  return keys.flatMap((key, i) => {
    const entry = entries[i]
    return typeof key === 'number' && isEntry(entry) ? [{ key, entry }] : []
  })
}

/** Keeps entries in their order and returns the key of the last. A reset takes the place of everything before it. */
async function append(database: IDBDatabase, entries: readonly JournalEntry[]): Promise<number> {
  const transaction = database.transaction(ENTRIES, 'readwrite')
  const store = transaction.objectStore(ENTRIES)
  let last: IDBValidKey = 0
  for (const entry of entries) {
    if (entry.kind === 'reset') store.clear()
    last = await answer(store.add(entry))
  }
  await finished(transaction)
  return typeof last === 'number' ? last : 0
}

function isEntry(value: unknown): value is JournalEntry {
  return typeof value === 'object' && value !== null && 'kind' in value && (value.kind === 'reset' || value.kind === 'written')
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(ENTRIES, { autoIncrement: true })
    request.result.createObjectStore(WORLD)
  })
  return answer(request)
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('the browser’s storage failed')))
  })
}

function finished(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    const failed = (): void => reject(transaction.error ?? new Error('the browser’s storage failed'))
    transaction.addEventListener('error', failed)
    transaction.addEventListener('abort', failed)
  })
}
