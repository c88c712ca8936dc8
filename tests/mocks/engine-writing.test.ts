import { describe, expect, it } from 'vitest'
import { base, idsIn, smallServer, task } from '#tests/mocks/small-server.ts'

describe('writing', () => {
  it('creates with 201, an address and version 1, and finds what was written', async () => {
    const { get, send } = smallServer()
    const made = await send('POST', 'Task', task())
    expect(made.status).toBe(201)
    expect(made.headers.get('location')).toBe(`${base}/Task/new-1/_history/1`)
    expect(made.headers.get('etag')).toBe('W/"1"')
    expect(idsIn(await get('Task?patient=Patient/anna'))).toEqual(['new-1'])
    expect((await get('Task?patient=Patient/ben')).json.total).toBe(0)
  })

  it('updates only the version it was shown: 412 for an older one, and nothing is lost', async () => {
    const { get, send } = smallServer()
    await send('POST', 'Task', task())
    const mine = await send('PUT', 'Task/new-1', { ...task(), id: 'new-1', status: 'accepted' }, { 'if-match': 'W/"1"' })
    expect([mine.status, mine.headers.get('etag')]).toEqual([200, 'W/"2"'])
    const theirs = await send('PUT', 'Task/new-1', { ...task(), id: 'new-1', status: 'rejected' }, { 'if-match': 'W/"1"' })
    expect(theirs.status).toBe(412)
    expect((await get('Task/new-1')).json.status).toBe('accepted')
  })

  it('keeps every version: the first can still be read, and the history has the newest first', async () => {
    const { get, send } = smallServer()
    await send('POST', 'Task', task())
    await send('PUT', 'Task/new-1', { ...task(), id: 'new-1', status: 'accepted' })
    expect((await get('Task/new-1/_history/1')).json.status).toBe('requested')
    const history = await get('Task/new-1/_history')
    expect(history.json.entry?.map((entry) => entry.resource?.meta?.versionId)).toEqual(['2', '1'])
  })

  it('deletes: 204, then 410, then found by no search', async () => {
    const { get, send } = smallServer()
    await send('POST', 'Task', task())
    expect((await send('DELETE', 'Task/new-1')).status).toBe(204)
    expect((await get('Task/new-1')).status).toBe(410)
    expect((await get('Task?patient=Patient/anna')).json.total).toBe(0)
  })

  it('changes a patient of the population and forgets it on reset', async () => {
    const { get, send, server } = smallServer()
    const { json } = await get('Patient/anna')
    expect((await send('PUT', 'Patient/anna', { ...json, active: false }, { 'if-match': 'W/"1"' })).headers.get('etag')).toBe('W/"2"')
    expect((await get('Patient?active=false')).json.total).toBe(1)
    await server.reset()
    expect((await get('Patient/anna')).json['active']).toBe(true)
  })

  it.each([
    ['no JSON', 'Task', '{"resourceType":', 400],
    ['another type', 'Task', { resourceType: 'Patient' }, 400],
    ['a required element missing', 'Task', { resourceType: 'Task', intent: 'order' }, 422],
    ['a status that R4 does not have', 'DetectedIssue', { resourceType: 'DetectedIssue', status: 'mitigated' }, 422],
  ] as const)('refuses %s', async (_what, path, body, status) => {
    const { send } = smallServer()
    expect((await send('POST', path, body)).status).toBe(status)
  })

  it('creates once when asked to create unless it exists', async () => {
    const { get, send } = smallServer()
    const finding = task('anna', { identifier: [{ system: 'urn:finding', value: 'a' }] })
    const condition = { 'if-none-exist': 'identifier=urn:finding|a' }
    expect((await send('POST', 'Task', finding, condition)).status).toBe(201)
    expect((await send('POST', 'Task', finding, condition)).status).toBe(200)
    expect((await get('Task?identifier=urn:finding|a')).json.total).toBe(1)
  })

  it('changes nothing on a read-only server', async () => {
    const { get, send } = smallServer('read-only')
    expect((await send('POST', 'Task', task())).status).toBe(405)
    expect((await get('Task?patient=Patient/anna')).json.total).toBe(0)
  })
})

describe('transactions', () => {
  const raise = (finding: string) => ({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: 'urn:uuid:issue',
        resource: {
          resourceType: 'DetectedIssue',
          status: 'preliminary',
          patient: { reference: 'Patient/anna' },
          identifier: [{ system: 'urn:finding', value: finding }],
        },
        request: { method: 'POST', url: 'DetectedIssue', ifNoneExist: `identifier=urn:finding|${finding}` },
      },
      {
        fullUrl: 'urn:uuid:task',
        resource: task('anna', {
          focus: { reference: 'urn:uuid:issue' },
          identifier: [{ system: 'urn:work', value: finding }],
        }),
        request: { method: 'POST', url: 'Task', ifNoneExist: `identifier=urn:work|${finding}` },
      },
    ],
  })

  it('raises a finding and its task together, the task pointing to the finding', async () => {
    const { get, send } = smallServer()
    const answer = await send('POST', '', raise('a'))
    expect(answer.status).toBe(200)
    expect(answer.json.entry?.map((entry) => entry.response?.status)).toEqual(['201 Created', '201 Created'])
    const found = await get('Task?patient=Patient/anna')
    expect(found.json.entry?.[0]?.resource?.['focus']).toEqual({ reference: 'DetectedIssue/new-1' })
  })

  it('raised twice, there is one finding and one task', async () => {
    const { get, send } = smallServer()
    await send('POST', '', raise('a'))
    const again = await send('POST', '', raise('a'))
    expect(again.json.entry?.map((entry) => entry.response?.status)).toEqual(['200 OK', '200 OK'])
    expect((await get('DetectedIssue?patient=Patient/anna')).json.total).toBe(1)
    expect((await get('Task?patient=Patient/anna')).json.total).toBe(1)
  })

  it('a task that somebody else changed since rolls everything back', async () => {
    const { get, send } = smallServer()
    await send('POST', '', raise('a'))
    const resolve = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          resource: { resourceType: 'DetectedIssue', id: 'new-1', status: 'final', patient: { reference: 'Patient/anna' } },
          request: { method: 'PUT', url: 'DetectedIssue/new-1' },
        },
        {
          resource: { ...task(), id: 'new-2', status: 'completed' },
          request: { method: 'PUT', url: 'Task/new-2', ifMatch: 'W/"7"' },
        },
      ],
    }
    const answer = await send('POST', '', resolve)
    expect(answer.status).toBe(412)
    expect(answer.json.issue?.[0]?.expression).toEqual(['Bundle.entry[1]'])
    expect((await get('DetectedIssue/new-1')).json.status).toBe('preliminary')
  })

  it('a reference to an entry that is not in the bundle is refused', async () => {
    const { send } = smallServer()
    const bundle = raise('a')
    const answer = await send('POST', '', { ...bundle, entry: bundle.entry.slice(1) })
    expect(answer.status).toBe(400)
  })

  it('a batch answers each entry for itself', async () => {
    const { send } = smallServer()
    const answer = await send('POST', '', {
      resourceType: 'Bundle',
      type: 'batch',
      entry: [
        { request: { method: 'GET', url: 'Patient/anna' } },
        { request: { method: 'GET', url: 'Patient/nobody' } },
        { request: { method: 'GET', url: 'Observation?patient=Patient/ben' } },
      ],
    })
    expect(answer.json.entry?.map((entry) => entry.response?.status)).toEqual(['200', '404', '200'])
  })
})
