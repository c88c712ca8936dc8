import { expect, test } from 'vitest'
import { cannotTell, met, notMet, scoreEvidence, valueEvidence } from '#src/clinical/rule.ts'
import { d, dayN } from '#tests/support/clinic.ts'
import { phq9 } from '#tests/support/record-builders.ts'

test('a result without evidence of its own rests on its sentence, never on nothing', () => {
  const statement = { what: 'said', value: '', unit: '', day: undefined, source: undefined }
  expect(met('said', [], { since: dayN(0), subject: 'x' })).toEqual({
    verdict: { kind: 'met', because: [statement] },
    sentence: 'said',
    since: dayN(0),
    subject: 'x',
  })
  expect(notMet('said')).toEqual({ verdict: { kind: 'not-met', because: [statement] }, sentence: 'said' })
})

test('evidence is kept in its order', () => {
  const list = [valueEvidence('a', 1, 'days'), valueEvidence('b', 'two', '')]
  expect(notMet('said', list).verdict).toEqual({ kind: 'not-met', because: list })
})

test('what cannot be told says each gap, and never has an empty list', () => {
  const result = cannotTell(
    [
      { what: 'PHQ-9', why: 'none' },
      { what: 'dose', why: 'not known' },
    ],
    'sertraline@2026-01-01',
  )
  expect(result).toEqual({
    verdict: {
      kind: 'cannot-tell',
      missing: [
        { what: 'PHQ-9', why: 'none' },
        { what: 'dose', why: 'not known' },
      ],
    },
    sentence: 'Cannot tell: PHQ-9: none; dose: not known',
    trialId: 'sertraline@2026-01-01',
  })
  expect(cannotTell([])).toEqual({
    verdict: { kind: 'cannot-tell', missing: [{ what: 'the record', why: 'nothing to judge' }] },
    sentence: 'Cannot tell: the record: nothing to judge',
  })
})

test('a score and a value as evidence carry unit, day and source', () => {
  expect(scoreEvidence('PHQ-9 latest', { total: 17, day: dayN(3), reading: phq9(d(3), 17) })).toEqual({
    what: 'PHQ-9 latest',
    value: '17',
    unit: 'points',
    day: dayN(3),
    source: { ref: `Observation/phq9-${d(3)}-17` },
  })
  expect(valueEvidence('dose', 62.5, 'mg/day', dayN(0), { ref: 'MedicationRequest/1' })).toEqual({
    what: 'dose',
    value: '62.5',
    unit: 'mg/day',
    day: dayN(0),
    source: { ref: 'MedicationRequest/1' },
  })
})
