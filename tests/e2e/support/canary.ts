/** Looks for words about patients in every place of the browser where none may rest or leak from. */
import type { Page } from '@playwright/test'

/** The demo's own server keeps what was written to it in IndexedDB; production has none. */
const DEMO_DATABASES = ['remit-demo']

interface Sink {
  readonly place: string
  readonly text: string
}

/** What leaves or outlives the page, from the moment of the call: console lines, addresses asked for, referrers. */
export function watchOutflow(page: Page): readonly Sink[] {
  const sinks: Sink[] = []
  page.on('console', (message) => sinks.push({ place: 'console', text: message.text() }))
  page.on('pageerror', (error) => sinks.push({ place: 'uncaught error', text: `${error.message} ${error.stack ?? ''}` }))
  page.on('framenavigated', (frame) => sinks.push({ place: 'address of the page', text: decoded(frame.url()) }))
  page.on('request', (request) => {
    sinks.push({ place: 'referrer', text: decoded(request.headers()['referer'] ?? '') })
    sinks.push({ place: 'address of a request', text: decoded(request.url()) })
  })
  return sinks
}

/** What rests in the browser now: address, title, history, storages, databases, caches. */
export async function restingText(page: Page): Promise<readonly Sink[]> {
  return page.evaluate(async (skipped) => {
    const sinks: { place: string; text: string }[] = [
      { place: 'address', text: decodeURIComponent(window.location.href) },
      { place: 'title', text: document.title },
      { place: 'history state', text: JSON.stringify(window.history.state) ?? '' },
      { place: 'window name', text: window.name },
      { place: 'cookies', text: document.cookie },
      { place: 'localStorage', text: JSON.stringify(Object.entries(window.localStorage)) },
      { place: 'sessionStorage', text: JSON.stringify(Object.entries(window.sessionStorage)) },
    ]
    for (const key of await caches.keys()) {
      const cache = await caches.open(key)
      for (const request of await cache.keys())
        sinks.push({ place: `cache ${key}`, text: `${request.url} ${await (await cache.match(request))?.text()}` })
    }
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result))
        request.addEventListener('error', () => reject(new Error('IndexedDB could not be read')))
      })
    for (const { name = '' } of await indexedDB.databases()) {
      if (skipped.includes(name)) continue
      const database = await asked(indexedDB.open(name))
      for (const store of database.objectStoreNames)
        sinks.push({
          place: `IndexedDB ${name}/${store}`,
          text: JSON.stringify(await asked(database.transaction(store).objectStore(store).getAll())),
        })
      database.close()
    }
    return sinks
  }, DEMO_DATABASES)
}

/** "title: Ana Muñoz" for each canary found; empty when all is clean. */
export function leaks(sinks: readonly Sink[], canaries: readonly string[]): readonly string[] {
  const found = sinks.flatMap(({ place, text }) =>
    canaries.filter((canary) => text.toLowerCase().includes(canary.toLowerCase())).map((canary) => `${place}: ${canary}`),
  )
  return [...new Set(found)]
}

/** Everything a screen reader or a sighted reader could still find, dialogs and live regions too. */
export async function textInDocument(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.outerHTML)
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address // not percent-encoded throughout
  }
}
