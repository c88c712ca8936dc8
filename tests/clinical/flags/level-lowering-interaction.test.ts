import { describe, expect, test } from 'vitest'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { exactly } from '#src/lib/calendar.ts'
import { known } from '#src/lib/known.ts'
import { d, dayN, finding, on, sentence, verdict } from '#tests/support/clinic.ts'
import { mg, order, otherMedicine, record } from '#tests/support/record-builders.ts'

const rule = 'level-lowering-interaction'
const taking = (agent: string, parts: Partial<PatientRecord> = {}) =>
  record({ medications: [order({ agent, from: d(0), dose: mg(150) })], ...parts })

describe('an inducer, or smoking', () => {
  test('carbamazepine with trazodone is met, from the day both were taken', () => {
    const early = finding(
      on(taking('trazodone', { otherMedicines: [otherMedicine('carbamazepine', { from: exactly(dayN(-50)) })] }), 30),
      rule,
    )
    expect([early.verdict.kind, early.tier, early.since]).toEqual(['met', 'watch', dayN(0)])
    const late = finding(
      on(taking('trazodone', { otherMedicines: [otherMedicine('carbamazepine', { from: exactly(dayN(10)) })] }), 30),
      rule,
    )
    expect(late.since).toBe(dayN(10))
    expect(late.sentence).toBe('carbamazepine with trazodone: level about 76 % lower with carbamazepine')
  })

  test('two causes are both said, and the finding counts from the earlier one', () => {
    const found = finding(
      on(taking('trazodone', { smoking: known('current'), otherMedicines: [otherMedicine('phenytoin', { from: exactly(dayN(10)) })] }), 30),
      rule,
    )
    expect([found.since, found.evidence.map((e) => e.what)]).toEqual([dayN(0), ['phenytoin', 'smoking']])
  })

  test.each([
    ['duloxetine', known('current' as const), 'met'],
    ['duloxetine', known('never' as const), 'not-met'],
    ['sertraline', known('current' as const), 'not-met'],
  ])('%s and smoking %j: %s', (agent, smoking, expected) => {
    expect(verdict(on(taking(agent, { smoking }), 30), rule)).toBe(expected)
  })

  test('smoking unknown matters only for an agent that smoking lowers', () => {
    expect(finding(on(taking('duloxetine'), 30), rule).missing).toEqual([
      { what: 'smoking, which lowers levels of duloxetine', why: 'not recorded' },
    ])
    expect(sentence(on(taking('sertraline'), 30), rule)).toBe('No interaction on record that lowers the level of sertraline')
  })

  test('without a trial it cannot be told', () => {
    expect(verdict(on(record(), 30), rule)).toBe('cannot-tell')
  })
})

test('an inducer with an agent that no row is held for is not "no interaction": carbamazepine with sertraline cannot be told', () => {
  const found = finding(on(taking('sertraline', { otherMedicines: [otherMedicine('carbamazepine')] }), 30), 'level-lowering-interaction')
  expect(found.sentence).toBe('Cannot tell: carbamazepine with sertraline: an enzyme inducer; what it does to this agent is not held here')
})

test('two causes are said one after the other, each as evidence with its effect', () => {
  const found = finding(
    on(taking('trazodone', { smoking: known('current'), otherMedicines: [otherMedicine('phenytoin', { from: exactly(dayN(10)) })] }), 30),
    rule,
  )
  expect(found.sentence).toBe(
    'phenytoin with trazodone: level about 76 % lower with carbamazepine; Smoking with trazodone: levels are lower in smokers (CYP1A2)',
  )
  expect(found.evidence.map(({ what, value, unit, day }) => [what, value, unit, day])).toEqual([
    ['phenytoin', 'level about 76 % lower with carbamazepine', '', dayN(10)],
    ['smoking', 'levels lower in smokers (CYP1A2)', '', undefined],
  ])
})

test('an inducer of unknown start counts from the start of the trial; of two inducers the earlier counts', () => {
  const since = (...inducers: readonly (number | undefined)[]) =>
    finding(
      on(
        taking('trazodone', {
          otherMedicines: inducers.map((n, i) =>
            otherMedicine(i === 0 ? 'phenytoin' : 'carbamazepine', n === undefined ? {} : { from: exactly(dayN(n)) }),
          ),
        }),
        30,
      ),
      rule,
    ).since
  expect([since(undefined), since(10, 20), since(20, 10)]).toEqual([dayN(0), dayN(10), dayN(10)])
})
