import { describe, expect, test } from 'vitest'
import type { MedicationFact } from '#src/clinical/facts.ts'
import { day, isoFromDay } from '#src/lib/calendar.ts'
import { daily, dose, example, medicine, onceDaily, order, read, reasonsOf, repeat, type Json } from './resources.ts'

function factOf(...resources: readonly Json[]): MedicationFact {
  const [fact] = read(...resources).medications
  if (!fact) throw new Error('no medication was read')
  return fact
}

const plansOf = (fact: MedicationFact) =>
  fact.plans.map((plan) => [
    isoFromDay(plan.from.earliest),
    plan.through === undefined ? 'open' : isoFromDay(plan.through.earliest),
    plan.dose.kind === 'known' ? (plan.dose.low === plan.dose.high ? plan.dose.low : [plan.dose.low, plan.dose.high]) : plan.dose.reason,
  ])

const statement = (extra: Json): Json => ({
  resourceType: 'MedicationStatement',
  id: 'ms-1',
  status: 'completed',
  subject: { reference: 'Patient/p-1' },
  medicationCodeableConcept: medicine('310385', 'fluoxetine 20 MG Oral Capsule'),
  ...extra,
})
const dispense = (extra: Json): Json => ({
  resourceType: 'MedicationDispense',
  id: 'md-1',
  status: 'completed',
  subject: { reference: 'Patient/p-1' },
  medicationCodeableConcept: medicine('312941', 'sertraline 50 MG Oral Tablet'),
  whenHandedOver: '2026-01-12',
  ...extra,
})
const instruct = (...dosageInstruction: readonly Json[]): Json => ({ dosageInstruction })

describe('our own examples', () => {
  const own = (number: string): Json => ({ ...example(number), subject: { reference: 'Patient/p-1' } })
  test('09: sertraline 50 mg, 12 January to 2 February 2026, stopped for nausea and insomnia', () => {
    const fact = factOf(own('09'))
    expect(plansOf(fact)).toEqual([['2026-01-12', '2026-02-02', 50]])
    expect(fact.stop).toEqual({ reason: 'side-effect', text: 'Stopped: nausea and insomnia' })
    expect(fact.ends[0]).toMatchObject({ basis: 'bounds', date: { earliest: day('2026-02-02') } })
  })
  test('10: escitalopram 10 mg for 7 days, then 20 mg', () => {
    expect(plansOf(factOf(own('10')))).toEqual([
      ['2026-08-03', '2026-08-09', 10],
      ['2026-08-10', 'open', 20],
    ])
  })
  test('11: bupropion XL 150 mg from the text, extended release', () => {
    const fact = factOf(own('11'))
    expect([fact.agent, fact.formulation, plansOf(fact)]).toEqual(['bupropion', 'extended', [['2026-10-05', 'open', 150]]])
    expect(fact.plans[0]?.dose).toMatchObject({ basis: 'text' })
  })
  test('12: 60 tablets of 10 mg for 30 days are 20 mg/day, handed over on 4 October', () => {
    const fact = factOf(own('12'))
    expect(fact.supply).toEqual({ handedOver: day('2026-10-04'), days: 30 })
    expect(fact.plans[0]?.dose).toEqual({ kind: 'known', low: 20, high: 20, basis: 'dispense' })
    expect(fact.basedOn).toBe('MedicationRequest/mr-esc-1')
  })
  test('13: fluoxetine March to May 2024 as told, no benefit', () => {
    const fact = factOf(own('13'))
    expect([fact.agent, fact.plans[0]?.from.precision, fact.reportedOutcome?.improved, fact.stop?.reason]).toEqual([
      'fluoxetine',
      'month',
      false,
      'no-effect',
    ])
  })
  test('36: a local product code; its ingredient and wording say sertraline 50 mg', () => {
    const byReference = order({ medicationCodeableConcept: undefined, medicationReference: { reference: 'Medication/med-loc-77' } })
    const fact = factOf(example('36'), byReference)
    expect([fact.agent, plansOf(fact)]).toEqual(['sertraline', [['2026-01-12', 'open', 50]]])
  })
})

