import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Caseload, CaseloadEntry } from '#src/queries/types.ts'
import { readRecords } from '#src/fhir/fetch-record.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import type { ReadCaseload } from '#src/queries/read-caseload.ts'
import { takeConsole } from '#tests/support/quiet-console.ts'
import { entryOf, journeyOf, oracleRecord, shownOf, view, type Journey } from './journey.ts'

vi.setConfig({ testTimeout: 60_000 })

let journey: Journey
let ids: readonly string[]
beforeEach(() => {
  journey = journeyOf()
  ids = journey.population.patientIds()
})
afterEach(() => journey.stop())

/** Sections by patient; "unreadable" or "pending" for who has none. */
const sections = (caseload: Caseload): readonly string[] =>
  caseload.entries.map((entry) => (entry.kind === 'read' ? entry.assessment.section : entry.kind))

/** Nobody is missing from the count, and whoever is shown is shown as the oracle has them, unless the record says what is not. */
function expectHonest(read: ReadCaseload): Caseload {
  const caseload = view(read)
  expect(caseload.entries.map((entry) => entry.id)).toEqual(ids)
  expect(caseload.entries.flatMap(dishonestyOf)).toEqual([])
  return caseload
}

function dishonestyOf(entry: CaseloadEntry): readonly string[] {
  if (entry.kind !== 'read') return entry.kind === 'unreadable' && entry.reason !== '' ? [] : [`${entry.id} is missing without a reason`]
  if (entry.record.incomplete.length > 0) {
    const { section } = entry.assessment
    return ['urgent', 'decide', 'cannot-judge'].includes(section) ? [] : [`${entry.id} is incomplete and shown as ${section}`]
  }
  const isSame = JSON.stringify(shownOf(entry.record)) === JSON.stringify(shownOf(oracleRecord(journey, entry.id)))
  return isSame ? [] : [`${entry.id} is not what the server holds`]
}

describe('a part of the records does not come', () => {
  test('F01 page 2 of the check-ins fails for good: everybody it may concern is "cannot judge" unless urgent, with the reason and the count', async () => {
    journey.mocks.server.faults.set({ kind: 'status', status: 500, type: 'Observation', page: 2 })
    journey.stop()
    journey = journeyOf({ profile: 'hapi' })
    journey.mocks.server.faults.set({ kind: 'status', status: 500, type: 'Observation', page: 2 })
    const caseload = expectHonest(await journey.read())
    expect(caseload.complete).toBe(false)
    expect(caseload.incomplete[0]?.reason).toMatch(/of \d+ results read; page 2 could not be read/)
    expect(sections(caseload)).toContain('cannot-judge')
  })
  test('F01 the same people once the server is well again: read anew, complete, as the oracle has them', async () => {
    journey.mocks.server.faults.set({ kind: 'status', status: 500, type: 'MedicationRequest', after: 4 })
    const broken = await journey.read()
    expect(expectHonest(broken).complete).toBe(false)
    journey.mocks.server.faults.clear()
    journey.pass(6 * 60_000)
    expect(expectHonest(await journey.read(broken)).complete).toBe(true)
  })
  test('F02 a bundle cut short, its total whole: not everything, and nobody is judged on it', async () => {
    journey.mocks.server.faults.set({ kind: 'lose-entries', type: 'Observation' })
    expect(expectHonest(await journey.read()).complete).toBe(false)
  })
  test('F03 bodies cut in the middle are pages not read, and never read as empty', async () => {
    journey.mocks.server.faults.set({ kind: 'cut-body', type: 'MedicationRequest', after: 4 })
    const caseload = expectHonest(await journey.read())
    expect(caseload.incomplete.map((gap) => gap.part)).toContain('medication orders')
  })
  test('F04 F05 pages that lead in a circle or elsewhere: incomplete, and no request leaves the server', async () => {
    for (const fault of [{ kind: 'next-loop' }, { kind: 'next-elsewhere', origin: 'https://evil.test' }] as const) {
      journey.mocks.server.faults.set({ ...fault, type: 'Observation' })
      expect(expectHonest(await journey.read()).complete).toBe(false)
    }
  })
  test('F06 F14 results repeated and in reverse order change nothing', async () => {
    journey.mocks.server.faults.set(
      { kind: 'repeat-entries' },
      { kind: 'reverse-entries', type: 'Observation' },
      { kind: 'reverse-entries', type: 'MedicationRequest' },
    )
    expect(expectHonest(await journey.read()).complete).toBe(true)
  })
  test('F42 an outcome with an error in a bundle: incomplete; with a warning: complete, and said', async () => {
    journey.mocks.server.faults.set({ kind: 'outcome-entry', severity: 'error', type: 'Observation' })
    expect(expectHonest(await journey.read()).complete).toBe(false)
    journey.mocks.server.faults.set({ kind: 'outcome-entry', severity: 'warning', type: 'Condition' })
    const caseload = expectHonest(await journey.read())
    expect(caseload.complete).toBe(true)
    expect(caseload.rejected.map((r) => r.reason)).toContain('the server said: Some results could not be read, on purpose')
  })
  test.each([
    ['Condition', 'diagnoses'],
    ['MedicationStatement', 'medication statements'],
    ['QuestionnaireResponse', 'questionnaires'],
  ])('a type that answers 403 (%s) is a named gap in every record, and never "none"', async (type, part) => {
    journey.mocks.server.faults.set({ kind: 'status', status: 403, type })
    const caseload = expectHonest(await journey.read())
    expect(caseload.incomplete.map((gap) => gap.part)).toEqual([part])
    for (const entry of caseload.entries) expect(entry.kind === 'read' && entry.record.incomplete).toHaveLength(1)
  })
})

