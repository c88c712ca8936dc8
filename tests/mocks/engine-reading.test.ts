import { describe, expect, it } from 'vitest'
import { fixedClock } from '#mocks/clock.ts'
import { createFhirServer } from '#mocks/server.ts'
import { base, idsIn, nextOf, smallPopulation, smallServer } from '#tests/mocks/small-server.ts'

describe('searching', () => {
  it('finds the results of one patient, of several, and of none', async () => {
    const { get } = smallServer()
    expect((await get('Observation?patient=Patient/ben')).json.total).toBe(1)
    expect((await get('Observation?patient=Patient/anna,Patient/ben&_count=100')).json.total).toBe(26)
    const none = await get('Observation?patient=Patient/carl')
    expect(none.json.total).toBe(0)
    expect(none.json).not.toHaveProperty('entry')
  })

  it('finds by code with and without its system, by category, and by several codes', async () => {
    const { get } = smallServer()
    for (const query of ['code=http://loinc.org|70274-6', 'code=70274-6', 'category=survey&code=70274-6', 'code=1-8,70274-6'])
      expect(idsIn(await get(`Observation?patient=Patient/ben&${query}`))).toEqual(['ben-obs-1'])
    expect((await get('Observation?patient=Patient/ben&code=http://snomed.info/sct|70274-6')).json.total).toBe(0)
  })

  it('compares dates by what they may mean: the 10th is in October, after the 9th and not after itself', async () => {
    const { get } = smallServer()
    const total = async (query: string) => (await get(`Observation?patient=Patient/anna&_count=0&${query}`)).json.total
    expect(await total('date=2026-10-10')).toBe(1)
    expect(await total('date=2026-10')).toBe(25)
    expect(await total('date=gt2026-10-10')).toBe(15)
    expect(await total('date=ge2026-10-10&date=lt2026-10-12')).toBe(2)
    expect(await total('date=2026-09')).toBe(0)
  })

  it('reads an instant with its offset: 08:15+02:00 is before 06:30Z', async () => {
    const { get } = smallServer()
    expect((await get('Observation?patient=Patient/ben&date=lt2026-11-02T06:30:00Z')).json.total).toBe(1)
    expect((await get('Observation?patient=Patient/ben&date=gt2026-11-02T06:30:00Z')).json.total).toBe(0)
  })

  it('includes the Medication an order refers to, once, and marks it as included', async () => {
    const { get } = smallServer()
    const { json } = await get('MedicationRequest?patient=Patient/ben&_include=MedicationRequest:medication')
    expect(json.entry?.map((entry) => [entry.resource?.resourceType, entry.search?.mode])).toEqual([
      ['MedicationRequest', 'match'],
      ['Medication', 'include'],
    ])
    expect(json.total).toBe(1)
  })

  it('sorts by date both ways', async () => {
    const { get } = smallServer()
    const first = async (sort: string) => idsIn(await get(`Observation?patient=Patient/anna&_count=1&_sort=${sort}`))[0]
    expect(await first('date')).toBe('anna-obs-1')
    expect(await first('-date')).toBe('anna-obs-25')
  })

  it('gives some elements only, and says that they are some', async () => {
    const { get } = smallServer()
    const { json } = await get('Observation?patient=Patient/ben&_elements=effectiveDateTime')
    const [observation] = (json.entry ?? []).map((entry) => entry.resource)
    expect(observation).toMatchObject({ id: 'ben-obs-1', effectiveDateTime: '2026-11-02T08:15:00+02:00' })
    expect(observation).not.toHaveProperty('valueInteger')
    expect(observation?.meta?.tag?.map((tag) => tag.code)).toContain('SUBSETTED')
  })

  it('finds what changed since this morning without making a single chart, and everything since two days ago', async () => {
    let charts = 0
    const clock = fixedClock('2026-11-25T09:00:00Z')
    const population = {
      ...smallPopulation,
      resourcesOf: (id: string) => {
        charts += 1
        return smallPopulation.resourcesOf(id)
      },
    }
    const server = createFhirServer({ population, clock })
    const total = async (since: string) => {
      const answer = await server.handle(new Request(`${base}/Observation?patient=Patient/anna,Patient/ben&_lastUpdated=${since}&_count=0`))
      const body: { readonly total: number } = await answer.json()
      return body.total
    }
    expect(await total('ge2026-11-25T08:00:00Z')).toBe(0)
    expect(charts).toBe(0)
    expect(await total('ge2026-11-23')).toBe(26)
  })

  it('searches by POST the same way', async () => {
    const { send } = smallServer()
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await send('POST', 'Patient/_search', 'family=Family%20ben', form)).json.total).toBe(1)
  })

  it.each([
    'Observation?patient=Patient/anna&colour=red',
    'Observation?patient=Patient/anna&code:text=x',
    'Observation?_has:Task:focus=x',
    'Observation?date=xx2026',
    'Observation?date=2026-02-30',
    'Observation?_include=Observation:subject',
    'Observation?_count=many',
    'Nonsense?patient=Patient/anna',
    'constructor?patient=Patient/anna',
    'Observation?patient=',
  ])('refuses %s with 400 and says why', async (path) => {
    const { get } = smallServer()
    const { status, json } = await get(path)
    expect(status).toBe(400)
    expect(json.issue?.[0]?.diagnostics).not.toBe('')
  })
})

