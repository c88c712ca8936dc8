import { describe, expect, test } from 'vitest'
import {
  emptyFields,
  fieldsOfTold,
  fieldsOfTrial,
  readDose,
  readFields,
  readLength,
  type TrialFields,
} from '#src/features/history/trial-fields.ts'
import { day } from '#src/lib/calendar.ts'
import { trial } from '#tests/support/builders.ts'

const asOf = day('2026-11-25')
const filled: TrialFields = {
  ...emptyFields,
  medicine: { kind: 'agent', agent: 'fluoxetine', formulation: 'unspecified' },
  from: 'spring 2019',
  endKind: 'lasted',
  endText: '8 weeks',
  steps: [{ key: 'step-1', dose: '20', notRemembered: false, from: '' }],
  adherence: 'most',
  outcome: 'none',
  stop: 'no-effect',
  source: 'patient',
}
const errorsOf = (parts: Partial<TrialFields>) => {
  const read = readFields({ ...filled, ...parts }, asOf, 'key', [])
  return read.ok ? {} : read.error
}

describe('nothing is answered beforehand', () => {
  test('an empty form asks for every field', () => {
    const read = readFields(emptyFields, asOf, 'key', [])
    expect(read.ok ? [] : Object.keys(read.error).toSorted()).toEqual([
      'adherence',
      'end',
      'from',
      'medicine',
      'outcome',
      'source',
      'steps',
      'stop',
    ])
  })
  test('a whole form is read, and comes back into the form as it was typed', () => {
    const read = readFields(filled, asOf, 'key', [])
    expect(read.ok && fieldsOfTold(read.value)).toEqual({ ...filled, endText: '8 weeks' })
  })
  test('a trial still taken needs no reason for ending', () => {
    expect(errorsOf({ endKind: 'ongoing', stop: '' })).toEqual({})
  })
})

test.each([
  [{ endKind: 'ended' as const, endText: '2018' }, 'end', 'this is before the start'],
  [{ endKind: 'ended' as const, endText: '03/04/2019' }, 'end', 'day and month could be either way round: write the month as a word'],
  [{ from: '2027' }, 'from', 'this date is in the future'],
  [
    { steps: [{ key: 's', dose: '', notRemembered: false, from: '' }] },
    'steps',
    'write the dose in mg a day, or mark it as not remembered',
  ],
  [{ steps: [{ key: 's', dose: 'one pill', notRemembered: false, from: '' }] }, 'steps', '"one pill" is not a dose in mg a day'],
  [{ endText: 'a while' }, 'end', 'not read as a length: write 8 weeks, 3 months or 40 days'],
] as const)('%j is refused', (parts, field, reason) => {
  expect(errorsOf(parts)[field]).toBe(reason)
})

test('a dose not remembered is undefined, not 0', () => {
  const read = readFields({ ...filled, steps: [{ key: 's', dose: '', notRemembered: true, from: '' }] }, asOf, 'key', [])
  expect(read.ok && read.value.steps).toEqual([{ mgPerDay: undefined, from: undefined }])
})

test.each([
  ['20', 20],
  ['37.5', 37.5],
  ['37,5 mg', 37.5],
  ['20 mg daily', 20],
  ['0.025', 0.025],
  ['0', undefined],
  ['-20', undefined],
  ['20-40', undefined],
  ['20 mg twice daily', undefined],
  ['1e3', undefined],
  ['', undefined],
])('dose "%s" is %s mg/day', (text, mg) => {
  expect(readDose(text)).toBe(mg)
})

test.each([
  ['8 weeks', 56],
  ['1 week', 7],
  ['3 months', 90],
  ['40 days', 40],
  ['about 6 weeks', 42],
  ['2 years', 730],
  ['0 weeks', undefined],
  ['8', undefined],
  ['a few weeks', undefined],
])('length "%s" is %s days', (text, days) => {
  expect(readLength(text)).toBe(days)
})

describe('a correction begins with what the record knows, and with nothing made up', () => {
  const fieldsOf = (parts: Parameters<typeof trial>[0]) => {
    const { from, endKind, endText } = fieldsOfTrial({ trial: trial({ ongoing: false, endKnown: true, ...parts }), facts: [] })
    return { from, endKind, endText }
  }

  test('days that are known', () => {
    const parts = { from: day('2026-01-12'), fromLatest: day('2026-01-12'), through: day('2026-03-01'), throughEarliest: day('2026-03-01') }
    expect(fieldsOf(parts)).toEqual({ from: '12 Jan 2026', endKind: 'ended', endText: '1 Mar 2026' })
  })

  test('a month is a month and not its first or last day', () => {
    const parts = { from: day('2026-01-01'), fromLatest: day('2026-01-31'), through: day('2026-03-31'), throughEarliest: day('2026-03-01') }
    expect(fieldsOf(parts)).toEqual({ from: 'Jan 2026', endKind: 'ended', endText: 'Mar 2026' })
  })

  test('stopped on some day of a supply: over, and the day is left to who knows it', () => {
    const parts = { from: day('2026-01-12'), fromLatest: day('2026-02-20'), through: day('2026-04-09'), throughEarliest: day('2026-03-01') }
    expect(fieldsOf(parts)).toEqual({ from: '', endKind: 'ended-unknown', endText: '' })
  })
})
