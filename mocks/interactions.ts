/** The FHIR REST interactions, as one synchronous function from request to answer: https://hl7.org/fhir/R4/http.html. */
import { type Answer, emptyAnswer, fhirAnswer, refusalAnswer } from '#mocks/answer.ts'
import { capabilityStatement } from '#mocks/capability.ts'
import { isoInstant } from '#mocks/clock.ts'
import { Draft, type Surroundings, type Written, existing, resourceFrom } from '#mocks/draft.ts'
import { type Version, jsonOf, refOf } from '#mocks/fhir-store.ts'
import { Refusal, badRequest } from '#mocks/outcome.ts'
import { Pages } from '#mocks/pages.ts'
import { knownType, parseQuery } from '#mocks/search.ts'
import { etagOf, runBundle, versionHeaders } from '#mocks/transaction.ts'

export interface Interaction {
  readonly method: string
  /** Address of the server: "http://127.0.0.1:4320/fhir". */
  readonly base: string
  /** What follows the base, without a leading slash: "Task/t-1". */
  readonly path: string
  readonly query: readonly (readonly [string, string])[]
  /** A request header; undefined when it was not sent. */
  readonly header: (name: string) => string | undefined
  readonly body: string
}

export type Commit = (versions: readonly Version[]) => void

/** Whether a request may change what is stored. */
export const isWrite = ({ method, path }: Interaction): boolean => method !== 'GET' && method !== 'HEAD' && !path.endsWith('_search')

/** What a request costs on a server that counts points. */
export function pointsOf(interaction: Interaction): number {
  if (isWrite(interaction)) return 100
  if (interaction.path.includes('_history')) return 10
  return interaction.path.includes('/') && !interaction.path.endsWith('_search') ? 1 : 20
}

export class Interactions {
  readonly pages: Pages
  readonly #around: Surroundings

  constructor(around: Surroundings, newToken: () => string) {
    this.#around = around
    this.pages = new Pages(around.store, around.profile, around.clock, newToken)
  }

  /** The answer to a request. What it changes goes to `commit`, at most once for anything that must be stored whole. */
  answer(interaction: Interaction, commit: Commit): Answer {
    try {
      return this.#route(interaction, commit)
    } catch (error) {
      if (error instanceof Refusal) return refusalAnswer(error)
      throw error
    }
  }

