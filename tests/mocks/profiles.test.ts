import { describe, expect, it } from 'vitest'
import { profiles, type ProfileName } from '#mocks/profiles.ts'
import { idsIn, nextOf, smallServer, task } from '#tests/mocks/small-server.ts'

describe('servers differ', () => {
  it('us-core-only: one patient a search, a category or code for observations, no sort, no total', async () => {
    const { get } = smallServer('us-core-only')
    expect((await get('Observation?patient=Patient/anna,Patient/ben&category=survey')).status).toBe(400)
    expect((await get('Observation?patient=Patient/anna')).status).toBe(400)
    expect((await get('Observation?patient=Patient/anna&category=survey&_sort=date')).status).toBe(400)
    const found = await get('Observation?patient=Patient/anna&category=survey')
    expect(found.status).toBe(200)
    expect(found.json).not.toHaveProperty('total')
    expect(nextOf(found)).toBeDefined()
  })

  it('hapi: a search is answered from the last minute unless no-cache is asked for', async () => {
    const { get, send, clock } = smallServer('hapi')
    const total = async (headers = {}) => (await get('Task?patient=Patient/anna', headers)).json.total
    expect(await total()).toBe(0)
    await send('POST', 'Task', task())
    expect(await total()).toBe(0)
    expect(await total({ 'cache-control': 'no-cache' })).toBe(1)
    clock.advance(61_000)
    expect(await total()).toBe(1)
  })

  it('hapi: pages live for a minute; a reference to nobody is refused', async () => {
    const { get, send, clock } = smallServer('hapi')
    const next = nextOf(await get('Observation?patient=Patient/anna&_count=10')) ?? ''
    clock.advance(61_000)
    expect((await get(next)).status).toBe(410)
    expect((await send('POST', 'Task', task('nobody'))).status).toBe(400)
  })

  it('medplum: a bare id finds nothing, and 5,000 points a minute run out', async () => {
    const { get, clock } = smallServer('medplum')
    expect(idsIn(await get('Observation?patient=ben'))).toEqual([])
    expect(idsIn(await get('Observation?patient=Patient/ben'))).toEqual(['ben-obs-1'])
    let last = await get('Observation?patient=Patient/ben')
    for (let i = 0; i < 300 && last.status === 200; i += 1) last = await get('Observation?patient=Patient/ben')
    expect(last.status).toBe(429)
    expect(last.headers.get('ratelimit')).toMatch(/"fhirInteractions";r=\d+;t=\d+/)
    clock.advance(60_000)
    expect((await get('Observation?patient=Patient/ben')).status).toBe(200)
  })

  it('blaze: sorts by id and update only, ignores what it does not know, makes no version of nothing new, 409 for a dangling reference', async () => {
    const { get, send } = smallServer('blaze')
    expect((await get('Observation?patient=Patient/anna&_sort=date')).status).toBe(400)
    expect((await get('Observation?patient=Patient/anna&_sort=_id')).status).toBe(200)
    expect((await get('Observation?patient=Patient/anna&colour=red')).json.total).toBe(25)
    await send('PUT', 'Task/t', { ...task(), id: 't' })
    expect((await send('PUT', 'Task/t', { ...task(), id: 't' })).headers.get('etag')).toBe('W/"1"')
    expect((await send('POST', 'Task', task('nobody'))).status).toBe(409)
  })

  it('lenient: an unknown parameter is left out with a warning in the bundle; strict: 400; strict handling asked for: 400', async () => {
    const path = 'Observation?patient=Patient/ben&colour=red'
    const lenient = smallServer('lenient')
    const { json } = await lenient.get(path)
    expect(json.entry?.map((entry) => entry.search?.mode)).toEqual(['match', 'outcome'])
    expect(json.link?.[0]?.url).not.toContain('colour')
    expect((await lenient.get(path, { prefer: 'handling=strict' })).status).toBe(400)
    expect((await smallServer('strict').get(path)).status).toBe(400)
  })

  it.each(Object.keys(profiles) as ProfileName[])('%s says of itself what it does', async (name) => {
    const { get, send } = smallServer(name)
    const { json } = await get('metadata')
    const text = JSON.stringify(json)
    expect(text.includes('"code":"transaction"')).toBe(profiles[name].writable)
    expect(text.includes('"name":"_sort"')).toBe(profiles[name].sort !== 'none')
    expect((await send('POST', 'Task', task())).status).toBe(profiles[name].writable ? 201 : 405)
  })
})
