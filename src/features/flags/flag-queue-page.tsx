import { QueueBody } from '#src/features/flags/queue-body.tsx'
import type { QueueSlots } from '#src/features/flags/queue-slots.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import { useUnsavedWarning } from '#src/queries/outbox-desk.ts'
import { useQueueDesk } from '#src/queries/queue.ts'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import styles from '#src/features/flags/queue.module.css'

export type { QueueSlots } from '#src/features/flags/queue-slots.ts'

/** The flag queue: the right patients, in the right order, each with its reason and a decision recorded. */
export function FlagQueuePage({ slots }: { readonly slots: QueueSlots }) {
  const { progress, refresh } = useCaseload()
  const loaded = useQueueDesk()
  useUnsavedWarning()
  return (
    <section className={styles['page']} aria-labelledby="flags-title">
      <LoadedView
        loaded={loaded}
        what="the flag queue"
        heading="Flags"
        onRetry={refresh}
        {...(progress === undefined ? {} : { progress: `${progress.read} of ${progress.total} patients` })}
      >
        {(desk) => <QueueBody desk={desk} slots={slots} />}
      </LoadedView>
    </section>
  )
}
