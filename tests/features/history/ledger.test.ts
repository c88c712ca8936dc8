import { describe, expect, test } from 'vitest'
import type { MedicationFact } from '#src/clinical/facts.ts'
import { trialRows, uncountedMedicines, whyCounts } from '#src/features/history/ledger.ts'
import { parseFhirDate } from '#src/lib/calendar.ts'
import { on } from '#tests/support/clinic.ts'
import { dispense, mg, order, record } from '#tests/support/record-builders.ts'

const partial = (text: string) => {
  const date = parseFhirDate(text)
  if (!date) throw new Error(text)
  return date
}
/** Judged on 11 April 2026: day 100 after 1 January 2026. */
const rowsOf = (medications: readonly MedicationFact[]) => {
  const own = record({ medications })
  const assessment = on(own, 100)
  return { rows: trialRows(own, assessment, assessment.resistance), resistance: assessment.resistance }
}
const soft = (from: string, through: string): MedicationFact => ({
  ...order({ from: '2019-01-01', dose: mg(20), agent: 'fluoxetine' }),
  kind: 'statement',
  plans: [{ from: partial(from), through: partial(through), dose: mg(20), text: undefined }],
  ends: [{ date: partial(through), basis: 'statement' }],
  over: true,
})

describe('when', () => {
  test('a month is a month, not 31 days written out', () => {
    expect(rowsOf([soft('2019-03', '2019-06')]).rows[0]?.when).toBe('Mar 2019 to Jun 2019')
  })
  test('a year is a year', () => {
    expect(rowsOf([soft('2018', '2020')]).rows[0]?.when).toBe('2018 to 2020')
  })
  test('exact days are exact: 1 to 28 March are 28 days', () => {
    const [row] = rowsOf([order({ from: '2019-03-01', through: '2019-03-28', over: true })]).rows
    expect([row?.when, row?.length]).toEqual(['1 Mar 2019 to 28 Mar 2019', '28 days'])
  })
  test('March to June 2019 are at least 63 and at most 122 days', () => {
    // 31 Mar to 1 Jun inclusive: 1 + 30 + 31 + 1 = 63; 1 Mar to 30 Jun inclusive: 31 + 30 + 31 + 30 = 122.
    expect(rowsOf([soft('2019-03', '2019-06')]).rows[0]?.length).toBe('63–122 days')
  })
})

test('one dose with a soft beginning and end is one dose, not three', () => {
  expect(rowsOf([soft('2019-03', '2019-06')]).rows[0]?.doses.map(({ words }) => words)).toEqual(['20 mg/day'])
})

test('orders and dispenses are told apart in where it is known from', () => {
  const [row] = rowsOf([order({ from: '2026-01-01' }), dispense('2026-01-01', 30), dispense('2026-01-31', 30)]).rows
  expect(row?.provenance).toEqual(['1 order', '2 dispenses'])
})

test('a trial that does not count says the value and the limit in one breath', () => {
  const { rows, resistance } = rowsOf([order({ agent: 'citalopram', from: '2019-03-01', through: '2019-06-30', dose: mg(10), over: true })])
  expect(whyCounts(rows[0]?.id ?? '', resistance).why).toContain('dose 10 mg/day, minimum 20 mg/day')
})

test('what makes no trial is listed with the reason, never left out', () => {
  const held: MedicationFact = { ...order({ from: '2026-01-01' }), exposure: { counts: false, reason: 'on hold' } }
  const unclassified: MedicationFact = { ...order({ from: '2026-01-01' }), agent: undefined, label: 'agomelatine' }
  expect(uncountedMedicines(record({ medications: [held, unclassified] })).map(({ label, why }) => `${label}: ${why}`)).toEqual([
    'sertraline: on hold',
    'agomelatine: not an antidepressant or adjunct that Remit knows',
  ])
})
