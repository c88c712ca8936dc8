/** Stored reviews in a line of text. */
import { decisionTitle, deedWords, snoozeWords, type FindingSnapshot, type Review } from '#src/clinical/review.ts'
import { ruleBook } from '#src/clinical/rule-book.ts'
import { reviewStateWords } from '#src/features/flags/flag-words.ts'
import { formatDay, formatMoment, localDayAt } from '#src/lib/calendar.ts'

/** "decided: Switch antidepressant", "snoozed until …", "handed over to Dr A. Okafor", "open again" */
export function outcomeWords({ state, decision, snooze, by, owner, note }: Review): string {
  // Somebody may open a colleague's work item again: that hands nothing over.
  const isReopened = note?.startsWith(deedWords({ kind: 'reopen', note: '' })) === true
  if (state === 'reopened' && owner.ref !== by.ref && !isReopened) return `handed over to ${owner.name}`
  const word = reviewStateWords[state]
  if (state === 'snoozed' && snooze) return `${word} ${snoozeWords(snooze)}`
  return decision && (state === 'resolved' || state === 'dismissed' || state === 'reviewed')
    ? `${word}: ${decisionTitle[decision.code]}${decision.recheck === undefined ? '' : `, comes back on ${formatDay(decision.recheck)}`}`
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

/** Why the same record may be judged otherwise today: the rule has changed since. Undefined when it has not. */
export function ruleChangeWords({ rule, ruleVersion }: Pick<FindingSnapshot, 'rule' | 'ruleVersion'>): string | undefined {
  const now = ruleBook.find(({ id }) => id === rule)?.version
  if (now === ruleVersion) return undefined
  const then = ruleVersion === 'not stored' ? 'a version of the rule that was not stored' : `version ${ruleVersion} of the rule`
  return `Judged by ${then}; ${now === undefined ? 'there is no such rule any more' : `it is ${now} now`}, so the same record may be flagged otherwise today.`
}
