import { describe, expect, test } from 'vitest'
import type { Assessment, Finding } from '#src/clinical/assessment.ts'
import { partsOf, queueOf, snapshotOf, type FlagState, type Queue } from '#src/clinical/queue.ts'
import type { Review } from '#src/clinical/review.ts'
import { addDays, day } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { asOf, assessment, cannotTell, scorePoint, trial } from '#tests/support/builders.ts'
import { met, okafor, review, reyes, snoozedReview } from '#tests/support/review-builders.ts'

// Judged on 11 March 2026. The plain patient: PHQ-9 17 on 9 March, item 9 answered 0, day 49 at an adequate dose.
const inadequate = met('inadequate-response', '2026-03-02')

const judged = (flags: readonly Finding[], parts: Partial<Assessment> = {}): Assessment =>
  assessment({ patientId: 'p-1', flags, findings: flags, ...parts })

const queue = (assessments: readonly Assessment[], reviews: readonly Review[] = [], me = reyes.ref): Queue =>
  queueOf(assessments, reviews, { me, asOf, unread: [] })

function stateAfter(one: Review, parts: Partial<Assessment> = {}, flag: Finding = inadequate, me = reyes.ref): FlagState {
  const { cards, resting } = queue([judged([flag], parts)], [one], me)
  const state = cards[0]?.open[0]?.state ?? resting[0]?.state
  if (!state) throw new Error('the flag disappeared')
  return state
}

describe('why an unreviewed flag is here', () => {
  test.each([
    ['3 days after it began', '2026-03-08', 'new'],
    ['4 days after it began', '2026-03-07', 'ongoing'],
    ['on the day it began', '2026-03-11', 'new'],
    ['when nobody knows when it began', undefined, 'ongoing'],
  ])('%s', (_when, since, mark) => {
    expect(queue([judged([met('inadequate-response', since)])]).cards[0]?.open[0]?.state).toMatchObject({ kind: 'open', mark })
  })

  test.each([
    ['worsening', 'worsening'],
    ['relapse', 'relapsed'],
  ] as const)('the rule %s is marked %s, whenever it began', (rule, mark) => {
    expect(queue([judged([met(rule, '2026-03-10')])]).cards[0]?.open[0]?.state).toMatchObject({ mark })
  })

  test('a worsening of 1 March that is no longer one today, and only not yet cleared, is marked ongoing', () => {
    const fading = { ...met('worsening', '2026-03-01'), fading: true } as const
    expect(queue([judged([fading])]).cards[0]?.open[0]?.state).toMatchObject({ mark: 'ongoing' })
  })
})

