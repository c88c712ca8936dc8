import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NodeMocks, startNodeMocks } from '#mocks/node.ts'
import { caseload } from '#mocks/caseload.ts'
import { dayNumber } from '#mocks/people/days.ts'
import { assessPatient } from '#src/clinical/assess.ts'
import { sections } from '#src/clinical/triage.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { createFhirClient } from '#src/fhir/client.ts'
import { fetchCaseloadIds, fetchRecords } from '#src/fhir/fetch-record.ts'
import { day } from '#src/lib/calendar.ts'

const today = '2026-11-25'

/** Read once, in chunks as the app does. */
let mocks: NodeMocks
let records: readonly PatientRecord[] = []

beforeAll(async () => {
  mocks = startNodeMocks({ population: { patients: 90, today: dayNumber(today) } })
  const client = createFhirClient({ base: mocks.base, timeoutMs: 60_000, pause: () => Promise.resolve() })
  const ids = await fetchCaseloadIds(client, 'Practitioner/dr-01')
  records = [...(await fetchRecords(client, ids, defaultSettings)).values()]
}, 120_000)
afterAll(() => mocks.stop())

describe('the generated caseload, read as the app reads it', () => {
  it('reads every one of 90 patients completely and rejects nothing', () => {
    expect(records).toHaveLength(90)
    expect(records.flatMap((record) => record.incomplete)).toEqual([])
    expect(records.flatMap((record) => record.rejected)).toEqual([])
    expect(records.every((record) => record.identity.synthetic && record.identity.name.kind === 'known')).toBe(true)
  })

  it('holds nothing dated after today but booked visits', () => {
    const asOf = day(today)
    for (const record of records) {
      expect(record.readings.filter((reading) => reading.date.latest > asOf)).toEqual([])
      expect(record.checkIns.filter((checkIn) => checkIn.day > asOf)).toEqual([])
      expect(record.visits.filter((visit) => visit.kind === 'past' && visit.day > asOf)).toEqual([])
    }
  })

  it('puts somebody on every card, most of them on target', () => {
    const counts = new Map(sections.map((section) => [section, 0]))
    for (const record of records) {
      const { section } = assessPatient(record, day(today), defaultSettings)
      counts.set(section, (counts.get(section) ?? 0) + 1)
    }
    expect([...counts.values()].every((count) => count > 0)).toBe(true)
    expect(Math.max(...counts.values())).toBe(counts.get('on-target'))
  })
})

describe('the population', () => {
  it('gives equal content each time a patient is asked for, and other content on another day', () => {
    const once = caseload({ patients: 20, today: dayNumber(today) })
    const again = caseload({ patients: 20, today: dayNumber(today) })
    const tomorrow = caseload({ patients: 20, today: dayNumber(today) + 1 })
    expect(again.resourcesOf('p-0007')).toEqual(once.resourcesOf('p-0007'))
    expect(tomorrow.resourcesOf('p-0007')).not.toEqual(once.resourcesOf('p-0007'))
  })

  it('keeps every id unique within its type over 200 patients, each beginning with its patient', () => {
    const people = caseload({ patients: 200, today: dayNumber(today) })
    const seen = new Set<string>()
    const wrong: string[] = []
    for (const id of people.patientIds()) {
      for (const resource of people.resourcesOf(id)) {
        const ref = `${resource.resourceType}/${resource.id}`
        if (seen.has(ref) || resource.id?.startsWith(id) !== true) wrong.push(ref)
        seen.add(ref)
      }
    }
    expect(wrong).toEqual([])
  })

  it('makes 10,000 patients without making any chart', () => {
    const people = caseload({ patients: 10_000, today: dayNumber(today) })
    expect(people.patientIds()).toHaveLength(10_000)
    expect(people.patientIds().at(-1)).toBe('p-10000')
    expect(people.resourcesOf('p-10000').length).toBeGreaterThan(3)
  })
})
