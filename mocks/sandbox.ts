/** The mock server over real HTTP, for other FHIR tools and for a production build of Remit: `node tools/sandbox.mjs`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { localDayNumber, systemClock } from '#mocks/clock.ts'
import { demoOptions, demoServer } from '#mocks/demo.ts'
import { cutHeader } from '#mocks/faults.ts'
import { isProfileName, profiles } from '#mocks/profiles.ts'
import type { FhirServer } from '#mocks/server.ts'

const USAGE = `usage: node tools/sandbox.mjs [--patients N] [--profile NAME] [--port P] [--faults SEED]
  profiles: ${Object.keys(profiles).join(', ')}`
const HOST = '127.0.0.1'
const FIRST_PORT = 4320

/** Runs until it is stopped. @returns 2 when the arguments cannot be read */
export async function main(parameters: readonly string[]): Promise<number> {
  const given = parsed(parameters)
  if (given === undefined) {
    console.error(USAGE)
    return 2
  }
  const server = demoServer(
    demoOptions((name) => given.get(name)),
    localDayNumber(systemClock.nowMs()),
  )
  const port = parseInt(given.get('port') ?? `${FIRST_PORT}`, 10)
  const { port: taken } = await listening(server, port)
  console.log(`Sandbox FHIR server (synthetic patients, ${given.get('profile') ?? 'default'} profile): http://${HOST}:${taken}/fhir`)
  return 0
}

function parsed(parameters: readonly string[]): ReadonlyMap<string, string> | undefined {
  const given = new Map<string, string>()
  for (let i = 0; i < parameters.length; i += 2) {
    const name = /^--(patients|profile|port|faults)$/.exec(parameters[i] ?? '')?.[1]
    const value = parameters[i + 1]
    if (name === undefined || value === undefined) return undefined
    if (name === 'profile' ? !isProfileName(value) : !/^\d{1,9}$/.test(value)) return undefined
    given.set(name, value)
  }
  return given
}

/** Where a server listens, and how to stop it. */
export interface Listening {
  readonly port: number
  readonly close: () => Promise<void>
}

/** @param port 0 for any that is free */
export function listening(server: FhirServer, port: number): Promise<Listening> {
  const http = createServer((request, response) => {
    void answer(server, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error('the sandbox failed'))
    })
  })
  // Closing an idle connection after Node's 5 s loses a request that is on its way just then.
  http.keepAliveTimeout = 60_000
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, HOST, () => {
      const address = http.address()
      resolve({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () =>
          new Promise((stopped) => {
            http.close(() => stopped())
            http.closeAllConnections()
          }),
      })
    })
  })
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
  'access-control-allow-headers': 'Accept, Authorization, Cache-Control, Content-Type, If-Match, If-None-Exist, If-None-Match, Prefer',
  'access-control-expose-headers': 'ETag, Location, Content-Location, Retry-After, RateLimit',
  'access-control-max-age': '600',
} as const

async function answer(server: FhirServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(cors)) response.setHeader(name, value)
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end()
    return
  }
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const body = await bodyOf(request)
  const asked = new Request(`http://${request.headers.host ?? HOST}${request.url ?? '/'}`, {
    method: request.method ?? 'GET',
    headers: Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
    signal: gone.signal,
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
  })
  const answered = await server.answer(asked)
  if (answered === undefined) {
    request.socket.destroy()
    return
  }
  const bytes = encoder.encode(answered.body ?? '')
  const headers = new Map(answered.headers)
  const promised = headers.get(cutHeader)
  headers.delete(cutHeader)
  if (promised !== undefined) {
    response.writeHead(answered.status, { ...Object.fromEntries(headers), 'content-length': promised })
    response.write(bytes, () => request.socket.destroy()) // a body cut short: the promised length never comes
    return
  }
  const isPacked = bytes.length > WORTH_PACKING && /\bgzip\b/.test(`${request.headers['accept-encoding']}`)
  if (isPacked) headers.set('content-encoding', 'gzip').set('vary', 'Accept-Encoding').delete('content-length')
  const sent = isPacked ? await packed(bytes, { level: 1 }) : bytes
  response.writeHead(answered.status, Object.fromEntries(headers)).end(sent)
}

const encoder = new TextEncoder()

/** As servers do in front of a clinic: FHIR as JSON packs to a twentieth. Bytes. */
const WORTH_PACKING = 1_400
const packed = promisify<Uint8Array, { readonly level: number }, Uint8Array>(gzip)

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of request) if (part instanceof Uint8Array) parts.push(part)
  return new Uint8Array(await new Blob(parts.map((part) => new Uint8Array(part))).arrayBuffer())
}
