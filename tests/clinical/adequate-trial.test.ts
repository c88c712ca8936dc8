import { describe, expect, test } from 'vitest'
import { assessPatient } from '#src/clinical/assess.ts'
import type { Assessment, RuleId } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { day, exactly } from '#src/lib/calendar.ts'
import { dailyCheckIns, dispense, mg, order, phq9, record } from '#tests/support/record-builders.ts'

const on = (patient: PatientRecord, asOf: string): Assessment => assessPatient(patient, day(asOf), defaultSettings)
const verdictOf = (a: Assessment, rule: RuleId): string | undefined => a.findings.find((f) => f.rule === rule)?.verdict.kind
const sentenceOf = (a: Assessment, rule: RuleId): string | undefined => a.findings.find((f) => f.rule === rule)?.sentence

describe('the adequate-trial clock', () => {
  // 1 Jan + 42 days = 12 Feb: from 1 Jan to 11 Feb, both lived through, are 42 days.
  test('42 days at the minimum dose is adequate; 41 is not', () => {
    const patient = record({ medications: [order({ from: '2026-01-01', dose: mg(50) })] })
    expect(on(patient, '2026-02-11').current?.daysAtAdequateDose).toEqual({ kind: 'known', value: { low: 41, high: 41 } })
    expect(on(patient, '2026-02-11').current?.adequacy.duration.kind).toBe('not-met')
    expect(on(patient, '2026-02-12').current?.adequacy.duration.kind).toBe('met')
  })

  test('an order with explicit ends counts both of its days', () => {
    const patient = record({ medications: [order({ from: '2026-01-12', through: '2026-02-02', over: true })] })
    expect(on(patient, '2026-06-01').trials[0]?.daysAtAdequateDose).toEqual({ kind: 'known', value: { low: 22, high: 22 } })
  })

  test('titration below the minimum does not count: 7 days at 25 mg, then 50 mg', () => {
    const patient = record({
      medications: [order({ from: '2026-01-01', through: '2026-01-07', dose: mg(25) }), order({ from: '2026-01-08', dose: mg(50) })],
    })
    const trial = on(patient, '2026-02-19').current
    expect(trial?.from).toBe(day('2026-01-01'))
    expect(trial?.daysAtAdequateDose).toEqual({ kind: 'known', value: { low: 42, high: 42 } })
    expect(trial?.segments.map((s) => s.level)).toEqual(['below', 'adequate'])
  })

  test('a gap of 14 days pauses the clock; a gap of 15 days ends the trial', () => {
    const first = order({ from: '2026-01-01', through: '2026-01-31', over: true })
    const paused = on(record({ medications: [first, order({ from: '2026-02-15' })] }), '2026-03-01')
    expect(paused.trials).toHaveLength(1)
    expect(paused.current?.daysAtAdequateDose).toEqual({ kind: 'known', value: { low: 45, high: 45 } }) // 31 in January, 14 from 15 to 28 February
    const ended = on(record({ medications: [first, order({ from: '2026-02-16' })] }), '2026-03-01')
    expect(ended.trials).toHaveLength(2)
    expect(ended.current?.daysAtAdequateDose).toEqual({ kind: 'known', value: { low: 13, high: 13 } })
  })

  test('splitting an order into two adjacent ones changes nothing', () => {
    const whole = on(record({ medications: [order({ from: '2026-01-01', through: '2026-03-31', over: true })] }), '2026-06-01').trials[0]
    const halves = on(
      record({
        medications: [
          order({ from: '2026-01-01', through: '2026-02-10', over: true }),
          order({ from: '2026-02-11', through: '2026-03-31', over: true }),
        ],
      }),
      '2026-06-01',
    ).trials[0]
    expect(halves?.daysAtAdequateDose).toEqual(whole?.daysAtAdequateDose)
    expect(halves?.segments).toHaveLength(1)
    expect(halves?.through).toBe(whole?.through)
  })

  test('a dose that is not known makes the clock unknown, never zero', () => {
    const patient = record({ medications: [order({ from: '2026-01-01', dose: { kind: 'unknown', reason: 'no readable dose' } })] })
    expect(on(patient, '2026-03-01').current?.daysAtAdequateDose).toEqual({ kind: 'unknown', reason: 'no readable dose' })
    expect(on(patient, '2026-03-01').current?.adequacy.overall.kind).toBe('cannot-tell')
  })

  test('an order that is over without a date leaves the end unknown and adequacy cannot be told', () => {
    const trial = on(record({ medications: [order({ from: '2026-01-01', over: true })] }), '2026-06-01').trials[0]
    expect(trial?.ongoing).toBe(false)
    expect(trial?.endKnown).toBe(false)
    expect(trial?.adequacy.duration.kind).toBe('cannot-tell')
  })

  test('two orders from the same day are not summed in silence: 100 + 50 mg counts as 100, 150 at most', () => {
    const patient = record({ medications: [order({ from: '2026-01-01', dose: mg(100) }), order({ from: '2026-01-01', dose: mg(50) })] })
    const trial = on(patient, '2026-03-01').current
    expect(trial?.currentDose).toEqual({ kind: 'known', low: 100, high: 150, basis: 'structured' })
    expect(trial?.notes.join()).toContain('2 overlapping orders')
  })

  test('the same order recorded twice counts once', () => {
    const patient = record({ medications: [order({ from: '2026-01-01' }), order({ from: '2026-01-01' })] })
    expect(on(patient, '2026-03-01').current?.currentDose).toEqual(mg(50))
  })

  test('25 mg/day of trazodone is a hypnotic dose, not an antidepressant trial', () => {
    const patient = record({ medications: [order({ agent: 'trazodone', from: '2026-01-01', dose: mg(100) })] })
    expect(on(patient, '2026-03-01').trials[0]?.role).toBe('hypnotic-dose')
    expect(on(patient, '2026-03-01').current).toBeUndefined()
  })

  test('at 68 years citalopram 20 mg/day is both minimum and maximum', () => {
    const base = record()
    const patient = record({
      identity: { ...base.identity, birthDate: { kind: 'known', value: exactly(day('1957-06-01')) } },
      medications: [order({ agent: 'citalopram', from: '2026-01-01', dose: mg(20) })],
    })
    const trial = on(patient, '2026-03-01').current
    expect(trial?.range.maximum).toEqual({ kind: 'known', value: 20 })
    expect(trial?.range.minimum).toEqual({ kind: 'known', value: 20 })
  })
})

