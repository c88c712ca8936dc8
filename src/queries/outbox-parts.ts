/** What taking an action back, or putting it beside a colleague's, writes. */
import { deedWords, type Action, type ActionPart, type Deed } from '#src/clinical/review.ts'
import type { OutboxState, SavedAction } from '#src/queries/outbox.ts'

/** Over each work item as the server has just confirmed it; a part the server did not confirm is left alone. */
export function undoParts({ action, reviews }: SavedAction): readonly ActionPart[] {
  return action.parts.flatMap((part) => {
    const now = reviews.find((review) => review.finding.key === part.finding.key)
    if (!now) return []
    const deed: Deed = { kind: 'undo', before: part.over, actionId: action.id, what: deedWords(part.deed) }
    return [{ ...part, deed, over: now, round: now.round }]
  })
}

/** Ours after theirs: over a work item of our own that is still open, else as the next round. */
export function besideParts({ by }: Action, { theirs, lost }: OutboxState & { readonly kind: 'conflict' }): readonly ActionPart[] {
  return lost.map((part) => {
    const standing = theirs.filter((review) => review.finding.key === part.finding.key)
    const open = standing.find((review) => review.owner.ref === by.ref && review.state !== 'resolved' && review.state !== 'dismissed')
    const round = Math.max(part.round, ...standing.map((review) => review.round))
    return { ...part, over: open, round: open ? open.round : round + 1 }
  })
}
