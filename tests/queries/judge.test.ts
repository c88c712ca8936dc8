import { expect, test } from 'vitest'
import { defaultSettings } from '#src/clinical/settings.ts'
import { known } from '#src/lib/known.ts'
import { judge } from '#src/queries/judge.ts'
import { asOf, assessment, identity, record } from '#tests/support/builders.ts'

const read = (id: string, name: string) =>
  [id, { kind: 'record', record: record({ identity: identity({ id, name: known(name) }) }), fetchedAtMs: 5 }] as const

test('F73: of 3 patients one whose record makes a rule fail is shown as not judged, with the reason; the other 2 are judged', () => {
  const members = ['a', 'b', 'c'].map((id) => ({ id, label: undefined, unnamed: undefined }))
  const held = new Map([read('a', 'Ana Muñoz'), read('b', 'Bo Lind'), read('c', 'Carla Díaz')])
  const value = { members, read: held, isMany: true, startedMs: 9, allReadMs: 9, rejected: [] }
  const caseload = judge(value, asOf, defaultSettings, (one) => {
    if (one.identity.id === 'b') throw new TypeError('Bo Lind has no doses')
    return assessment({ patientId: one.identity.id })
  })
  expect(caseload.entries.map((entry) => entry.kind)).toEqual(['read', 'unreadable', 'read'])
  expect(caseload.entries[1]).toEqual({
    kind: 'unreadable',
    id: 'b',
    label: 'Bo Lind',
    reason: 'the record was read, but could not be judged: a fault in Remit, not in the record',
  })
  expect([caseload.total, caseload.read, caseload.complete]).toEqual([3, 3, false])
})