describe('adherence', () => {
  test.each([
    [32, 'met'], // 32 of 40 = 80 %
    [31, 'not-met'], // 77.5 %
  ])('%i of 40 days taken is %s', (taken, verdict) => {
    const patient = record({ medications: [order({ from: '2026-01-01' })], checkIns: dailyCheckIns('2026-01-01', 40, (i) => i < taken) })
    expect(on(patient, '2026-02-10').current?.adherence.verdict.kind).toBe(verdict)
  })

  test.each([
    [20, 'met'], // half of 40 days
    [19, 'cannot-tell'],
  ])('%i of 40 days with information: %s', (informed, verdict) => {
    const patient = record({ medications: [order({ from: '2026-01-01' })], checkIns: dailyCheckIns('2026-01-01', informed, () => true) })
    expect(on(patient, '2026-02-10').current?.adherence.verdict.kind).toBe(verdict)
  })

  test('dispensed supply covers days and carries over; days after it ran out were not taken', () => {
    // 30 days from 1 Jan, refill on 21 Jan carries to 1 Mar (60 days); the period to 10 Mar is 69 days: 60 of 69 = 87 %.
    const patient = record({ medications: [order({ from: '2026-01-01' }), dispense('2026-01-01', 30), dispense('2026-01-21', 30)] })
    const { adherence } = on(patient, '2026-03-11').current ?? {}
    expect([adherence?.daysTaken, adherence?.daysWithInformation]).toEqual([60, 69])
  })
})

describe('inadequate response', () => {
  const trial = [order({ from: '2026-01-01', dose: mg(50) })]

  test('19 → 17 after 42 days at an adequate dose is met, and says so with its numbers', () => {
    const a = on(record({ medications: trial, readings: [phq9('2026-01-01', 19), phq9('2026-02-10', 17)] }), '2026-02-12')
    expect(verdictOf(a, 'inadequate-response')).toBe('met')
    expect(sentenceOf(a, 'inadequate-response')).toContain('PHQ-9 19 → 17 (−2, −11 %)')
    expect(sentenceOf(a, 'inadequate-response')).toContain('42 days at sertraline 50 mg/day, minimum 50 mg')
  })

  test('the day before, 41 days, it is not met', () => {
    const a = on(record({ medications: trial, readings: [phq9('2026-01-01', 19), phq9('2026-02-10', 17)] }), '2026-02-11')
    expect(verdictOf(a, 'inadequate-response')).toBe('not-met')
  })

  test('exactly 50 % better is a response: 20 → 10; 20 → 11 is not', () => {
    const half = on(record({ medications: trial, readings: [phq9('2026-01-01', 20), phq9('2026-02-10', 10)] }), '2026-02-20')
    expect([half.response.status, verdictOf(half, 'inadequate-response')]).toEqual(['response', 'not-met'])
    const less = on(record({ medications: trial, readings: [phq9('2026-01-01', 20), phq9('2026-02-10', 11)] }), '2026-02-20')
    expect([less.response.status, verdictOf(less, 'inadequate-response')]).toEqual(['partial-response', 'met'])
  })

  test('a trial that was shown not to be taken is pseudo-resistance: low adherence instead', () => {
    const a = on(
      record({
        medications: trial,
        readings: [phq9('2026-01-01', 19), phq9('2026-02-10', 18)],
        checkIns: dailyCheckIns('2026-01-01', 50, (i) => i % 2 === 0),
      }),
      '2026-02-20',
    )
    expect(verdictOf(a, 'inadequate-response')).toBe('cannot-tell')
    expect(verdictOf(a, 'low-adherence')).toBe('met')
  })

  test('without a baseline it cannot be told, and no-baseline says why', () => {
    const a = on(record({ medications: trial, readings: [phq9('2026-02-10', 17)] }), '2026-02-20')
    expect(verdictOf(a, 'inadequate-response')).toBe('cannot-tell')
    expect(verdictOf(a, 'no-baseline')).toBe('met')
    expect(a.section).toBe('cannot-judge')
  })

  test.each([
    ['2026-03-03', false], // 21 days old
    ['2026-03-04', true], // 22 days old
  ])('a reading of 10 Feb on %s is stale: %s', (asOf, stale) => {
    const a = on(record({ medications: trial, readings: [phq9('2026-01-01', 19), phq9('2026-02-10', 17)] }), asOf)
    expect(a.response.stale).toBe(stale)
  })
})

