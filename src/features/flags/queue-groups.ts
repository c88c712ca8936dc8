/** The order in which the queue is worked: sections, and inside them the longest waiting first. */
import type { Tier } from '#src/clinical/assessment.ts'
import type { QueueCard, QueuedFlag } from '#src/clinical/queue.ts'
import { ruleBook, tiers } from '#src/clinical/rule-book.ts'
import { tierWords } from '#src/features/flags/flag-words.ts'

export type Grouping = 'reason' | 'tier'

export interface QueueGroup {
  readonly id: string
  readonly tier: Tier
  readonly title: string
  /** The rule in words, computed from the parameters that ran. */
  readonly statement: string
  readonly cards: readonly QueueCard[]
}

const tierStatements: Readonly<Record<Tier, string>> = {
  urgent: 'A flag that asks for review today',
  decide: 'A flag that asks for a decision, and none that is urgent',
  watch: 'A flag to watch, and none that asks for more',
}

/** Sections of the queue; every card stands in exactly one, under its highest flag. */
export function groupsOf(cards: readonly QueueCard[], grouping: Grouping): readonly QueueGroup[] {
  const groups = new Map<string, { lead: QueuedFlag; cards: QueueCard[] }>()
  for (const card of cards) {
    const [lead] = card.open
    if (!lead) continue
    const id = grouping === 'reason' ? `${lead.finding.tier}-${lead.finding.rule}` : lead.finding.tier
    const group = groups.get(id)
    if (group) group.cards.push(card)
    else groups.set(id, { lead, cards: [card] })
  }
  return [...groups]
    .map(([id, { lead, cards: inGroup }]): QueueGroup & { readonly order: number } => {
      const { tier, rule, title, statement } = lead.finding
      return {
        id,
        tier,
        title: grouping === 'reason' ? title : tierWords[tier].word,
        statement: grouping === 'reason' ? statement : tierStatements[tier],
        cards: inGroup,
        order: tiers.indexOf(tier) * 100 + (grouping === 'reason' ? ruleBook.findIndex((one) => one.id === rule) : 0),
      }
    })
    .toSorted((a, b) => a.order - b.order)
}

/** Cards without the flags that are on their way to the server; a card with none left is out of the list until the server has spoken. */
export function withoutPending(cards: readonly QueueCard[], pendingKeys: ReadonlySet<string>): readonly QueueCard[] {
  if (pendingKeys.size === 0) return cards
  return cards.flatMap((card) => {
    const open = card.open.filter(({ finding }) => finding.key === undefined || !pendingKeys.has(finding.key))
    return open.length === 0 ? [] : [open.length === card.open.length ? card : { ...card, open }]
  })
}

/**
 * Where the cursor stands: on the card asked for; when that one has left, on the one that took its place, so that the queue goes on.
 *
 * @param before position of the card asked for when it was last seen
 */
export function cursorOn(cards: readonly QueueCard[], patientId: string | undefined, before: number): QueueCard | undefined {
  const here = cards.find((card) => card.patientId === patientId)
  return here ?? cards[Math.min(Math.max(before, 0), cards.length - 1)]
}

/**
 * Where the cursor goes once these flags are closed, and the cards that are left: on the card itself while it keeps its place; else
 * on the one that took its place, of the same tier as long as that has one, then of the highest that has one. A card whose leading
 * flag is closed goes down to its next section, and the cursor does not follow it past others who wait there already. Shown by
 * tier, a card with another flag of that tier is still in its section: its next flag is next.
 */
export function cardAfter(
  cards: readonly QueueCard[],
  current: QueueCard | undefined,
  closed: ReadonlySet<QueuedFlag>,
  grouping: Grouping,
): { readonly next: QueueCard | undefined; readonly remaining: QueueCard[] } {
  const stays = (card: QueueCard): boolean => card.open.some((flag) => !closed.has(flag))
  const keepsPlace = ({ open }: QueueCard): boolean => {
    const [lead] = open
    const left = open.find((flag) => !closed.has(flag))
    return left !== undefined && (left === lead || (grouping === 'tier' && left.finding.tier === lead?.finding.tier))
  }
  const tierOf = (card: QueueCard | undefined): Tier | undefined => card?.open[0]?.finding.tier
  const ofTier = (tier: Tier | undefined) => inPlace.find((card) => tierOf(card) === tier)
  const at = Math.max(
    0,
    cards.findIndex((card) => card.patientId === current?.patientId),
  )
  const onward = [...cards.slice(at), ...cards.slice(0, at).toReversed()].filter(stays)
  const inPlace = onward.filter(keepsPlace)
  const next = [tierOf(current), ...tiers].map(ofTier).find((card) => card !== undefined) ?? onward[0]
  return { next, remaining: cards.filter(stays) }
}
