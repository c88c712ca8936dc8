import { lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'

/** Not at every key of a word that is being typed. */
const LEAST_BETWEEN_TRIES_MS = 1000
/** The next use of the page, or the network's return. */
const TRIED_AGAIN_ON = ['keydown', 'pointerdown', 'online'] as const

/**
 * A part whose code comes after the page's own: nothing until then, and a word in its place where it cannot be loaded, so that the
 * page without it still works. Code that could not be loaded is asked for again the next time anybody does something.
 *
 * @param what as for `ErrorBoundary`: "list of keys"
 */
export function later<P extends object>(what: string, read: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  const code = new Code(read)
  return function Later(props) {
    const [{ Part, attempt }, setTry] = useState(() => ({ Part: code.part(), attempt: 0 }))
    useEffect(() => {
      const again = (): void => {
        const now = code.part()
        if (now !== Part) setTry({ Part: now, attempt: attempt + 1 })
      }
      for (const event of TRIED_AGAIN_ON) window.addEventListener(event, again)
      return () => {
        for (const event of TRIED_AGAIN_ON) window.removeEventListener(event, again)
      }
    }, [Part, attempt])
    return (
      <ErrorBoundary key={attempt} what={what} look="inline">
        <Suspense>
          <Part {...props} />
        </Suspense>
      </ErrorBoundary>
    )
  }
}

/** React keeps a failure for as long as it keeps the part: after one, there is a new part to draw. */
class Code<P extends object> {
  readonly #read: () => Promise<ComponentType<P>>
  #part: ComponentType<P> | undefined
  #failedMs = Number.NEGATIVE_INFINITY
  #isFailed = false

  constructor(read: () => Promise<ComponentType<P>>) {
    this.#read = read
  }

  part(): ComponentType<P> {
    const isDue = this.#isFailed && performance.now() - this.#failedMs >= LEAST_BETWEEN_TRIES_MS
    if (this.#part === undefined || isDue) this.#part = this.#fresh()
    return this.#part
  }

  #fresh(): ComponentType<P> {
    this.#isFailed = false
    // safe: a lazy component is drawn as the component it will be
    return lazy(async () => {
      try {
        return { default: await this.#read() }
      } catch (error) {
        this.#failedMs = performance.now()
        this.#isFailed = true
        throw error
      }
    }) as ComponentType<P>
  }
}
