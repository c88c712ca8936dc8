import { describe, expect, test } from 'vitest'
import { dailyLanesOf, receivedOf, sevenDayMeans } from '#src/features/patient/daily-lanes.ts'
import { coursesOf, eventsOf, namedEffectsOf, takenDaysOf } from '#src/features/patient/event-lanes.ts'
import { addDays, day, exactly } from '#src/lib/calendar.ts'
import { checkIn, record } from '#tests/support/record-builders.ts'

const first = day('2026-02-01')
const values = (...answers: readonly (number | undefined)[]) =>
  answers.flatMap((value, n) => (value === undefined ? [] : [{ day: addDays(first, n), value }]))

describe('7-day means', () => {
  test('3 answers in 7 days give none, the fourth gives their mean: (2 + 4 + 6 + 8) / 4 = 5', () => {
    expect(sevenDayMeans(values(2, 4, 6, 8)).map(({ mean }) => mean)).toEqual([undefined, undefined, undefined, 5])
  })

  test('only the last 7 days count: the 0 of day 1 has left on day 8', () => {
    const means = sevenDayMeans(values(0, 7, 7, 7, 7, 7, 7, 7))
    expect(means[6]?.mean).toBe(6)
    expect(means[7]?.mean).toBe(7)
  })

  test('a silent week ends the line instead of stretching it', () => {
    const means = sevenDayMeans(values(5, 5, 5, 5, undefined, undefined, undefined, undefined, undefined, undefined, 5))
    expect(means.map(({ mean }) => mean)).toEqual([undefined, undefined, undefined, 5, 5, 5, 5, undefined, undefined, undefined, undefined])
  })

  test('no answers, no means', () => {
    expect(sevenDayMeans([])).toEqual([])
  })
})

describe('check-in lanes', () => {
  test('a question nobody answered has no lane; a mood of 0 is an answer', () => {
    const lanes = dailyLanesOf(record({ checkIns: [checkIn(first, { mood: 0 })] }), day('2026-03-01'))
    expect(lanes.map((lane) => [lane.id, lane.values])).toEqual([['mood', [{ day: first, value: 0 }]]])
  })

  test('sleep is drawn on 0 to 12 hours, and on more when somebody slept 14', () => {
    const lane = (hours: number) => dailyLanesOf(record({ checkIns: [checkIn(first, { sleepHours: hours })] }), first)[0]
    expect(lane(7)?.max).toBe(12)
    expect(lane(14)?.max).toBe(14)
  })

  test('41 of 49: expected is one a day since the first check-in, inside the range', () => {
    const days = Array.from({ length: 41 }, (_, n) => addDays(first, n))
    expect(receivedOf(days, first, { from: addDays(first, -100), through: addDays(first, 48) }, addDays(first, 48))).toEqual({
      received: 41,
      expected: 49,
    })
  })

  test('before the first check-in nothing was expected', () => {
    expect(receivedOf([], undefined, { from: first, through: addDays(first, 10) }, addDays(first, 10))).toEqual({
      received: 0,
      expected: 0,
    })
    expect(receivedOf([], addDays(first, 50), { from: first, through: addDays(first, 10) }, addDays(first, 60)).expected).toBe(0)
  })
})

describe('events', () => {
  const session = (kind: 'ect' | 'tms', iso: string) => ({ kind, day: exactly(day(iso)), label: kind, source: { ref: `Procedure/${iso}` } })

  test('8 sessions of ECT twice a week are one course; one 22 days later begins another', () => {
    const dates = [
      '2026-01-05',
      '2026-01-08',
      '2026-01-12',
      '2026-01-15',
      '2026-01-19',
      '2026-01-22',
      '2026-01-26',
      '2026-01-29',
      '2026-02-20',
    ]
    expect(coursesOf(dates.map((iso) => session('ect', iso))).map(({ label, words }) => [label, words])).toEqual([
      ['ECT ×8', 'ECT: 8 sessions, 5 Jan 2026 to 29 Jan 2026'],
      ['ECT', 'ECT: 1 session, 20 Feb 2026'],
    ])
  })

  test('ECT and TMS in the same weeks are two courses', () => {
    expect(
      coursesOf([session('ect', '2026-01-05'), session('tms', '2026-01-06'), session('ect', '2026-01-07')]).map(({ label }) => label),
    ).toEqual(['ECT ×2', 'TMS'])
  })

  test('a visit that is over and one that is booked are told apart', () => {
    const visit = (kind: 'past' | 'booked', iso: string) => ({
      kind,
      day: day(iso),
      clock: undefined,
      label: 'Follow-up',
      source: { ref: `Encounter/${iso}` },
    })
    const events = eventsOf(record({ visits: [visit('past', '2026-02-01'), visit('booked', '2026-03-20')] }), [], day('2026-03-11'))
    expect(events.map(({ kind }) => kind)).toEqual(['visit', 'booked'])
  })

  test('named side effects are counted by day, the most frequent first', () => {
    const checkIns = [
      checkIn(first, { sideEffects: ['nausea', 'nausea'] }),
      checkIn(addDays(first, 1), { sideEffects: ['nausea', 'headache'] }),
    ]
    expect(namedEffectsOf(record({ checkIns }), addDays(first, 5)).map(({ name, days }) => [name, days.length])).toEqual([
      ['nausea', 2],
      ['headache', 1],
    ])
  })

  test('a day without an answer is neither taken nor missed', () => {
    const checkIns = [checkIn(first, { taken: true }), checkIn(addDays(first, 1)), checkIn(addDays(first, 2), { taken: false })]
    expect(takenDaysOf(record({ checkIns }), addDays(first, 5))).toEqual({ taken: [first], missed: [addDays(first, 2)] })
  })
})
