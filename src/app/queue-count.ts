/** Patients left in the flag queue; undefined while that is not known, so that no number stands for "not read yet". */
import { useQueue } from '#src/queries/queue.ts'

export function useQueueCount(): number | undefined {
  const queue = useQueue()
  return queue.kind === 'fresh' || queue.kind === 'stale' ? queue.value.cards.length : undefined
}
