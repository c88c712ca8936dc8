/** The one shape in which a screen receives anything from the server. */
import type { UseQueryResult } from '@tanstack/react-query'

export type Loaded<T, E = Error> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly error: E }
  /** `fetchedAtMs`: epoch milliseconds of the oldest part of the value. */
  | { readonly kind: 'fresh'; readonly value: T; readonly fetchedAtMs: number }
  | { readonly kind: 'stale'; readonly value: T; readonly fetchedAtMs: number; readonly error: E }

/** Reads a query result as a `Loaded`. Call it in the hook, during render, so that the query's fields are tracked. */
export function toLoaded<T, E>(query: UseQueryResult<T, E>): Loaded<T, E> {
  // Placeholder data can belong to the patient we just left. Never show it.
  if (query.isPending || query.isPlaceholderData) return { kind: query.fetchStatus === 'paused' ? 'offline' : 'loading' }
  if (query.isLoadingError) return { kind: 'failed', error: query.error }
  if (query.isRefetchError) return { kind: 'stale', value: query.data, fetchedAtMs: query.dataUpdatedAt, error: query.error }
  return { kind: 'fresh', value: query.data, fetchedAtMs: query.dataUpdatedAt }
}
