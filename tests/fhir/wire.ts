/** A server of one's own for a test: answers by hand, in the order asked. */
import { vi } from 'vitest'
import { createFhirClient, type FhirClient, type FhirClientOptions } from '#src/fhir/client.ts'

export const BASE = 'https://fhir.clinic.test/r4'

export interface Asked {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

export type Answer = (asked: Asked, signal: AbortSignal) => Response | Promise<Response>

export interface Wire {
  readonly client: FhirClient
  readonly asked: readonly Asked[]
  /** Milliseconds that the client waited between tries, each. */
  readonly pauses: readonly number[]
}

/** A client whose every request is given to `answer`. Waiting takes no time and is written down. */
export function wireTo(answer: Answer, options: Partial<FhirClientOptions> = {}): Wire {
  const asked: Asked[] = []
  const pauses: number[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit & { readonly signal: AbortSignal }) => {
    const request = {
      method: init.method ?? 'GET',
      url,
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : '',
    }
    asked.push(request)
    return answer(request, init.signal)
  })
  const pause = (ms: number): Promise<void> => {
    pauses.push(ms)
    return Promise.resolve()
  }
  return { client: createFhirClient({ base: BASE, timeoutMs: 2000, pause, ...options }), asked, pauses }
}

export const json = (body: unknown, headers: Readonly<Record<string, string>> = {}, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/fhir+json', ...headers } })

export const status = (code: number, headers: Readonly<Record<string, string>> = {}): Response =>
  json(
    { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception', diagnostics: `status ${code}` }] },
    headers,
    code,
  )

export const basic = { resourceType: 'Basic', id: 'b' }

/** Answers one after another; the last one again and again. */
export function inTurn(...answers: readonly (() => Response | Promise<Response>)[]): Answer {
  let turn = 0
  return () => {
    const answer = answers[Math.min(turn, answers.length - 1)]
    turn += 1
    if (answer === undefined) throw new Error('no answer given')
    return answer()
  }
}

export const observation = (id: string, extra: object = {}): object => ({ resourceType: 'Observation', id, ...extra })

export function page(resources: readonly object[], next?: string, extra: object = {}): object {
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(next === undefined ? {} : { link: [{ relation: 'next', url: next }] }),
    entry: resources.map((resource) => ({ resource, search: { mode: 'match' } })),
    ...extra,
  }
}