describe('a decision rests', () => {
  test('after a decision the flag is out of the list and counted as acted', () => {
    expect(stateAfter(review())).toMatchObject({ kind: 'acted', why: 'decided by you' })
  })

  test.each([
    ['27 days after it was decided without a recheck date it rests', '2026-02-12', 'acted'],
    ['28 days after it was decided without a recheck date it asks again', '2026-02-11', 'open'],
  ])('%s', (_name, on, kind) => {
    const flag = met('inadequate-response', '2026-02-01')
    expect(stateAfter(review({ on, finding: { key: flag.key ?? '' } }), {}, flag).kind).toBe(kind)
  })

  test.each([
    ['the day before its recheck it rests', '2026-03-12', 'acted'],
    ['on the day of its recheck it is back', '2026-03-11', 'open'],
    ['an old decision with a recheck ahead rests past 28 days', '2026-03-30', 'acted'],
  ])('%s', (_name, recheck, kind) => {
    const decision = { code: 'increase-dose', rationale: '', recheck: day(recheck), order: undefined } as const
    const flag = met('inadequate-response', '2026-01-25')
    expect(stateAfter(review({ on: '2026-02-01', decision, finding: { key: flag.key ?? '' } }), {}, flag).kind).toBe(kind)
  })

  test.each([
    [21, 'acted'],
    [22, 'open'],
  ])('decided at PHQ-9 17, the latest is %i: %s (5 points bring it back)', (total, kind) => {
    expect(stateAfter(review(), { latestPhq9: scorePoint(asOf, total) }).kind).toBe(kind)
  })

  test('F80 a finding decided as "watch" is back when it becomes "decide"', () => {
    expect(stateAfter(review({ finding: { tier: 'watch' } }))).toMatchObject({
      kind: 'open',
      mark: 'worsening',
      why: 'back: now decide, it was watch',
    })
  })

  test('item 9 above the answer at the time of the decision wakes it; the same answer does not', () => {
    const item9 = (value: 0 | 1 | 2) => known({ value, day: asOf, source: undefined })
    expect(stateAfter(review({ finding: { item9: 1 } }), { item9: item9(1) }).kind).toBe('acted')
    expect(stateAfter(review({ finding: { item9: 1 } }), { item9: item9(2) })).toMatchObject({
      kind: 'open',
      why: 'back: item 9 is 2, it was 1',
    })
    expect(stateAfter(review({ finding: { item9: undefined } }), { item9: item9(1) })).toMatchObject({
      why: 'back: item 9 is 1, it was not assessed',
    })
  })

  test('an item 9 that is not known today wakes nothing by itself and clears nothing', () => {
    expect(stateAfter(review(), { item9: unknown('not answered') }).kind).toBe('acted')
  })

  test('a run that began after the review is a relapse; a start before the review is not', () => {
    expect(stateAfter(review({ on: '2026-03-05' }), {}, met('inadequate-response', '2026-03-06'))).toMatchObject({
      kind: 'open',
      mark: 'relapsed',
    })
    expect(stateAfter(review({ on: '2026-03-05' }), {}, met('inadequate-response', '2026-03-04')).kind).toBe('acted')
  })

  test('a dismissed flag rests as dismissed and asks again after 28 days', () => {
    expect(stateAfter(review({ state: 'dismissed' })).kind).toBe('dismissed')
    const old = met('inadequate-response', '2026-02-01')
    expect(stateAfter(review({ state: 'dismissed', on: '2026-02-11', finding: { key: old.key ?? '' } }), {}, old).kind).toBe('open')
  })
})

describe('a snooze ends at the first thing that happens', () => {
  const later = day('2026-03-25')
  test('until nothing has happened it holds, also past a score of the same day', () => {
    expect(stateAfter(snoozedReview(later, { snooze: { latest: later, nextPhq9: true } })).kind).toBe('snoozed')
  })

  test.each([
    ['2026-03-12', 'snoozed'],
    ['2026-03-11', 'open'],
  ])('with its latest date %s, on 11 March: %s', (latest, kind) => {
    expect(stateAfter(snoozedReview(day(latest))).kind).toBe(kind)
  })

  test('until the next PHQ-9: one of a later day than the one at the time wakes it', () => {
    const one = snoozedReview(later, { snooze: { latest: later, nextPhq9: true } })
    expect(stateAfter(one, { latestPhq9: scorePoint(day('2026-03-10'), 17) })).toMatchObject({
      mark: 'back',
      why: 'back: a new PHQ-9 came on 10 Mar 2026',
    })
  })

  test.each([
    [48, 'snoozed'],
    [49, 'open'],
  ])('until day 49 at dose, at least %i days are sure: %s', (low, kind) => {
    const one = snoozedReview(later, { snooze: { latest: later, dayAtDose: 49 } })
    expect(stateAfter(one, { current: trial({ daysAtAdequateDose: known({ low, high: 60 }) }) }).kind).toBe(kind)
  })

  test.each([
    [undefined, 21, 'snoozed'],
    [undefined, 22, 'open'],
    [3, 19, 'snoozed'],
    [3, 20, 'open'],
  ])('worse by %s points (5 when not set), from 17 to %i: %s', (points, total, kind) => {
    const one = snoozedReview(later, { snooze: { latest: later, ...(points === undefined ? {} : { worseByPoints: points }) } })
    expect(stateAfter(one, { latestPhq9: scorePoint(day('2026-03-09'), total) }).kind).toBe(kind)
  })

  test('item 9 above 0 wakes a snooze that asked for it, even at the answer it had, when the answer is new', () => {
    const one = snoozedReview(later, { snooze: { latest: later, item9Above0: true }, finding: { item9: 1 } })
    const answered = (on: string) => ({ item9: known({ value: 1, day: day(on), source: undefined } as const) })
    expect(stateAfter(one, answered('2026-03-09')).kind).toBe('snoozed')
    expect(stateAfter(one, answered('2026-03-10'))).toMatchObject({ kind: 'open', why: 'back: item 9 is 1 on 10 Mar 2026' })
  })

  test('F80 a snooze never holds back a safety flag, however it came to be snoozed', () => {
    const safety = met('suicidal-ideation', '2026-03-02', { tier: 'urgent' })
    const one = snoozedReview(later, { finding: { key: safety.key ?? '', tier: 'urgent', item9: 1 } })
    expect(stateAfter(one, { item9: known({ value: 1, day: asOf, source: undefined }) }, safety)).toMatchObject({ kind: 'open' })
  })

  test('F79 a score that goes 9, 10, 9, 10 stays one snoozed flag: a new trigger day is no new flag', () => {
    const again = met('inadequate-response', '2026-03-10')
    expect(stateAfter(snoozedReview(later), {}, again).kind).toBe('snoozed')
  })
})

