/** Patients left in the flag queue; undefined while it is not read. */
import { useQueue } from '#src/queries/queue.ts'

export function useQueueCount(): number | undefined {
  const queue = useQueue()
  return queue.kind === 'fresh' || queue.kind === 'stale' ? queue.value.cards.length : undefined
}
