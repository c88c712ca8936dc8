import { describe, expect, test } from 'vitest'
import { canonical } from '#src/clinical/canonical.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { exactly } from '#src/lib/calendar.ts'
import { d, dayN } from '#tests/support/clinic.ts'
import { checkIn, diagnosis, order, phq9, record, screen } from '#tests/support/record-builders.ts'

const parts: Partial<PatientRecord> = {
  readings: [phq9(d(20), 12), phq9(d(0), 19), phq9(d(0), 18)],
  checkIns: [checkIn(dayN(3)), checkIn(dayN(1)), checkIn(dayN(2))],
  medications: [
    order({ from: d(30), ref: 'MedicationRequest/b' }),
    order({ from: d(30), ref: 'MedicationRequest/a' }),
    order({ from: d(0), ref: 'MedicationRequest/c' }),
  ],
  diagnoses: [diagnosis('mdd', { onset: exactly(dayN(5)) }), diagnosis('anxiety')],
  screens: [screen('rms', d(9), 3), screen('mdq', d(2), 3)],
}

describe('one order for every record', () => {
  const sorted = canonical(record(parts))

  test('is by day, then by reference; undated facts stand first', () => {
    expect(sorted.readings.map((r) => r.total)).toEqual([18, 19, 12].map((value) => ({ kind: 'known', value })))
    expect(sorted.checkIns.map((c) => c.day)).toEqual([dayN(1), dayN(2), dayN(3)])
    expect(sorted.medications.map((m) => m.source.ref)).toEqual(['MedicationRequest/c', 'MedicationRequest/a', 'MedicationRequest/b'])
    expect(sorted.diagnoses.map((x) => x.group)).toEqual(['anxiety', 'mdd'])
    expect(sorted.screens.map((s) => s.kind)).toEqual(['mdq', 'rms'])
  })

  test('is the same for the reversed record, and for one sent twice', () => {
    const twice = (list: readonly unknown[]) => [...list.toReversed(), ...list]
    const shuffled = Object.fromEntries(Object.entries(parts).map(([key, list]) => [key, Array.isArray(list) ? twice(list) : list]))
    expect(canonical(record(shuffled))).toEqual(sorted)
  })
})

test('of two versions of one resource the same is kept, whichever came first', () => {
  const [old, renewed] = [order({ from: d(0), ref: 'MedicationRequest/a' }), order({ from: d(0), ref: 'MedicationRequest/a', over: true })]
  const kept = (medications: PatientRecord['medications']) => canonical(record({ medications })).medications
  expect(kept([old, renewed])).toEqual(kept([renewed, old]))
  expect(kept([old, renewed])).toHaveLength(1)
})

test('two readings of one resource that differ in scale, total or item 9 stay two', () => {
  const same = (total: number, item9?: 0 | 1) => ({ ...phq9(d(0), total, item9), sources: [{ ref: 'QuestionnaireResponse/1' }] })
  const readings = [
    same(10, 0),
    same(12, 0),
    same(10, 1),
    { ...same(10, 0), instrument: 'phq-2' as const },
    { ...same(10, 0), usable: false },
  ]
  expect(canonical(record({ readings: [...readings, ...readings] })).readings).toHaveLength(5)
})
