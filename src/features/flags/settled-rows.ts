/** Stored reviews as rows that can be searched. The search text never leaves the page. */
import { subjectOf, type Queue } from '#src/clinical/queue.ts'
import type { Review } from '#src/clinical/review.ts'
import { identityOf, restingWords } from '#src/features/flags/flag-words.ts'
import { outcomeWords, ownWords } from '#src/features/flags/review-words.ts'
import { formatMoment } from '#src/lib/calendar.ts'
import type { QueueDesk } from '#src/queries/queue.ts'

export interface SettledRow {
  readonly id: string
  readonly patientId: string
  readonly when: string
  readonly name: string
  readonly title: string
  readonly outcome: string
  readonly words: string
  readonly by: string
  /** What became of the finding since. */
  readonly now: string
}

/** Newest first; every word of the query must occur somewhere in the row. */
export function settledRows(reviews: readonly Review[], desk: QueueDesk, me: string, query: string): readonly SettledRow[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const now = standingBySubject(desk.queue)
  return reviews
    .toReversed()
    .map((review): SettledRow => {
      const patient = desk.patients.get(review.patientId)
      return {
        id: review.id,
        patientId: review.patientId,
        when: formatMoment(review.atMs),
        name: patient ? identityOf(patient.record, patient.assessment.asOf).name : `Patient ${review.patientId} (not on this caseload)`,
        title: review.finding.title,
        outcome: outcomeWords(review),
        words: ownWords(review),
        by: review.by.ref === me ? 'you' : review.by.name,
        now: now.get(subjectOf(review.finding.key)) ?? 'no longer met',
      }
    })
    .filter((row) => {
      const text = Object.values(row).join(' ').toLowerCase()
      return words.every((word) => text.includes(word))
    })
}

function standingBySubject(queue: Queue): ReadonlyMap<string, string> {
  const standing = new Map<string, string>()
  for (const card of queue.cards)
    for (const { finding } of card.open) if (finding.key !== undefined) standing.set(subjectOf(finding.key), 'open')
  for (const { finding, state } of queue.resting)
    if (finding.key !== undefined && state.kind !== 'open') standing.set(subjectOf(finding.key), `rests: ${restingWords[state.kind]}`)
  return standing
}