describe('instructions in time (FHIR.md 4.2, 4.3.3)', () => {
  test('concurrent: 50 mg in the morning and 100 mg at bedtime are 150 mg/day', () => {
    const fact = factOf(
      order(
        instruct(
          { sequence: 1, ...repeat({ when: ['MORN'] }), ...dose(50, 'mg') },
          { sequence: 1, ...repeat({ when: ['HS'] }), ...dose(100, 'mg') },
        ),
      ),
    )
    expect(plansOf(fact)).toEqual([['2026-01-12', 'open', 150]])
  })
  test('only in words: 50 mg in the morning and 100 mg at bedtime are 150 mg/day', () => {
    const fact = factOf(order(instruct({ text: '50 mg in the morning and 100 mg at bedtime' })))
    expect(plansOf(fact)).toEqual([['2026-01-12', 'open', 150]])
  })
  test('50 mg and 100 mg a day, each with the words for both: neither 150 nor 300 mg/day, since nothing says which', () => {
    const both = { text: '50 mg in the morning and 100 mg at bedtime' }
    expect(plansOf(factOf(order(instruct(both, both))))).toEqual([
      ['2026-01-12', 'open', 'the text of one instruction names the doses of the whole day, and another one stands beside it'],
    ])
  })
  test('50 mg daily in words twice is 100 mg/day: neither speaks of the whole day', () => {
    expect(plansOf(factOf(order(instruct({ text: '50 mg daily' }, { text: '50 mg at bedtime' }))))).toEqual([['2026-01-12', 'open', 100]])
  })
  test('concurrent with one dose unknown: the sum is not known', () => {
    const fact = factOf(order(instruct(onceDaily(50, 'mg'), { text: 'as directed' })))
    expect(plansOf(fact)).toEqual([['2026-01-12', 'open', 'the instruction "as directed" could not be read as a dose']])
  })
  test('consecutive by weeks: 25 mg for 1 week, 50 mg for 2 weeks, then 100 mg', () => {
    const step = (sequence: number, value: number, weeks: number | undefined): Json => ({
      sequence,
      ...repeat({ ...daily, ...(weeks === undefined ? {} : { boundsDuration: { value: weeks, code: 'wk' } }) }),
      ...dose(value, 'mg'),
    })
    expect(plansOf(factOf(order(instruct(step(1, 25, 1), step(2, 50, 2), step(3, 100, undefined)))))).toEqual([
      ['2026-01-12', '2026-01-18', 25],
      ['2026-01-19', '2026-02-01', 50],
      ['2026-02-02', 'open', 100],
    ])
  })
  test('consecutive without a length: nothing says when the second begins, so no dose is named', () => {
    const fact = factOf(order(instruct({ sequence: 1, ...onceDaily(50, 'mg') }, { sequence: 2, ...onceDaily(100, 'mg') })))
    expect(plansOf(fact)).toEqual([['2026-01-12', 'open', 'the instructions follow each other, and nothing says when the next one begins']])
  })
  test('dates of their own and no sequence: 50 mg for January, 100 mg from February, never 150', () => {
    const dated = (value: number, start: string, end?: string): Json => ({
      ...repeat({ ...daily, boundsPeriod: { start, ...(end === undefined ? {} : { end }) } }),
      ...dose(value, 'mg'),
    })
    expect(plansOf(factOf(order(instruct(dated(50, '2026-01-12', '2026-01-31'), dated(100, '2026-02-01')))))).toEqual([
      ['2026-01-12', '2026-01-31', 50],
      ['2026-02-01', 'open', 100],
    ])
  })
  test('dates that overlap add up only where they overlap: 75, then 75 + 37.5 for a week, then 75', () => {
    const dated = (value: number, start: string, end?: string): Json => ({
      ...repeat({ ...daily, boundsPeriod: { start, ...(end === undefined ? {} : { end }) } }),
      ...dose(value, 'mg'),
    })
    expect(plansOf(factOf(order(instruct(dated(75, '2026-01-12'), dated(37.5, '2026-02-01', '2026-02-07')))))).toEqual([
      ['2026-01-12', '2026-01-31', 75],
      ['2026-02-01', '2026-02-07', 112.5],
      ['2026-02-08', 'open', 75],
    ])
  })
  test('different lengths and no order between them: refused', () => {
    const lasting = (value: number, days: number): Json => ({
      ...repeat({ ...daily, boundsDuration: { value: days, code: 'd' } }),
      ...dose(value, 'mg'),
    })
    expect(plansOf(factOf(order(instruct(lasting(50, 7), lasting(100, 14)))))).toEqual([
      ['2026-01-12', 'open', 'the instructions last for different times, and nothing says which comes first'],
    ])
  })
  test('no instruction at all: exposure with an unknown dose, never 0', () => {
    expect(plansOf(factOf(order(instruct())))).toEqual([['2026-01-12', 'open', 'no dosage instruction']])
  })
  test('an order over its own maximum says so', () => {
    const fact = factOf(
      order(
        instruct({
          ...onceDaily(150, 'mg'),
          maxDosePerPeriod: { numerator: { value: 100, code: 'mg' }, denominator: { value: 1, code: 'd' } },
        }),
      ),
    )
    expect(fact.issues).toEqual(['150 mg/day is over the order’s own maximum of 100 mg/day'])
  })
})

