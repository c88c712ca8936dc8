import { ClosingLine } from '#src/features/flags/closing-line.tsx'
import type { QueueSlots } from '#src/features/flags/queue-slots.ts'
import { KeysHelp } from '#src/features/flags/keys-help.tsx'
import { OutboxStrip } from '#src/features/flags/outbox-strip.tsx'
import { PrintedHead } from '#src/features/flags/printed-head.tsx'
import { QueueHead } from '#src/features/flags/queue-head.tsx'
import { QueueList } from '#src/features/flags/queue-list.tsx'
import { QueueNotices } from '#src/features/flags/queue-notices.tsx'
import { QueuePane } from '#src/features/flags/queue-pane.tsx'
import { RuleLedgerTable } from '#src/features/flags/rule-ledger.tsx'
import { SettledList } from '#src/features/flags/settled-list.tsx'
import { UndoLine } from '#src/features/flags/undo-line.tsx'
import { fromFlags, useQueueWork } from '#src/features/flags/use-queue-work.ts'
import type { QueueDesk } from '#src/queries/queue.ts'
import styles from '#src/features/flags/queue.module.css'

export interface QueueBodyProps {
  readonly desk: QueueDesk
  readonly slots: QueueSlots
}

/** Head, list and pane, and the line that adds up. */
export function QueueBody({ desk, slots }: QueueBodyProps) {
  const work = useQueueWork(desk)
  return (
    <div className={styles['body']} data-pane={work.search.view === 'open' && work.isPaneOpen ? 'open' : 'closed'}>
      <QueueHead work={work} desk={desk} />
      <PrintedHead search={work.search} />
      <OutboxStrip patients={desk.patients} />
      <QueueNotices queue={desk.queue} patients={desk.patients} from={fromFlags(work.search)} />
      {work.search.view === 'open' && (
        <div className={styles['desk']}>
          <QueueList work={work} desk={desk} />
          <QueuePane work={work} desk={desk} slots={slots} />
        </div>
      )}
      {work.search.view === 'settled' && <SettledList desk={desk} from={fromFlags(work.search)} />}
      {work.search.view === 'rules' && <RuleLedgerTable queue={desk.queue} />}
      <section className={styles['foot']} aria-label="Today">
        <ClosingLine desk={desk} />
        <UndoLine work={work} />
      </section>
      {work.helpOpen && <KeysHelp keysOn={work.keysOn} onKeysOn={work.setKeysOn} onClose={() => work.setHelpOpen(false)} />}
    </div>
  )
}