describe('other people’s results', () => {
  test('F09 a result for another patient is not used, counted, and named', async () => {
    journey.mocks.server.faults.set({ kind: 'foreign-entry', type: 'Observation' })
    const caseload = view(await journey.read())
    const foreign = caseload.rejected.filter((r) => r.reason === 'a result for another patient was ignored')
    expect(foreign.length).toBeGreaterThan(0)
  })
  test('F09 on one patient’s page it stands in that record', async () => {
    journey.mocks.server.faults.set({ kind: 'foreign-entry', type: 'Observation' })
    const [id = ''] = ids
    const { records } = await readRecords(journey.client, [id], defaultSettings)
    expect(records.get(id)?.rejected.map((r) => r.reason)).toContain('a result for another patient was ignored')
  })
  test('F08 a reading that is given up paints nothing: it ends as cancelled, whatever arrives later', async () => {
    const leaving = new AbortController()
    journey.mocks.server.faults.set({ kind: 'hang', type: 'Observation' })
    const reading = readRecords(journey.client, [ids[0] ?? ''], defaultSettings, leaving.signal)
    setTimeout(() => leaving.abort(), 20)
    await expect(reading).rejects.toMatchObject({ kind: 'aborted' })
    takeConsole() // the mock server says that its request was aborted
  })
})

describe('one patient of the caseload', () => {
  test('F57 no access to one of 12 (403): the row stays with the reason, the other 11 are judged', async () => {
    journey.stop()
    journey = journeyOf({ profile: 'us-core-only' })
    const [, , id = ''] = ids
    journey.mocks.server.faults.set({ kind: 'status', status: 403, containing: id })
    const caseload = expectHonest(await journey.read())
    expect(entryOf(caseload, id)).toMatchObject({ kind: 'unreadable', reason: 'no access to this patient' })
    expect(caseload.entries.filter((entry) => entry.kind === 'read')).toHaveLength(11)
  })
  test('F57 where many are asked for at once, one forbidden chart costs nobody else anything', async () => {
    const [, , , , id = ''] = ids
    journey.mocks.server.faults.set({ kind: 'status', status: 403, type: 'Condition', containing: id })
    const caseload = expectHonest(await journey.read())
    const withGaps = caseload.entries.flatMap((entry) => (entry.kind === 'read' && entry.record.incomplete.length > 0 ? [entry.id] : []))
    expect(withGaps).toEqual([id])
  })
  test('F58 a patient who is gone (404): named, and not silently missing', async () => {
    const [id = ''] = ids
    journey.mocks.server.faults.set({ kind: 'status', status: 404, type: 'Patient', containing: id })
    journey.stop()
    journey = journeyOf({ profile: 'us-core-only' })
    journey.mocks.server.faults.set({ kind: 'status', status: 410, type: 'Patient', containing: id })
    expect(entryOf(expectHonest(await journey.read()), id)).toMatchObject({
      kind: 'unreadable',
      reason: `the record of patient ${id} was deleted`,
    })
  })
})

