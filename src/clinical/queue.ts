/**
 * What is left to decide: findings that are met, minus what people did about them, plus what has happened since.
 * Nothing disappears: every flag is open, acted on, snoozed or dismissed, and the four add up.
 */
import type { Assessment, Finding } from '#src/clinical/assessment.ts'
import type { FindingSnapshot, Review } from '#src/clinical/review.ts'
import { tiers } from '#src/clinical/rule-book.ts'
import { assertNever } from '#src/lib/assert-never.ts'
import { addDays, formatDay, localDayAt, type Day } from '#src/lib/calendar.ts'
import { formatNumber } from '#src/lib/figures.ts'

/** An acknowledgement does not hold for ever [I]: after this many days an unchanged finding asks again. */
export const acknowledgementDays = 28

export type FlagState =
  | { readonly kind: 'open'; readonly mark: 'new' | 'ongoing' | 'back'; readonly why: string; readonly review: Review | undefined }
  | { readonly kind: 'acted' | 'snoozed' | 'dismissed'; readonly why: string; readonly review: Review }

export interface QueuedFlag {
  readonly finding: Finding
  readonly state: FlagState
}

/** One patient of the queue with every flag that is met. */
export interface QueueCard {
  readonly patientId: string
  readonly assessment: Assessment
  /** Open flags, highest tier first; never empty. */
  readonly open: readonly QueuedFlag[]
  readonly closed: readonly QueuedFlag[]
}

export interface Queue {
  /** Highest tier first, then longest waiting. */
  readonly cards: readonly QueueCard[]
  /** Flags, not patients: came in = acted + snoozed + dismissed + left. */
  readonly cameIn: number
  readonly acted: number
  readonly snoozed: number
  readonly dismissed: number
  readonly left: number
}

/** Identity of a finding without its trigger day: the same rule about the same trial of the same patient. */
export function subjectOf(key: string): string {
  return key.split('|').slice(0, 3).join('|')
}

/**
 * The queue of a caseload.
 *
 * @param newSince a finding that began on or after this day is "new"
 */
export function queueOf(assessments: readonly Assessment[], reviews: readonly Review[], newSince: Day): Queue {
  const bySubject = new Map<string, Review>()
  for (const review of reviews) {
    const subject = subjectOf(review.finding.key)
    const earlier = bySubject.get(subject)
    if (!earlier || earlier.atMs <= review.atMs) bySubject.set(subject, review)
  }
  const cards: QueueCard[] = []
  const counts = { open: 0, acted: 0, snoozed: 0, dismissed: 0 }
  for (const assessment of assessments) {
    const flags = assessment.flags.map((finding): QueuedFlag => ({ finding, state: stateOf(finding, assessment, bySubject, newSince) }))
    for (const { state } of flags) counts[state.kind] += 1
    const open = flags.filter((flag) => flag.state.kind === 'open')
    if (open.length > 0)
      cards.push({ patientId: assessment.patientId, assessment, open, closed: flags.filter((flag) => flag.state.kind !== 'open') })
  }
  const { open: left, acted, snoozed, dismissed } = counts
  return { cards: cards.toSorted(byUrgency), cameIn: left + acted + snoozed + dismissed, acted, snoozed, dismissed, left }
}

function byUrgency(a: QueueCard, b: QueueCard): number {
  const [firstA] = a.open
  const [firstB] = b.open
  if (!firstA || !firstB) return 0
  return (
    tiers.indexOf(firstA.finding.tier) - tiers.indexOf(firstB.finding.tier) ||
    (firstA.finding.since ?? 0) - (firstB.finding.since ?? 0) ||
    (a.patientId < b.patientId ? -1 : 1)
  )
}