test.each([
  ['the capsule of 90 mg', medicine('313995', 'fluoxetine 90 MG Delayed Release Oral Capsule')],
  ['90 mg of fluoxetine', { text: 'fluoxetine' }],
])('%s once a week is not 12.9 mg/day: no daily dose is read', (_name, medicationCodeableConcept) => {
  const weekly = { ...repeat({ frequency: 1, period: 1, periodUnit: 'wk', boundsPeriod: { start: '2026-01-12' } }), ...dose(90, 'mg') }
  expect(plansOf(factOf({ ...order(instruct(weekly)), medicationCodeableConcept }))).toEqual([
    ['2026-01-12', 'open', 'fluoxetine 90 mg is taken once a week, and the minimum is for daily doses'],
  ])
})

describe('what counts as exposure (FHIR.md 4.1)', () => {
  test.each<[string, Json, string]>([
    ['F46 on hold', { status: 'on-hold' }, 'on hold'],
    ['F46 cancelled', { status: 'cancelled' }, 'cancelled'],
    ['F46 draft', { status: 'draft' }, 'status draft'],
    ['F46 unknown', { status: 'unknown' }, 'status unknown'],
    ['F46 a plan', { intent: 'plan' }, '"plan" is not an order'],
    ['F46 a proposal', { intent: 'proposal' }, '"proposal" is not an order'],
    ['an order not to give it', { doNotPerform: true }, 'an order not to give it'],
    ['F48 as needed', instruct({ ...onceDaily(50, 'mg'), asNeededBoolean: true }), 'as needed'],
  ])('%s: shown, not counted', (_name, extra, reason) => {
    expect(factOf(order(extra)).exposure).toEqual({ counts: false, reason })
  })
  test.each(['active', 'completed', 'stopped'])('%s counts', (status) =>
    expect(factOf(order({ status })).exposure).toEqual({ counts: true }),
  )
  test('a dose as needed beside a daily one: the daily one counts, the other is named', () => {
    const fact = factOf(order(instruct(onceDaily(50, 'mg'), { ...onceDaily(25, 'mg'), asNeededBoolean: true })))
    expect([fact.exposure.counts, plansOf(fact), fact.issues]).toEqual([
      true,
      [['2026-01-12', 'open', 50]],
      ['a dose to be taken as needed is not counted'],
    ])
  })
  test('F46 entered in error is no medication at all, and is named', () => {
    const record = read(order({ status: 'entered-in-error' }))
    expect([record.medications, reasonsOf(record)]).toEqual([[], ['withdrawn: entered in error']])
  })
  test.each<[string, Json, string]>([
    ['no status', { status: undefined }, 'no status'],
    ['no start', { authoredOn: undefined }, 'no start date: when it was taken cannot be told'],
    ['a start that is no date', { authoredOn: '2026-02-30' }, 'date "2026-02-30" is not a date'],
  ])('%s is rejected', (_name, extra, reason) => expect(reasonsOf(read(order(extra)))).toEqual([reason]))
  test('a statement not taken is not exposure, and says that it was not taken', () => {
    const fact = factOf(statement({ status: 'not-taken', effectivePeriod: { start: '2026-01-01' } }))
    expect([fact.exposure.counts, fact.adherence]).toEqual([false, { taken: false, text: 'not taken' }])
  })
  test('adherence by the US Core extension', () => {
    const stated = (code: string) =>
      factOf(
        order({
          extension: [
            {
              url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-medication-adherence',
              extension: [{ url: 'medicationAdherence', valueCodeableConcept: { coding: [{ system: 'http://snomed.info/sct', code }] } }],
            },
          ],
        }),
      ).adherence?.taken
    expect([stated('1156699004'), stated('702565001'), stated('715036001'), stated('123')]).toEqual([true, false, false, undefined])
  })
})

