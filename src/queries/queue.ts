/** The flag queue: what the rules find in the caseload, minus what people did about it. */
import { queueOf, type Queue } from '#src/clinical/queue.ts'
import type { FhirError } from '#src/fhir/errors.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import type { Loaded } from '#src/queries/loaded.ts'
import { useClinician } from '#src/queries/remit-context.tsx'
import { useKeptReviews, type KeptReviews } from '#src/queries/reviews.ts'
import type { Caseload } from '#src/queries/types.ts'

/** The queue exists only once both halves are read: without the reviews, settled flags would come back as new. */
export function useQueue(): Loaded<Queue, FhirError> {
  const { loaded: caseload } = useCaseload()
  const reviews = useKeptReviews()
  const me = useClinician()
  if (caseload.kind !== 'fresh' && caseload.kind !== 'stale') return caseload
  if (reviews.kind !== 'fresh' && reviews.kind !== 'stale') return reviews
  const value = joined(caseload.value, reviews.value, me.ref)
  const fetchedAtMs = Math.min(caseload.fetchedAtMs, reviews.fetchedAtMs)
  const error = reviews.kind === 'stale' ? reviews.error : caseload.kind === 'stale' ? caseload.error : undefined
  return error === undefined ? { kind: 'fresh', value, fetchedAtMs } : { kind: 'stale', value, fetchedAtMs, error }
}

let last: { readonly caseload: Caseload; readonly reviews: KeptReviews; readonly me: string; readonly queue: Queue } | undefined

/** Worked out once for the same caseload and reviews, however many parts of the page ask. */
function joined(caseload: Caseload, reviews: KeptReviews, me: string): Queue {
  if (last && last.caseload === caseload && last.reviews === reviews && last.me === me) return last.queue
  const queue = queueOf(
    caseload.entries.flatMap((entry) => (entry.kind === 'read' ? [entry.assessment] : [])),
    reviews.reviews,
    { me, asOf: caseload.asOf, unread: unreadOf(caseload, reviews) },
  )
  last = { caseload, reviews, me, queue }
  return queue
}

function unreadOf(caseload: Caseload, reviews: KeptReviews): readonly string[] {
  const pending = caseload.entries.filter((entry) => entry.kind === 'pending').length
  const unreadable = caseload.entries.filter((entry) => entry.kind === 'unreadable').length
  return [
    ...(pending > 0 ? [`${pending} of ${caseload.total} patients are still being read`] : []),
    ...(unreadable > 0 ? [`${unreadable} of ${caseload.total} patients could not be read`] : []),
    ...caseload.incomplete.map((part) => `${part.part}: ${part.reason}`),
    ...(reviews.incomplete === undefined ? [] : [`reviews: ${reviews.incomplete}`]),
    ...(reviews.rejected.length > 0 ? [`${reviews.rejected.length} stored reviews could not be read`] : []),
  ]
}
