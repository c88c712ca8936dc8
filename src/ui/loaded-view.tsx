import type { ReactNode } from 'react'
import { assertNever } from '#src/lib/assert-never.ts'
import { formatMoment } from '#src/lib/calendar.ts'
import { Button } from '#src/ui/button.tsx'
import { Loading } from '#src/ui/loading.tsx'
import { Notice } from '#src/ui/notice.tsx'
import hidden from '#src/ui/visually-hidden.module.css'

/** The shape every hook hands to a screen; the same as `Loaded` of the query layer, which `ui` may not import. */
export type LoadedValue<T, E> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly error: E }
  | { readonly kind: 'fresh'; readonly value: T; readonly fetchedAtMs: number }
  | { readonly kind: 'stale'; readonly value: T; readonly fetchedAtMs: number; readonly error: E }

export interface LoadedViewProps<T, E extends Error> {
  readonly loaded: LoadedValue<T, E>
  /** What is being read, for every sentence: "the caseload", "Ana Muñoz’s record". */
  readonly what: string
  /** The page's heading, for a page that has none until it is read. */
  readonly heading?: string
  /** "120 of 300 patients", while loading and when it can be counted. */
  readonly progress?: string
  readonly onRetry?: () => void
  /** Gives up a reading that takes long. */
  readonly onStop?: () => void
  readonly children: (value: T) => ReactNode
}

/** The one switch over a loaded value. A failure is a sentence with a way on; old values stay, marked with their time. */
export function LoadedView<T, E extends Error>({ heading, ...props }: LoadedViewProps<T, E>) {
  const isShown = props.loaded.kind === 'fresh' || props.loaded.kind === 'stale'
  return (
    <>
      {heading !== undefined && !isShown && <h1 className={hidden['hidden']}>{heading}</h1>}
      <LoadedState {...props} />
    </>
  )
}

function LoadedState<T, E extends Error>({ loaded, what, progress, onRetry, onStop, children }: LoadedViewProps<T, E>) {
  const retry = onRetry === undefined ? undefined : <Button onClick={onRetry}>Try again</Button>
  switch (loaded.kind) {
    case 'loading':
      return <Loading what={what} {...(progress === undefined ? {} : { progress })} {...(onStop === undefined ? {} : { onStop })} />
    case 'offline':
      return (
        <Notice tone="decide" role="alert" title={`Offline: ${what} has not been read.`} action={retry}>
          Nothing is shown because nothing was loaded. Remit reads it as soon as the connection is back.
        </Notice>
      )
    case 'failed':
      return (
        <Notice tone="urgent" role="alert" title={`Could not read ${what}.`} action={retry}>
          {loaded.error.message}
        </Notice>
      )
    case 'stale':
      return (
        <>
          <Notice tone="decide" role="status" title={`Showing ${what} as read ${formatMoment(loaded.fetchedAtMs)}.`} action={retry}>
            It could not be read again: {loaded.error.message}
          </Notice>
          {children(loaded.value)}
        </>
      )
    case 'fresh':
      // The same shape as when stale, so that what is typed or focused below lives on when the one becomes the other.
      return (
        <>
          {undefined}
          {children(loaded.value)}
        </>
      )
    default:
      return assertNever(loaded)
  }
}
