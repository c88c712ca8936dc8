import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FhirError } from '#src/fhir/errors.ts'
import { retryAfterSeconds } from '#src/fhir/retry-after.ts'
import { basic, inTurn, json, status, wireTo } from './wire.ts'
import { MS_PER_DAY } from '#mocks/clock.ts'
import { momentOf } from '#tests/support/moments.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const failed = async (reading: Promise<unknown>): Promise<FhirError> => {
  const error: unknown = await reading.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof FhirError)) throw new Error('it did not fail as a FhirError')
  return error
}
const text = (body: string, type: string, code = 200): Response => new Response(body, { status: code, headers: { 'content-type': type } })

describe('what counts as an answer', () => {
  test('FHIR JSON and plain JSON', async () => {
    for (const type of ['application/fhir+json; charset=utf-8', 'application/json'])
      expect(await wireTo(() => text(JSON.stringify(basic), type)).client.read('Basic/b')).toMatchObject(basic)
  })
  test.each<[string, () => Response, string, number]>([
    ['a proxy’s page', () => text('<h1>Hello</h1>', 'text/html'), 'the server answered with text/html instead of FHIR JSON', 1],
    ['FHIR XML', () => text('<Basic/>', 'application/fhir+xml'), 'the server answered with application/fhir+xml instead of FHIR JSON', 1],
    ['JSON that is no resource', () => json({ hello: 1 }), 'the answer is not a FHIR resource', 1],
    ['a list', () => json([]), 'the answer is not a FHIR resource', 1],
    [
      'F03 a body cut in the middle',
      () => text('{"resourceType":"Bundle","entry":[{"res', 'application/fhir+json'),
      'the answer was cut short or is not JSON',
      3,
    ],
    ['an empty body', () => text('', 'application/fhir+json'), 'the answer was cut short or is not JSON', 3],
  ])('%s is an error and never an empty result', async (_name, answer, words, tries) => {
    const { client, asked } = wireTo(answer)
    expect((await failed(client.read('Basic/b'))).message).toBe(`GET Basic/b: ${words}`)
    expect(asked).toHaveLength(tries)
  })
  test('the version comes from the ETag where the resource does not carry it', async () => {
    expect(await wireTo(() => json(basic, { etag: 'W/"7"' })).client.read('Basic/b')).toMatchObject({ meta: { versionId: '7' } })
  })
})

describe('what is tried again', () => {
  test.each([400, 401, 403, 404, 405, 409, 410, 412, 422, 501])('%d is not', async (code) => {
    const { client, asked } = wireTo(() => status(code))
    expect(await failed(client.read('Basic/b'))).toMatchObject({
      status: code,
      message: `GET Basic/b: the server answered ${code}: status ${code}`,
    })
    expect(asked).toHaveLength(1)
  })
  test.each([429, 500, 502, 503, 504])('F63 %d is, twice', async (code) => {
    const { client, asked } = wireTo(() => status(code))
    expect((await failed(client.read('Basic/b'))).status).toBe(code)
    expect(asked).toHaveLength(3)
  })
  test('F63 503, 503, 200 is an answer', async () => {
    const { client, pauses } = wireTo(
      inTurn(
        () => status(503),
        () => status(503),
        () => json(basic),
      ),
    )
    expect(await client.read('Basic/b')).toMatchObject(basic)
    expect(pauses).toHaveLength(2)
  })
  test('F53 a network error is, with growing and uneven pauses of less than 10 s together', async () => {
    const { client, asked, pauses } = wireTo(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await failed(client.read('Patient/p-1'))).toMatchObject({
      kind: 'network',
      message: 'GET Patient/p-1: the server could not be reached (Failed to fetch)',
    })
    expect(asked).toHaveLength(3)
    expect(pauses[0]).toBeGreaterThanOrEqual(300)
    expect(pauses[1]).toBeGreaterThan(pauses[0] ?? 0)
    expect(pauses.reduce((a, b) => a + b, 0)).toBeLessThan(10_000)
  })
  test('R10 a write is sent once, whatever comes back', async () => {
    for (const answer of [() => status(503), () => Promise.reject(new TypeError('lost'))]) {
      const { client, asked } = wireTo(answer)
      await failed(client.write('POST', 'Basic', basic))
      expect(asked).toHaveLength(1)
    }
  })
  test('an error page of a proxy keeps its status', async () => {
    expect(await failed(wireTo(() => text('<h1>Bad gateway</h1>', 'text/html', 502)).client.read('Basic/b'))).toMatchObject({
      kind: 'http',
      status: 502,
    })
  })
  test('an error with half a JSON body keeps its status', async () => {
    expect(await failed(wireTo(() => text('{"resou', 'application/json', 403)).client.read('Basic/b'))).toMatchObject({
      kind: 'http',
      status: 403,
    })
  })
})

