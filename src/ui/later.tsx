import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'

/**
 * A part whose code comes after the page's own: nothing until then, and a word in its place where it cannot be loaded, so that the
 * page without it still works.
 *
 * @param what as for `ErrorBoundary`: "list of keys"
 */
export function later<P extends object>(what: string, read: () => Promise<ComponentType<P>>): (props: P) => ReactNode {
  const Part = lazy(async () => ({ default: await read() }))
  return function Later(props) {
    return (
      <ErrorBoundary what={what} look="inline">
        <Suspense>
          <Part {...props} />
        </Suspense>
      </ErrorBoundary>
    )
  }
}
