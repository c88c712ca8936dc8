import { describe, expect, test } from 'vitest'
import type { PatientRecord, Reading } from '#src/clinical/facts.ts'
import { sections, sectionStatement } from '#src/clinical/triage.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { unknown } from '#src/lib/known.ts'
import { d, on } from '#tests/support/clinic.ts'
import { dailyCheckIns, mg, order, partial, phq9, record, screen } from '#tests/support/record-builders.ts'

const taking = (parts: Partial<PatientRecord> = {}, dose = mg(50)) => record({ medications: [order({ from: d(0), dose })], ...parts })
const card = (patient: PatientRecord, asOf: number): string => on(patient, asOf).section

describe('exactly one card, in this order of precedence', () => {
  test.each<[string, PatientRecord, number, string]>([
    ['an item 9 above 0', taking({ readings: [phq9(d(0), 20, 1)] }), 5, 'urgent'],
    [
      'an item 9 above 0 on a record that was cut short',
      taking({ readings: [phq9(d(0), 20, 1)], incomplete: [{ part: 'x', reason: 'y', affects: 'readings' }] }),
      5,
      'urgent',
    ],
    ['19 → 17 after 50 days', taking({ readings: [phq9(d(0), 19, 0), phq9(d(45), 17, 0)] }), 50, 'decide'],
    [
      'the same with a part not read',
      taking({ readings: [phq9(d(0), 19, 0), phq9(d(45), 17, 0)], incomplete: [{ part: 'x', reason: 'y', affects: 'other' }] }),
      50,
      'decide',
    ],
    [
      'nothing found, a part not read',
      taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 8, 0)], incomplete: [{ part: 'x', reason: 'y', affects: 'other' }] }),
      50,
      'cannot-judge',
    ],
    ['no trial', record({ readings: [phq9(d(0), 10, 0)] }), 5, 'cannot-judge'],
    ['no baseline, though only "no baseline" is flagged', taking({ readings: [phq9(d(20), 12, 0)] }), 30, 'cannot-judge'],
    ['20 → 19 at day 20', taking({ readings: [phq9(d(0), 20, 0), phq9(d(15), 19, 0)] }), 20, 'watch'],
    ['day 5 of a trial', taking({ readings: [phq9(d(0), 20, 0)] }), 5, 'waiting'],
    ['20 → 12 at day 30', taking({ readings: [phq9(d(0), 20, 0), phq9(d(28), 12, 0)] }), 30, 'waiting'],
    ['a latest PHQ-9 of 22 days', taking({ readings: [phq9(d(0), 20, 0), phq9(d(18), 8, 0)] }), 40, 'waiting'],
    ['20 → 10 at day 50', taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 10, 0)] }), 50, 'on-target'],
    ['20 → 4 at day 50', taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 4, 0)] }), 50, 'on-target'],
    ['20 → 4 at day 50 with item 9 not assessed', taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 4)] }), 50, 'cannot-judge'],
    [
      '20 → 8 on day 45, and a preliminary 20 on day 49',
      taking({
        readings: [phq9(d(0), 20, 0), phq9(d(45), 8, 0), { ...phq9(d(49), 20, 0), usable: false, issues: [{ kind: 'preliminary' }] }],
      }),
      50,
      'cannot-judge',
    ],
    [
      'a preliminary 20 on day 44, and 20 → 8 on day 45',
      taking({ readings: [phq9(d(0), 20, 0), { ...phq9(d(44), 20, 0), usable: false }, phq9(d(45), 8, 0)] }),
      50,
      'on-target',
    ],
    [
      '20 → 8 on day 45, and a PHQ-9 without a total on day 49',
      taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 8, 0), { ...phq9(d(49), 20, 0), total: unknown('3 answers are missing') }] }),
      50,
      'cannot-judge',
    ],
    [
      '20 → 8 in a record that was merged into another',
      taking({
        identity: { ...record().identity, mergedInto: 'p-2' },
        readings: [phq9(d(0), 20, 0), phq9(d(45), 8, 0)],
      }),
      50,
      'cannot-judge',
    ],
    [
      '20 → 8 with half the days taken',
      taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 8, 0)], checkIns: dailyCheckIns(d(0), 50, (i) => i % 2 === 0) }),
      50,
      'watch',
    ],
    [
      '20 → 8 with an RMS of 5',
      taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 8, 0)], screens: [screen('rms', d(0), 5)] }),
      50,
      'decide',
    ],
    ['25 mg for 30 days', taking({ readings: [phq9(d(0), 20, 0), phq9(d(28), 8, 0)] }, mg(25)), 30, 'decide'],
  ])('%s', (_, patient, asOf, section) => {
    expect(card(patient, asOf)).toBe(section)
  })
})

