import { describe, expect, test } from 'vitest'
import {
  decisionCodes,
  decisionTitle,
  deedWords,
  dismissReasons,
  isClosed,
  ownerOn,
  snoozeWords,
  type Deed,
  type SnoozeUntil,
} from '#src/clinical/review.ts'
import { dayN } from '#tests/support/clinic.ts'

const latest = dayN(41) // 11 February 2026
const ana = { ref: 'Practitioner/ana', name: 'Ana Lind' }
const ben = { ref: 'Practitioner/ben', name: 'Ben Okafor' }

describe('when a snooze ends, in words', () => {
  test.each<[Omit<SnoozeUntil, 'latest'>, string]>([
    [{}, 'until 11 Feb 2026'],
    [{ nextPhq9: true }, 'until the next PHQ-9, at the latest 11 Feb 2026'],
    [{ nextPhq9: false, item9Above0: false }, 'until 11 Feb 2026'],
    [{ dayAtDose: 42 }, 'until day 42 at an adequate dose, at the latest 11 Feb 2026'],
    [{ worseByPoints: 5 }, 'until 5 points worse, at the latest 11 Feb 2026'],
    [{ item9Above0: true }, 'until item 9 above 0, at the latest 11 Feb 2026'],
    [
      { nextPhq9: true, dayAtDose: 42, worseByPoints: 5, item9Above0: true },
      'until the next PHQ-9 or day 42 at an adequate dose or 5 points worse or item 9 above 0, at the latest 11 Feb 2026',
    ],
  ])('%j: %s', (parts, words) => {
    expect(snoozeWords({ latest, ...parts })).toBe(words)
  })
})

describe('what was done, as it stands in the record', () => {
  const decision = { code: 'switch' as const, rationale: 'Two adequate trials without response', recheck: dayN(41), order: undefined }
  test.each<[string, Deed]>([
    ['Decided: Switch antidepressant. Two adequate trials without response. Recheck on 11 Feb 2026.', { kind: 'decide', decision }],
    [
      'Decided: Switch antidepressant. Why not?',
      { kind: 'decide', decision: { ...decision, rationale: ' Why not? ', recheck: undefined } },
    ],
    ['Decided: Switch antidepressant.', { kind: 'decide', decision: { ...decision, rationale: '', recheck: undefined } }],
    ['Snoozed until 11 Feb 2026. On holiday.', { kind: 'snooze', snooze: { latest }, note: 'On holiday' }],
    ['Dismissed: Data error. Wrong patient!', { kind: 'dismiss', reason: 'data-error', rationale: 'Wrong patient!' }],
    ['Handed over to Ben Okafor. See notes…', { kind: 'hand-over', to: ben, through: undefined, note: 'See notes…' }],
    ['Handed over to Ben Okafor as cover through 11 Feb 2026.', { kind: 'hand-over', to: ben, through: dayN(41), note: '' }],
    ['Taken over from Ana Lind. She is away.', { kind: 'take-over', from: ana, note: 'She is away.' }],
    ['Reopened. New score.', { kind: 'reopen', note: 'New score' }],
    ['Undone. Decided: Switch antidepressant.', { kind: 'undo', before: undefined, actionId: 'a', what: 'Decided: Switch antidepressant' }],
  ])('%s', (words, deed) => {
    expect(deedWords(deed)).toBe(words)
  })

  test('thirteen decisions, each said as what was decided; three of them set a finding aside', () => {
    expect(decisionCodes.map((code) => decisionTitle[code])).toEqual([
      'Increase dose',
      'Switch antidepressant',
      'Augment',
      'Add psychotherapy',
      'Refer for TMS, ECT or esketamine',
      'Address adherence',
      'Manage a side effect',
      'Reassess the diagnosis',
      'Safety assessment done',
      'Continue and recheck',
      'No change: patient preference',
      'Not applicable to this patient',
      'Data error',
    ])
    expect(dismissReasons).toEqual(['not-applicable', 'data-error', 'no-change-patient-preference'])
  })
})

test('a cover ends by itself: through day 41 it is Ben’s, on day 42 again Ana’s', () => {
  const review = { owner: ben, cover: { of: ana, through: dayN(41) } }
  expect([ownerOn(review, dayN(41)), ownerOn(review, dayN(42))]).toEqual([ben, ana])
  expect(ownerOn({ owner: ben, cover: undefined }, dayN(42))).toBe(ben)
})

test('only what is resolved or dismissed is closed for good', () => {
  expect((['reviewing', 'reviewed', 'snoozed', 'resolved', 'dismissed', 'reopened'] as const).filter(isClosed)).toEqual([
    'resolved',
    'dismissed',
  ])
})