describe('one person’s done never clears another’s', () => {
  test('a colleague’s decision is told and closes nothing of mine', () => {
    const [card] = queue([judged([inadequate])], [review({ by: okafor })]).cards
    expect(card?.open[0]).toMatchObject({ state: { kind: 'open', review: undefined }, elsewhere: { by: okafor }, rounds: 1 })
  })

  test('what I handed over is with my colleague, not in my list; in theirs it is new', () => {
    const handed = review({ state: 'reopened', decision: undefined, owner: okafor, by: reyes, note: 'Handed over to Dr A. Okafor.' })
    expect(stateAfter(handed)).toMatchObject({ kind: 'handed', why: 'with Dr A. Okafor' })
    expect(stateAfter(handed, {}, inadequate, okafor.ref)).toMatchObject({ kind: 'open', mark: 'new', why: 'Handed over to Dr A. Okafor.' })
  })

  test.each([
    ['2026-03-11', 'handed', 'open'],
    ['2026-03-10', 'open', 'handed'],
  ])('a cover through %s: on 11 March it is %s for me and %s for the one who covers', (through, mine, theirs) => {
    const covered = review({
      state: 'reopened',
      decision: undefined,
      owner: okafor,
      by: reyes,
      cover: { of: reyes, through: day(through) },
    })
    expect(stateAfter(covered).kind).toBe(mine)
    expect(stateAfter(covered, {}, inadequate, okafor.ref).kind).toBe(theirs)
  })
})

