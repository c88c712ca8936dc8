/** The only place that calls the network. Every answer is FHIR JSON or a `FhirError` that names method, place and reason. */
import { FhirError } from '#src/fhir/errors.ts'
import { Gate } from '#src/fhir/gate.ts'
import { field, isObject, list, text, type RawObject } from '#src/fhir/raw.ts'
import { instantFromHttpDate, retryAfterSeconds } from '#src/fhir/retry-after.ts'
import { instantFromIso } from '#src/lib/calendar.ts'

export interface FhirClientOptions {
  /** Absolute base of the server, without a final slash. */
  readonly base: string
  /** Milliseconds before a request is given up. */
  readonly timeoutMs: number
  /** Waits between two tries; injected so that tests do not sleep. */
  readonly pause: (ms: number) => Promise<void>
  /** Epoch milliseconds of this machine, against which the server's clock is measured. */
  readonly clock?: () => number
  /**
   * Headers that show who is asking, such as `Authorization`; asked for before every request. The one place that adds them, and only
   * to requests that go to the origin of `base`. Rejects when nobody is signed in.
   */
  readonly credentials?: () => Promise<Readonly<Record<string, string>>>
  /**
   * Renews the credentials after a 401; true when there are new ones. However many requests were refused at once, it is called
   * once, and each of them is sent once more.
   */
  readonly renew?: () => Promise<boolean>
}

export interface FhirClient {
  readonly base: string
  /**
   * GET of a path relative to the base, or of an absolute address on the same origin. Tried at most three times.
   * `fresh`: some servers answer a search from a cache; after a write they are asked not to (FHIR.md 3.3).
   */
  readonly read: (path: string, signal?: AbortSignal, fresh?: 'fresh') => Promise<RawObject>
  /** The same search as a POST: for what is too long for an address, and belongs in nobody's access log. */
  readonly readByForm: (type: string, form: string, signal?: AbortSignal, fresh?: 'fresh') => Promise<RawObject>
  /** A write, sent once: no write is repeated without somebody knowing whether it happened. */
  readonly write: (method: 'POST' | 'PUT', path: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<RawObject>
  /** The same client, whose requests go before those that wait already: for what somebody is looking at. */
  readonly urgent: FhirClient
  /** Milliseconds by which the server's clock is ahead of this machine's; 0 when they agree, or the server does not say. */
  readonly clockSkewMs: () => number
  /** Forgets that the server did not answer, and asks again at once. */
  readonly resume: () => void
}

interface RequestParts {
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

const TRIES = 3
/** A server that hangs costs its time limit each time. */
const TRIES_AFTER_TIMEOUT = 2
const FIRST_PAUSE_MS = 400
/** Longer than this nobody waits for a page; the error says what the server asked for. */
const LONGEST_PAUSE_S = 60
/** HAPI answers a search from its cache for a minute (hapi-fhir #647): after a write, every read asks not to. */
const FRESH_AFTER_WRITE_MS = 90_000
/** Dates are whole seconds and answers take time: only more than this is a wrong clock. */
const LEAST_SKEW_MS = 120_000

/** What all requests of one client share. */
class Connection {
  readonly options: FhirClientOptions
  readonly gate: Gate
  wroteAtMs = Number.NEGATIVE_INFINITY
  skewMs = 0
  /** The CapabilityStatement, or on its way. */
  statement: Promise<RawObject> | undefined
  #renewing: Promise<boolean> | undefined

  constructor(options: FhirClientOptions) {
    this.options = options
    this.gate = new Gate({ nowMs: () => performance.now(), pause: options.pause })
  }

  /** One renewal for all who were refused in the meantime. */
  renewed(): Promise<boolean> {
    this.#renewing ??= (this.options.renew?.() ?? Promise.resolve(false))
      .catch(() => false)
      .finally(() => {
        this.#renewing = undefined
      })
    return this.#renewing
  }

