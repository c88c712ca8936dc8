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
  /** Share of stored reviews that ended in a decision, percent of those that were decided or dismissed. */
  readonly actedShare: Known<number>
  /** Days from the finding's first day to the decision, median. */
  readonly medianDays: Known<number>
  /** Share of reviewed findings that were reviewed more than once, percent. */
  readonly repeatShare: Known<number>
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
      actedShare: settled === 0 ? unknown('nothing decided or dismissed yet') : known((100 * acted.length) / settled),
      medianDays: medianOf(waits),
      repeatShare: rounds.size === 0 ? unknown('nothing reviewed yet') : known((100 * repeated) / rounds.size),
    }
  })
}

function medianOf(values: readonly number[]): Known<number> {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? unknown('nothing decided yet') : known((upper + lower) / 2)
}
