import type { QueueView } from '#src/features/flags/queue-search.ts'
import type { QueueWork } from '#src/features/flags/use-queue-work.ts'
import { counted } from '#src/lib/figures.ts'
import type { QueueDesk } from '#src/queries/queue.ts'
import { Button } from '#src/ui/button.tsx'
import { Kbd } from '#src/ui/kbd.tsx'
import styles from '#src/features/flags/queue.module.css'

export interface QueueHeadProps {
  readonly work: QueueWork
  readonly desk: QueueDesk
}

const views: readonly { readonly id: QueueView; readonly label: string }[] = [
  { id: 'open', label: 'To decide' },
  { id: 'settled', label: 'Resting and settled' },
  { id: 'rules', label: 'Counts by rule' },
]

/** How much there is, and how it is cut. */
export function QueueHead({ work, desk }: QueueHeadProps) {
  const { search, set, cards } = work
  const flags = cards.reduce((sum, card) => sum + card.open.length, 0)
  const count: Readonly<Record<QueueView, number | undefined>> = {
    open: cards.length,
    settled: desk.queue.resting.length,
    rules: undefined,
  }
  return (
    <header className={styles['head']}>
      <h1 id="flags-title">Flags</h1>
      <p className={styles['total']}>
        {counted(cards.length, 'patient')}, {counted(flags, 'flag')} to decide
      </p>
      <nav aria-label="Parts of the flag queue" className={styles['views']}>
        {views.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className={styles['view']}
            aria-current={search.view === id ? 'page' : undefined}
            onClick={() => set({ view: id })}
          >
            {label}
            {count[id] !== undefined && <span className={styles['count']}>{count[id]}</span>}
          </button>
        ))}
      </nav>
      <span className={styles['grow']} />
      {search.view === 'open' && (
        <Button look="quiet" onClick={() => set({ by: search.by === 'reason' ? 'tier' : 'reason' })}>
          {search.by === 'reason' ? 'By reason' : 'By tier'}
          <span className={styles['hint']}>{search.by === 'reason' ? 'show by tier' : 'show by reason'}</span>
        </Button>
      )}
      <Button look="quiet" onClick={() => work.setHelpOpen(true)}>
        Keys <Kbd>?</Kbd>
      </Button>
    </header>
  )
}
