import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { searchAll } from '#src/fhir/bundle.ts'
import type { Search } from '#src/fhir/search.ts'
import { BASE, inTurn, json, observation, page, status, wireTo, type Answer } from './wire.ts'

afterEach(() => void vi.unstubAllGlobals())

const search: Search = { type: 'Observation', parameters: [['patient', 'Patient/p-1']] }
const read = (answer: Answer) => searchAll(wireTo(answer).client, search)
const ids = (resources: readonly unknown[]): readonly string[] => resources.map((resource) => (resource as { id: string }).id) // safe: written by this test

/** Pages by the number in "page=2"; without one, the first. */
const pages =
  (...all: readonly (() => Response)[]): Answer =>
  ({ url }) => {
    const number = parseInt(/page=(\d+)/.exec(url)?.[1] ?? '1', 10)
    const answer = all[number - 1]
    if (answer === undefined) throw new Error(`there is no page ${number}`)
    return answer()
  }
const next = (number: number): string => `${BASE}?page=${number}`

describe('pages', () => {
  test('three pages to the end', async () => {
    const found = await read(
      pages(
        () => json(page([observation('a')], next(2), { total: 3 })),
        () => json(page([observation('b')], next(3), { total: 3 })),
        () => json(page([observation('c')], undefined, { total: 3 })),
      ),
    )
    expect([ids(found.resources), found.incomplete]).toEqual([['a', 'b', 'c'], undefined])
  })
  test.each([
    ['"?page=2"', '?page=2'],
    ['"/r4?page=2"', '/r4?page=2'],
  ])('a next link written as %s is followed', async (_name, link) => {
    const found = await read(
      pages(
        () => json(page([observation('a')], link)),
        () => json(page([observation('b')])),
      ),
    )
    expect(ids(found.resources)).toEqual(['a', 'b'])
  })
  test('F01 page 2 of 3 fails (500 after three tries): what was read, out of how much, and why', async () => {
    const { client, asked } = wireTo(
      pages(
        () => json(page([observation('a')], next(2), { total: 3 })),
        () => status(500),
      ),
    )
    const found = await searchAll(client, search)
    expect(ids(found.resources)).toEqual(['a'])
    expect(found.incomplete).toBe('1 of 3 results read; page 2 could not be read: GET r4: the server answered 500: status 500')
    expect(asked).toHaveLength(4)
  })
  test('the first page failing is an error: nothing can be said at all', async () => {
    await expect(read(() => status(500))).rejects.toMatchObject({ status: 500 })
  })
  test('F02 fewer entries than the total and no next link is not everything', async () => {
    expect((await read(() => json(page([observation('a')], undefined, { total: 5 })))).incomplete).toBe('1 of 5 results read')
  })
  test('F02 one result twice does not make up for one that is missing', async () => {
    expect((await read(() => json(page([observation('a'), observation('a')], undefined, { total: 2 })))).incomplete).toBe(
      '1 of 2 results read',
    )
  })
  test('F04 a next link that leads back to page 1 ends, and says so', async () => {
    const { client, asked } = wireTo(
      pages(
        () => json(page([observation('a')], next(2))),
        () => json(page([observation('b')], next(1))),
      ),
    )
    const found = await searchAll(client, search)
    expect([ids(found.resources), found.incomplete]).toEqual([['a', 'b'], 'the server’s pages of Observation do not end'])
    expect(asked.length).toBeLessThanOrEqual(4)
  })
  test('F04 new addresses with the same entries for ever end as well', async () => {
    let number = 0
    const found = await read(() => json(page([observation('a')], next((number += 1)))))
    expect([found.incomplete, number]).toEqual(['the server’s pages of Observation do not end', 2])
  })
  test('F04 pages without end, each with something new, stop at 500', async () => {
    let number = 0
    const found = await read(() => json(page([observation(`o-${number}`)], next((number += 1)))))
    expect([found.incomplete, number]).toEqual(['the server’s pages of Observation do not end', 500])
  })
  test.each(['https://evil.test/r4?page=2', 'http://fhir.clinic.test/r4?page=2', 'https://fhir.clinic.test:8443/r4?page=2'])(
    'F05 a next link to %s is refused, nothing is sent there, and the result is incomplete',
    async (elsewhere) => {
      const { client, asked } = wireTo(() => json(page([observation('a')], elsewhere)))
      const found = await searchAll(client, search)
      expect(found.incomplete).toMatch(/^page 2 could not be read: The server pointed to another address/)
      expect(asked).toHaveLength(1)
    },
  )
  test('HAPI: a page that has expired (410) starts the search again, once, past its cache', async () => {
    let searches = 0
    const { client, asked } = wireTo(({ url }) => {
      if (!url.includes('page=')) searches += 1
      if (url.includes('page=2')) return searches === 1 ? status(410) : json(page([observation('b')]))
      return json(page([observation('a')], next(2)))
    })
    const found = await searchAll(client, search)
    expect([ids(found.resources), found.incomplete, searches]).toEqual([['a', 'b'], undefined, 2])
    expect(asked.at(-1)?.headers.get('cache-control')).toBe('no-cache')
  })
  test('a page that expires again is left at that', async () => {
    const { client, asked } = wireTo(({ url }) => (url.includes('page=2') ? status(410) : json(page([observation('a')], next(2)))))
    expect((await searchAll(client, search)).incomplete).toMatch(/page 2 could not be read/)
    expect(asked).toHaveLength(4)
  })
  test('an answer that is no Bundle is an error', async () => {
    await expect(read(() => json({ resourceType: 'Patient', id: 'p' }))).rejects.toThrow('Observation: the answer is not a Bundle')
  })
})

