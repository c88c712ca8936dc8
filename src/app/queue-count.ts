/** Patients left in the flag queue; undefined while anybody is still being read, so that no part stands for the whole. */
import { useCaseload } from '#src/queries/caseload.ts'
import { useQueue } from '#src/queries/queue.ts'

export function useQueueCount(): number | undefined {
  const queue = useQueue()
  const { progress } = useCaseload()
  if (progress !== undefined) return undefined
  return queue.kind === 'fresh' || queue.kind === 'stale' ? queue.value.cards.length : undefined
}
