/**
 * What is left to decide: findings that are met, minus what people did about them, plus what has happened since.
 * Nothing disappears: every flag is open or rests for a stated reason, and what came in today adds up.
 */
import type { Assessment, Finding } from '#src/clinical/assessment.ts'
import { isClosed, ownerOn, snoozeWords, type ActionPart, type Deed, type FindingSnapshot, type Review } from '#src/clinical/review.ts'
import { sinceWords, tiers } from '#src/clinical/rule-book.ts'
import { assertNever } from '#src/lib/assert-never.ts'
import { addDays, daysBetween, formatDay, localDayAt, type Day } from '#src/lib/calendar.ts'
import { formatDays, formatNumber } from '#src/lib/figures.ts'

/** An acknowledgement does not hold for ever [I]: after this many days an unchanged finding asks again. */
export const acknowledgementDays = 28
/** A finding that began within this many days is "new" [I]: long enough for a weekend. */
export const newDays = 3
/** A rise of this many PHQ-9 points since a review brings the finding back; the reliable change of `settings.ts`. */
export const worsePoints = 5

/** Why an open flag is here. */
export type OpenMark = 'new' | 'ongoing' | 'worsening' | 'relapsed' | 'back'
export type RestingKind = 'acted' | 'snoozed' | 'dismissed' | 'handed'

export type FlagState =
  | { readonly kind: 'open'; readonly mark: OpenMark; readonly why: string; readonly review: Review | undefined }
  | { readonly kind: RestingKind; readonly why: string; readonly review: Review }

export interface QueuedFlag {
  readonly finding: Finding
  readonly state: FlagState
  /** The last review by somebody else that does not speak for me: shown, but it closes nothing of mine. */
  readonly elsewhere: Review | undefined
  /** Reviews of the same finding so far, whoever made them; the next one is counted on from here. */
  readonly rounds: number
}

/** One patient of the queue with every flag that is met. */
export interface QueueCard {
  readonly patientId: string
  readonly assessment: Assessment
  /** Open flags, highest tier first; never empty. */
  readonly open: readonly QueuedFlag[]
  readonly closed: readonly QueuedFlag[]
}

/** A flag that rests, with its patient. */
export interface RestingFlag extends QueuedFlag {
  readonly patientId: string
  readonly assessment: Assessment
}

export interface Queue {
  /** Highest tier first, then longest waiting. */
  readonly cards: readonly QueueCard[]
  readonly resting: readonly RestingFlag[]
  /** Flags, not patients, today: came in = acted + snoozed + dismissed + handed + left. */
  readonly cameIn: number
  readonly acted: number
  readonly snoozed: number
  readonly dismissed: number
  readonly handed: number
  readonly left: number
  /** Patients whose PHQ-9 item 9 is not known: never "no flag". */
  readonly item9NotAssessed: readonly { readonly patientId: string; readonly reason: string }[]
  /** Why the queue may be missing somebody, in words; empty when the server answered completely. */
  readonly unread: readonly string[]
}

export interface QueueOptions {
  /** Reference of the clinician whose queue this is. */
  readonly me: string
  readonly asOf: Day
  readonly unread: readonly string[]
}

/** Identity of a finding without its trigger day: the same rule about the same trial of the same patient. A score that goes up and down around a limit stays one flag. */
export function subjectOf(key: string): string {
  return key.split('|').slice(0, 3).join('|')
}

/** Does this review speak for me: do I own it, or did I have a hand in it? One person's "done" never clears another's. */
export function speaksFor(review: Review, me: string): boolean {
  return review.owner.ref === me || review.by.ref === me || review.entries.some((entry) => entry.by.ref === me)
}

