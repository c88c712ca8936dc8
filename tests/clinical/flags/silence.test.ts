import { describe, expect, test } from 'vitest'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { checkIn, dailyCheckIns, order, phq9, record } from '#tests/support/record-builders.ts'

const rule = 'silence'
const patient = (parts: Partial<PatientRecord>) => record({ medications: [order({ from: d(0) })], ...parts })

describe('check-ins of a regular reporter', () => {
  const reporter = patient({ checkIns: dailyCheckIns(d(0), 20, () => true), readings: [phq9(d(18), 12)] })

  test.each([
    [23, 'not-met'],
    [24, 'met'],
  ])('last on day 19, on day %i: %s', (asOf, expected) => {
    expect(verdict(on(reporter, asOf), rule)).toBe(expected)
  })

  test('says how long and since when; the finding counts from the fifth day', () => {
    const found = finding(on(reporter, 26), rule)
    expect([found.sentence, found.since, found.tier]).toEqual(['No check-in for 7 days, last on 20 Jan 2026', dayN(24), 'watch'])
    expect(found.key).toBe(`silence|p-test|contact|${d(24)}`)
  })

  test.each([
    [7, 'met'],
    [6, 'not-met'],
  ])('%i check-ins in the 14 days up to the last one make a regular reporter: %s', (n, expected) => {
    const checkIns = Array.from({ length: n }, (_, i) => checkIn(dayN(19 - i)))
    expect(verdict(on(patient({ checkIns, readings: [phq9(d(19), 12)] }), 24), rule)).toBe(expected)
  })

  test('check-ins more than 13 days before the last one do not count', () => {
    const spread = (first: number) => [checkIn(dayN(first)), ...Array.from({ length: 6 }, (_, i) => checkIn(dayN(19 - i)))]
    const readings = [phq9(d(19), 12)]
    expect(verdict(on(patient({ checkIns: spread(6), readings }), 24), rule)).toBe('met')
    expect(verdict(on(patient({ checkIns: spread(5), readings }), 24), rule)).toBe('not-met')
  })
})

describe('PHQ-9 in an acute phase', () => {
  test.each([
    [27, 'not-met'],
    [28, 'met'],
  ])('%i days after the last one: %s', (days, expected) => {
    expect(verdict(on(patient({ readings: [phq9(d(10), 12)] }), 10 + days), rule)).toBe(expected)
  })

  test('a trial that begins is not late yet: the interval counts from its start', () => {
    expect(verdict(on(patient({ readings: [phq9(d(-100), 20)] }), 27), rule)).toBe('not-met')
    const a = on(patient({ readings: [phq9(d(-100), 20)] }), 28)
    expect(sentence(a, rule)).toBe('No PHQ-9 for 128 days in an acute phase, last on 23 Sep 2025')
    expect(finding(a, rule).since).toBe(dayN(28))
  })

  test('never measured is said', () => {
    expect(sentence(on(patient({}), 28), rule)).toBe('No PHQ-9 for 28 days in an acute phase, never measured')
  })

  test.each([
    [83, 'met'],
    [84, 'not-met'],
  ])('in remission on day %i of the trial: %s, the acute phase being 84 days', (asOf, expected) => {
    expect(verdict(on(patient({ readings: [phq9(d(40), 4)] }), asOf), rule)).toBe(expected)
  })

  test('above remission it stays acute: 5 points on day 200', () => {
    expect(verdict(on(patient({ readings: [phq9(d(160), 5)] }), 200), rule)).toBe('met')
  })
})

test('both silences are said, and the finding counts from the earlier one', () => {
  const found = finding(on(patient({ checkIns: dailyCheckIns(d(0), 20, () => true), readings: [phq9(d(5), 12)] }), 40), rule)
  expect(found.sentence).toBe('No check-in for 21 days, last on 20 Jan 2026; No PHQ-9 for 35 days in an acute phase, last on 6 Jan 2026')
  expect(found.since).toBe(dayN(24))
})

