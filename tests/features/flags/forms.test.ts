import { describe, expect, test } from 'vitest'
import type { QueueCard } from '#src/clinical/queue.ts'
import { changed, decisions, deedOf, draftFrom, emptyDraft, safetyDecisions, safetyDismissReasons } from '#src/features/flags/drafts.ts'
import { cardAfter, cursorOn, groupsOf, withoutPending } from '#src/features/flags/queue-groups.ts'
import { keyVerb, type Pressed } from '#src/features/flags/queue-keys.ts'
import { formatQueueSearch, parseQueueSearch } from '#src/features/flags/queue-search.ts'
import { doneWords, leftWords, reachOf, reachWords } from '#src/features/flags/targets.ts'
import { addDays, day, isoFromDay } from '#src/lib/calendar.ts'
import type { Finding } from '#src/clinical/assessment.ts'
import { asOf, assessment } from '#tests/support/builders.ts'
import { met, okafor, reyes } from '#tests/support/review-builders.ts'

const card = (patientId: string, ...flags: readonly Finding[]): QueueCard => ({
  patientId,
  assessment: assessment({ patientId, flags }),
  open: flags.map((finding) => ({
    finding,
    state: { kind: 'open', mark: 'ongoing', why: '', review: undefined },
    elsewhere: undefined,
    rounds: 0,
  })),
  closed: [],
})
const safety = met('suicidal-ideation', '2026-03-10', { tier: 'urgent', title: 'Thoughts of self-harm reported' })
const inadequate = met('inadequate-response', '2026-03-02')
const silence = met('silence', '2026-03-01', { tier: 'watch', title: 'Silence' })
const nameOf = (id: string): string => ({ 'p-1': 'Ana Muñoz', 'p-2': 'Rosa Lind', 'p-3': 'Noa Blum' })[id] ?? id

describe('what a verb reaches', () => {
  test('one patient with a safety flag: a decision is about the safety flag first', () => {
    const { touched, left } = reachOf('act', [card('p-1', safety, inadequate)])
    expect(touched[0]?.flags.map((flag) => flag.finding.rule)).toEqual(['suicidal-ideation'])
    expect(left).toEqual([])
  })

  test('a snooze of one patient leaves the safety flag open and says so', () => {
    const reach = reachOf('snooze', [card('p-1', safety, inadequate)])
    expect(reach.touched[0]?.flags.map((flag) => flag.finding.rule)).toEqual(['inadequate-response'])
    expect(leftWords(reach, nameOf)).toBe('1 safety flag stays open (Ana Muñoz): a snooze never holds back a safety flag.')
  })

  test('three selected, one with a safety flag alone: 2 of 3 patients and 3 flags are touched, and who stays open is named', () => {
    const reach = reachOf('dismiss', [card('p-1', inadequate, silence), card('p-2', safety), card('p-3', silence)])
    expect(reachWords(reach)).toBe('Dismiss 2 of 3 patients, 3 flags')
    expect(leftWords(reach, nameOf)).toBe('1 safety flag stays open (Rosa Lind): a safety flag is never closed together with others.')
    expect(doneWords(reach, '')).toBe('Dismissed 2 of 3 patients, 3 flags')
    expect(doneWords(reachOf('dismiss', [card('p-1', inadequate, silence)]), 'Ana Muñoz')).toBe('Dismissed: Ana Muñoz, 2 flags')
    expect(doneWords(reachOf('dismiss', [card('p-1', silence)]), 'Ana Muñoz')).toBe('Dismissed: Ana Muñoz')
  })

  test('handing over moves everything, safety flags too: somebody must look at them', () => {
    expect(reachOf('hand-over', [card('p-1', safety, inadequate), card('p-2', safety)])).toMatchObject({
      touched: [{ flags: [{}, {}] }, { flags: [{}] }],
      left: [],
    })
  })
})