describe('response status', () => {
  const trial = [order({ from: '2026-01-01' })]
  test.each([
    [20, 4, 'remission'],
    [20, 5, 'response'],
    [12, 9, 'no-response'], // −25 %, but 3 points are within measurement error
    [20, 15, 'partial-response'], // exactly 25 %
    [20, 16, 'no-response'],
    [10, 15, 'worsening'],
    [10, 14, 'no-response'],
    [0, 3, 'remission'],
  ])('%i → %i is %s', (baseline, latest, status) => {
    expect(
      on(record({ medications: trial, readings: [phq9('2026-01-01', baseline), phq9('2026-02-10', latest)] }), '2026-02-12').response
        .status,
    ).toBe(status)
  })

  test('on day 13 it is too early to call a trial without effect; on day 14 it is not', () => {
    const patient = record({ medications: trial, readings: [phq9('2026-01-01', 20), phq9('2026-01-13', 19)] })
    expect(on(patient, '2026-01-14').response.status).toBe('too-early')
    expect(on(patient, '2026-01-15').response.status).toBe('no-response')
  })
})

describe('suicidal ideation', () => {
  const trial = [order({ from: '2026-01-01' })]
  test('an answer of 1 is urgent', () => {
    const a = on(record({ medications: trial, readings: [phq9('2026-01-01', 19, 0), phq9('2026-02-10', 17, 1)] }), '2026-02-12')
    expect(a.section).toBe('urgent')
    expect(sentenceOf(a, 'suicidal-ideation')).toContain('0 → 1, rising')
  })

  test('a total without items is not an answer of 0', () => {
    const a = on(record({ medications: trial, readings: [phq9('2026-02-10', 3)] }), '2026-02-12')
    expect(verdictOf(a, 'suicidal-ideation')).toBe('cannot-tell')
    expect(a.section).not.toBe('on-target')
  })

  test('an earlier answer above 0 stays until a later one is 0', () => {
    const a = on(record({ medications: trial, readings: [phq9('2026-01-20', 17, 2), phq9('2026-02-10', 15)] }), '2026-02-12')
    expect(verdictOf(a, 'suicidal-ideation')).toBe('met')
  })
})

describe('treatment resistance', () => {
  const failed = (agent: string, from: string, through: string, dose: number) => [
    order({ agent, from, through, over: true, dose: mg(dose), stop: { reason: 'no-effect', text: 'no benefit' } }),
  ]
  const taken = [...dailyCheckIns('2025-01-01', 60, () => true), ...dailyCheckIns('2025-04-01', 60, () => true)]
  const readings = [phq9('2025-01-01', 20), phq9('2025-02-25', 19), phq9('2025-04-01', 20), phq9('2025-05-28', 18)]

  test('two adequate failures of different agents meet the source document’s definition', () => {
    const a = on(
      record({
        medications: [...failed('sertraline', '2025-01-01', '2025-03-01', 100), ...failed('escitalopram', '2025-04-01', '2025-05-30', 20)],
        checkIns: taken,
        readings,
      }),
      '2025-06-10',
    )
    expect(a.resistance.status).toBe('met')
    expect(a.resistance.qualifyingTrials).toHaveLength(2)
  })

  test('a trial stopped for side effects is not an efficacy failure', () => {
    const [first] = failed('sertraline', '2025-01-01', '2025-03-01', 100)
    const stopped = first ? [{ ...first, stop: { reason: 'side-effect' as const, text: 'nausea' } }] : []
    const a = on(
      record({ medications: [...stopped, ...failed('escitalopram', '2025-04-01', '2025-05-30', 20)], checkIns: taken, readings }),
      '2025-06-10',
    )
    expect(a.resistance.status).toBe('not-met')
  })

  test('35 days at dose count under Rybak 2021 and not under the source document', () => {
    const a = on(
      record({
        medications: failed('sertraline', '2025-01-01', '2025-02-04', 100),
        checkIns: taken,
        readings: [phq9('2025-01-01', 20), phq9('2025-02-03', 19)],
      }),
      '2025-03-10',
    )
    expect(a.trials[0]?.countsTowardResistance.kind).toBe('not-met')
    const rybak = a.otherDefinitions.find((d) => d.definition === 'rybak-2021')
    expect(rybak?.qualifyingTrials).toEqual(['sertraline@2025-01-01'])
  })
})
