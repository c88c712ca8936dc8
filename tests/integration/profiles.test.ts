import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ProfileName } from '#mocks/profiles.ts'
import { entryOf, journeyOf, oracleRecord, shownOf, view, type Journey } from './journey.ts'

const everyProfile: readonly ProfileName[] = ['default', 'us-core-only', 'hapi', 'medplum', 'blaze', 'strict', 'lenient', 'read-only']

// The machine that runs these may be shared: minutes of patience, seconds of work.
vi.setConfig({ testTimeout: 60_000 })

let journey: Journey | undefined
afterEach(() => {
  journey?.stop()
  journey = undefined
})

describe.each(everyProfile)('a caseload of 12 on a server that behaves as "%s"', (profile) => {
  test('everybody is read completely, and every fact and verdict is that of the same people without a wire between', async () => {
    journey = journeyOf({ profile })
    const caseload = view(await journey.read())
    expect([caseload.total, caseload.read, caseload.complete, caseload.incomplete]).toEqual([12, 12, true, []])
    for (const id of journey.population.patientIds()) {
      const entry = entryOf(caseload, id)
      expect(entry.kind).toBe('read')
      expect(entry.kind === 'read' && shownOf(entry.record)).toEqual(shownOf(oracleRecord(journey, id)))
    }
  })
  test('a new score of 22 is there after a refresh, and nobody else was read again', async () => {
    journey = journeyOf({ profile })
    const before = await journey.read()
    const [id = ''] = journey.population.patientIds().slice(3)
    const version = {
      type: 'Observation',
      id: 'new-score',
      versionId: '1',
      lastUpdatedMs: journey.clock() + 30_000,
      resource: {
        resourceType: 'Observation',
        id: 'new-score',
        meta: { versionId: '1', lastUpdated: '2026-11-25T12:00:30.000Z' },
        status: 'final',
        category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'survey' }] }],
        code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
        subject: { reference: `Patient/${id}` },
        effectiveDateTime: '2026-11-25',
        valueQuantity: { value: 22, code: '{score}' },
      },
    }
    journey.mocks.server.store.apply([version])
    journey.pass(90_000)
    const after = await journey.read(before)
    const [old, fresh] = [before, after].map((read) => read.read.get(id))
    expect(old?.kind === 'record' && fresh?.kind === 'record' && fresh.record.readings.length - old.record.readings.length).toBe(1)
    const untouched = [...after.read].filter(([other, held]) => {
      const had = before.read.get(other)
      return held.kind === 'record' && had?.kind === 'record' && held.record === had.record
    })
    expect(untouched).toHaveLength(profile === 'us-core-only' ? 0 : 11)
  })
})

describe('requests', () => {
  test('P8 a server that takes many patients: the first 10 rows of 160 after at most 21 requests; refreshed with 14', async () => {
    journey = journeyOf({ patients: 160 })
    let atFirst: number | undefined
    const read = await journey.read(undefined, (soFar) => {
      atFirst ??= soFar.read.size === 10 ? (journey?.asked.length ?? 0) : undefined
    })
    expect(atFirst).toBeLessThanOrEqual(21)
    const before = journey.asked.length
    await journey.read(read)
    expect(journey.asked.length - before).toBeLessThanOrEqual(14)
  })
  test('P8 a server that takes one patient at a time: the first rows after the first 10 patients, before the rest is asked for', async () => {
    journey = journeyOf({ patients: 24, profile: 'us-core-only' })
    const sizes: number[] = []
    await journey.read(undefined, (soFar) => sizes.push(soFar.read.size))
    expect(sizes[0]).toBeGreaterThanOrEqual(10)
    expect(sizes[0]).toBeLessThan(24)
  })
  test('the statement of /metadata is read once', async () => {
    journey = journeyOf({ patients: 4 })
    await journey.read(await journey.read())
    expect(journey.asked.filter((one) => one === 'GET metadata')).toHaveLength(1)
  })
})
