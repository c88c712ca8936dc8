import { type Clock, isoInstant } from '#mocks/clock.ts'
import { isRecord, literalReference, referencesIn } from '#mocks/elements.ts'
import { type FhirStore, type Version, problemIn, refOf } from '#mocks/fhir-store.ts'
import { relativeTo } from '#mocks/matching.ts'
import { Refusal, badRequest } from '#mocks/outcome.ts'
import type { FhirResource } from '#mocks/population.ts'
import type { ServerProfile } from '#mocks/profiles.ts'
import { resourceTypes } from '#mocks/resource-types.ts'
import { knownType, parseQuery, runQuery } from '#mocks/search.ts'

/** What every write needs to know of the server. */
export interface Surroundings {
  readonly store: FhirStore
  readonly profile: ServerProfile
  readonly clock: Clock
  /** Id for a new resource of a type. */
  readonly newId: (type: string) => string
}

export interface Written {
  readonly status: 200 | 201 | 204
  readonly version: Version
}

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/

/**
 * Writes that have been checked and not yet stored: the store learns of all of them at once, or of none.
 * Every method throws a Refusal when the write is not to be.
 */
export class Draft {
  readonly #around: Surroundings
  readonly #base: string
  readonly #changes = new Map<string, Version>()

  constructor(around: Surroundings, base: string) {
    this.#around = around
    this.#base = base
  }

  current(type: string, id: string): Version | undefined {
    return this.#changes.get(`${type}/${id}`) ?? this.#around.store.current(type, id)
  }