describe('the list', () => {
  const of = (patientId: string, rule: Finding['rule'], since: string | undefined, tier: Finding['tier'] = 'decide'): Assessment =>
    assessment({ patientId, flags: [met(rule, since, { tier, key: `${rule}|${patientId}|x|${since ?? ''}` })] })

  test('highest tier first, then longest waiting; an unknown start has waited longest', () => {
    const { cards } = queue([
      of('p-a', 'silence', '2026-01-01', 'watch'),
      of('p-b', 'inadequate-response', '2026-03-01'),
      of('p-c', 'inadequate-response', '2026-02-01'),
      of('p-d', 'suicidal-ideation', '2026-03-10', 'urgent'),
      of('p-e', 'inadequate-response', undefined),
    ])
    expect(cards.map((card) => card.patientId)).toEqual(['p-d', 'p-e', 'p-c', 'p-b', 'p-a'])
  })

  test('one card a patient, with the open and the resting flags', () => {
    const two = judged([inadequate, met('silence', '2026-03-01', { tier: 'watch' })])
    const { cards, resting } = queue([two], [review()])
    expect(cards).toHaveLength(1)
    expect(cards[0]?.open.map((flag) => flag.finding.rule)).toEqual(['silence'])
    expect(resting.map((flag) => flag.finding.rule)).toEqual(['inadequate-response'])
  })

  test('a patient whose item 9 cannot be told is named, not passed over', () => {
    const gap = { what: 'PHQ-9 item 9', why: 'never assessed' }
    const untold = met('suicidal-ideation', undefined, { verdict: cannotTell(gap), missing: [gap] })
    expect(queue([judged([], { findings: [untold] })]).item9NotAssessed).toEqual([{ patientId: 'p-1', reason: 'never assessed' }])
  })
})

describe('came in today = acted + snoozed + dismissed + handed over + left', () => {
  const flagged = (patientId: string): Assessment =>
    assessment({ patientId, flags: [met('inadequate-response', '2026-03-02', { key: `inadequate-response|${patientId}|x|2026-03-02` })] })
  const about = (patientId: string, parts: Parameters<typeof review>[0]): Review =>
    review({ id: patientId, patientId, finding: { key: `inadequate-response|${patientId}|x|2026-03-02` }, ...parts })

  test('of six flags: one decided, one snoozed, one dismissed, one handed over today, one decided last week, one left', () => {
    const reviews = [
      about('p-1', { on: '2026-03-11' }),
      about('p-2', { on: '2026-03-11', state: 'snoozed', snooze: { latest: addDays(asOf, 7) } }),
      about('p-3', { on: '2026-03-11', state: 'dismissed' }),
      about('p-4', { on: '2026-03-11', state: 'reopened', owner: okafor, by: reyes }),
      about('p-5', { on: '2026-03-04' }),
    ]
    const { cameIn, acted, snoozed, dismissed, handed, left, resting } = queue(
      ['p-1', 'p-2', 'p-3', 'p-4', 'p-5', 'p-6'].map(flagged),
      reviews,
    )
    expect({ cameIn, acted, snoozed, dismissed, handed, left }).toEqual({
      cameIn: 5,
      acted: 1,
      snoozed: 1,
      dismissed: 1,
      handed: 1,
      left: 1,
    })
    expect(resting).toHaveLength(5)
  })

  test('a flag decided today that is no longer met because something new came after it still came in', () => {
    expect(queue([], [about('p-1', { on: '2026-03-11' })])).toMatchObject({ cameIn: 1, acted: 1, left: 0 })
  })
})

describe('what an action writes', () => {
  const flagAfter = (reviews: readonly Review[]) => {
    const { cards, resting } = queue([judged([inadequate])], reviews)
    const flag = cards[0]?.open[0] ?? resting[0]
    if (!flag) throw new Error('no flag')
    return partsOf(judged([inadequate]), [flag], { me: reyes.ref, asOf }, () => ({ kind: 'reopen', note: '' }))[0]
  }

  test('a first work item, over my own open one, or a new round after a closed one; never over a colleague’s', () => {
    expect(flagAfter([])).toMatchObject({ over: undefined, round: 1 })
    expect(flagAfter([snoozedReview(day('2026-03-25'))])).toMatchObject({ over: { id: 't-1' }, round: 1 })
    expect(flagAfter([review()])).toMatchObject({ over: undefined, round: 2 })
    expect(flagAfter([review({ by: okafor, state: 'reviewing' })])).toMatchObject({ over: undefined, round: 2 })
  })

  test('the snapshot keeps the finding’s words and the scores it rested on', () => {
    expect(snapshotOf(inadequate, judged([inadequate]))).toMatchObject({
      phq9: 17,
      item9: 0,
      phq9Day: day('2026-03-09'),
      since: day('2026-03-02'),
    })
  })
})

