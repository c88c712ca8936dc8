/** What a verb would touch, and what it leaves alone, said before it is done. */
import type { QueueCard, QueuedFlag } from '#src/clinical/queue.ts'
import type { Deed } from '#src/clinical/review.ts'
import type { ActionTarget } from '#src/queries/outbox-act.ts'
import { isSafetyRule } from '#src/features/flags/flag-words.ts'
import { formatDay } from '#src/lib/calendar.ts'
import { counted } from '#src/lib/figures.ts'

export type Verb = 'act' | 'snooze' | 'dismiss' | 'hand-over'

const verbWords: Readonly<Record<Verb, string>> = { act: 'Record decision', snooze: 'Snooze', dismiss: 'Dismiss', 'hand-over': 'Hand over' }
const doneVerbs: Readonly<Record<Verb, string>> = { act: 'Decision', snooze: 'Snoozed', dismiss: 'Dismissed', 'hand-over': 'Handed over' }

export interface Target extends ActionTarget {
  readonly patientId: string
}

export interface Reach {
  readonly verb: Verb
  readonly isBulk: boolean
  readonly asked: number
  /** One a patient. */
  readonly touched: readonly Target[]
  /** Safety flags that stay open, with their patients. */
  readonly left: readonly { readonly patientId: string; readonly title: string }[]
}

/**
 * What a verb reaches on these cards.
 *
 * A snooze never holds back a safety flag, and nothing done to several patients at once ever closes one: it takes a look at that
 * one patient. With one patient, a decision is about the safety flag first when there is one.
 */
export function reachOf(verb: Verb, cards: readonly QueueCard[]): Reach {
  const isBulk = cards.length > 1
  const isSafety = ({ finding }: QueuedFlag): boolean => isSafetyRule(finding.rule)
  const touched: Target[] = []
  const left: { patientId: string; title: string }[] = []
  for (const { patientId, assessment, open } of cards) {
    const safety = open.filter(isSafety)
    const mayClose = verb === 'hand-over' || (!isBulk && verb !== 'snooze')
    const flags = mayClose ? (safety.length > 0 && verb !== 'hand-over' ? safety : open) : open.filter((flag) => !isSafety(flag))
    if (flags.length > 0) touched.push({ patientId, assessment, flags })
    if (!mayClose) left.push(...safety.map(({ finding }) => ({ patientId, title: finding.title })))
  }
  return { verb, isBulk, asked: cards.length, touched, left }
}

/** "Snooze 6 of 7 patients, 9 flags" */
export function reachWords(reach: Reach): string {
  return `${verbWords[reach.verb]}${reach.isBulk ? ` ${extentWords(reach)}` : ''}`
}

/** "Snoozed: Ana Muñoz", "Decision: Ana Muñoz, 2 flags, comes back on 23 Dec 2026", "Snoozed 6 of 7 patients, 9 flags" */
export function doneWords(reach: Reach, name: string, deed?: Deed): string {
  const count = flagsIn(reach)
  const one = `: ${name}${count > 1 ? `, ${counted(count, 'flag')}` : ''}`
  const recheck = deed?.kind === 'decide' ? deed.decision.recheck : undefined
  const back = recheck === undefined ? '' : `, comes back on ${formatDay(recheck)}`
  return `${doneVerbs[reach.verb]}${reach.isBulk ? ` ${extentWords(reach)}` : one}${back}`
}

const flagsIn = ({ touched }: Reach): number => touched.reduce((sum, target) => sum + target.flags.length, 0)

function extentWords(reach: Reach): string {
  return `${reach.touched.length} of ${counted(reach.asked, 'patient')}, ${counted(flagsIn(reach), 'flag')}`
}

/** What stays open and why, aloud; undefined when nothing is left out. */
export function leftWords({ verb, left }: Reach, nameOf: (patientId: string) => string): string | undefined {
  if (left.length === 0) return undefined
  const why = verb === 'snooze' ? 'a snooze never holds back a safety flag' : 'a safety flag is never closed together with others'
  const whose = left.map(({ patientId }) => nameOf(patientId)).join(', ')
  return `${counted(left.length, 'safety flag')} ${left.length === 1 ? 'stays' : 'stay'} open (${whose}): ${why}.`
}