describe('without a trial nothing is expected', () => {
  test('and with nothing on record it cannot be told', () => {
    expect(finding(on(record(), 10), rule).missing[0]?.why).toBe('none on record, and no trial in progress that would expect them')
  })

  test.each([
    [27, 'not-met'],
    [28, 'cannot-tell'],
  ])('a last PHQ-9 %i days ago: %s', (days, expected) => {
    expect(verdict(on(record({ readings: [phq9(d(0), 12)] }), days), rule)).toBe(expected)
  })
})

test('what is not overdue names the last contact, never a claim of being well', () => {
  expect(sentence(on(patient({ readings: [phq9(d(10), 12)], checkIns: [checkIn(dayN(12))] }), 15), rule)).toBe(
    'Nothing overdue; last heard on 13 Jan 2026',
  )
  const scored = on(patient({ readings: [phq9(d(12), 12)], checkIns: [checkIn(dayN(10))] }), 15)
  expect(sentence(scored, rule)).toBe('Nothing overdue; last heard on 13 Jan 2026')
  expect(finding(scored, rule).evidence.map((e) => [e.what, e.value, e.unit])).toEqual([
    ['check-ins in 28 days', '1 of 6', 'days'],
    ['PHQ-9 latest', '12', 'points'],
  ])
  expect(sentence(on(patient({}), 5), rule)).toBe('Nothing was due yet')
})

test('silence on a record that was not read completely cannot be told: the check-ins may be there', () => {
  const silent = patient({ checkIns: dailyCheckIns(d(0), 20, () => true), readings: [phq9(d(18), 12)] })
  for (const affects of ['readings', 'check-ins'] as const) {
    const a = on({ ...silent, incomplete: [{ part: 'check-ins', reason: 'cut short', affects }] }, 30)
    expect(finding(a, rule).missing).toEqual([{ what: 'check-ins', why: 'cut short' }])
  }
  expect(verdict(on({ ...silent, incomplete: [{ part: 'visits', reason: '403', affects: 'other' }] }, 30), rule)).toBe('met')
})

describe('what stands beside it', () => {
  test('the trial that expects an answer', () => {
    expect(finding(on(patient({ readings: [phq9(d(10), 12)] }), 38), rule).trialId).toBe(`sertraline@${d(0)}`)
  })

  test('without a trial, the last day heard of and what is missing', () => {
    expect(finding(on(record({ readings: [phq9(d(0), 12)] }), 28), rule).missing).toEqual([
      { what: 'check-ins and PHQ-9', why: 'none since 1 Jan 2026, and no trial in progress that would expect them' },
    ])
  })

  test('without a trial a check-in 27 days ago is the last contact, with or without an older PHQ-9', () => {
    const checkIns = [checkIn(dayN(0))]
    expect(sentence(on(record({ checkIns }), 27), rule)).toBe('Nothing overdue; last heard on 1 Jan 2026')
    expect(sentence(on(record({ checkIns, readings: [phq9(d(-9), 12)] }), 27), rule)).toBe('Nothing overdue; last heard on 1 Jan 2026')
    expect(sentence(on(record({ readings: [phq9(d(0), 12)] }), 27), rule)).toBe('Nothing overdue; last heard on 1 Jan 2026')
  })

  test('only what there is: a score without check-ins, check-ins without a score', () => {
    const what = (parts: Partial<PatientRecord>) => finding(on(patient(parts), 15), rule).evidence.map((e) => e.what)
    expect(what({ readings: [phq9(d(10), 12)] })).toEqual(['PHQ-9 latest'])
    expect(what({ checkIns: [checkIn(dayN(12))] })).toEqual(['check-ins in 28 days'])
  })

  test('a PHQ-9 on the first day of the trial counts from that day', () => {
    const a = on(patient({ readings: [phq9(d(0), 12)] }), 28)
    expect([sentence(a, rule), finding(a, rule).since]).toEqual(['No PHQ-9 for 28 days in an acute phase, last on 1 Jan 2026', dayN(28)])
  })
})
