/** Bodies that a real connection cuts: what no mock of `fetch` can do, because the break is below HTTP. */
import { createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { searchAll } from '#src/fhir/bundle.ts'
import { createFhirClient, type FhirClient } from '#src/fhir/client.ts'
import { readRecords } from '#src/fhir/fetch-record.ts'
import { defaultSettings } from '#src/clinical/settings.ts'

// The machine that runs these may be shared: minutes of patience, seconds of work.
vi.setConfig({ testTimeout: 60_000 })

let server: Server | undefined
afterEach(() => {
  server?.close()
  server = undefined
})

type Respond = (socket: Socket, path: string, base: string) => void

/** Answers every request on a connection of its own, as raw bytes. */
async function serving(respond: Respond): Promise<{ readonly client: FhirClient; readonly asked: readonly string[] }> {
  const asked: string[] = []
  const listening = createServer((socket) => {
    socket.on('error', () => undefined) // the client hangs up as well
    socket.once('data', (head) => {
      const path = /^[A-Z]+ (\S+)/.exec(head.toString('latin1'))?.[1] ?? ''
      asked.push(path)
      respond(socket, path, base)
    })
  })
  server = listening
  await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready))
  const address = listening.address()
  const base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/fhir`
  return { client: createFhirClient({ base, timeoutMs: 10_000, pause: () => Promise.resolve() }), asked }
}

const score = (i: number): object => ({
  resourceType: 'Observation',
  id: `phq9-${i}`,
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '44261-6' }] },
  subject: { reference: 'Patient/p-1' },
  effectiveDateTime: '2026-11-02',
  valueQuantity: { value: 20 + (i % 5) },
})

const pageOf = (from: number, count: number, next?: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      resourceType: 'Bundle',
      type: 'searchset',
      link: next === undefined ? [] : [{ relation: 'next', url: next }],
      entry: Array.from({ length: count }, (_, i) => ({ search: { mode: 'match' }, resource: score(from + i) })),
    }),
  )

const head = (...lines: readonly string[]): string =>
  ['HTTP/1.1 200 OK', 'Content-Type: application/fhir+json', 'Connection: close', ...lines, '', ''].join('\r\n')
const whole = (socket: Socket, body: Buffer): void =>
  void socket.end(Buffer.concat([Buffer.from(head(`Content-Length: ${body.length}`)), body]))

/** Promises the whole and hangs up after 60 % of it. */
const cuts: readonly (readonly [what: string, cut: (socket: Socket, body: Buffer) => void])[] = [
  [
    'a Content-Length that is not kept',
    (socket, body) => {
      socket.write(head(`Content-Length: ${body.length}`))
      socket.write(body.subarray(0, Math.floor(body.length * 0.6)), () => socket.destroy())
    },
  ],
  [
    'a chunked body without its last chunk',
    (socket, body) => {
      const part = body.subarray(0, Math.floor(body.length * 0.6))
      socket.write(head('Transfer-Encoding: chunked'))
      socket.write(Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]), () => socket.destroy())
    },
  ],
  [
    'a gzip stream that stops',
    (socket, body) => {
      const packed = gzipSync(body)
      const part = packed.subarray(0, Math.floor(packed.length * 0.6))
      socket.end(Buffer.concat([Buffer.from(head('Content-Encoding: gzip', `Content-Length: ${part.length}`)), part]))
    },
  ],
  [
    'a body that ends with the connection, in the middle of an entry',
    (socket, body) => void socket.end(Buffer.concat([Buffer.from(head()), body.subarray(0, Math.floor(body.length * 0.6))])),
  ],
]

const wanted = { type: 'Observation', parameters: [['patient', 'Patient/p-1']] } as const

describe.each(cuts)('F03 %s', (_what, cut) => {
  test('on the first page: an error after three tries, never an empty or a shorter result', async () => {
    const { client, asked } = await serving((socket) => cut(socket, pageOf(1, 50)))
    await expect(searchAll(client, wanted)).rejects.toMatchObject({ name: 'FhirError', passing: true })
    expect(asked).toHaveLength(3)
  })

  test('on page 2 of 2: the 50 results of page 1, said to be incomplete; nothing of page 2 is saved from the wreck', async () => {
    const { client } = await serving((socket, path, base) =>
      path.includes('page=2') ? cut(socket, pageOf(51, 50)) : whole(socket, pageOf(1, 50, `${base}?page=2`)),
    )
    const result = await searchAll(client, wanted)
    expect(result.incomplete).toMatch(/^page 2 could not be read: /)
    expect(result.resources).toHaveLength(50)
  })

  test('once, and then whole: everything is read', async () => {
    let turn = 0
    const { client } = await serving((socket) => ((turn += 1) === 1 ? cut(socket, pageOf(1, 50)) : whole(socket, pageOf(1, 50))))
    expect(await searchAll(client, wanted)).toMatchObject({ incomplete: undefined, matches: 50 })
  })
})

describe('F74 one answer far larger than any page asked for', () => {
  const large = pageOf(1, 20_000)

  test('20,000 entries in one page of 6 MB are read, each once', async () => {
    const { client } = await serving((socket) => whole(socket, large))
    expect(await searchAll(client, wanted)).toMatchObject({ incomplete: undefined, matches: 20_000 })
  })

  test('the same page cut at 60 %: nothing of the 12,000 entries that did arrive is taken', async () => {
    const { client } = await serving((socket) => cuts[1]?.[1](socket, large))
    await expect(searchAll(client, wanted)).rejects.toMatchObject({ name: 'FhirError' })
  })
})

test('F03 a patient whose scores are cut each time is read with that part named as missing, and no score of it', async () => {
  const patient = Buffer.from(JSON.stringify({ resourceType: 'Patient', id: 'p-1' }))
  const { client } = await serving((socket, path) => {
    const type = path.split('?')[0]?.replace('/fhir/', '')
    if (type === 'metadata') socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
    else if (type === 'Observation') cuts[0]?.[1](socket, pageOf(1, 50))
    else whole(socket, type === 'Patient/p-1' ? patient : pageOf(1, 0))
  })
  const { records } = await readRecords(client, ['p-1'], defaultSettings)
  const record = records.get('p-1')
  expect(record?.readings).toEqual([])
  expect(record?.incomplete.map((gap) => gap.affects)).toContain('readings')
})
