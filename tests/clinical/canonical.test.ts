import { describe, expect, test } from 'vitest'
import { canonical } from '#src/clinical/canonical.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { exactly } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { d, dayN } from '#tests/support/clinic.ts'
import { checkIn, diagnosis, order, otherMedicine, phq9, record, screen } from '#tests/support/record-builders.ts'

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

describe('each list by its own day, whatever the reference', () => {
  const source = (ref: string) => ({ source: { ref } })
  const at = (n: number) => exactly(dayN(n))

  test('the later day has the earlier reference, and stands later', () => {
    const refs = (list: readonly { readonly source: { readonly ref: string } }[]) => list.map((x) => x.source.ref)
    const sorted = canonical(
      record({
        otherMedicines: [
          otherMedicine('a', { from: at(9), ...source('a') }),
          otherMedicine('b', { from: at(1), ...source('b') }),
          otherMedicine('c', source('c')),
        ],
        sessions: [
          { kind: 'ect', day: at(9), label: 'ECT', ...source('a') },
          { kind: 'ect', day: at(1), label: 'ECT', ...source('b') },
        ],
        screens: [
          { ...screen('rms', d(9), 1), ...source('a') },
          { ...screen('rms', d(1), 1), ...source('b') },
        ],
        labs: [
          { kind: 'tsh', label: 'TSH', date: at(9), value: known(1), unit: 'mIU/L', low: 0, high: 4, ...source('a') },
          { kind: 'tsh', label: 'TSH', date: at(1), value: known(1), unit: 'mIU/L', low: 0, high: 4, ...source('b') },
        ],
        intolerances: [
          { agent: undefined, label: 'x', reactions: [], recorded: at(9), ...source('a') },
          { agent: undefined, label: 'x', reactions: [], recorded: at(1), ...source('b') },
        ],
        checkIns: [checkIn(dayN(9), source('a')), checkIn(dayN(1), source('b'))],
        medications: [
          order({ from: d(9), ref: 'a', more: { plans: [] } }),
          order({ from: d(1), ref: 'b', more: { plans: [] } }),
          order({ from: d(5), ref: 'c', more: { recorded: undefined } }),
        ],
      }),
    )
    expect(refs(sorted.otherMedicines)).toEqual(['c', 'b', 'a'])
    expect([sorted.sessions, sorted.screens, sorted.labs, sorted.intolerances, sorted.checkIns].map(refs)).toEqual(
      Array.from({ length: 5 }, () => ['b', 'a']),
    )
    expect(refs(sorted.medications)).toEqual(['b', 'c', 'a'])
  })

  test('readings of one key list by day: the later day with the earlier reference stands later', () => {
    const readings = [
      { ...phq9(d(9), 10), sources: [{ ref: 'a' }] },
      { ...phq9(d(1), 10), sources: [{ ref: 'b' }] },
    ]
    expect(canonical(record({ readings })).readings.map((r) => r.sources[0]?.ref)).toEqual(['b', 'a'])
  })

  test('two enzymes of one result stay two', () => {
    const metaboliser = (['CYP2C19', 'CYP2D6'] as const).map((enzyme) => ({ enzyme, status: 'poor' as const, ...source('Observation/g') }))
    expect(canonical(record({ metaboliser })).metaboliser).toHaveLength(2)
  })

  test('a reading without a total and one whose item 9 was not asked stay what they are', () => {
    const same = (parts: Partial<ReturnType<typeof phq9>>) => ({
      ...phq9(d(0), 10),
      sources: [{ ref: 'QuestionnaireResponse/1' }],
      ...parts,
    })
    const readings = [
      same({}),
      same({ total: unknown('3 missing') }),
      same({ total: unknown('4 missing') }),
      same({ item9: { kind: 'answered', value: 0 } }),
    ]
    expect(canonical(record({ readings: [...readings, ...readings] })).readings).toHaveLength(4)
  })

  test('of an active and a stopped version of one order the stopped one stands', () => {
    const versions = [order({ from: d(0), ref: 'MedicationRequest/a', over: true }), order({ from: d(0), ref: 'MedicationRequest/a' })]
    expect(canonical(record({ medications: versions })).medications.map((m) => m.status)).toEqual(['stopped'])
  })
})