function stateOf(finding: Finding, assessment: Assessment, reviews: ReadonlyMap<string, Review>, newSince: Day): FlagState {
  const review = finding.key === undefined ? undefined : reviews.get(subjectOf(finding.key))
  const fresh = finding.since !== undefined && finding.since >= newSince
  if (!review)
    return {
      kind: 'open',
      mark: fresh ? 'new' : 'ongoing',
      why: finding.since === undefined ? 'not reviewed' : `since ${formatDay(finding.since)}`,
      review: undefined,
    }
  const woken = wakes(finding, assessment, review)
  if (woken !== undefined) return { kind: 'open', mark: 'back', why: `back: ${woken}`, review }
  switch (review.state) {
    case 'reopened':
    case 'reviewing':
      return {
        kind: 'open',
        mark: 'ongoing',
        why: review.state === 'reopened' ? `reopened by ${review.by.name}` : `being reviewed by ${review.by.name}`,
        review,
      }
    case 'snoozed':
      return {
        kind: 'snoozed',
        why: `snoozed by ${review.by.name}${review.snooze ? ` until ${formatDay(review.snooze.latest)} at the latest` : ''}`,
        review,
      }
    case 'dismissed':
      return { kind: 'dismissed', why: `dismissed by ${review.by.name}`, review }
    case 'reviewed':
    case 'resolved':
      return { kind: 'acted', why: `decided by ${review.by.name}`, review }
    default:
      return assertNever(review.state)
  }
}

/** Why a closed finding is back; undefined while it rests. A higher tier or a worse item 9 wakes everything. */
function wakes(finding: Finding, assessment: Assessment, review: Review): string | undefined {
  if (review.state === 'reopened' || review.state === 'reviewing') return undefined
  const before = review.finding
  if (tiers.indexOf(finding.tier) < tiers.indexOf(before.tier)) return `now ${finding.tier}, it was ${before.tier}`
  const item9 = assessment.item9.kind === 'known' ? assessment.item9.value : undefined
  if (item9 && item9.value > (before.item9 ?? 0)) return `item 9 is ${item9.value}, it was ${before.item9 ?? 'not assessed'}`
  const score = worseBy(assessment, before)
  if (review.state === 'snoozed') return snoozeEnds(assessment, review, score)
  if (score !== undefined && score >= 5) return `PHQ-9 ${formatNumber(score, 1)} points worse since the review`
  const recheck = review.decision?.recheck
  if (recheck !== undefined) return assessment.asOf >= recheck ? `the recheck of ${formatDay(recheck)} is due` : undefined
  const expires = addDays(localDayAt(review.atMs), acknowledgementDays)
  return assessment.asOf >= expires ? `the review of ${formatDay(localDayAt(review.atMs))} is ${acknowledgementDays} days old` : undefined
}

function worseBy(assessment: Assessment, before: FindingSnapshot): number | undefined {
  const latest = assessment.latestPhq9
  return latest === undefined || before.phq9 === undefined ? undefined : latest.total - before.phq9
}

function snoozeEnds(assessment: Assessment, review: Review, worse: number | undefined): string | undefined {
  const { snooze } = review
  if (!snooze) return 'the snooze has no end date'
  if (assessment.asOf >= snooze.latest) return `the snooze ended on ${formatDay(snooze.latest)}`
  const limit = snooze.worseByPoints ?? 5
  if (worse !== undefined && worse >= limit) return `PHQ-9 ${formatNumber(worse, 1)} points worse`
  const latest = assessment.latestPhq9
  if (snooze.nextPhq9 === true && latest && (review.finding.phq9Day === undefined || latest.day > review.finding.phq9Day))
    return `a new PHQ-9 came on ${formatDay(latest.day)}`
  const clock = assessment.current?.daysAtAdequateDose
  if (snooze.dayAtDose !== undefined && clock?.kind === 'known' && clock.value.low >= snooze.dayAtDose)
    return `day ${snooze.dayAtDose} at an adequate dose is reached`
  return undefined
}

/** The finding as it stands, to be kept with what somebody decides about it. */
export function snapshotOf(finding: Finding, assessment: Assessment): FindingSnapshot {
  return {
    key: finding.key ?? `${finding.rule}|${assessment.patientId}|patient|`,
    rule: finding.rule,
    ruleVersion: finding.ruleVersion,
    tier: finding.tier,
    title: finding.title,
    sentence: finding.sentence,
    since: finding.since,
    evidence: finding.evidence,
    phq9: assessment.latestPhq9?.total,
    item9: assessment.item9.kind === 'known' ? assessment.item9.value.value : undefined,
    phq9Day: assessment.latestPhq9?.day,
  }
}
