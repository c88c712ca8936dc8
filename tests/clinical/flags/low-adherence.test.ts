import { describe, expect, test } from 'vitest'
import type { CheckIn } from '#src/clinical/facts.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { dailyCheckIns, dispense, order, record } from '#tests/support/record-builders.ts'

const rule = 'low-adherence'
const patient = (checkIns: readonly CheckIn[]) => record({ medications: [order({ from: d(0) })], checkIns })

describe('fewer than 80 % of days taken', () => {
  test.each([
    [32, 'not-met'],
    [31, 'met'],
  ])('%i of 40 days since the start: %s', (taken, expected) => {
    // The missed days come first, so that the last 28 days are better than the whole.
    expect(verdict(on(patient(dailyCheckIns(d(0), 40, (i) => i >= 40 - taken)), 40), rule)).toBe(expected)
  })

  test('the last 28 days count on their own: 22 of 28 are 78 %, though 94 of 100 are 94 %', () => {
    const a = on(patient(dailyCheckIns(d(0), 100, (i) => i < 94)), 100)
    expect(verdict(a, rule)).toBe('met')
    expect(sentence(a, rule)).toBe('22 of 28 days with information taken (78 %) over the last 28 days, below 80 %')
    expect(verdict(on(patient(dailyCheckIns(d(0), 100, (i) => i < 95)), 100), rule)).toBe('not-met') // 23 of 28 = 82 %
  })

  test('says the share of the whole trial first', () => {
    expect(sentence(on(patient(dailyCheckIns(d(0), 40, (i) => i % 2 === 0)), 40), rule)).toBe(
      '20 of 40 days with information taken (50 %) over 40 days of sertraline, below 80 %',
    )
    expect(sentence(on(patient(dailyCheckIns(d(0), 40, () => true)), 40), rule)).toBe('100 % of days taken')
  })
})

describe('when it is judged', () => {
  test.each([
    [13, 'not-met'],
    [14, 'met'],
  ])('a trial in which nothing was taken, on day %i: %s', (asOf, expected) => {
    const a = on(patient(dailyCheckIns(d(0), asOf, () => false)), asOf)
    expect(verdict(a, rule)).toBe(expected)
    expect(sentence(a, rule) === 'Day 13 of the trial: judged from day 14').toBe(expected === 'not-met')
  })

  test('with information on fewer than half the days it cannot be told', () => {
    expect(verdict(on(patient(dailyCheckIns(d(0), 20, () => false)), 40), rule)).toBe('met') // 20 of 40 days
    expect(verdict(on(patient(dailyCheckIns(d(0), 19, () => false)), 40), rule)).toBe('cannot-tell')
    expect(verdict(on(patient([]), 40), rule)).toBe('cannot-tell')
  })

  test('without a trial it cannot be told', () => {
    expect(verdict(on(record(), 40), rule)).toBe('cannot-tell')
  })

  test('dispensed supply that ran out counts: 30 of 60 days', () => {
    const a = on(record({ medications: [order({ from: d(0) }), dispense(d(0), 30)] }), 60)
    expect(sentence(a, rule)).toBe('30 of 60 days with information taken (50 %) over 60 days of sertraline, below 80 %')
  })
})