  measureClock(sentMs: number, headers: Headers, body: unknown): void {
    const { clock } = this.options
    // A bundle's own date is when the search was made; the Date header is better, but seldom shown to a page of another origin.
    const serverMs = instantFromHttpDate(headers.get('Date')) ?? instantFromIso(field(field(body, 'meta'), 'lastUpdated'))
    if (clock === undefined || serverMs === undefined || (headers.get('Date') === null && field(body, 'type') !== 'searchset')) return
    const skewMs = serverMs - (sentMs + clock()) / 2
    this.skewMs = Math.abs(skewMs) < LEAST_SKEW_MS ? 0 : skewMs
  }
}

export function createFhirClient(options: FhirClientOptions): FhirClient {
  const connection = new Connection(options)
  const later = clientOver(connection, false)
  return { ...later, urgent: clientOver(connection, true) }
}

function clientOver(connection: Connection, isUrgent: boolean): FhirClient {
  const { options } = connection

  const repeated = async (method: string, address: string, parts: RequestParts, signal: AbortSignal | undefined): Promise<RawObject> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(connection, { method, address, parts, signal, isUrgent })
      } catch (error) {
        const tries = error instanceof FhirError && error.kind === 'timeout' ? TRIES_AFTER_TIMEOUT : TRIES
        if (!(error instanceof FhirError) || !error.passing || attempt >= tries || !connection.gate.isOpen) throw error
        if (error.retryAfterSeconds !== undefined && error.retryAfterSeconds > LONGEST_PAUSE_S) throw error
        // What the server asked for, all requests wait for at the gate. Jitter, or all that failed together come back together.
        if (error.retryAfterSeconds === undefined) await options.pause(FIRST_PAUSE_MS * attempt * (0.75 + Math.random() / 2))
      }
    }
  }
  const reading = (fresh: 'fresh' | undefined): Readonly<Record<string, string>> => {
    const isFresh = fresh !== undefined || performance.now() - connection.wroteAtMs < FRESH_AFTER_WRITE_MS
    return { Accept: 'application/fhir+json', ...(isFresh ? { 'Cache-Control': 'no-cache' } : {}) }
  }
  const read: FhirClient['read'] = async (path, signal, fresh) =>
    repeated('GET', addressOf(options.base, path), { headers: reading(fresh) }, signal)

  const client: FhirClient = {
    base: options.base,
    read: (path, signal, fresh) => {
      if (path !== 'metadata') return read(path, signal, fresh)
      // Asked for by everybody, it is read once; whoever gives up does not take it from the others.
      connection.statement ??= read(path, undefined).catch((error: unknown) => {
        connection.statement = undefined
        throw error
      })
      return connection.statement
    },
    readByForm: async (type, form, signal, fresh) => {
      const headers = { ...reading(fresh), 'Content-Type': 'application/x-www-form-urlencoded' }
      return repeated('POST', addressOf(options.base, `${type}/_search`), { headers, body: form }, signal)
    },
    write: async (method, path, body, headers = {}) => {
      const json = { Accept: 'application/fhir+json', 'Content-Type': 'application/fhir+json', Prefer: 'return=representation' }
      const parts = { headers: { ...json, ...headers }, body: JSON.stringify(body) }
      try {
        return await once(connection, { method, address: addressOf(options.base, path), parts, signal: undefined, isUrgent: true })
      } finally {
        // Also after a failure: it may have been carried out.
        connection.wroteAtMs = performance.now()
      }
    },
    get urgent() {
      return client
    },
    clockSkewMs: () => connection.skewMs,
    resume: () => connection.gate.reopen(),
  }
  return client
}

interface Sending {
  readonly method: string
  readonly address: string
  readonly parts: RequestParts
  readonly signal: AbortSignal | undefined
  readonly isUrgent: boolean
}

/** One request through the gate; after a 401 with renewed credentials, once more. */
async function once(connection: Connection, sending: Sending): Promise<RawObject> {
  const place = `${sending.method} ${placeOf(sending.address)}`
  const leave = await connection.gate.enter(place, sending.signal, sending.isUrgent)
  try {
    try {
      return await sent(connection, place, sending)
    } catch (error) {
      const isRefused = error instanceof FhirError && error.status === 401 && connection.options.renew !== undefined
      if (!isRefused || !(await connection.renewed())) throw error
      return await sent(connection, place, sending)
    }
  } catch (error) {
    note(connection, error)
    throw error
  } finally {
    leave()
  }
}

