/** The only place that calls the network. Every answer is FHIR JSON or a `FhirError` that names method, place and reason. */
import { FhirError } from '#src/fhir/errors.ts'
import { field, isObject, list, text, type RawObject } from '#src/fhir/raw.ts'

export interface FhirClientOptions {
  /** Absolute base of the server, without a final slash. */
  readonly base: string
  /** Milliseconds before a request is given up. */
  readonly timeoutMs: number
  /** Waits between two tries; injected so that tests do not sleep. */
  readonly pause: (ms: number) => Promise<void>
  /**
   * Headers that show who is asking, such as `Authorization`; asked for before every request. The one place that adds them, and only
   * to requests that go to the origin of `base`. Rejects when nobody is signed in.
   */
  readonly credentials?: () => Promise<Readonly<Record<string, string>>>
}

export interface FhirClient {
  readonly base: string
  /**
   * GET of a path relative to the base, or of an absolute address on the same origin. Tried at most three times.
   * `fresh`: some servers answer a search from a cache; after a write they are asked not to (FHIR.md 3.3).
   */
  readonly read: (path: string, signal?: AbortSignal, fresh?: 'fresh') => Promise<RawObject>
  /** A write, sent once: no write is repeated without somebody knowing whether it happened. */
  readonly write: (method: 'POST' | 'PUT', path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<RawObject>
}

interface RequestParts {
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const TRIES = 3
const FIRST_PAUSE_MS = 400

export function createFhirClient(options: FhirClientOptions): FhirClient {
  async function once(method: string, address: string, init: RequestParts, signal: AbortSignal | undefined): Promise<RawObject> {
    const timeout = AbortSignal.timeout(options.timeoutMs)
    const place = `${method} ${placeOf(address)}`
    const headers = { ...init.headers, ...(await shown(options.credentials)) }
    let response: Response
    try {
      // no-store: what a server says about patients never rests in the browser's cache, whether or not the server asks for that.
      response = await fetch(address, {
        ...init,
        headers,
        method,
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      })
    } catch (cause) {
      throw failure(place, cause, timeout.aborted, signal?.aborted ?? false, options.timeoutMs)
    }
    return readAnswer(place, response)
  }

  return {
    base: options.base,
    read: async (path, signal, fresh) => {
      const address = addressOf(options.base, path)
      const init = { headers: { Accept: 'application/fhir+json', ...(fresh === undefined ? {} : { 'Cache-Control': 'no-cache' }) } }
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once('GET', address, init, signal)
        } catch (error) {
          if (!(error instanceof FhirError) || !error.passing || attempt === TRIES) throw error
          await options.pause(error.retryAfterSeconds === undefined ? FIRST_PAUSE_MS * attempt : error.retryAfterSeconds * 1000)
        }
      }
    },
    write: (method, path, body, headers = {}) =>
      once(
        method,
        addressOf(options.base, path),
        {
          headers: {
            Accept: 'application/fhir+json',
            'Content-Type': 'application/fhir+json',
            Prefer: 'return=representation',
            ...headers,
          },
          body: JSON.stringify(body),
        },
        undefined,
      ),
  }
}

async function shown(credentials: FhirClientOptions['credentials']): Promise<Readonly<Record<string, string>>> {
  if (credentials === undefined) return {}
  try {
    return await credentials()
  } catch (cause) {
    throw new FhirError('http', `Nobody is signed in to the server (${cause instanceof Error ? cause.message : 'no reason given'})`, 401)
  }
}

/** A next link is followed as it is, but never to another origin: the session's credentials stay with the server. */
function addressOf(base: string, path: string): string {
  if (!/^https?:\/\//.test(path)) return path === '' ? base : `${base}/${path}`
  if (new URL(path).origin !== new URL(base).origin)
    throw new FhirError('paging', `The server pointed to another address (${new URL(path).origin}); it was not followed`)
  return path
}

/** Type and id only: parameters may hold what must not stand in a message. */
function placeOf(address: string): string {
  return new URL(address).pathname.split('/').slice(-2).join('/')
}

function failure(place: string, cause: unknown, timedOut: boolean, cancelled: boolean, timeoutMs: number): FhirError {
  if (cancelled) return new FhirError('aborted', `${place} was cancelled`)
  if (timedOut) return new FhirError('timeout', `${place}: the server did not answer within ${Math.round(timeoutMs / 1000)} s`)
  return new FhirError(
    'network',
    `${place}: the server could not be reached (${cause instanceof Error ? cause.message : 'no reason given'})`,
  )
}

async function readAnswer(place: string, response: Response): Promise<RawObject> {
  const kind = response.headers.get('Content-Type') ?? 'no content type'
  const isJson = /\bjson\b/.test(kind)
  const body = isJson ? await parsed(place, response) : undefined
  if (!response.ok)
    throw new FhirError(
      'http',
      `${place}: the server answered ${response.status}${outcomeWords(body)}`,
      response.status,
      retryAfter(response),
    )
  if (!isJson) throw new FhirError('not-fhir', `${place}: the server answered with ${kind} instead of FHIR JSON`)
  if (!isObject(body) || text(body['resourceType']) === undefined)
    throw new FhirError('not-fhir', `${place}: the answer is not a FHIR resource`)
  const version = response.headers.get('ETag')
  return version === null || field(body['meta'], 'versionId') !== undefined
    ? body
    : { ...body, meta: { ...(isObject(body['meta']) ? body['meta'] : {}), versionId: version.replaceAll(/^W\/|"/g, '') } }
}

async function parsed(place: string, response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    // A body cut short is a page that was not read, never an empty one.
    throw new FhirError(
      response.ok ? 'network' : 'not-fhir',
      `${place}: the answer was cut short or is not JSON`,
      response.ok ? undefined : response.status,
    )
  }
}

const MOST_ISSUES = 3

/** Each issue in the server's own words: a refused write is mended only by somebody who can read why. */
function outcomeWords(body: unknown): string {
  const words = list(field(body, 'issue')).flatMap((issue) => {
    const said = text(field(issue, 'diagnostics')) ?? text(field(field(issue, 'details'), 'text')) ?? text(field(issue, 'code'))
    return said === undefined ? [] : [said]
  })
  return words.length === 0 ? '' : `: ${words.slice(0, MOST_ISSUES).join('; ')}`
}

function retryAfter(response: Response): number | undefined {
  const header = response.headers.get('Retry-After')
  return header !== null && /^\d{1,4}$/.test(header) ? parseInt(header, 10) : undefined
}
