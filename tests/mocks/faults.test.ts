import { describe, expect, it } from 'vitest'
import { demoOptions, journeyFaults } from '#mocks/demo.ts'
import { idsIn, nextOf, smallServer, task, type SmallServer } from '#tests/mocks/small-server.ts'

const search = 'Observation?patient=Patient/anna'

describe('named faults', () => {
  it('page 2 of Observation fails once with 503 and a time to wait, then never again', async () => {
    const { get, server } = smallServer()
    server.faults.set({ kind: 'status', status: 503, retryAfter: '2', type: 'Observation', page: 2, times: 1 })
    const next = nextOf(await get(search)) ?? ''
    const failed = await get(next)
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '2'])
    expect((await get(next)).status).toBe(200)
  })

  it('a body cut in the middle is not JSON', async () => {
    const { get, server } = smallServer()
    server.faults.set({ kind: 'cut-body' })
    const { text } = await get(search)
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
  })

  it('entries lost: five of ten, no next, and the total still says 25', async () => {
    const { get, server } = smallServer()
    server.faults.set({ kind: 'lose-entries' })
    const found = await get(search)
    expect([idsIn(found).length, nextOf(found), found.json.total]).toEqual([5, undefined, 25])
  })

  it('a next link that leads back, and one that leads to another origin', async () => {
    const { get, server } = smallServer()
    server.faults.set({ kind: 'next-loop' })
    const looped = await get(search)
    expect(nextOf(looped)).toBe(looped.json.link?.find((link) => link.relation === 'self')?.url)
    server.faults.set({ kind: 'next-elsewhere', origin: 'https://evil.example' })
    expect(nextOf(await get(search))).toMatch(/^https:\/\/evil\.example\/fhir/)
  })

  it('HTML with status 200, an outcome inside a bundle, a result about somebody else, entries twice and turned round', async () => {
    const { get, server } = smallServer()
    server.faults.set({ kind: 'html-page' })
    expect((await get(search)).headers.get('content-type')).toContain('text/html')
    server.faults.set({ kind: 'outcome-entry', severity: 'error' })
    expect((await get(search)).json.entry?.at(-1)?.search?.mode).toBe('outcome')
    server.faults.set({ kind: 'foreign-entry' })
    expect((await get(search)).json.entry?.[0]?.resource?.['subject']).toEqual({ reference: 'Patient/somebody-else' })
    server.faults.set({ kind: 'repeat-entries' })
    expect(idsIn(await get(search)).length).toBeGreaterThan(10)
    server.faults.set({ kind: 'reverse-entries' })
    expect(idsIn(await get(search))[0]).toBe('anna-obs-10')
  })

  it('a write whose answer is lost has happened', async () => {
    const { get, send, server } = smallServer()
    server.faults.set({ kind: 'drop-answer', method: 'POST', times: 1 })
    const lost = await send('POST', 'Task', task())
    expect(lost.status).toBe(0)
    expect((await get('Task?patient=Patient/anna')).json.total).toBe(1)
  })

  it('a slow answer waits for its time; a hanging one ends only with the request', async () => {
    const { get, server, clock } = smallServer()
    server.faults.set({ kind: 'delay', ms: 5000 })
    let answered = false
    const slow = get(search).then((answer) => {
      answered = true
      return answer
    })
    await Promise.resolve()
    expect(answered).toBe(false)
    await new Promise((resolve) => setTimeout(resolve, 0))
    clock.advance(5000)
    expect((await slow).status).toBe(200)

    server.faults.set({ kind: 'hang' })
    const gone = new AbortController()
    const hanging = server.handle(new Request('http://demo.test/fhir/Patient/anna', { signal: gone.signal }))
    gone.abort()
    await expect(hanging).rejects.toThrow('aborted')
  })
})

describe('a seeded plan', () => {
  /** What a journey of forty requests meets: its statuses and how many entries each page showed. */
  async function journey({ get, server, clock }: SmallServer, seed: number): Promise<readonly string[]> {
    server.faults.plan({ ...journeyFaults(seed), pError: 0.3, pTruncate: 0.2 })
    const met: string[] = []
    for (let i = 0; i < 40; i += 1) {
      const asked = get(`Observation?patient=Patient/anna&_count=${5 + (i % 7)}`)
      await new Promise((resolve) => setTimeout(resolve, 0))
      clock.advance(2000)
      const answer = await asked
      met.push(`${answer.status} ${idsIn(answer).join()}`)
    }
    return met
  }

  it('is the same journey for the same seed, and another for another', async () => {
    const once = await journey(smallServer(), 7)
    expect(await journey(smallServer(), 7)).toEqual(once)
    expect(await journey(smallServer(), 8)).not.toEqual(once)
    expect(new Set(once.map((met) => met.split(' ')[0])).size).toBeGreaterThan(1)
  })

  it('does not strike a request that is tried again the same way for ever', async () => {
    const { get, server } = smallServer()
    server.faults.plan({ seed: 1, pError: 0.5, statuses: [503] })
    const tries = []
    for (let i = 0; i < 20; i += 1) tries.push((await get('Patient/anna')).status)
    expect(new Set(tries)).toEqual(new Set([200, 503]))
  })

  it('is asked for in the address: ?faults=7 is the plan of seed 7, nothing and nonsense are none', () => {
    const from = (query: string) => {
      const address = new URLSearchParams(query)
      return demoOptions((name) => address.get(name) ?? undefined)
    }
    expect(from('faults=7').faults).toEqual(journeyFaults(7))
    expect(from('faults=seven').faults).toBeUndefined()
    expect(from('')).toMatchObject({ patients: 300, profile: { name: 'default' }, faults: undefined })
    expect(from('patients=20000&profile=blaze')).toMatchObject({ patients: 10_000, profile: { name: 'blaze' } })
    expect(from('patients=-1&profile=constructor')).toMatchObject({ patients: 300, profile: { name: 'default' } })
  })
})