/** The queue of one clinician. */
export function queueOf(assessments: readonly Assessment[], reviews: readonly Review[], options: QueueOptions): Queue {
  const bySubject = groupBySubject(reviews)
  const cards: QueueCard[] = []
  const resting: RestingFlag[] = []
  const metSubjects = new Set<string>()
  for (const assessment of assessments) {
    const { patientId } = assessment
    const flags = assessment.flags.map((finding): QueuedFlag => {
      const subject = subjectOf(keyOf(finding, patientId))
      metSubjects.add(subject)
      return queuedFlag(finding, assessment, bySubject.get(subject) ?? [], options)
    })
    const open = flags.filter((flag) => flag.state.kind === 'open')
    const closed = flags.filter((flag) => flag.state.kind !== 'open')
    if (open.length > 0) cards.push({ patientId, assessment, open, closed })
    resting.push(...closed.map((flag) => ({ ...flag, patientId, assessment })))
  }
  return {
    cards: cards.toSorted(byUrgency),
    resting,
    ...ledgerOf(cards, resting, clearedToday(reviews, metSubjects, options), options.asOf),
    item9NotAssessed: assessments.flatMap(({ patientId, findings }) => {
      const finding = findings.find(({ rule }) => rule === 'suicidal-ideation')
      const [gap] = finding?.missing ?? []
      return gap ? [{ patientId, reason: gap.why }] : []
    }),
    unread: options.unread,
  }
}

function groupBySubject(reviews: readonly Review[]): ReadonlyMap<string, readonly Review[]> {
  const groups = new Map<string, Review[]>()
  for (const review of reviews.toSorted((a, b) => a.atMs - b.atMs || a.round - b.round)) {
    const subject = subjectOf(review.finding.key)
    const group = groups.get(subject)
    if (group) group.push(review)
    else groups.set(subject, [review])
  }
  return groups
}

function keyOf(finding: Finding, patientId: string): string {
  return finding.key ?? `${finding.rule}|${patientId}|patient|`
}

function queuedFlag(finding: Finding, assessment: Assessment, reviews: readonly Review[], { me, asOf }: QueueOptions): QueuedFlag {
  const mine = reviews.findLast((review) => speaksFor(review, me))
  const elsewhere = reviews.findLast((review) => !speaksFor(review, me))
  return {
    finding,
    state: mine ? reviewedState(finding, assessment, mine, { me, asOf }) : unreviewedState(finding, assessment.asOf),
    elsewhere,
    rounds: reviews.reduce((most, review) => Math.max(most, review.round), 0),
  }
}

function unreviewedState(finding: Finding, asOf: Day): FlagState {
  const { since } = finding
  const why = sinceWords(finding) ?? 'not reviewed'
  const mark: OpenMark =
    finding.rule === 'worsening' && finding.fading !== true
      ? 'worsening'
      : finding.rule === 'relapse'
        ? 'relapsed'
        : since !== undefined && daysBetween(since, asOf) <= newDays
          ? 'new'
          : 'ongoing'
  return { kind: 'open', mark, why, review: undefined }
}

function reviewedState(finding: Finding, assessment: Assessment, review: Review, { me, asOf }: { me: string; asOf: Day }): FlagState {
  const by = review.by.ref === me ? 'you' : review.by.name
  const owner = ownerOn(review, asOf)
  const isMine = owner.ref === me
  if (isMine && (review.state === 'reopened' || review.state === 'reviewing')) {
    if (review.owner.ref !== me) return { kind: 'open', mark: 'back', why: `back: the cover by ${review.owner.name} has ended`, review }
    const why = review.state === 'reopened' ? (review.note ?? `reopened by ${by}`) : `being reviewed by ${by}`
    return { kind: 'open', mark: review.by.ref === me ? 'ongoing' : 'new', why, review }
  }
  const woken = wakes(finding, assessment, review, asOf)
  if (woken !== undefined) return { kind: 'open', mark: woken.mark, why: `back: ${woken.why}`, review }
  if (!isMine && !isClosed(review.state)) return { kind: 'handed', why: `with ${owner.name}`, review }
  switch (review.state) {
    case 'snoozed':
      return { kind: 'snoozed', why: `snoozed by ${by}${review.snooze ? `, ${snoozeWords(review.snooze)}` : ''}`, review }
    case 'dismissed':
      return { kind: 'dismissed', why: `dismissed by ${by}`, review }
    case 'reviewed':
    case 'resolved':
    case 'reopened':
    case 'reviewing':
      return { kind: 'acted', why: `decided by ${by}`, review }
    default:
      return assertNever(review.state)
  }
}

