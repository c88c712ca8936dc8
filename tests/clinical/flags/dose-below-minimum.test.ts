import { describe, expect, test } from 'vitest'
import type { MedicationFact } from '#src/clinical/facts.ts'
import { d, dayN, finding, on, sentence, verdict, withSettings } from '#tests/support/clinic.ts'
import { mg, order, record } from '#tests/support/record-builders.ts'

const rule = 'dose-below-minimum'
const assess = (medications: readonly MedicationFact[], asOf: number, settings?: Parameters<typeof on>[2]) =>
  on(record({ medications }), asOf, settings)

describe('28 days or more below the minimum effective dose', () => {
  test.each([
    [27, 'not-met'],
    [28, 'met'],
  ])('25 mg of sertraline since day 0, on day %i: %s', (asOf, expected) => {
    expect(verdict(assess([order({ from: d(0), dose: mg(25) })], asOf), rule)).toBe(expected)
  })

  test('says dose, minimum, days and since when', () => {
    const a = assess([order({ from: d(0), dose: mg(25) })], 28)
    expect(sentence(a, rule)).toBe('sertraline 25 mg/day, minimum 50 mg: below the minimum for 28 days, since 1 Jan 2026')
    expect(finding(a, rule)).toMatchObject({
      tier: 'decide',
      since: dayN(28),
      key: `dose-below-minimum|p-test|sertraline@${d(0)}|${d(28)}`,
    })
    expect(sentence(assess([order({ from: d(0), dose: mg(25) })], 27), rule)).toBe(
      '27 days on sertraline 25 mg/day, minimum 50 mg: below the minimum for fewer than 28 days',
    )
  })

  test('exactly the minimum is not below it', () => {
    expect(sentence(assess([order({ from: d(0), dose: mg(50) })], 60), rule)).toBe(
      'sertraline 50 mg/day, minimum 50 mg: at or above the minimum',
    )
    expect(verdict(assess([order({ from: d(0), dose: mg(49.9) })], 60), rule)).toBe('met')
  })

  test('several low doses in a row count together, a step up in between starts anew', () => {
    const rising = [order({ from: d(0), dose: mg(12.5) }), order({ from: d(20), dose: mg(25) })]
    expect(verdict(assess(rising, 28), rule)).toBe('met')
    const fallen = [order({ from: d(0), dose: mg(25) }), order({ from: d(20), dose: mg(50) }), order({ from: d(40), dose: mg(25) })]
    expect(verdict(assess(fallen, 67), rule)).toBe('not-met')
    expect(verdict(assess(fallen, 68), rule)).toBe('met')
  })

  test('a dose that is not known, or reaches across the minimum, cannot be told', () => {
    expect(finding(assess([order({ from: d(0), dose: { kind: 'unknown', reason: 'no readable dose' } })], 60), rule).missing[0]?.why).toBe(
      'no readable dose',
    )
    expect(finding(assess([order({ from: d(0), dose: mg(25, 50) })], 60), rule).missing[0]?.why).toBe(
      'the recorded doses reach across the minimum',
    )
  })

  test('an agent without a minimum cannot be told, never "below"', () => {
    const a = assess([order({ agent: 'gepirone', from: d(0), dose: mg(18.2), formulation: 'extended' })], 60)
    expect(finding(a, rule).missing[0]?.what).toBe('minimum effective dose of gepirone')
  })

  test('the strict column is another minimum: duloxetine 40 mg', () => {
    const duloxetine = [order({ agent: 'duloxetine', from: d(0), dose: mg(40) })]
    expect(verdict(assess(duloxetine, 60), rule)).toBe('not-met')
    const strict = assess(duloxetine, 60, withSettings({ doseColumn: 'strict' }))
    expect([verdict(strict, rule), finding(strict, rule).statement]).toEqual([
      'met',
      '28 days or more below the minimum effective dose for this patient (strict column)',
    ])
  })

  test('without a trial it cannot be told', () => {
    expect(verdict(assess([], 60), rule)).toBe('cannot-tell')
  })
})

test('what is missing is the daily dose of the agent', () => {
  expect(finding(assess([order({ from: d(0), dose: mg(25, 50) })], 60), rule).missing).toEqual([
    { what: 'daily dose of sertraline', why: 'the recorded doses reach across the minimum' },
  ])
})