describe('what a form says, as a deed', () => {
  const decide = { ...emptyDraft('act', asOf), code: 'switch', text: ' two trials ' }
  test('a safety flag is closed with a sentence, or with a safety assessment; another flag needs none', () => {
    const missing = { ok: false, error: 'A safety flag is not closed without a word: say in the text why.' }
    const dismiss = { ...emptyDraft('dismiss', asOf), code: 'not-applicable' }
    expect(deedOf(dismiss, asOf, [], true)).toEqual(missing)
    expect(deedOf({ ...dismiss, text: '  ' }, asOf, [], true)).toEqual(missing)
    expect(deedOf({ ...dismiss, text: 'typed for another person' }, asOf, [], true).ok).toBe(true)
    expect(deedOf(dismiss, asOf, [], false).ok).toBe(true)
    expect(deedOf({ ...decide, text: '' }, asOf, [], true)).toEqual(missing)
    expect(deedOf({ ...decide, text: '', code: 'safety-assessment-done' }, asOf, [], true).ok).toBe(true)
    expect(deedOf(emptyDraft('act', asOf), asOf, [], true)).toEqual({ ok: false, error: 'Choose a decision.' })
    const preference = { ...dismiss, code: 'no-change-patient-preference', text: 'prefers no change' }
    expect(deedOf(preference, asOf, [], true)).toEqual({ ok: false, error: 'Choose a reason.' })
    expect(deedOf(preference, asOf, [], false).ok).toBe(true)
    expect(safetyDecisions[0]).toBe('safety-assessment-done')
    expect(safetyDecisions.toSorted()).toEqual(decisions.toSorted())
    expect(safetyDismissReasons).toEqual(['not-applicable', 'data-error'])
  })

  test('to continue and recheck comes back 28 days after 11 March 2026, on 8 April; another decision does not inherit that day', () => {
    const recheck = changed(emptyDraft('act', asOf), { code: 'continue-and-recheck' }, asOf)
    expect(recheck.date).toBe('2026-04-08')
    expect(changed(recheck, { code: 'switch' }, asOf).date).toBe('')
    expect(changed({ ...recheck, date: '2026-03-20' }, { code: 'switch' }, asOf).date).toBe('2026-03-20')
    expect(changed({ ...recheck, code: 'switch', date: '2026-03-20' }, { code: 'continue-and-recheck' }, asOf).date).toBe('2026-03-20')
    expect(changed(recheck, { date: '' }, asOf).date).toBe('')
    const deed = deedOf(recheck, asOf, [])
    const reach = reachOf('act', [card('p-1', inadequate)])
    const [flag] = reach.touched[0]?.flags ?? []
    expect(deed.ok && flag && doneWords(reach, 'Ana Muñoz', deed.value(flag))).toBe('Decision: Ana Muñoz, comes back on 8 Apr 2026')
  })

  test('there is no default decision and no default reason', () => {
    expect(deedOf(emptyDraft('act', asOf), asOf, [])).toEqual({ ok: false, error: 'Choose a decision.' })
    expect(deedOf(emptyDraft('dismiss', asOf), asOf, [])).toEqual({ ok: false, error: 'Choose a reason.' })
    expect(deedOf(emptyDraft('hand-over', asOf), asOf, [okafor])).toEqual({ ok: false, error: 'Choose a colleague.' })
  })

  test.each([
    ['2026-03-11', false],
    ['2026-03-12', true],
    ['2026-02-30', false],
    ['', true],
  ])('a recheck date of "%s" on 11 March 2026 is accepted: %s', (date, accepted) => {
    expect(deedOf({ ...decide, date }, asOf, []).ok).toBe(accepted)
  })

  test.each([
    [0, false],
    [1, true],
    [56, true],
    [57, false],
  ])('a snooze of at most %i days is accepted: %s', (days, accepted) => {
    expect(deedOf({ ...emptyDraft('snooze', asOf), date: isoFromDay(addDays(asOf, days)) }, asOf, []).ok).toBe(accepted)
  })

  test.each([
    ['0', false],
    ['1', true],
    ['27', true],
    ['28', false],
    ['5.5', false],
    ['five', false],
  ])('a snooze until "%s" points worse is accepted: %s', (worseBy, accepted) => {
    expect(deedOf({ ...emptyDraft('snooze', asOf), worseBy }, asOf, []).ok).toBe(accepted)
  })

  test('a snooze always has a latest date', () => {
    expect(deedOf({ ...emptyDraft('snooze', asOf), date: '' }, asOf, [])).toMatchObject({ ok: false })
    expect(emptyDraft('snooze', asOf).date).toBe('2026-03-25')
  })

  test('a cover lasts at least through today', () => {
    const handOver = { ...emptyDraft('hand-over', asOf), to: okafor.ref }
    expect(deedOf({ ...handOver, date: '2026-03-10' }, asOf, [okafor]).ok).toBe(false)
    expect(deedOf({ ...handOver, date: '2026-03-11' }, asOf, [okafor]).ok).toBe(true)
    expect(deedOf({ ...handOver, to: reyes.ref }, asOf, [okafor]).ok).toBe(false)
  })

  test('a kept draft of another verb, or something that is none, is not taken for one', () => {
    expect(draftFrom(decide, 'act')).toEqual(decide)
    for (const other of [decide, undefined, 'text', { verb: 'snooze' }, { ...decide, text: 7 }])
      expect(draftFrom(other, 'snooze')).toBeUndefined()
  })
})