describe('what the list says of each flag', () => {
  const later = day('2026-03-25')
  const mine = { state: 'reviewing', decision: undefined, note: undefined } as const

  test('unreviewed: since when, or that nobody has looked', () => {
    expect(queue([judged([inadequate])]).cards[0]?.open[0]?.state).toMatchObject({ why: 'since 2 Mar 2026' })
    expect(queue([judged([met('inadequate-response', undefined)])]).cards[0]?.open[0]?.state).toMatchObject({ why: 'not reviewed' })
  })

  test('a review in progress is mine and goes on; one reopened says why, or by whom', () => {
    expect(stateAfter(review(mine))).toMatchObject({ kind: 'open', mark: 'ongoing', why: 'being reviewed by you' })
    expect(stateAfter(review({ ...mine, state: 'reopened' }))).toMatchObject({ kind: 'open', mark: 'ongoing', why: 'reopened by you' })
    const colleague = review({ ...mine, by: okafor, owner: reyes })
    expect(stateAfter(colleague)).toMatchObject({ kind: 'open', mark: 'new', why: 'being reviewed by Dr A. Okafor' })
  })

  test('what comes back after a cover says whose cover has ended', () => {
    const covered = review({ ...mine, state: 'reopened', owner: okafor, by: reyes, cover: { of: reyes, through: day('2026-03-10') } })
    expect(stateAfter(covered)).toMatchObject({ kind: 'open', mark: 'back', why: 'back: the cover by Dr A. Okafor has ended' })
  })

  test('snoozed and dismissed, by whom and until when', () => {
    expect(stateAfter(snoozedReview(later))).toMatchObject({ why: 'snoozed by you, until 25 Mar 2026' })
    expect(stateAfter(review({ state: 'dismissed', by: okafor, owner: reyes }))).toMatchObject({ why: 'dismissed by Dr A. Okafor' })
    expect(stateAfter(review({ state: 'reviewed' }))).toMatchObject({ kind: 'acted', why: 'decided by you' })
  })

  test.each<[string, Review, Partial<Assessment>, string, string]>([
    ['a snooze that is over', snoozedReview(day('2026-03-11')), {}, 'back', 'back: the snooze ended on 11 Mar 2026'],
    ['a snooze without an end', review({ state: 'snoozed', decision: undefined }), {}, 'back', 'back: the snooze has no end date'],
    [
      '5 points worse in a snooze',
      snoozedReview(later),
      { latestPhq9: scorePoint(day('2026-03-09'), 22) },
      'worsening',
      'back: PHQ-9 5 points worse',
    ],
    [
      'day 49 at dose in a snooze',
      snoozedReview(later, { snooze: { latest: later, dayAtDose: 49 } }),
      { current: trial({ daysAtAdequateDose: known({ low: 49, high: 60 }) }) },
      'back',
      'back: day 49 at an adequate dose is reached',
    ],
    [
      '5 points worse after a decision',
      review(),
      { latestPhq9: scorePoint(asOf, 22) },
      'worsening',
      'back: PHQ-9 5 points worse since the review',
    ],
    [
      '2 points of item 9',
      review({ finding: { item9: 1 } }),
      { item9: known({ value: 2, day: asOf, source: undefined }) },
      'worsening',
      'back: item 9 is 2, it was 1',
    ],
  ])('%s', (_name, one, parts, mark, why) => {
    expect(stateAfter(one, parts)).toMatchObject({ kind: 'open', mark, why })
  })

  test('a recheck that is due, a review 28 days old, and a run that began again say their days', () => {
    const old = met('inadequate-response', '2026-01-25')
    const decision = { code: 'increase-dose', rationale: '', recheck: day('2026-03-11'), order: undefined } as const
    expect(stateAfter(review({ on: '2026-02-01', decision, finding: { key: old.key ?? '' } }), {}, old)).toMatchObject({
      mark: 'back',
      why: 'back: the recheck of 11 Mar 2026 is due',
    })
    expect(stateAfter(review({ on: '2026-02-11', finding: { key: old.key ?? '' } }), {}, old)).toMatchObject({
      mark: 'back',
      why: 'back: the review of 11 Feb 2026 is 28 days old',
    })
    expect(stateAfter(review({ on: '2026-03-05' }), {}, met('inadequate-response', '2026-03-06'))).toMatchObject({
      why: 'back: it had cleared after 5 Mar 2026 and began again on 6 Mar 2026',
    })
    expect(stateAfter(review({ on: '2026-03-05' }), {}, met('inadequate-response', '2026-03-05')).kind).toBe('acted')
  })

  test('a snoozed safety flag says why it is back', () => {
    const safety = met('suicidal-ideation', '2026-03-02', { tier: 'urgent' })
    const one = snoozedReview(later, { finding: { key: safety.key ?? '', tier: 'urgent', item9: 1 } })
    expect(stateAfter(one, { item9: known({ value: 1, day: asOf, source: undefined }) }, safety)).toMatchObject({
      mark: 'back',
      why: 'back: a snooze never holds back a safety flag',
    })
    expect(
      stateAfter(
        review({ finding: { key: safety.key ?? '', tier: 'urgent', item9: 1 } }),
        { item9: known({ value: 1, day: asOf, source: undefined }) },
        safety,
      ).kind,
    ).toBe('acted')
  })

  test('a snooze that did not ask for item 9, the next PHQ-9 or a day at dose is not ended by them', () => {
    const news = {
      item9: known({ value: 1, day: day('2026-03-10'), source: undefined } as const),
      latestPhq9: scorePoint(day('2026-03-10'), 17),
      current: trial({ daysAtAdequateDose: known({ low: 90, high: 90 }) }),
    }
    expect(stateAfter(snoozedReview(later, { finding: { item9: 1 } }), news).kind).toBe('snoozed')
  })

  test('a snooze of a flag without a score is ended by the first PHQ-9, and by the first item 9 above 0', () => {
    const none = { phq9: undefined, phq9Day: undefined, item9: 1 }
    expect(stateAfter(snoozedReview(later, { snooze: { latest: later, nextPhq9: true }, finding: none })).kind).toBe('open')
    expect(
      stateAfter(snoozedReview(later, { snooze: { latest: later, item9Above0: true }, finding: none }), {
        item9: known({ value: 1, day: day('2026-03-01'), source: undefined }),
      }).kind,
    ).toBe('open')
    expect(
      stateAfter(snoozedReview(later, { snooze: { latest: later, nextPhq9: true }, finding: none }), { latestPhq9: undefined }).kind,
    ).toBe('snoozed')
  })

  test('a decision without a score at its time is not undone by any score; a score that is gone undoes nothing', () => {
    expect(stateAfter(review({ finding: { phq9: undefined } }), { latestPhq9: scorePoint(asOf, 27) }).kind).toBe('acted')
    expect(stateAfter(review(), { latestPhq9: undefined }).kind).toBe('acted')
  })
})

