/** Stored reviews in a line of text. */
import { decisionTitle, snoozeWords, type Review } from '#src/clinical/review.ts'
import { reviewStateWords } from '#src/features/flags/flag-words.ts'
import { formatDay, formatMoment, localDayAt } from '#src/lib/calendar.ts'

/** "decided: Switch antidepressant", "snoozed until …", "open again" */
export function outcomeWords({ state, decision, snooze }: Review): string {
  const word = reviewStateWords[state]
  if (state === 'snoozed' && snooze) return `${word} ${snoozeWords(snooze)}`
  return decision && (state === 'resolved' || state === 'dismissed' || state === 'reviewed')
    ? `${word}: ${decisionTitle[decision.code]}`
    : word
}

/** A colleague's review: it is told, and it closes nothing of ours. */
export function elsewhereWords(review: Review): string {
  return `${review.by.name}, ${formatDay(localDayAt(review.atMs))}: ${outcomeWords(review)}. Still open for you.`
}

export function byWords({ by, atMs }: Pick<Review, 'by' | 'atMs'>, me: string): string {
  return `${by.ref === me ? 'you' : by.name}, ${formatMoment(atMs)}`
}

/** What the person wrote, without the words that Remit put before it. */
export function ownWords({ state, decision, snooze, note }: Review): string {
  if (decision && state !== 'reopened') return decision.rationale
  if (state === 'snoozed' && snooze) return (note ?? '').replace(`Snoozed ${snoozeWords(snooze)}.`, '').trim()
  return note ?? ''
}