/** What a failure says about the server as a whole. */
function note({ gate }: Connection, error: unknown): void {
  if (!(error instanceof FhirError) || error.kind === 'aborted') return
  if (error.isUnanswered) gate.unanswered()
  else gate.answered()
  if (error.retryAfterSeconds !== undefined) gate.keepQuiet(error.retryAfterSeconds)
}

async function sent(connection: Connection, place: string, { method, address, parts, signal }: Sending): Promise<RawObject> {
  const { options } = connection
  const timeout = AbortSignal.timeout(options.timeoutMs)
  const headers = { ...parts.headers, ...(await shown(options.credentials)) }
  const sentMs = options.clock?.() ?? 0
  const failed = (cause: unknown): FhirError => failure(place, cause, timeout.aborted, signal?.aborted ?? false, options.timeoutMs)
  let response: Response
  try {
    // no-store: what a server says about patients never rests in the browser's cache, whether or not the server asks for that.
    response = await fetch(address, {
      ...parts,
      headers,
      method,
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    })
  } catch (cause) {
    throw failed(cause)
  }
  const answer = await readAnswer({
    place,
    response,
    nowMs: options.clock?.() ?? 0,
    failed,
    isStopped: () => timeout.aborted || signal?.aborted === true,
  })
  connection.gate.answered()
  connection.measureClock(sentMs, response.headers, answer)
  return answer
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
  if (path === '') return base
  // "?_getpages=..." and "/fhir?_getpages=..." are next links as some servers write them.
  const address = path.startsWith('?') || path.startsWith('/') ? new URL(path, base).href : path
  if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) return `${base}/${address}`
  if (new URL(address).origin !== new URL(base).origin)
    throw new FhirError('paging', `The server pointed to another address (${new URL(address).origin}); it was not followed`)
  return address
}

/** Type and id only: parameters may hold what must not stand in a message. */
function placeOf(address: string): string {
  return new URL(address).pathname
    .split('/')
    .filter((part) => part !== '')
    .slice(-2)
    .join('/')
}

function failure(place: string, cause: unknown, timedOut: boolean, cancelled: boolean, timeoutMs: number): FhirError {
  if (cancelled) return new FhirError('aborted', `${place} was cancelled`)
  if (timedOut) return new FhirError('timeout', `${place}: the server did not answer within ${Math.round(timeoutMs / 1000)} s`)
  return new FhirError(
    'network',
    `${place}: the server could not be reached (${cause instanceof Error ? cause.message : 'no reason given'})`,
  )
}

interface Answered {
  readonly place: string
  readonly response: Response
  readonly nowMs: number
  readonly failed: (cause: unknown) => FhirError
  /** Whether reading was given up, by the time limit or by whoever asked. */
  readonly isStopped: () => boolean
}

async function readAnswer(answered: Answered): Promise<RawObject> {
  const { place, response, nowMs } = answered
  const kind = response.headers.get('Content-Type') ?? 'no content type'
  const isJson = /\bjson\b/.test(kind)
  const body = isJson ? await parsed(answered) : undefined
  if (!response.ok) {
    const words = `${place}: the server answered ${response.status}${outcomeWords(body)}`
    throw new FhirError('http', words, response.status, retryAfterSeconds(response.headers, nowMs))
  }
  if (!isJson) throw new FhirError('not-fhir', `${place}: the server answered with ${kind} instead of FHIR JSON`)
  if (!isObject(body) || text(body['resourceType']) === undefined)
    throw new FhirError('not-fhir', `${place}: the answer is not a FHIR resource`)
  const version = response.headers.get('ETag')
  return version === null || field(body['meta'], 'versionId') !== undefined
    ? body
    : { ...body, meta: { ...(isObject(body['meta']) ? body['meta'] : {}), versionId: version.replaceAll(/^W\/|"/g, '') } }
}

async function parsed({ place, response, failed, isStopped }: Answered): Promise<unknown> {
  try {
    return await response.json()
  } catch (cause) {
    if (isStopped()) throw failed(cause)
    // An error may say nothing readable, and is an error all the same.
    if (!response.ok) return undefined
    // A body cut short is a page that was not read, never an empty one.
    throw new FhirError('network', `${place}: the answer was cut short or is not JSON`)
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