describe('whose review it is', () => {
  test('one I wrote into, or entered, speaks for me though a colleague owns it', () => {
    const owned = { owner: okafor, by: okafor, state: 'resolved' } as const
    expect(stateAfter(review({ ...owned, by: reyes })).kind).toBe('acted')
    const entries = [
      { by: okafor, atMs: 0, text: 'Seen.' },
      { by: reyes, atMs: 1, text: 'Agreed.' },
    ]
    expect(stateAfter(review({ ...owned, entries })).kind).toBe('acted')
    expect(stateAfter(review({ ...owned, entries: entries.slice(0, 1) })).kind).toBe('open')
  })

  test('of two reviews of one flag the later counts, of one moment the later round; the next round follows the highest', () => {
    const first = review({ on: '2026-03-05', round: 1 })
    const second = review({ id: 't-2', on: '2026-03-06', round: 2, state: 'dismissed' })
    for (const reviews of [
      [first, second],
      [second, first],
    ]) {
      const [flag] = queue([judged([inadequate])], reviews).resting
      expect([flag?.state.kind, flag?.rounds]).toEqual(['dismissed', 2])
    }
    const same = review({ id: 't-3', on: '2026-03-06', round: 3 })
    for (const reviews of [
      [second, same],
      [same, second],
    ])
      expect(queue([judged([inadequate])], reviews).resting[0]?.state.kind).toBe('acted')
  })

  test('taking over writes over the colleague’s open item, never over a closed one', () => {
    const parts = (one: Review) => {
      const flag = queue([judged([inadequate])], [one]).cards[0]?.open[0]
      if (!flag) throw new Error('no flag')
      return partsOf(judged([inadequate]), [flag], { me: reyes.ref, asOf }, () => ({ kind: 'take-over', from: okafor, note: '' }))[0]
    }
    expect(parts(review({ by: okafor, state: 'reviewing' }))).toMatchObject({ over: { id: 't-1' }, round: 1 })
    expect(parts(review({ by: okafor }))).toMatchObject({ over: undefined, round: 2 })
  })
})

