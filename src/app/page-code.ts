/** The code of the pages, read when a page is first asked for; and whether some of it is on its way. */
import { lazy, useSyncExternalStore, type ComponentType } from 'react'

type ReadPage = () => Promise<ComponentType>

const listeners = new Set<() => void>()
let reading = 0

function count(change: 1 | -1): void {
  reading += change
  for (const listener of listeners) listener()
}

/** A page to draw below a `Suspense`; it throws where its code cannot be read. */
export function lazyPage(read: ReadPage): ComponentType {
  return lazy(async () => {
    const code = read()
    await Promise.resolve() // React asks while it draws, when nothing else may be told to draw
    count(1)
    try {
      return { default: await code }
    } finally {
      count(-1)
    }
  })
}

/** True while a page was asked for and its code is not here yet. */
export function useIsReadingPage(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    () => reading > 0,
  )
}