describe('one finding while it wavers', () => {
  test('its first day is the first of the present run: taken for 50 days, then not', () => {
    // After k missed days the last 28 hold 28 − k: below 80 % (22.4) at 6, which is on day 56.
    const found = finding(on(patient(dailyCheckIns(d(0), 80, (i) => i < 50)), 80), rule)
    expect(found.since).toBe(dayN(56))
    const later = finding(on(patient(dailyCheckIns(d(0), 90, (i) => i < 50)), 90), rule)
    expect(later.key).toBe(found.key)
  })

  test('a trial in which nothing was taken is low since its 14th day, the first on which it is judged', () => {
    expect(finding(on(patient(dailyCheckIns(d(0), 40, () => false)), 40), rule).since).toBe(dayN(14))
  })

  test('exactly 85 % ends it: 11 of 14, then 17 of 20, then 17 of 22', () => {
    const missed = new Set([0, 1, 2, 20, 21])
    const checkIns = (days: number) => dailyCheckIns(d(0), days, (i) => !missed.has(i))
    expect(finding(on(patient(checkIns(14)), 14), rule).since).toBe(dayN(14))
    expect(verdict(on(patient(checkIns(20)), 20), rule)).toBe('not-met')
    expect(finding(on(patient(checkIns(22)), 22), rule).since).toBe(dayN(22))
  })

  test('a share that rises to 82 % and falls again keeps its first day', () => {
    // Of the last 28 days missed: 6 on day 58 (78 %), 5 on day 79 (82 %), 6 on day 80.
    const missed = new Set([50, 53, 54, 55, 56, 57, 79])
    const checkIns = (days: number) => dailyCheckIns(d(0), days, (i) => !missed.has(i))
    expect(finding(on(patient(checkIns(58)), 58), rule).since).toBe(dayN(58))
    expect(verdict(on(patient(checkIns(79)), 79), rule)).toBe('not-met')
    expect(finding(on(patient(checkIns(80)), 80), rule).since).toBe(dayN(58))
  })

  test('a share that rises to 86 % ends it: the next fall is a new finding', () => {
    // Of the last 28 days missed: 6 on day 60, 4 on day 80 (86 %), 6 on day 82.
    const missed = new Set([50, 51, 56, 57, 58, 59, 80, 81])
    const checkIns = (days: number) => dailyCheckIns(d(0), days, (i) => !missed.has(i))
    expect(finding(on(patient(checkIns(60)), 60), rule).since).toBe(dayN(60))
    expect(verdict(on(patient(checkIns(80)), 80), rule)).toBe('not-met')
    expect(finding(on(patient(checkIns(82)), 82), rule).since).toBe(dayN(82))
  })
})

describe('evidence', () => {
  const rows = (checkIns: readonly CheckIn[], asOf: number) =>
    finding(on(patient(checkIns), asOf), rule).evidence.map((e) => [e.what, e.value, e.unit])

  test('of 20 of 40 days taken: dose, minimum, days at dose, share of the trial, and 14 of the last 28 days', () => {
    expect(
      rows(
        dailyCheckIns(d(0), 40, (i) => i % 2 === 0),
        40,
      ),
    ).toEqual([
      ['sertraline dose', '50', 'mg/day'],
      ['minimum effective dose', '50', 'mg/day'],
      ['days at adequate dose', '40', 'days'],
      ['days taken', '50', '%'],
      ['days taken, check-ins', '14 of 28 (50 %)', 'days with information'],
    ])
  })

  test('where 8 of the last 28 days have information, those days are no evidence', () => {
    expect(
      rows(
        dailyCheckIns(d(0), 40, () => true),
        60,
      ),
    ).toEqual([
      ['sertraline dose', '50', 'mg/day'],
      ['minimum effective dose', '50', 'mg/day'],
      ['days at adequate dose', '60', 'days'],
      ['days taken', '100', '%'],
    ])
  })
})

describe('the first day of the run', () => {
  test('nothing taken on 10 days and nothing known of the next 10: low since day 14, the first day of judgement', () => {
    // On day 20 half of the days have information, which is enough; today is not one of them.
    expect(finding(on(patient(dailyCheckIns(d(0), 10, () => false)), 20), rule).since).toBe(dayN(14))
  })

  test('a time of which too little is known ends a run: nothing taken until day 13, nothing known until day 40', () => {
    // From day 40 on nothing is taken again: 26 of 52 days are known on day 52, 25 of 51 on day 51.
    const checkIns = [...dailyCheckIns(d(0), 14, () => false), ...dailyCheckIns(d(40), 30, () => false)]
    expect(finding(on(patient(checkIns), 70), rule).since).toBe(dayN(52))
  })

  test('what was handed over of another medicine says nothing: 30 days of sertraline, then 60 of aripiprazole', () => {
    // Of the last 28 days, 6 are without sertraline on day 36 (79 %), 4 on day 34 (86 %).
    const medications = [order({ from: d(0) }), dispense(d(0), 30), dispense(d(30), 60, 'aripiprazole')]
    expect(finding(on(record({ medications }), 60), rule).since).toBe(dayN(36))
  })
})
