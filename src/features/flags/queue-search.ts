/** The queue's part of the address: who is open, and how the list is cut. Nothing a person typed stands in it. */
import type { Grouping } from '#src/features/flags/queue-groups.ts'

export type QueueView = 'open' | 'settled' | 'rules'

export interface QueueSearch {
  readonly patient: string | undefined
  readonly flag: string | undefined
  readonly by: Grouping
  readonly view: QueueView
}

const views: readonly QueueView[] = ['open', 'settled', 'rules']

/** Total: what is not understood is the default. */
export function parseQueueSearch(search: URLSearchParams): QueueSearch {
  const view = search.get('view')
  return {
    patient: search.get('patient') ?? undefined,
    flag: search.get('flag') ?? undefined,
    by: search.get('by') === 'tier' ? 'tier' : 'reason',
    view: views.find((one) => one === view) ?? 'open',
  }
}

/** Writes onto what is there, so that parameters of others (the demo's) stay; defaults are left out. */
export function formatQueueSearch(change: Partial<QueueSearch>, onto: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams(onto)
  const now = { ...parseQueueSearch(onto), ...change }
  const put = (name: string, value: string | undefined, usual?: string): void =>
    value === undefined || value === usual ? next.delete(name) : next.set(name, value)
  put('patient', now.patient)
  put('flag', now.flag)
  put('by', now.by, 'reason')
  put('view', now.view, 'open')
  return next
}
