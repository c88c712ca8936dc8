import { expect, test } from 'vitest'
import { trialsCsv } from '#src/features/history/trials-csv.ts'
import { trialRows } from '#src/features/history/ledger.ts'
import { unknown } from '#src/lib/known.ts'
import { asOf, assessment, record, trial } from '#tests/support/builders.ts'

test('one line a trial with ISO dates, units in the heads and unknown said in words', () => {
  const over = trial({ daysAtAdequateDose: unknown('no dose recorded'), highestDose: undefined, stopText: '=HYPERLINK("x")' })
  const judged = assessment({ trials: [over] })
  const [head = '', line = '', ...more] = trialsCsv(trialRows(record(), judged, judged.resistance), judged.resistance, asOf).split('\r\n')
  expect(head).toMatch(/^\uFEFF/)
  expect(head).toContain('start earliest (date)')
  expect(head).toContain('highest sure dose (mg/day)')
  expect(line).toContain('2026-01-12')
  expect(line).toContain('still taken')
  expect(line).toContain('not known: no dose recorded')
  expect(line).not.toMatch(/(^|,)[=+@-]/)
  expect(more).toEqual([''])
})