  #route(interaction: Interaction, commit: Commit): Answer {
    checkFormats(interaction)
    const { method, path, query, base } = interaction
    const [type = '', id, history, versionId, ...rest] = path === '' ? [''] : path.split('/')
    if (rest.length > 0) throw notFound(path)
    if (type === '') return this.#system(interaction, commit)
    if (type === 'metadata' && id === undefined && method === 'GET') {
      const { profile, clock } = this.#around
      return fhirAnswer(200, JSON.stringify(capabilityStatement(profile, base, clock.nowMs())))
    }
    knownType(type)
    if (id === undefined) {
      if (method === 'GET') return this.#search(type, query, interaction)
      if (method === 'POST') return this.#create(type, interaction, commit)
      throw notAllowed(interaction)
    }
    if (id === '_search' && history === undefined && method === 'POST')
      return this.#search(type, [...query, ...formOf(interaction)], interaction)
    if (id.startsWith('_') || id.startsWith('$')) throw badRequest(`${method} ${path} is not implemented`, 'not-supported')
    if (history === undefined) return this.#instance(type, id, interaction, commit)
    if (history !== '_history') throw notFound(path)
    if (method !== 'GET') throw notAllowed(interaction)
    onlyFormat(interaction)
    return versionId === undefined ? this.#history(type, id, base) : this.#versionRead(type, id, versionId)
  }

  #system(interaction: Interaction, commit: Commit): Answer {
    const { method, query, base } = interaction
    if (method === 'POST') {
      const bundle = resourceFrom(interaction.body)
      if (bundle.resourceType !== 'Bundle') throw badRequest(`A ${bundle.resourceType} was sent to the address of bundles`)
      return runBundle(bundle, {
        around: this.#around,
        base,
        read: (url) => this.#innerRead(url, interaction),
        commit,
        representation: wantsRepresentation(interaction),
      })
    }
    const token = query.find(([name]) => name === '_getpages')?.[1]
    if (method !== 'GET' || token === undefined) throw badRequest('A search over all types is not implemented', 'not-supported')
    return this.pages.later(token, base)
  }

  #innerRead(url: string, outer: Interaction): Answer {
    const [path = '', search = ''] = url.split('?', 2)
    const inner = { ...outer, method: 'GET', path, query: [...new URLSearchParams(search)], body: '' }
    return this.answer(inner, () => undefined)
  }

  #search(type: string, query: Interaction['query'], interaction: Interaction): Answer {
    const strict = /\bhandling=strict\b/.test(interaction.header('prefer') ?? '')
    const parsed = parseQuery(type, query, this.#around.profile, interaction.base, strict)
    const fresh = /\bno-(cache|store)\b/.test(interaction.header('cache-control') ?? '')
    return this.pages.first(parsed, interaction.base, fresh)
  }

  #create(type: string, interaction: Interaction, commit: Commit): Answer {
    onlyFormat(interaction)
    const resource = resourceFrom(interaction.body)
    const criteria = interaction.header('if-none-exist')
    const present = criteria === undefined ? undefined : existing(this.#around, type, criteria.replace(/^\?/, ''), interaction.base)
    if (present !== undefined) return writtenAnswer({ status: 200, version: present }, interaction)
    const draft = new Draft(this.#around, interaction.base)
    const written = draft.create(type, resource)
    commit(draft.finished())
    return writtenAnswer(written, interaction)
  }

  #instance(type: string, id: string, interaction: Interaction, commit: Commit): Answer {
    onlyFormat(interaction)
    const { method } = interaction
    if (method === 'GET') return this.#read(type, id, interaction)
    const draft = new Draft(this.#around, interaction.base)
    if (method === 'PUT') {
      const written = draft.update(type, id, resourceFrom(interaction.body), interaction.header('if-match'))
      commit(draft.finished())
      return writtenAnswer(written, interaction)
    }
    if (method !== 'DELETE') throw notAllowed(interaction)
    const deleted = draft.delete(type, id, interaction.header('if-match'))
    commit(draft.finished())
    return emptyAnswer(204, deleted === undefined ? {} : { etag: etagOf(deleted.version) })
  }

  #read(type: string, id: string, interaction: Interaction): Answer {
    const version = this.#around.store.current(type, id)
    if (version === undefined) throw notFound(`${type}/${id}`)
    if (version.resource === undefined) throw gone(version)
    const headers = versionHeaders(version)
    return interaction.header('if-none-match') === etagOf(version)
      ? emptyAnswer(304, headers)
      : fhirAnswer(200, jsonOf(version.resource), headers)
  }

  #versionRead(type: string, id: string, versionId: string): Answer {
    const version = this.#around.store.versions(type, id).find((one) => one.versionId === versionId)
    if (version === undefined) throw notFound(`${type}/${id}/_history/${versionId}`)
    if (version.resource === undefined) throw gone(version)
    return fhirAnswer(200, jsonOf(version.resource), versionHeaders(version))
  }

  #history(type: string, id: string, base: string): Answer {
    const versions = this.#around.store.versions(type, id)
    if (versions.length === 0) throw notFound(`${type}/${id}`)
    const entry = versions.toReversed().map((version) => ({
      fullUrl: `${base}/${refOf(version)}`,
      ...(version.resource === undefined ? {} : { resource: version.resource }),
      request: { method: version.resource === undefined ? 'DELETE' : 'PUT', url: refOf(version) },
      response: {
        status: version.resource === undefined ? '204' : '200',
        etag: etagOf(version),
        lastModified: isoInstant(version.lastUpdatedMs),
      },
    }))
    return fhirAnswer(200, JSON.stringify({ resourceType: 'Bundle', type: 'history', total: entry.length, entry }))
  }
}

function writtenAnswer({ status, version }: Written, interaction: Interaction): Answer {
  const location = `${interaction.base}/${refOf(version)}/_history/${version.versionId}`
  const headers = { ...versionHeaders(version), 'content-location': location, ...(status === 201 ? { location } : {}) }
  return version.resource === undefined || !wantsRepresentation(interaction)
    ? emptyAnswer(status, headers)
    : fhirAnswer(status, jsonOf(version.resource), headers)
}

const wantsRepresentation = (interaction: Interaction): boolean => !/\breturn=minimal\b/.test(interaction.header('prefer') ?? '')

function checkFormats(interaction: Interaction): void {
  const accept = interaction.header('accept') ?? '*/*'
  if (!/\*\/\*|application\/\*|json/.test(accept))
    throw new Refusal(406, { code: 'not-supported', text: `Only JSON is implemented, not ${accept}` })
  if ((interaction.method !== 'POST' && interaction.method !== 'PUT') || interaction.path.endsWith('_search')) return
  const type = interaction.header('content-type') ?? 'none'
  if (!/^application\/(fhir\+)?json\b/.test(type))
    throw new Refusal(415, { code: 'not-supported', text: `A resource is sent as JSON, not as ${type}` })
}

function formOf(interaction: Interaction): readonly (readonly [string, string])[] {
  const type = interaction.header('content-type') ?? 'none'
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw new Refusal(415, { code: 'not-supported', text: `A search is posted as application/x-www-form-urlencoded, not as ${type}` })
  }
  return [...new URLSearchParams(interaction.body)]
}

function onlyFormat(interaction: Interaction): void {
  const other = interaction.query.find(([name]) => name !== '_format')
  if (other !== undefined)
    throw badRequest(`${interaction.method} ${interaction.path} with ${other[0]} is not implemented`, 'not-supported')
}

const notFound = (what: string): Refusal => new Refusal(404, { code: 'not-found', text: `There is no ${what} on this server` })

const gone = (version: Version): Refusal =>
  new Refusal(410, { code: 'deleted', text: `${refOf(version)} was deleted` }, { etag: etagOf(version) })

const notAllowed = ({ method, path }: Interaction): Refusal =>
  new Refusal(405, { code: 'not-supported', text: `${method} ${path} is not implemented` })