describe('what came in and was cleared today', () => {
  const cleared = (parts: Parameters<typeof review>[0]) => {
    const { cameIn, acted, snoozed, dismissed, handed, left } = queue([], [review({ on: '2026-03-11', ...parts })])
    return { cameIn, acted, snoozed, dismissed, handed, left }
  }
  const none = { cameIn: 0, acted: 0, snoozed: 0, dismissed: 0, handed: 0, left: 0 }

  test.each<[string, Parameters<typeof review>[0], Partial<typeof none>]>([
    ['decided', {}, { cameIn: 1, acted: 1 }],
    ['reviewed', { state: 'reviewed' }, { cameIn: 1, acted: 1 }],
    ['snoozed', { state: 'snoozed' }, { cameIn: 1, snoozed: 1 }],
    ['dismissed', { state: 'dismissed' }, { cameIn: 1, dismissed: 1 }],
    ['handed over', { state: 'reopened', owner: okafor, by: reyes }, { cameIn: 1, handed: 1 }],
    ['being reviewed by me', { state: 'reviewing' }, {}],
    ['decided by a colleague', { by: okafor }, {}],
    ['decided yesterday', { on: '2026-03-10' }, {}],
  ])('%s', (_name, parts, counts) => {
    expect(cleared(parts)).toEqual({ ...none, ...counts })
  })

  test('a patient without an open flag has no card; a patient with a known item 9 is not named', () => {
    const { cards, item9NotAssessed } = queue([judged([])], [])
    expect([cards, item9NotAssessed]).toEqual([[], []])
  })
})

test('a new answer of 0 does not end a snooze that waits for item 9 above 0; a new answer of 1 does, as worse', () => {
  const later = day('2026-03-25')
  const one = snoozedReview(later, { snooze: { latest: later, item9Above0: true }, finding: { item9: 1 } })
  const answered = (value: 0 | 1) => ({ item9: known({ value, day: day('2026-03-10'), source: undefined }) })
  expect(stateAfter(one, answered(0)).kind).toBe('snoozed')
  expect(stateAfter(one, answered(1))).toMatchObject({ kind: 'open', mark: 'worsening' })
})

test('two patients who wait equally long stand by their number, in whatever order they are read', () => {
  const of = (patientId: string) =>
    assessment({ patientId, flags: [met('inadequate-response', '2026-03-02', { key: `inadequate-response|${patientId}|x|2026-03-02` })] })
  for (const patients of [
    ['p-a', 'p-b'],
    ['p-b', 'p-a'],
  ])
    expect(queue(patients.map(of)).cards.map((card) => card.patientId)).toEqual(['p-a', 'p-b'])
})