interface Woken {
  readonly mark: OpenMark
  readonly why: string
}

/** Why a resting finding is back; undefined while it rests. A higher tier or a worse item 9 wakes everything. */
function wakes(finding: Finding, assessment: Assessment, review: Review, asOf: Day): Woken | undefined {
  const before = review.finding
  if (tiers.indexOf(finding.tier) < tiers.indexOf(before.tier))
    return { mark: 'worsening', why: `now ${finding.tier}, it was ${before.tier}` }
  if (review.state === 'snoozed' && finding.tier === 'urgent') return { mark: 'back', why: 'a snooze never holds back a safety flag' }
  const item9 = assessment.item9.kind === 'known' ? assessment.item9.value : undefined
  if (item9 && item9.value > (before.item9 ?? 0))
    return { mark: 'worsening', why: `item 9 is ${item9.value}, it was ${before.item9 ?? 'not assessed'}` }
  const worse = worseBy(assessment, before)
  if (review.state === 'snoozed') return snoozeEnds(assessment, review, worse, asOf)
  if (worse !== undefined && worse >= worsePoints)
    return { mark: 'worsening', why: `PHQ-9 ${formatNumber(worse, 1)} points worse since the review` }
  const reviewedOn = localDayAt(review.atMs)
  if (finding.since !== undefined && finding.since > reviewedOn)
    return { mark: 'relapsed', why: `it had cleared after ${formatDay(reviewedOn)} and began again on ${formatDay(finding.since)}` }
  const recheck = review.decision?.recheck
  if (recheck !== undefined) return asOf >= recheck ? { mark: 'back', why: `the recheck of ${formatDay(recheck)} is due` } : undefined
  return asOf >= addDays(reviewedOn, acknowledgementDays)
    ? { mark: 'back', why: `the review of ${formatDay(reviewedOn)} is ${formatDays(daysBetween(reviewedOn, asOf))} old` }
    : undefined
}

function worseBy(assessment: Assessment, before: FindingSnapshot): number | undefined {
  const latest = assessment.latestPhq9
  return latest === undefined || before.phq9 === undefined ? undefined : latest.total - before.phq9
}

function snoozeEnds(assessment: Assessment, { snooze, finding }: Review, worse: number | undefined, asOf: Day): Woken | undefined {
  if (!snooze) return { mark: 'back', why: 'the snooze has no end date' }
  if (asOf >= snooze.latest) return { mark: 'back', why: `the snooze ended on ${formatDay(snooze.latest)}` }
  if (worse !== undefined && worse >= (snooze.worseByPoints ?? worsePoints))
    return { mark: 'worsening', why: `PHQ-9 ${formatNumber(worse, 1)} points worse` }
  const item9 = assessment.item9.kind === 'known' ? assessment.item9.value : undefined
  if (snooze.item9Above0 === true && item9 && item9.value > 0 && (finding.phq9Day === undefined || item9.day > finding.phq9Day))
    return { mark: 'worsening', why: `item 9 is ${item9.value} on ${formatDay(item9.day)}` }
  const latest = assessment.latestPhq9
  if (snooze.nextPhq9 === true && latest && (finding.phq9Day === undefined || latest.day > finding.phq9Day))
    return { mark: 'back', why: `a new PHQ-9 came on ${formatDay(latest.day)}` }
  const clock = assessment.current?.daysAtAdequateDose
  if (snooze.dayAtDose !== undefined && clock?.kind === 'known' && clock.value.low >= snooze.dayAtDose)
    return { mark: 'back', why: `day ${snooze.dayAtDose} at an adequate dose is reached` }
  return undefined
}