describe('sections and cursor', () => {
  const cards = [card('p-1', safety), card('p-2', inadequate), card('p-3', silence, inadequate)]

  test('sections stand in the order of tiers, each card under its first flag', () => {
    expect(groupsOf(cards.toReversed(), 'reason').map((group) => [group.title, group.cards.length])).toEqual([
      ['Thoughts of self-harm reported', 1],
      ['Inadequate response at an adequate dose', 1],
      ['Silence', 1],
    ])
    expect(groupsOf(cards, 'tier').map((group) => group.title)).toEqual(['Urgent', 'Decide', 'Watch'])
  })

  test('a flag on its way to the server is out of the list; its patient stays for what else is open', () => {
    const left = withoutPending(cards, new Set([silence.key ?? '', safety.key ?? '']))
    expect(left.map((one) => [one.patientId, one.open.length])).toEqual([
      ['p-2', 1],
      ['p-3', 1],
    ])
  })

  test('when the patient under the cursor leaves, the one who takes the place is next; at the end, the last', () => {
    expect(cursorOn(cards, 'gone', 1)?.patientId).toBe('p-2')
    expect(cursorOn(cards, 'gone', 7)?.patientId).toBe('p-3')
    expect(cursorOn([], 'gone', 0)).toBeUndefined()
  })

  test('an urgent patient who goes down to a second flag is not followed past the urgent who wait', () => {
    const [first, second, third, plain] = [
      card('p-1', safety),
      card('p-2', safety, inadequate),
      card('p-3', safety),
      card('p-4', inadequate),
    ]
    const after = (current: QueueCard, ...closed: QueueCard['open']) =>
      cardAfter([first, second, third, plain], current, new Set(closed), 'reason').next?.patientId
    expect(after(second, ...second.open.slice(0, 1))).toBe('p-3')
    expect(after(third, ...third.open)).toBe('p-2')
    // The leading flag stays: so does the cursor.
    expect(after(second, ...second.open.slice(1))).toBe('p-2')
    expect(cardAfter([second, plain], second, new Set(second.open.slice(0, 1)), 'reason').next?.patientId).toBe('p-4')
    expect(cardAfter([second], second, new Set(second.open.slice(0, 1)), 'reason').next?.patientId).toBe('p-2')
    expect(cardAfter([second], second, new Set(second.open), 'reason')).toEqual({ next: undefined, remaining: [] })
  })
})

test('after the last decision no lesser card is next while an urgent patient waits above', () => {
  const [urgent, decided, watched] = [card('p-1', safety), card('p-2', inadequate), card('p-3', silence)]
  expect(cardAfter([urgent, decided, watched], decided, new Set(decided.open), 'reason').next?.patientId).toBe('p-1')
  expect(cardAfter([decided, watched], decided, new Set(decided.open), 'reason').next?.patientId).toBe('p-3')
})

describe('the queue by tier', () => {
  const bipolarity = { ...inadequate, rule: 'possible-bipolarity', key: 'k-bipolarity' } as const
  const [two, mixed, other] = [card('p-1', inadequate, bipolarity), card('p-2', inadequate, silence), card('p-3', inadequate)]
  const after = (current: QueueCard, by: 'reason' | 'tier', n: number) =>
    cardAfter([two, mixed, other], current, new Set(current.open.slice(0, n)), by).next?.patientId

  test('a patient with a second flag of the same tier stays under the cursor until both are decided', () => {
    expect(after(two, 'tier', 1)).toBe('p-1')
    expect(after(two, 'tier', 2)).toBe('p-2')
  })

  test('one whose next flag is of a lesser tier goes down, and the cursor goes on', () => {
    expect(after(mixed, 'tier', 1)).toBe('p-3')
  })

  test('by reason the second flag is of another section, past others who wait', () => {
    expect(after(two, 'reason', 1)).toBe('p-2')
  })
})

describe('keys', () => {
  const press = (key: string, parts: Partial<Pressed> = {}): Pressed => ({
    key,
    repeat: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    defaultPrevented: false,
    target: null,
    ...parts,
  })
  const usual = { keysOn: true, isFormOpen: false }

  test('a verb is one key, in either case', () => {
    expect(keyVerb(press('a'), usual)).toBe('act')
    expect(keyVerb(press('S'), usual)).toBe('snooze')
    expect(keyVerb(press('q'), usual)).toBeUndefined()
  })

  test('F65: a key held down moves on, but it acts once', () => {
    expect(keyVerb(press('j', { repeat: true }), usual)).toBe('next')
    expect(keyVerb(press('d', { repeat: true }), usual)).toBeUndefined()
  })

  test('keys of the browser, of an open form and switched-off keys are left alone; Escape closes the form', () => {
    expect(keyVerb(press('a', { ctrlKey: true }), usual)).toBeUndefined()
    expect(keyVerb(press('a'), { ...usual, keysOn: false })).toBeUndefined()
    expect(keyVerb(press('j'), { ...usual, isFormOpen: true })).toBeUndefined()
    expect(keyVerb(press('Escape'), { ...usual, isFormOpen: true })).toBe('close')
  })
})

describe('the address', () => {
  test('every state comes back as it was; defaults and parameters of others stay out of it and in it', () => {
    for (const view of ['open', 'settled', 'rules'] as const)
      for (const by of ['reason', 'tier'] as const)
        for (const patient of [undefined, 'p-0001'])
          expect(parseQueueSearch(formatQueueSearch({ view, by, patient, flag: undefined }, new URLSearchParams('patients=60')))).toEqual({
            view,
            by,
            patient,
            flag: undefined,
          })
    expect(formatQueueSearch({ view: 'open', by: 'reason' }, new URLSearchParams('patients=60&view=rules')).toString()).toBe('patients=60')
  })

  test('what is not understood is the default', () => {
    expect(parseQueueSearch(new URLSearchParams('view=x&by=y'))).toMatchObject({ view: 'open', by: 'reason' })
  })
})

test('the day used here is 11 March 2026', () => expect(asOf).toBe(day('2026-03-11')))
