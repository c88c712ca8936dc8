import { type Answer, bodyText, contentType, refusalAnswer } from '#mocks/answer.ts'
import { type Clock, httpDate, systemClock } from '#mocks/clock.ts'
import { type Fault, Faults, type Target, failure, spoiled } from '#mocks/faults.ts'
import { FhirStore, type Version } from '#mocks/fhir-store.ts'
import { type Interaction, Interactions, isWrite, pointsOf } from '#mocks/interactions.ts'
import { type Journal, type JournalEntry, memoryJournal } from '#mocks/journal.ts'
import { Refusal } from '#mocks/outcome.ts'
import type { Population } from '#mocks/population.ts'
import { type ServerProfile, profiles } from '#mocks/profiles.ts'

export interface ServerOptions {
  readonly population: Population
  readonly profile?: ServerProfile
  readonly clock?: Clock
  readonly journal?: Journal
  /** Id of a new resource of a type; random when not given. */
  readonly newId?: (type: string) => string
}

/** An answer as it goes over the wire. */
export interface Sent {
  readonly status: number
  readonly headers: Headers
  /** undefined when there is none. */
  readonly body: string | undefined
}

export interface FhirServer {
  /** Answers a request to an address that has /fhir in its path. Rejects only when the request is aborted or the engine has a bug. */
  readonly handle: (request: Request) => Promise<Response>
  /** The same before it is wrapped: a body of megabytes is not copied through a stream. undefined when the connection breaks instead. */
  readonly answer: (request: Request) => Promise<Sent | undefined>
  readonly faults: Faults
  readonly store: FhirStore
  /** Forgets everything that was written. */
  readonly reset: () => Promise<void>
}

const PATH = /^(.*?\/fhir)(?:\/(.*))?$/
const MS_PER_MINUTE = 60_000

/** A FHIR server in memory: the same one behind the browser's worker, the tests and the sandbox. */
export function createFhirServer(options: ServerOptions): FhirServer {
  const { population, profile = profiles.default, clock = systemClock, journal = memoryJournal } = options
  const store = new FhirStore(population, clock)
  const interactions = new Interactions({ store, profile, clock, newId: options.newId ?? randomId }, randomId)
  const faults = new Faults()
  const budget = new Budget(profile.pointsPerMinute, clock)

  const learn = (entry: JournalEntry): void => {
    if (entry.kind === 'reset') store.reset()
    else store.apply(entry.versions)
  }

  async function carryOut(interaction: Interaction): Promise<Answer> {
    if (!isWrite(interaction)) {
      await journal.catchUp(learn)
      return interactions.answer(interaction, refuseToWrite)
    }
    let answer: Answer | undefined
    const work = (): readonly JournalEntry[] => {
      const entries: JournalEntry[] = []
      answer = interactions.answer(interaction, (versions) => {
        if (versions.length === 0) return
        store.apply(versions)
        entries.push({ kind: 'written', versions })
      })
      return entries
    }
    try {
      await journal.write(learn, work, () => store.reset())
    } catch (error) {
      const text = `Nothing was stored: ${error instanceof Error ? error.message : 'the storage failed'}`
      return refusalAnswer(new Refusal(507, { code: 'no-store', text }))
    }
    if (answer === undefined) throw new Error('The journal did not run the work it was given')
    return answer
  }

  async function answerTo(request: Request): Promise<Sent | undefined> {
    const interaction = await interactionOf(request)
    if (interaction === undefined)
      return sent(refusalAnswer(new Refusal(404, { code: 'not-found', text: 'Not an address of this server' })), clock)
    const striking = faults.striking(targetOf(request.url, interaction, interactions))
    for (const fault of striking) {
      const early = await before(fault, clock, request.signal)
      if (early === 'broken') return undefined
      if (early !== undefined) return sent(early, clock)
    }
    const spent = budget.spend(pointsOf(interaction))
    const answer = spent.refusal ?? (await carryOut(interaction))
    if (striking.some((fault) => fault.kind === 'drop-answer')) return undefined
    return sent(striking.reduce(spoiled, { ...answer, headers: { ...answer.headers, ...spent.headers } }), clock)
  }

  return {
    handle: async (request) => {
      const answer = await answerTo(request)
      return answer === undefined ? Response.error() : new Response(answer.body ?? null, { status: answer.status, headers: answer.headers })
    },
    answer: answerTo,
    faults,
    store,
    reset: () =>
      journal.write(
        learn,
        () => {
          store.reset()
          return [{ kind: 'reset' }]
        },
        () => undefined,
      ),
  }
}