describe('F62 a server that asks to be left alone', () => {
  test.each<[string, Readonly<Record<string, string>>, number]>([
    ['seconds', { 'retry-after': '30' }, 30],
    ['a date', { 'retry-after': 'Wed, 25 Nov 2026 16:00:41 GMT' }, 41],
    ['a date in the past', { 'retry-after': 'Wed, 25 Nov 2026 15:00:00 GMT' }, 0],
    ['Medplum’s window', { ratelimit: '"fhirInteractions";r=0;t=23' }, 23],
  ])('by %s', (_name, headers, expected) =>
    expect(retryAfterSeconds(new Headers(headers), momentOf('2026-11-25T16:00:00Z'))).toBe(expected),
  )
  test('in no way', () => {
    for (const headers of [{}, { 'retry-after': 'soon' }, { 'retry-after': '-3' }, { 'retry-after': 'Wed, 99 Foo 2026 16:00:00 GMT' }])
      expect(retryAfterSeconds(new Headers(headers), 0)).toBeUndefined()
  })
  test('429 with Retry-After: 30 waits 30 s and asks once more', async () => {
    const { client, asked, pauses } = wireTo(
      inTurn(
        () => status(429, { 'retry-after': '30' }),
        () => json(basic),
      ),
    )
    expect(await client.read('Basic/b')).toMatchObject(basic)
    expect([asked.length, pauses.map((ms) => Math.round(ms / 1000))]).toEqual([2, [30]])
  })
  test('every other request waits too: 429 does not multiply', async () => {
    const { client, asked, pauses } = wireTo(
      inTurn(
        () => status(429, { 'retry-after': '30' }),
        () => json(basic),
      ),
    )
    await client.read('Basic/a')
    await client.read('Basic/b')
    expect(asked).toHaveLength(3)
    expect(pauses.length).toBeGreaterThanOrEqual(2)
  })
  test('an hour is not waited out in silence: it fails at once and says why, and nobody asks again', async () => {
    const { client, asked } = wireTo(() => status(429, { 'retry-after': '3600' }))
    await failed(client.read('Basic/a'))
    expect((await failed(client.read('Basic/b'))).message).toBe('GET Basic/b: the server asks to be left alone for 3600 s')
    expect(asked).toHaveLength(1)
  })
})

describe('giving up', () => {
  const never = (_: unknown, signal: AbortSignal): Promise<Response> =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))))
  test('F54 no answer in the time allowed is a timeout, tried twice and not three times', async () => {
    const { client, asked } = wireTo(never, { timeoutMs: 30 })
    expect(await failed(client.read('Basic/b'))).toMatchObject({ kind: 'timeout' })
    expect(asked).toHaveLength(2)
  })
  test('F54 a body that never ends is a timeout as well', async () => {
    const endless = (_: unknown, signal: AbortSignal): Response =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"resourceType":'))
            signal.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')))
          },
        }),
        { headers: { 'content-type': 'application/fhir+json' } },
      )
    expect((await failed(wireTo(endless, { timeoutMs: 30 }).client.read('Basic/b'))).kind).toBe('timeout')
  })
  test('F08 whoever leaves the page takes the request along: the abort is really sent, and nothing is tried again', async () => {
    const leaving = new AbortController()
    const { client, asked } = wireTo(never)
    const reading = failed(client.read('Patient/p-1', leaving.signal))
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    leaving.abort()
    expect(await reading).toMatchObject({ kind: 'aborted' })
    expect(asked).toHaveLength(1)
  })
})

describe('six at a time', () => {
  test('of 20 requests never more than six are under way; one that somebody looks at goes before the rest', async () => {
    let inside = 0
    let most = 0
    const order: string[] = []
    const { client } = wireTo(async ({ url }) => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((done) => setTimeout(done, 2))
      inside -= 1
      order.push(url.split('/').at(-1) ?? '')
      return json(basic)
    })
    const all = Array.from({ length: 20 }, (_, i) => client.read(`Basic/${i}`))
    all.push(client.urgent.read('Basic/looked-at'))
    await Promise.all(all)
    expect(most).toBe(6)
    expect(order.indexOf('looked-at')).toBeLessThan(12)
  })
})