describe('the server as a whole', () => {
  test('F53 nothing answers at the start: one error in words, few requests, no empty caseload', async () => {
    journey.mocks.server.faults.set({ kind: 'network-error' })
    await expect(journey.read()).rejects.toMatchObject({ kind: 'network' })
    expect(journey.asked.length).toBeLessThanOrEqual(6)
  })
  test('F54 a server that hangs: a timeout in words', async () => {
    journey.mocks.server.faults.set({ kind: 'hang', type: 'List' })
    await expect(journey.read()).rejects.toMatchObject({ kind: 'timeout' })
    takeConsole() // the mock server says that its request was aborted
  })
  test('F62 429 at every fifth request is waited out: everybody is read', async () => {
    journey.mocks.server.faults.set({ kind: 'status', status: 429, retryAfter: '2', times: 3, after: 5 })
    expect(expectHonest(await journey.read()).complete).toBe(true)
  })
  test('F63 bursts of 503 are tried again: everybody is read', async () => {
    journey.mocks.server.faults.set({ kind: 'status', status: 503, times: 2, after: 9 })
    expect(expectHonest(await journey.read()).complete).toBe(true)
  })
  test('F39 two hours later without an answer: what was read stays, and its age is that of the reading', async () => {
    const before = await journey.read()
    journey.pass(2 * 60 * 60_000)
    journey.mocks.server.faults.set({ kind: 'network-error' })
    await expect(journey.read(before)).rejects.toMatchObject({ name: 'FhirError' })
    expect(journey.clock() - view(before).fetchedAtMs).toBe(2 * 60 * 60_000)
  })
  test('the age of a view is that of its oldest part: a patient who changed and could not be read again keeps their old time, and says so', async () => {
    const before = await journey.read()
    const [id = ''] = ids
    journey.mocks.server.store.apply([
      {
        type: 'Condition',
        id: 'c-new',
        versionId: '1',
        lastUpdatedMs: journey.clock() + 1000,
        resource: {
          resourceType: 'Condition',
          id: 'c-new',
          meta: { versionId: '1', lastUpdated: '2026-11-25T12:00:01.000Z' },
          subject: { reference: `Patient/${id}` },
        },
      },
    ])
    journey.pass(10 * 60_000)
    journey.mocks.server.faults.set({ kind: 'status', status: 500, containing: `/Patient/${id}` })
    const after = await journey.read(before)
    const held = after.read.get(id)
    expect(held?.kind === 'record' && held.record.incomplete.length).toBeGreaterThan(0)
    expect(journey.clock() - view(after).fetchedAtMs).toBe(10 * 60_000)
  })
  test('F76 one patient, and a patient without any result: read, and "cannot judge" is not "well"', async () => {
    journey.stop()
    const alone = { resourceType: 'Patient', id: 'p-alone' }
    const list = {
      resourceType: 'List',
      id: 'l',
      status: 'current',
      mode: 'working',
      source: { reference: 'Practitioner/dr-01' },
      code: { coding: [{ system: 'https://remit.example/fhir/CodeSystem/list-code', code: 'depression-caseload' }] },
      entry: [{ item: { reference: 'Patient/p-alone' } }],
    }
    journey = journeyOf({ population: { shared: () => [list], patientIds: () => ['p-alone'], resourcesOf: () => [alone] } })
    const caseload = view(await journey.read())
    expect([caseload.total, caseload.complete, caseload.entries.map((entry) => entry.kind)]).toEqual([1, true, ['read']])
  })
  test('a first reading that is full of holes is not refreshed but begun again every four hours', async () => {
    const before = await journey.read()
    const asked = journey.asked.length
    journey.pass(4 * 60 * 60_000 + 1)
    const after = await journey.read(before)
    expect(after.allReadMs).toBe(journey.clock())
    expect(journey.asked.length - asked).toBeGreaterThan(20)
  })
})