describe('when it ended, best evidence first (FHIR.md 4.1)', () => {
  const bases = (fact: MedicationFact) => fact.ends.map((end) => [end.basis, isoFromDay(end.date.latest)])
  test('a statement carries its own end', () => {
    expect(bases(factOf(statement({ effectivePeriod: { start: '2025-01-01', end: '2025-03-01' } })))).toEqual([['statement', '2025-03-01']])
  })
  test('a stopped order: bounds, then validity, then expected supply with its repeats, then its last update', () => {
    const fact = factOf(
      order({
        status: 'stopped',
        meta: { lastUpdated: '2026-06-01T10:00:00Z' },
        ...instruct({ ...repeat({ ...daily, boundsPeriod: { start: '2026-01-12', end: '2026-02-10' } }), ...dose(50, 'mg') }),
        dispenseRequest: {
          validityPeriod: { end: '2026-04-12' },
          numberOfRepeatsAllowed: 2,
          expectedSupplyDuration: { value: 30, unit: 'days' },
        },
      }),
    )
    // 12 January + 30 days x (1 + 2 repeats) - 1 = 11 April
    expect(bases(fact)).toEqual([
      ['bounds', '2026-02-10'],
      ['validity', '2026-04-12'],
      ['expected-supply', '2026-04-11'],
      ['last-updated', '2026-06-01'],
    ])
  })
  test('an active order without bounds has no end', () =>
    expect(factOf(order({ meta: { lastUpdated: '2026-06-01T10:00:00Z' } })).ends).toEqual([]))
  test('a stopped order with nothing has no end to show', () => expect(factOf(order({ status: 'stopped' })).ends).toEqual([]))
})

describe('why it was stopped (FHIR.md 4.1)', () => {
  const coded = (code: string, text?: string): Json => ({
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason', code }],
    ...(text === undefined ? {} : { text }),
  })
  test.each<[string, Json | undefined, string]>([
    ['sintol', coded('sintol'), 'side-effect'],
    ['salg', coded('salg'), 'side-effect'],
    ['text: nausea', { text: 'Nausea' }, 'side-effect'],
    ['text: weight gain', { text: 'weight gain of 8 kg' }, 'side-effect'],
    ['text: no benefit', { text: 'No benefit after 8 weeks' }, 'no-effect'],
    ['text: ineffective, no side effects', { text: 'Ineffective, no side effects' }, 'no-effect'],
    ['text: preference, no side effects', { text: 'Patient preference, no side effects' }, 'other'],
    ['altchoice', coded('altchoice', 'Try another treatment first'), 'other'],
    ['surg', coded('surg'), 'other'],
    ['nothing', undefined, 'unknown'],
  ])('%s', (_name, statusReason, reason) => {
    expect(factOf(order({ status: 'stopped', ...(statusReason ? { statusReason } : {}) })).stop?.reason).toBe(reason)
  })
  test('an active order has no reason for stopping', () => expect(factOf(order()).stop).toBeUndefined())
})

describe('dispenses', () => {
  test('an instruction that cannot be read gives way to what was handed over: 60 tablets of 50 mg for 30 days', () => {
    const fact = factOf(
      dispense({ quantity: { value: 60, unit: 'tablet' }, daysSupply: { value: 30, code: 'd' }, ...instruct({ text: 'as directed' }) }),
    )
    expect(fact.plans[0]?.dose).toEqual({ kind: 'known', low: 100, high: 100, basis: 'dispense' })
  })
  test('prepared counts where nothing says when it was handed over', () => {
    expect(factOf(dispense({ whenHandedOver: undefined, whenPrepared: '2026-01-20' })).recorded?.earliest).toBe(day('2026-01-20'))
  })
  test.each(['preparation', 'in-progress', 'declined', 'stopped'])('%s was not handed over', (status) => {
    expect(factOf(dispense({ status })).exposure.counts).toBe(false)
  })
})

describe('the medicine behind a reference', () => {
  const referring = order({
    medicationCodeableConcept: undefined,
    medicationReference: { reference: '#m', display: 'sertraline 50 mg tablet' },
  })
  test('contained', () => {
    const contained = [{ resourceType: 'Medication', id: 'm', code: medicine('312941', 'sertraline 50 MG Oral Tablet') }]
    expect(plansOf(factOf({ ...referring, contained }))).toEqual([['2026-01-12', 'open', 50]])
  })
  test('not here: the words beside the reference are used, and it is said', () => {
    const fact = factOf(referring)
    expect([fact.agent, fact.issues]).toEqual(['sertraline', ['the Medication it refers to (#m) was not among the results']])
  })
  test('strength of the ingredient: 100 mg in 5 mL, 5 mL a day are 100 mg', () => {
    const product = {
      resourceType: 'Medication',
      id: 'liquid',
      code: { text: 'local liquid' },
      ingredient: [
        {
          itemCodeableConcept: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '36437' }] },
          strength: { numerator: { value: 100, code: 'mg' }, denominator: { value: 5, code: 'mL' } },
        },
      ],
    }
    const fact = factOf(
      product,
      order({
        medicationCodeableConcept: undefined,
        medicationReference: { reference: 'Medication/liquid' },
        ...instruct(onceDaily(5, 'mL')),
      }),
    )
    expect([fact.agent, plansOf(fact)]).toEqual(['sertraline', [['2026-01-12', 'open', 100]]])
  })
})