function byUrgency(a: QueueCard, b: QueueCard): number {
  const [firstA] = a.open
  const [firstB] = b.open
  if (!firstA || !firstB) return 0
  return (
    tiers.indexOf(firstA.finding.tier) - tiers.indexOf(firstB.finding.tier) ||
    waitingSince(firstA) - waitingSince(firstB) ||
    (a.patientId < b.patientId ? -1 : 1)
  )
}

/** A finding whose first day is not known has waited longest for all anybody knows. */
const waitingSince = ({ finding }: QueuedFlag): number => finding.since ?? 0

type Ledger = Pick<Queue, 'cameIn' | 'acted' | 'snoozed' | 'dismissed' | 'handed' | 'left'>

function ledgerOf(cards: readonly QueueCard[], resting: readonly RestingFlag[], cleared: readonly RestingKind[], asOf: Day): Ledger {
  const counts = { acted: 0, snoozed: 0, dismissed: 0, handed: 0 }
  for (const { state } of resting) if (state.kind !== 'open' && localDayAt(state.review.atMs) === asOf) counts[state.kind] += 1
  for (const kind of cleared) counts[kind] += 1
  const left = cards.reduce((sum, card) => sum + card.open.length, 0)
  return { cameIn: left + counts.acted + counts.snoozed + counts.dismissed + counts.handed, ...counts, left }
}

/** Flags I settled today that are no longer met, because something new arrived after it: they came in, too. */
function clearedToday(reviews: readonly Review[], met: ReadonlySet<string>, { me, asOf }: QueueOptions): readonly RestingKind[] {
  const latest = new Map<string, Review>()
  for (const review of reviews)
    if (speaksFor(review, me) && localDayAt(review.atMs) === asOf && !met.has(subjectOf(review.finding.key)))
      latest.set(subjectOf(review.finding.key), review)
  return [...latest.values()].flatMap((review): RestingKind[] => {
    if (review.state === 'snoozed') return ['snoozed']
    if (review.state === 'dismissed') return ['dismissed']
    if (review.state === 'resolved' || review.state === 'reviewed') return ['acted']
    return review.owner.ref === me ? [] : ['handed']
  })
}

/** The finding as it stands, to be kept with what somebody decides about it. */
export function snapshotOf(finding: Finding, assessment: Assessment): FindingSnapshot {
  return {
    key: keyOf(finding, assessment.patientId),
    rule: finding.rule,
    ruleVersion: finding.ruleVersion,
    tier: finding.tier,
    title: finding.title,
    sentence: finding.sentence,
    statement: finding.statement,
    since: finding.since,
    evidence: finding.evidence,
    phq9: assessment.latestPhq9?.total,
    item9: assessment.item9.kind === 'known' ? assessment.item9.value.value : undefined,
    phq9Day: assessment.latestPhq9?.day,
  }
}

/** What an action on these flags of a patient writes: over one's own open work item, else as a new one. A closed one is never written over. */
export function partsOf(
  assessment: Assessment,
  flags: readonly QueuedFlag[],
  { me, asOf }: { readonly me: string; readonly asOf: Day },
  deedFor: (flag: QueuedFlag) => Deed,
): readonly ActionPart[] {
  return flags.map((flag) => {
    const deed = deedFor(flag)
    const review = deed.kind === 'take-over' ? flag.elsewhere : flag.state.review
    const over =
      review !== undefined && !isClosed(review.state) && (ownerOn(review, asOf).ref === me || deed.kind === 'take-over')
        ? review
        : undefined
    return { finding: snapshotOf(flag.finding, assessment), deed, over, round: over?.round ?? flag.rounds + 1 }
  })
}
