/** What became of each rule's findings: the questions a clinical owner asks of a rule before trusting its threshold. */
import type { RuleId } from '#src/clinical/assessment.ts'
import { subjectOf, type Queue } from '#src/clinical/queue.ts'
import type { Review } from '#src/clinical/review.ts'
import { ruleBook } from '#src/clinical/rule-book.ts'
import { daysBetween, localDayAt } from '#src/lib/calendar.ts'
import { known, unknown, type Known } from '#src/lib/known.ts'

export interface RuleLedger {
  readonly rule: RuleId
  readonly title: string
  readonly open: number
  readonly acted: number
  readonly snoozed: number
  readonly dismissed: number
  /** Decided, of those that were decided or dismissed. */
  readonly actedShare: Known<Share>
  /** Days from the finding's first day to the decision, median. */
  readonly medianDays: Known<number>
  /** Reviewed more than once, of the findings that were reviewed. */
  readonly repeatShare: Known<Share>
}

/** A share is never shown without what it is a share of. */
export interface Share {
  readonly part: number
  readonly of: number
}

/** One line a rule of the book, in its order, also where nothing ever happened. */
export function ledgerByRule(queue: Queue, reviews: readonly Review[]): readonly RuleLedger[] {
  return ruleBook.map(({ id, title }) => {
    const own = reviews.filter((review) => review.finding.rule === id)
    const acted = own.filter((review) => review.state === 'resolved' || review.state === 'reviewed')
    const dismissed = own.filter((review) => review.state === 'dismissed')
    const settled = acted.length + dismissed.length
    const rounds = new Map<string, number>()
    for (const review of own) rounds.set(subjectOf(review.finding.key), (rounds.get(subjectOf(review.finding.key)) ?? 0) + 1)
    const repeated = [...rounds.values()].filter((count) => count > 1).length
    const waits = acted.flatMap((review) =>
      review.finding.since === undefined ? [] : [daysBetween(review.finding.since, localDayAt(review.atMs))],
    )
    return {
      rule: id,
      title,
      open: queue.cards.reduce((sum, card) => sum + card.open.filter((flag) => flag.finding.rule === id).length, 0),
      acted: acted.length,
      snoozed: own.filter((review) => review.state === 'snoozed').length,
      dismissed: dismissed.length,
      actedShare: settled === 0 ? unknown('nothing decided or dismissed yet') : known({ part: acted.length, of: settled }),
      medianDays: medianOf(waits),
      repeatShare: rounds.size === 0 ? unknown('nothing reviewed yet') : known({ part: repeated, of: rounds.size }),
    }
  })
}

function medianOf(values: readonly number[]): Known<number> {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? unknown('nothing decided yet') : known((upper + lower) / 2)
}
