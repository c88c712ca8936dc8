import type { QueueSearch } from '#src/features/flags/queue-search.ts'
import { formatDay, formatMoment } from '#src/lib/calendar.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import { useAsOf, useClinician } from '#src/queries/remit-context.tsx'
import styles from '#src/features/flags/queue.module.css'

const parts = { open: 'to decide', settled: 'resting and settled', rules: 'counts by rule' } as const

/** On paper only: whose queue, which part of it and as of when. */
export function PrintedHead({ search }: { readonly search: QueueSearch }) {
  const { name } = useClinician()
  const { day } = useAsOf()
  const { loaded } = useCaseload()
  const read = loaded.kind === 'fresh' || loaded.kind === 'stale' ? `, read ${formatMoment(loaded.fetchedAtMs)}` : ''
  const cut = search.view === 'open' ? `, by ${search.by}` : ''
  return (
    <p className={styles['printed']}>
      Remit: flags of {name}, {parts[search.view]}
      {cut}, as of {formatDay(day)}
      {read}
    </p>
  )
}
