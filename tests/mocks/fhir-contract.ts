/**
 * What Remit asks of any FHIR R4 server that it reads from and writes to. The mock server in its profiles must keep it, and so must a real
 * one: `FHIR_BASE_URL=https://server/fhir npx vitest run --project unit tests/mocks/contract.test.ts`. All data is made here, carries an
 * identifier of its own, and is deleted at the end.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FhirBody } from '#tests/mocks/small-server.ts'

export interface Connection {
  /** Absolute address, without a final slash. */
  readonly base: string
  readonly close: () => Promise<void>
}

interface Answered {
  readonly status: number
  readonly etag: string | null
  readonly location: string | null
  readonly json: FhirBody
}

const IDENTIFIERS = 'https://remit.example/fhir/sid/contract'

export function fhirContract(name: string, connect: () => Promise<Connection>): void {
  describe(`${name} keeps the contract`, () => {
    const run = crypto.randomUUID()
    let connection: Connection
    let patient = ''
    const made: string[] = []

    const ask = async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> => {
      const response = await fetch(path.startsWith('http') ? path : `${connection.base}${path === '' ? '' : `/${path}`}`, {
        method,
        headers: {
          Accept: 'application/fhir+json',
          'Cache-Control': 'no-cache',
          ...(body === undefined ? {} : { 'Content-Type': 'application/fhir+json', Prefer: 'return=representation' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return {
        status: response.status,
        etag: response.headers.get('etag'),
        location: response.headers.get('location'),
        json: text.startsWith('{') ? JSON.parse(text) : {},
      }
    }
    const task = (n: number, status = 'requested') => ({
      resourceType: 'Task',
      status,
      intent: 'order',
      identifier: [{ system: IDENTIFIERS, value: `${run}-${n}` }],
      for: { reference: `Patient/${patient}` },
    })
    const createTask = async (n: number): Promise<FhirBody> => {
      const answer = await ask('POST', 'Task', task(n))
      expect(answer.status).toBe(201)
      made.push(`Task/${answer.json.id ?? ''}`)
      return answer.json
    }

    beforeAll(async () => {
      connection = await connect()
      const answer = await ask('POST', 'Patient', { resourceType: 'Patient', identifier: [{ system: IDENTIFIERS, value: run }] })
      patient = answer.json.id ?? ''
    }, 60_000)

    afterAll(async () => {
      for (const ref of made.toReversed()) await ask('DELETE', ref)
      if (patient !== '') await ask('DELETE', `Patient/${patient}`)
      await connection.close()
    }, 60_000)

    it('says that it speaks FHIR 4.0 and keeps tasks', async () => {
      const { status, json } = await ask('GET', 'metadata')
      expect(status).toBe(200)
      expect(json).toMatchObject({ resourceType: 'CapabilityStatement' })
      expect(String(json['fhirVersion'])).toMatch(/^4\.0/)
    })

    it('pages through five tasks of one patient, two at a time, each once', async () => {
      const created: (string | undefined)[] = []
      for (let n = 1; n <= 5; n += 1) created.push((await createTask(n)).id)
      const seen: (string | undefined)[] = []
      let next: string | undefined = `Task?patient=Patient/${patient}&_count=2`
      for (let page = 0; next !== undefined && page < 10; page += 1) {
        const { status, json } = await ask('GET', next)
        expect(status).toBe(200)
        seen.push(...(json.entry ?? []).map((entry) => entry.resource?.id))
        next = json.link?.find((link) => link.relation === 'next')?.url
      }
      expect(seen).toHaveLength(created.length)
      expect(new Set(seen)).toEqual(new Set(created))
    })

    it('makes a new version of an update and refuses an update of an old one with 412', async () => {
      const created = await createTask(10)
      const read = await ask('GET', `Task/${created.id}`)
      expect(read.etag).toMatch(/^W\/".+"$/)
      const first = read.etag ?? ''
      const updated = await ask('PUT', `Task/${created.id}`, { ...task(10, 'accepted'), id: created.id }, { 'If-Match': first })
      expect(updated.status).toBe(200)
      expect(updated.json.meta?.versionId).not.toBe(read.json.meta?.versionId)
      const stale = await ask('PUT', `Task/${created.id}`, { ...task(10, 'rejected'), id: created.id }, { 'If-Match': first })
      expect(stale.status).toBe(412)
      expect((await ask('GET', `Task/${created.id}`)).json.status).toBe('accepted')
    })

    it('raises once: a transaction with ifNoneExist, sent twice, makes one task', async () => {
      const bundle = {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          {
            fullUrl: `urn:uuid:${crypto.randomUUID()}`,
            resource: task(20),
            request: { method: 'POST', url: 'Task', ifNoneExist: `identifier=${IDENTIFIERS}|${run}-20` },
          },
        ],
      }
      const first = await ask('POST', '', bundle)
      expect(first.status).toBe(200)
      expect(first.json.entry?.[0]?.response?.status).toMatch(/^201/)
      const again = await ask('POST', '', bundle)
      expect(again.json.entry?.[0]?.response?.status).toMatch(/^200/)
      const found = await ask('GET', `Task?identifier=${encodeURIComponent(`${IDENTIFIERS}|${run}-20`)}`)
      const ids = (found.json.entry ?? []).map((entry) => entry.resource?.id)
      made.push(...ids.map((id) => `Task/${id}`))
      expect(ids).toHaveLength(1)
    })

    it('rolls a whole transaction back when one entry does not fit', async () => {
      const created = await createTask(30)
      const answer = await ask('POST', '', {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: [
          { resource: task(31), request: { method: 'POST', url: 'Task' } },
          {
            resource: { ...task(30, 'accepted'), id: created.id },
            request: { method: 'PUT', url: `Task/${created.id}`, ifMatch: 'W/"999"' },
          },
        ],
      })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      const found = await ask('GET', `Task?identifier=${encodeURIComponent(`${IDENTIFIERS}|${run}-31`)}`)
      expect(found.json.entry ?? []).toHaveLength(0)
    })

    it('answers 404 with an OperationOutcome for what is not there, and 410 or 404 for what was deleted', async () => {
      const missing = await ask('GET', `Task/${crypto.randomUUID()}`)
      expect(missing.status).toBe(404)
      expect(missing.json.resourceType).toBe('OperationOutcome')
      const created = await createTask(40)
      await ask('DELETE', `Task/${created.id}`)
      expect([404, 410]).toContain((await ask('GET', `Task/${created.id}`)).status)
    })
  })
}
