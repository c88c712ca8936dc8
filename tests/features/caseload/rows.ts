/** Rows for tests of the caseload: hand-made patients by the part a test is about. */
import { addDays } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { toRow, type CaseloadRow, type JudgedRow } from '#src/features/caseload/caseload-rows.ts'
import { asOf, entry, finding, identity, response, scorePoint, type EntryParts } from '#tests/support/builders.ts'

export function judged(id: string, parts: EntryParts = {}): JudgedRow {
  const row = toRow(entry(id, parts))
  if (row.kind !== 'judged') throw new Error('a read entry gives a judged row')
  return row
}

export function named(id: string, given: string, family: string, parts: EntryParts = {}): JudgedRow {
  return judged(id, { ...parts, identity: { ...identity({ id }), name: known(`${given} ${family}`), family, given, ...parts.identity } })
}

/** A patient whose latest PHQ-9 is this; without one, nothing was ever measured. */
export function scored(id: string, total: number | undefined): JudgedRow {
  return judged(id, { assessment: { latestPhq9: total === undefined ? undefined : scorePoint(addDays(asOf, -2), total) } })
}

export const pending = (id: string): CaseloadRow => toRow({ kind: 'pending', id })
export const unreadable = (id: string): CaseloadRow =>
  toRow({ kind: 'unreadable', id, label: `Patient ${id}`, reason: 'the server answered 500' })

export const urgent = finding({ rule: 'suicidal-ideation', tier: 'urgent', title: 'Item 9 above 0', key: 'suicidal-ideation|p|phq-9|' })

export const noTrial = {
  current: undefined,
  trials: [],
  section: 'cannot-judge' as const,
  sectionWhy: 'no current antidepressant trial',
  response: response({
    status: 'cannot-tell',
    why: 'no current antidepressant trial',
    baseline: undefined,
    latest: undefined,
    changePoints: undefined,
    changePercent: undefined,
  }),
  latestPhq9: undefined,
  item9: unknown('no PHQ-9 on record'),
  flags: [],
}