test('the reason names a newer result that is not judged, and why', () => {
  const newer = (parts: Partial<Reading>) =>
    on(taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 8, 0), { ...phq9(d(49), 20, 0), usable: false, ...parts }] }), 50).sectionWhy
  expect(newer({ issues: [{ kind: 'preliminary' }] })).toBe('a PHQ-9 of 20 points on 19 Feb 2026 is not judged: preliminary')
  expect(newer({})).toBe('a PHQ-9 of 20 points on 19 Feb 2026 is not judged: what it says contradicts itself')
  expect(newer({ date: partial('2026-02') })).toBe('a PHQ-9 of 20 points some time in Feb 2026 is not judged: known to the month only')
  expect(newer({ total: unknown('3 answers are missing') })).toBe('a PHQ-9 on 19 Feb 2026 is not judged: 3 answers are missing')
})

test('the reason on the card is the sentence of the finding, or what is missing', () => {
  const urgent = on(taking({ readings: [phq9(d(0), 20, 1)] }), 5)
  expect(urgent.sectionWhy).toBe('Item 9 (thoughts of death or self-harm): 1 on 1 Jan 2026')
  const unread = on(
    taking({
      readings: [phq9(d(0), 20, 0), phq9(d(45), 8, 0)],
      incomplete: [{ part: 'diagnoses', reason: '403 Forbidden', affects: 'other' }],
    }),
    50,
  )
  expect(unread.sectionWhy).toBe('diagnoses not read: 403 Forbidden')
  expect(on(record(), 5).sectionWhy).toBe('no antidepressant trial on record')
  expect(on(taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 4)] }), 50).sectionWhy).toContain('Cannot tell: PHQ-9 item 9')
})

test('every card states its rule with the numbers that run', () => {
  expect(sections).toEqual(['urgent', 'decide', 'watch', 'waiting', 'on-target', 'cannot-judge'])
  expect(sectionStatement('urgent', defaultSettings)).toContain('item 9 answered 1 or more')
  expect(sectionStatement('waiting', defaultSettings)).toContain('before day 14')
  expect(sectionStatement('waiting', defaultSettings)).toContain('not yet at day 42')
  expect(sectionStatement('waiting', defaultSettings)).toContain('older than 21 days')
  expect(sectionStatement('on-target', defaultSettings)).toContain('50 % or more better')
  expect(sectionStatement('on-target', defaultSettings)).toContain('PHQ-9 4 or less')
  for (const section of sections) expect(sectionStatement(section, defaultSettings).length).toBeGreaterThan(20)
})

describe('why a patient cannot be judged', () => {
  test('a record merged into another says where later entries stand', () => {
    const merged = taking({ readings: [phq9(d(0), 20, 0), phq9(d(45), 10, 0)] })
    const a = on({ ...merged, identity: { ...merged.identity, mergedInto: 'Patient/2' } }, 50)
    expect([a.section, a.sectionWhy]).toEqual(['cannot-judge', 'this record was merged into Patient/2: later entries stand there'])
  })

  test('not better on a dose that cannot be read: 20 → 16 on day 30 is no reason to wait', () => {
    const patient = record({
      medications: [order({ from: d(0), dose: { kind: 'unknown', reason: 'no readable dose' } })],
      readings: [phq9(d(0), 20, 0), phq9(d(28), 16, 0)],
    })
    const a = on(patient, 30)
    expect([a.section, a.sectionWhy]).toEqual(['cannot-judge', 'Cannot tell: days at adequate dose: no readable dose'])
  })
})
