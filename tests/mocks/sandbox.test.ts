import { afterEach, describe, expect, it } from 'vitest'
import { listening } from '#mocks/sandbox.ts'
import { createFhirServer, type FhirServer } from '#mocks/server.ts'
import { smallPopulation } from '#tests/mocks/small-server.ts'

let close: (() => Promise<void>) | undefined
afterEach(() => close?.())

async function started(): Promise<{ readonly server: FhirServer; readonly base: string }> {
  const server = createFhirServer({ population: smallPopulation })
  const listens = await listening(server, 0)
  close = listens.close
  return { server, base: `http://127.0.0.1:${listens.port}/fhir` }
}

describe('the sandbox over HTTP', () => {
  it('lets any page ask with If-Match, Prefer and Cache-Control, and shows it ETag, Location and Retry-After', async () => {
    const { base } = await started()
    const preflight = await fetch(`${base}/Task`, { method: 'OPTIONS', headers: { origin: 'http://page.test' } })
    expect(preflight.status).toBe(204)
    for (const header of ['If-Match', 'If-None-Match', 'Prefer', 'Cache-Control'])
      expect(preflight.headers.get('access-control-allow-headers')).toContain(header)
    const answer = await fetch(`${base}/Patient/anna`)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    for (const header of ['ETag', 'Location', 'Content-Location', 'Retry-After'])
      expect(answer.headers.get('access-control-expose-headers')).toContain(header)
    expect(answer.headers.get('etag')).toBe('W/"1"')
  })

  it('links its pages to itself', async () => {
    const { base } = await started()
    const body: { link: { url: string }[] } = await (await fetch(`${base}/Observation?patient=Patient/anna`)).json()
    expect(body.link[1]?.url.startsWith(`${base}?_getpages=`)).toBe(true)
  })

  it('packs a long answer for whoever takes gzip, and sends the same plain to whoever does not', async () => {
    const { base } = await started()
    const asked = (encoding: string) => fetch(`${base}/Observation?patient=Patient/anna`, { headers: { 'accept-encoding': encoding } })
    const [long, plain] = [await asked('gzip'), await asked('identity')]
    expect([long.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual(['gzip', null])
    const ids = async (answer: Response): Promise<unknown> =>
      ((await answer.json()) as { entry: { resource: { id: string } }[] }).entry.map(({ resource }) => resource.id)
    expect(await ids(long)).toEqual(await ids(plain))
    const short = await fetch(`${base}/Patient/nobody`, { headers: { 'accept-encoding': 'gzip' } })
    expect([short.status, short.headers.get('content-encoding')]).toEqual([404, null])
  })

  it('cuts a body short on the wire: the promised length never comes', async () => {
    const { server, base } = await started()
    server.faults.set({ kind: 'cut-body', times: 1 })
    const answer = await fetch(`${base}/Observation?patient=Patient/anna`)
    await expect(answer.text()).rejects.toThrow('terminated')
  })

  it('breaks the connection for a network error', async () => {
    const { server, base } = await started()
    server.faults.set({ kind: 'network-error', times: 1 })
    await expect(fetch(`${base}/Patient/anna`)).rejects.toThrow('fetch failed')
    expect((await fetch(`${base}/Patient/anna`)).status).toBe(200)
  })
})