function refuseToWrite(versions: readonly Version[]): void {
  if (versions.length > 0) throw new Error('A reading request tried to write')
}

const randomId = (): string => crypto.randomUUID()

async function interactionOf(request: Request): Promise<Interaction | undefined> {
  const url = new URL(request.url)
  const match = PATH.exec(url.pathname)
  if (match === null) return undefined
  const body = request.method === 'GET' || request.method === 'HEAD' ? '' : await request.text()
  return {
    method: request.method,
    base: `${url.origin}${match[1] ?? ''}`,
    path: decodeURIComponent(match[2] ?? '').replace(/\/$/, ''),
    query: [...url.searchParams],
    header: (name) => request.headers.get(name) ?? undefined,
    body,
  }
}

function targetOf(url: string, interaction: Interaction, interactions: Interactions): Target {
  const token = interaction.query.find(([name]) => name === '_getpages')?.[1]
  const later = token === undefined ? undefined : interactions.pages.describe(token)
  return {
    method: interaction.method,
    url: decoded(url),
    body: decoded(interaction.body),
    type: later?.typeName ?? interaction.path.split('/')[0] ?? '',
    page: later?.number ?? 1,
  }
}

/** Aims are written as people read addresses; a body that is no form stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // not percent-encoded: a JSON body with a "%" in it
  }
}

/** Faults that strike before anything is carried out: an answer in its place, a connection that breaks, or undefined to go on. */
async function before(fault: Fault, clock: Clock, signal: AbortSignal): Promise<Answer | 'broken' | undefined> {
  switch (fault.kind) {
    case 'status':
      return failure(fault)
    case 'network-error':
      return 'broken'
    case 'hang':
      return new Promise((_resolve, reject) => {
        const give = (): void => reject(new DOMException('The request was aborted', 'AbortError'))
        if (signal.aborted) give()
        else signal.addEventListener('abort', give)
      })
    case 'delay':
      await clock.wait(fault.ms, signal)
      return undefined
    default:
      return undefined
  }
}

function sent(answer: Answer, clock: Clock): Sent {
  const headers = new Headers({ date: httpDate(clock.nowMs()), 'cache-control': 'no-store', ...answer.headers })
  const type = contentType(answer)
  if (type !== undefined) headers.set('content-type', type)
  return { status: answer.status, headers, body: bodyText(answer) }
}

/** Points that may be spent in each minute, as Medplum counts them. */
class Budget {
  readonly #limit: number | undefined
  readonly #clock: Clock
  #windowMs = 0
  #spent = 0

  constructor(limit: number | undefined, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
  }

  spend(points: number): { readonly headers: Readonly<Record<string, string>>; readonly refusal: Answer | undefined } {
    if (this.#limit === undefined) return { headers: {}, refusal: undefined }
    const nowMs = this.#clock.nowMs()
    if (nowMs - this.#windowMs >= MS_PER_MINUTE) {
      this.#windowMs = nowMs
      this.#spent = 0
    }
    const refused = this.#spent + points > this.#limit
    if (!refused) this.#spent += points
    const seconds = Math.ceil((this.#windowMs + MS_PER_MINUTE - nowMs) / 1000)
    const headers = { ratelimit: `"fhirInteractions";r=${this.#limit - this.#spent};t=${seconds}` }
    const text = `Limit of ${this.#limit} points a minute reached`
    return { headers, refusal: refused ? refusalAnswer(new Refusal(429, { code: 'throttled', text })) : undefined }
  }
}