describe('entries', () => {
  test('F42 an outcome with a warning is kept, and the result is complete', async () => {
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', diagnostics: '_sort was ignored' }] }
    const found = await read(() => json({ resourceType: 'Bundle', entry: [{ resource: outcome, search: { mode: 'outcome' } }] }))
    expect(found).toMatchObject({ resources: [], warnings: ['_sort was ignored'], incomplete: undefined })
  })
  test('F42 an outcome with an error makes the result incomplete', async () => {
    const outcome = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', details: { text: 'one resource is broken' } }] }
    const found = await read(() => json({ resourceType: 'Bundle', entry: [{ resource: observation('a') }, { resource: outcome }] }))
    expect(found.incomplete).toBe('the server said: one resource is broken')
  })
  test('included resources do not count as matches', async () => {
    const included = { resource: { resourceType: 'Medication', id: 'm' }, search: { mode: 'include' } }
    const found = await read(() =>
      json({ ...page([observation('a')], undefined, { total: 2 }), entry: [{ resource: observation('a') }, included] }),
    )
    expect([found.resources.length, found.incomplete]).toEqual([2, '1 of 2 results read'])
  })
  test('F06 F07 F14 any order and any repetition of results and versions gives the same (property)', async () => {
    const versions = ['1', '2', '3'].flatMap((versionId) => ['a', 'b', 'c', 'd'].map((id) => observation(id, { meta: { versionId } })))
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(versions, { minLength: versions.length }),
        fc.array(fc.nat(versions.length - 1)),
        async (order, again) => {
          const found = await read(() => json(page([...order, ...again.flatMap((i) => versions[i] ?? [])], undefined, { total: 4 })))
          const sorted = ids(found.resources).toSorted()
          expect([sorted, found.incomplete, found.matches]).toEqual([['a', 'b', 'c', 'd'], undefined, 4])
          for (const resource of found.resources) expect(resource).toMatchObject({ meta: { versionId: '3' } })
        },
      ),
      { numRuns: 50 },
    )
  })
  test('what has no id is kept, each', async () => {
    expect((await read(() => json(page([{ resourceType: 'Observation' }, { resourceType: 'Observation' }])))).resources).toHaveLength(2)
  })
})

describe('long searches', () => {
  const long: Search = { type: 'Observation', parameters: [['patient', Array.from({ length: 300 }, (_, i) => `Patient/p-${i}`).join(',')]] }
  test('go by POST, so that no address is too long and no patient stands in an access log', async () => {
    const { client, asked } = wireTo(() => json(page([])))
    await searchAll(client, long)
    expect(asked.map((one) => [one.method, one.url, one.headers.get('content-type')])).toEqual([
      ['POST', `${BASE}/Observation/_search`, 'application/x-www-form-urlencoded'],
    ])
    expect(new URLSearchParams(asked[0]?.body).get('patient')).toMatch(/^Patient\/p-0,/)
  })
  test.each([400, 404, 405, 415, 501])('a server that takes no search by POST (%d) is asked by GET', async (code) => {
    const { client, asked } = wireTo(
      inTurn(
        () => status(code),
        () => json(page([observation('a')])),
      ),
    )
    expect(ids((await searchAll(client, long)).resources)).toEqual(['a'])
    expect(asked.map((one) => one.method)).toEqual(['POST', 'GET'])
  })
})
