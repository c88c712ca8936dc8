/** What a server can do, as its CapabilityStatement says: read once, so that Remit asks only for what is there (FHIR.md 3.4, rule 1). */
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { field, list, text } from '#src/fhir/raw.ts'

export interface Capability {
  /** "HAPI FHIR Server 8.8.0"; undefined when the server does not say. */
  readonly software: string | undefined
  /** Whether the server keeps a type; undefined when it does not say. */
  readonly keeps: (type: string) => boolean | undefined
  /** Whether a search of a type may use a parameter; undefined when the server does not say. */
  readonly searches: (type: string, parameter: string) => boolean | undefined
  /** Whether `_include=Type:name` is followed. Only what is said counts: an unknown include can be a refusal. */
  readonly includes: (type: string, name: string) => boolean
  readonly transaction: boolean
  readonly batch: boolean
}

const silent: Capability = {
  software: undefined,
  keeps: () => undefined,
  searches: () => undefined,
  includes: () => false,
  transaction: false,
  batch: false,
}

/**
 * Reads /metadata, once for all who ask. A server without one says nothing about itself, and every fallback is used.
 *
 * @throws FhirError when the server could not be asked
 */
export async function capabilityOf(client: FhirClient): Promise<Capability> {
  try {
    return capabilityFrom(await client.read('metadata'))
  } catch (error) {
    // Failed is not absent: without the statement a fault could pass for a type that the server does not have.
    if (!(error instanceof FhirError) || error.kind !== 'http' || error.passing) throw error
    return silent
  }
}

interface ResourceAbility {
  readonly parameters: ReadonlySet<string>
  readonly includes: ReadonlySet<string>
}

/** A CapabilityStatement as answers; anything else says nothing. */
export function capabilityFrom(statement: unknown): Capability {
  const rest = list(field(statement, 'rest')).find((one) => field(one, 'mode') === 'server')
  const resources = list(field(rest, 'resource'))
  if (field(statement, 'resourceType') !== 'CapabilityStatement' || resources.length === 0) return silent
  const abilities = new Map(
    resources.flatMap((resource): (readonly [string, ResourceAbility])[] => {
      const type = text(field(resource, 'type'))
      if (type === undefined) return []
      const includes = list(field(resource, 'searchInclude')).flatMap((name) => text(name) ?? [])
      return [[type, { parameters: namesIn(field(resource, 'searchParam')), includes: new Set(includes) }]]
    }),
  )
  const everywhere = namesIn(field(rest, 'searchParam'))
  const system = new Set(list(field(rest, 'interaction')).map((one) => field(one, 'code')))
  const name = text(field(field(statement, 'software'), 'name'))
  const version = text(field(field(statement, 'software'), 'version'))
  return {
    software: name === undefined ? undefined : [name, version].filter((part) => part !== undefined).join(' '),
    keeps: (type) => abilities.has(type),
    searches: (type, parameter) => {
      const ability = abilities.get(type)
      if (ability === undefined) return false
      // A type that lists nothing at all says nothing.
      return ability.parameters.size === 0 ? undefined : ability.parameters.has(parameter) || everywhere.has(parameter)
    },
    includes: (type, parameter) => {
      const includes = abilities.get(type)?.includes
      return includes?.has(`${type}:${parameter}`) === true || includes?.has('*') === true
    },
    transaction: system.has('transaction'),
    batch: system.has('batch'),
  }
}

const namesIn = (parameters: unknown): ReadonlySet<string> => new Set(list(parameters).flatMap((one) => text(field(one, 'name')) ?? []))