  create(type: string, resource: FhirResource, id = this.#around.newId(type)): Written {
    this.#check(type, resource)
    return { status: 201, version: this.#add(type, id, resource) }
  }

  update(type: string, id: string, resource: FhirResource, ifMatch: string | undefined): Written {
    this.#check(type, resource)
    if (!idPattern.test(id)) throw badRequest(`"${id}" is not a FHIR id`, 'value')
    if (resource.id !== id) throw badRequest(`The resource's id ${JSON.stringify(resource.id)} is not the id of the address, "${id}"`)
    const before = this.current(type, id)
    checkMatch(ifMatch, before, `${type}/${id}`)
    if (before?.resource !== undefined && this.#around.profile.skipUnchanged && sameContent(before.resource, resource)) {
      return { status: 200, version: before }
    }
    return { status: before?.resource === undefined ? 201 : 200, version: this.#add(type, id, resource) }
  }

  delete(type: string, id: string, ifMatch: string | undefined): Written | undefined {
    knownType(type)
    const before = this.current(type, id)
    checkMatch(ifMatch, before, `${type}/${id}`)
    if (before?.resource === undefined) return undefined
    return { status: 204, version: this.#add(type, id, undefined) }
  }

  /** Everything drafted, ready for the store. Checks references here, because a transaction's resources may point to each other. */
  finished(): readonly Version[] {
    const status = this.#around.profile.danglingReference
    if (status !== undefined) for (const version of this.#changes.values()) this.#checkReferences(version, status)
    return [...this.#changes.values()]
  }

  #check(type: string, resource: FhirResource): void {
    const known = knownType(type)
    if (!this.#around.profile.writable) throw new Refusal(405, { code: 'not-supported', text: 'This server is read only' })
    if (resource.resourceType !== type) throw badRequest(`A ${resource.resourceType} was sent to the address of ${type}`)
    const problem = problemIn(resource, known)
    if (problem !== undefined) throw new Refusal(422, { code: 'required', text: problem })
  }

  #add(type: string, id: string, resource: FhirResource | undefined): Version {
    if (!this.#around.profile.writable) throw new Refusal(405, { code: 'not-supported', text: 'This server is read only' })
    const ref = `${type}/${id}`
    if (this.#changes.has(ref)) throw badRequest(`${ref} occurs twice in one transaction`, 'duplicate')
    const version = nextVersion(type, id, this.current(type, id), resource, this.#around.clock.nowMs())
    this.#changes.set(ref, version)
    return version
  }

  #checkReferences(version: Version, status: 400 | 409): void {
    for (const reference of referencesIn(version.resource)) {
      const [type = '', id = '', ...rest] = relativeTo(literalReference({ reference }) ?? '', undefined, this.#base).split('/')
      const here = rest.length === 0 && resourceTypes.has(type) && this.current(type, id)?.resource !== undefined
      if (!here)
        throw new Refusal(status, { code: 'not-found', text: `${refOf(version)} refers to ${reference}, which is not on this server` })
    }
  }
}

/**
 * The resource that stands in the way of a conditional create; undefined when there is none.
 *
 * @param criteria a search without the type: "identifier=system|value"
 * @throws Refusal (412) when several match
 */
export function existing(around: Surroundings, type: string, criteria: string, base: string): Version | undefined {
  const query = parseQuery(type, [...new URLSearchParams(criteria)], { ...around.profile, unknownParameters: 'refuse' }, base)
  if (query.criteria.length === 0) throw badRequest(`A conditional create of ${type} needs at least one search parameter`)
  const keys = runQuery(around.store, query)
  if (keys.length > 1) {
    throw new Refusal(412, { code: 'multiple-matches', text: `${keys.length} resources of type ${type} match "${criteria}"` })
  }
  return keys[0] === undefined ? undefined : around.store.at(keys[0])
}

function checkMatch(ifMatch: string | undefined, before: Version | undefined, ref: string): void {
  if (ifMatch === undefined) return
  const wanted = /^(?:W\/)?"([^"]*)"$/.exec(ifMatch.trim())?.[1]
  if (wanted === undefined) throw badRequest(`If-Match is not an ETag: ${ifMatch}`)
  const present = before?.resource === undefined ? 'none' : before.versionId
  if (wanted !== present) {
    throw new Refusal(412, { code: 'conflict', text: `Precondition ${ifMatch} does not match current version ${present} of ${ref}` })
  }
}

function nextVersion(type: string, id: string, before: Version | undefined, resource: FhirResource | undefined, nowMs: number): Version {
  const versionId = before === undefined ? '1' : numberAfter(before.versionId)
  if (resource === undefined) return { type, id, versionId, lastUpdatedMs: nowMs, resource }
  const { resourceType, id: _sentId, meta, ...rest } = resource
  return {
    type,
    id,
    versionId,
    lastUpdatedMs: nowMs,
    resource: { resourceType, id, meta: { ...meta, versionId, lastUpdated: isoInstant(nowMs) }, ...rest },
  }
}

const numberAfter = (versionId: string): string => (/^\d{1,9}$/.test(versionId) ? `${parseInt(versionId, 10) + 1}` : `${versionId}.1`)

function sameContent(a: FhirResource, b: FhirResource): boolean {
  const content = ({ meta: { versionId: _version, lastUpdated: _moment, ...meta } = {}, ...rest }: FhirResource): string =>
    ordered({ ...rest, meta })
  return content(a) === content(b)
}

/** JSON with the members of every object in one order: two resources are the same whatever order they were sent in. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    isRecord(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  )
}

/**
 * A resource out of a request's body.
 *
 * @throws Refusal (400) when the text is not JSON or not a resource
 */
export function resourceFrom(text: string): FhirResource {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw badRequest(`The body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`, 'structure')
  }
  return asResource(value, 'The body')
}

export function asResource(value: unknown, where: string): FhirResource {
  if (!isRecord(value) || typeof value['resourceType'] !== 'string') throw badRequest(`${where} is not a FHIR resource`, 'structure')
  const { id, meta } = value
  if (id !== undefined && typeof id !== 'string') throw badRequest(`${where} has an id that is not text`, 'structure')
  if (meta !== undefined && !isRecord(meta)) throw badRequest(`${where} has a meta that is not an object`, 'structure')
  return value as FhirResource // safe: the three members FhirResource names were just checked
}
