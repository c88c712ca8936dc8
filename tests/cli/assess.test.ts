import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { assessPatient } from '#src/clinical/assess.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { recordsFromResources } from '#src/fhir/record.ts'
import { day } from '#src/lib/calendar.ts'

const order = (extra: object) => ({
  resourceType: 'MedicationRequest',
  id: 'mr-1',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  authoredOn: '2026-01-01',
  medicationCodeableConcept: {
    coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '312941', display: 'sertraline 50 MG Oral Tablet' }],
  },
  dosageInstruction: [
    {
      timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet', code: '{tbl}' } }],
    },
  ],
  ...extra,
})
const score = (id: string, on: string, value: unknown, extra: object = {}) => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  subject: { reference: 'Patient/p1' },
  code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
  effectiveDateTime: on,
  valueQuantity: { value, code: '{score}' },
  ...extra,
})
const read = (...resources: object[]) => recordsFromResources([{ resourceType: 'Patient', id: 'p1' }, ...resources], defaultSettings)
const judge = (asOf: string, ...resources: object[]) => {
  const [record] = read(...resources).records
  if (!record) throw new Error('no record')
  return assessPatient(record, day(asOf), defaultSettings)
}

describe('from FHIR to a verdict', () => {
  test('one 50 mg tablet a day for 42 days, 19 → 17: inadequate response', () => {
    const a = judge('2026-02-12', order({}), score('o1', '2026-01-01', 19), score('o2', '2026-02-10', 17))
    expect(a.current?.currentDose).toEqual({ kind: 'known', low: 50, high: 50, basis: 'structured' })
    expect(a.flags.map((f) => f.rule)).toContain('inadequate-response')
  })

  test('50 mg in the morning and 100 mg at night are 150 mg/day', () => {
    const split = [50, 100].map((value) => ({
      sequence: 1,
      timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value, code: 'mg' } }],
    }))
    expect(judge('2026-02-12', order({ dosageInstruction: split })).current?.currentDose).toEqual({
      kind: 'known',
      low: 150,
      high: 150,
      basis: 'structured',
    })
  })

  test('an instruction that cannot be read leaves the dose unknown', () => {
    const a = judge('2026-02-12', order({ dosageInstruction: [{ text: 'Take as directed, then increase' }] }))
    expect(a.current?.daysAtAdequateDose.kind).toBe('unknown')
  })

  test.each(['on-hold', 'draft', 'cancelled'])('an order that is %s is no exposure', (status) => {
    expect(judge('2026-02-12', order({ status })).trials).toHaveLength(0)
  })

  test('a code for one drug and the wording of another are a conflict, not a guess', () => {
    const wrong = {
      coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '312941', display: 'fluoxetine 20 MG Oral Capsule' }],
    }
    const [record] = read(order({ medicationCodeableConcept: wrong })).records
    expect(record?.medications[0]?.agent).toBeUndefined()
    expect(record?.medications[0]?.issues).toEqual(['the code says sertraline, the wording says fluoxetine'])
  })

  test('a withdrawn result changes nothing and is listed', () => {
    const [record] = read(score('o1', '2026-01-01', 19), score('o2', '2026-02-10', 3, { status: 'entered-in-error' })).records
    expect(record?.readings).toHaveLength(1)
    expect(record?.rejected).toEqual([{ source: 'Observation/o2', reason: 'withdrawn: entered in error' }])
  })

  test.each([28, -1, 12.5, null, '12', true])('a total of %s is never a score', (value) => {
    const [record] = read(score('o1', '2026-01-01', value)).records
    expect(record?.readings.every((r) => r.total.kind === 'unknown') && (record?.rejected.length ?? 0) > 0).toBe(true)
  })

  test.each([
    [42],
    ['text'],
    [null],
    [{}],
    [{ resourceType: 'Bundle', entry: 7 }],
    [{ resourceType: 'Observation', subject: { reference: 3 } }],
  ])('%j does not crash the readers', (value) => {
    expect(() => recordsFromResources([value], defaultSettings)).not.toThrow()
  })

  test('no source file of the rules reads a clock', () => {
    expect(readFileSync('src/clinical/assess.ts', 'utf8')).not.toContain('Date')
  })
})