describe('pages', () => {
  it('walks 25 results in pages of 10, 10 and 5, none twice and none missing', async () => {
    const { get } = smallServer()
    const seen: (string | undefined)[] = []
    const sizes: number[] = []
    for (let next: string | undefined = 'Observation?patient=Patient/anna'; next !== undefined;) {
      const page = await get(next)
      expect(page.json.total).toBe(25)
      sizes.push(idsIn(page).length)
      seen.push(...idsIn(page))
      next = nextOf(page)
    }
    expect(sizes).toEqual([10, 10, 5])
    expect(new Set(seen).size).toBe(25)
  })

  it('keeps to one picture: what is written during the walk neither moves nor doubles a result', async () => {
    const { get, send } = smallServer()
    const first = await get('Observation?patient=Patient/anna&_sort=date')
    const added = { resourceType: 'Observation', status: 'final', code: { text: 'x' }, subject: { reference: 'Patient/anna' } }
    await send('POST', 'Observation', { ...added, effectiveDateTime: '2026-09-01' })
    const second = await get(nextOf(first) ?? '')
    expect(idsIn(second)[0]).toBe('anna-obs-11')
    expect((await get('Observation?patient=Patient/anna&_count=0')).json.total).toBe(26)
  })

  it('answers 410 for a page whose search has expired after 15 minutes', async () => {
    const { get, clock } = smallServer()
    const next = nextOf(await get('Observation?patient=Patient/anna')) ?? ''
    expect((await get(next)).status).toBe(200)
    clock.advance(15 * 60_000 + 1)
    const late = await get(next)
    expect(late.status).toBe(410)
    expect(late.json.issue?.[0]?.code).toBe('expired')
  })

  it('counts without entries', async () => {
    const { get } = smallServer()
    const { json } = await get('Observation?patient=Patient/anna&_summary=count')
    expect(json.total).toBe(25)
    expect(json).not.toHaveProperty('entry')
  })
})

describe('reading one resource', () => {
  it('gives it with its ETag, and 304 to whoever has it', async () => {
    const { get } = smallServer()
    const found = await get('Patient/anna')
    expect(found.status).toBe(200)
    expect(found.headers.get('etag')).toBe('W/"1"')
    expect(found.json.meta?.versionId).toBe('1')
    expect((await get('Patient/anna', { 'if-none-match': 'W/"1"' })).status).toBe(304)
  })

  it('answers 404 for who is not there, with an OperationOutcome', async () => {
    const { get } = smallServer()
    const { status, json } = await get('Patient/nobody')
    expect(status).toBe(404)
    expect(json).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'not-found' }] })
  })

  it('says what it can do: every type and parameter it implements and no others', async () => {
    const { get } = smallServer()
    const { json } = await get('metadata')
    expect(json).toMatchObject({ resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', implementation: { url: base } })
    expect(JSON.stringify(json)).toContain('"Observation"')
  })

  it('does not speak XML', async () => {
    const { get } = smallServer()
    expect((await get('Patient/anna', { accept: 'application/fhir+xml' })).status).toBe(406)
  })
})