describe('R10 a server that does not answer', () => {
  let nowMs = 0
  beforeEach(() => {
    nowMs = 1_000_000
    vi.stubGlobal('performance', { now: () => nowMs })
  })
  test('F53 five minutes of an outage cost one tab at most 20 requests, however many screens ask', async () => {
    const { client, asked } = wireTo(() => Promise.reject(new TypeError('down')))
    for (let second = 0; second < 300; second += 5) {
      nowMs = 1_000_000 + second * 1000
      await Promise.allSettled(Array.from({ length: 8 }, (_, i) => client.read(`Basic/${i}`)))
    }
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.length).toBeLessThanOrEqual(20)
  })
  test('R9 it is usable again at once when somebody asks, and by itself at the next probe', async () => {
    let isDown = true
    const { client } = wireTo(() => (isDown ? Promise.reject(new TypeError('down')) : json(basic)))
    for (let i = 0; i < 3; i += 1) await Promise.allSettled([client.read('Basic/a'), client.read('Basic/b'), client.read('Basic/c')])
    isDown = false
    expect((await failed(client.read('Basic/a'))).message).toMatch(/does not answer; it is tried again in \d+ s/)
    client.resume()
    expect(await client.read('Basic/a')).toMatchObject(basic)
    isDown = true
    for (let i = 0; i < 3; i += 1) await Promise.allSettled([client.read('Basic/a'), client.read('Basic/b'), client.read('Basic/c')])
    isDown = false
    nowMs += 41_000
    expect(await client.read('Basic/a')).toMatchObject(basic)
  })
  test('a server that refuses is a server that answers: 403 everywhere is no outage', async () => {
    const { client, asked } = wireTo(() => status(403))
    for (let i = 0; i < 30; i += 1) await failed(client.read('Basic/a'))
    expect(asked).toHaveLength(30)
  })
  test('a probe that is given up does not keep the door shut', async () => {
    const leaving = new AbortController()
    let isDown = true
    const { client } = wireTo((_, signal) =>
      isDown
        ? Promise.reject(new TypeError('down'))
        : signal.aborted
          ? Promise.reject(new DOMException('aborted', 'AbortError'))
          : json(basic),
    )
    for (let i = 0; i < 3; i += 1) await Promise.allSettled([client.read('Basic/a'), client.read('Basic/b'), client.read('Basic/c')])
    nowMs += 41_000
    isDown = false
    leaving.abort()
    await failed(client.read('Basic/a', leaving.signal))
    expect(await client.read('Basic/a')).toMatchObject(basic)
  })
})

describe('F55 credentials that ran out', () => {
  test('five requests refused at once: one renewal, and each is sent once more', async () => {
    let renewals = 0
    let isValid = false
    const { client, asked } = wireTo(() => (isValid ? json(basic) : status(401)), {
      renew: async () => {
        renewals += 1
        await new Promise((done) => setTimeout(done, 5))
        isValid = true
        return true
      },
    })
    const all = await Promise.all(Array.from({ length: 5 }, (_, i) => client.read(`Basic/${i}`)))
    expect([all.length, renewals, asked.length]).toEqual([5, 1, 10])
  })
  test('a renewal that fails leaves 401, asked once', async () => {
    const { client, asked } = wireTo(() => status(401), { renew: () => Promise.reject(new Error('signed out')) })
    expect((await failed(client.read('Basic/b'))).status).toBe(401)
    expect(asked).toHaveLength(1)
  })
})

describe('caches', () => {
  test('after a write every read asks for fresh results, for a minute and a half (HAPI answers searches from a cache)', async () => {
    const { client, asked } = wireTo(() => json(basic))
    await client.read('Basic/b')
    await client.write('PUT', 'Basic/b', basic)
    await client.read('Basic/b')
    expect(asked.map((one) => one.headers.get('cache-control'))).toEqual([null, null, 'no-cache'])
  })
  test('/metadata is read once for all who ask', async () => {
    const { client, asked } = wireTo(() => json({ resourceType: 'CapabilityStatement' }))
    await Promise.all([client.read('metadata'), client.read('metadata'), client.urgent.read('metadata')])
    await client.read('metadata')
    expect(asked).toHaveLength(1)
  })
  test('a /metadata that failed is asked for again', async () => {
    const { client } = wireTo(
      inTurn(
        () => status(404),
        () => json({ resourceType: 'CapabilityStatement' }),
      ),
    )
    await failed(client.read('metadata'))
    expect(await client.read('metadata')).toEqual({ resourceType: 'CapabilityStatement' })
  })
})

describe('F34 clocks that differ', () => {
  const noon = momentOf('2026-11-25T12:00:00Z')
  test.each([
    ['two days behind', noon - 2 * MS_PER_DAY, 2 * MS_PER_DAY],
    ['a year ahead', noon + 365 * MS_PER_DAY, -365 * MS_PER_DAY],
    ['a minute behind', noon - 60_000, 0],
  ])('a machine that is %s is measured against the server', async (_name, machine, expected) => {
    const { client } = wireTo(() => json(basic, { date: 'Wed, 25 Nov 2026 12:00:00 GMT' }), { clock: () => machine })
    await client.read('Basic/b')
    expect(client.clockSkewMs()).toBe(expected)
  })
  test('by the date of a bundle where the page may not see the Date header', async () => {
    const bundle = { resourceType: 'Bundle', type: 'searchset', meta: { lastUpdated: '2026-11-25T12:00:00Z' } }
    const { client } = wireTo(() => json(bundle), { clock: () => noon - 600_000 })
    await client.read('Observation')
    expect(client.clockSkewMs()).toBe(600_000)
  })
  test('a resource’s own date says nothing about clocks', async () => {
    const { client } = wireTo(() => json({ ...basic, meta: { lastUpdated: '2020-01-01T00:00:00Z' } }), { clock: () => noon })
    await client.read('Basic/b')
    expect(client.clockSkewMs()).toBe(0)
  })
})
