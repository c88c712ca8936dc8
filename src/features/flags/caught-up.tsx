import type { Queue } from '#src/clinical/queue.ts'
import { counted } from '#src/lib/figures.ts'
import { useOutbox } from '#src/queries/outbox-desk.ts'
import { Notice } from '#src/ui/notice.tsx'

/** Nothing left is said only when everybody was read and everything was saved. */
export function CaughtUp({ queue }: { readonly queue: Queue }) {
  const { entries } = useOutbox()
  if (queue.unread.length > 0)
    return (
      <Notice tone="unknown" title="No flag among the patients that were read.">
        This is not “caught up”: {queue.unread.join('; ')}.
      </Notice>
    )
  if (entries.length > 0)
    return (
      <Notice tone="waiting" title="Nothing left in the list.">
        {counted(entries.length, 'action')} not confirmed by the server yet.
      </Notice>
    )
  return (
    <Notice tone="target" title="Caught up.">
      Every patient of the caseload was read and no flag is open. {counted(queue.resting.length, 'flag')} resting: see Resting and settled.
      {queue.item9NotAssessed.length > 0 &&
        ` Item 9 is not known for ${counted(queue.item9NotAssessed.length, 'patient')}: see below the list.`}
    </Notice>
  )
}
