import { describe, expect, it } from 'vitest'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { deskFrom, readDesk, writeDesk, type StoredDesk } from '#src/fhir/last-look.ts'

type Sent = {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>> | undefined
}

/** A server that answers one request and keeps what it was sent. */
function server(answer: () => unknown): { readonly client: Pick<FhirClient, 'read' | 'write'>; readonly sent: Sent[] } {
  const sent: Sent[] = []
  const reply = async (): Promise<Record<string, unknown>> => answer() as Record<string, unknown>
  return {
    sent,
    client: {
      read: (path) => {
        sent.push({ method: 'GET', path, body: undefined, headers: undefined })
        return reply()
      },
      write: (method, path, body, headers) => {
        sent.push({ method, path, body, headers })
        return reply()
      },
    },
  }
}

const desk = {
  look: { sinceMs: 1000, seenMs: 2000 },
  views: [
    { title: 'Tuesday', search: 'show=decide' },
    { title: 'Everybody', search: '' },
  ],
}
const stored: StoredDesk = { id: 'b-1', versionId: '7', desk }

describe('the desk on the server', () => {
  it('is found by the clinician and nothing else', async () => {
    const { client, sent } = server(() => ({ resourceType: 'Bundle', entry: [] }))
    expect(await readDesk(client, 'Practitioner/dr-01')).toEqual({
      id: undefined,
      versionId: undefined,
      desk: { look: undefined, views: [] },
    })
    expect(decodeURIComponent(sent[0]?.path ?? '')).toBe('Basic?identifier=https://remit.example/fhir/sid/desk|Practitioner/dr-01')
  })

  it('reads back what it wrote, also a view of everybody, and holds nothing about a patient', async () => {
    const { client, sent } = server(() => ({ ...(sent[0]?.body as object), id: 'b-1', meta: { versionId: '8' } }))
    expect(await writeDesk(client, 'Practitioner/dr-01', stored)).toEqual({ id: 'b-1', versionId: '8', desk })
    expect(sent[0]).toMatchObject({ method: 'PUT', path: 'Basic/b-1', headers: { 'If-Match': 'W/"7"' } })
    expect(JSON.stringify(sent[0]?.body)).not.toContain('Patient')
  })

  it('is made once: a first write is conditional on there being none', async () => {
    const { client, sent } = server(() => ({ ...(sent[0]?.body as object), id: 'b-1', meta: { versionId: '1' } }))
    await writeDesk(client, 'Practitioner/dr-01', { id: undefined, versionId: undefined, desk })
    expect(sent[0]).toMatchObject({ method: 'POST', path: 'Basic' })
    expect(decodeURIComponent(sent[0]?.headers?.['If-None-Exist'] ?? '')).toBe(
      'identifier=https://remit.example/fhir/sid/desk|Practitioner/dr-01',
    )
  })

  it('is not overwritten when somebody wrote in between: 412 is an answer, 403 is an error', async () => {
    const refuse = (status: number) =>
      server(() => {
        throw new FhirError('http', `answered ${status}`, status)
      }).client
    expect(await writeDesk(refuse(412), 'Practitioner/dr-01', stored)).toBeUndefined()
    await expect(writeDesk(refuse(403), 'Practitioner/dr-01', stored)).rejects.toThrow('403')
  })

  it('leaves out what it cannot read: a moment that is none, a view without a title', () => {
    const look = { url: 'https://remit.example/fhir/StructureDefinition/last-look', extension: [{ url: 'since', valueInstant: 'Friday' }] }
    const view = {
      url: 'https://remit.example/fhir/StructureDefinition/saved-view',
      extension: [{ url: 'search', valueString: 'show=urgent' }],
    }
    expect(deskFrom({ id: 'b-1', extension: [look, view, null, 7] }).desk).toEqual({ look: undefined, views: [] })
  })
})
