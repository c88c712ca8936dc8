/** Whether a server takes reviews, as its CapabilityStatement says. */
import type { FhirClient } from '#src/fhir/client.ts'
import { field, list, text } from '#src/fhir/raw.ts'

export type WriteAbility = { readonly kind: 'writable' } | { readonly kind: 'read-only'; readonly why: string }

/** Types a review needs the server to create and, for the second, to update. */
const needed = ['DetectedIssue', 'Task', 'Provenance'] as const

/** Reads /metadata. Throws `FhirError` when it cannot be read: then it is not known, and the first write will tell. */
export async function fetchWriteAbility(client: FhirClient, signal?: AbortSignal): Promise<WriteAbility> {
  return writeAbilityOf(await client.read('metadata', signal))
}

/** A statement that says nothing about interactions forbids nothing: only what is said to be missing makes a server read-only. */
export function writeAbilityOf(statement: unknown): WriteAbility {
  const rest = list(field(statement, 'rest')).find((one) => field(one, 'mode') === 'server')
  if (rest === undefined) return { kind: 'read-only', why: 'its capability statement names no REST interface' }
  const resources = list(field(rest, 'resource'))
  for (const type of needed) {
    const resource = resources.find((one) => field(one, 'type') === type)
    if (resource === undefined) return { kind: 'read-only', why: `it does not keep ${type}` }
    const codes = codesOf(resource)
    if (codes.length > 0 && !codes.includes('create')) return { kind: 'read-only', why: `it does not let ${type} be created` }
    if (type === 'Task' && codes.length > 0 && !codes.includes('update'))
      return { kind: 'read-only', why: 'it does not let Task be updated' }
  }
  const system = codesOf(rest)
  if (system.length > 0 && !system.includes('transaction'))
    return { kind: 'read-only', why: 'it takes no transactions, without which a finding could be stored apart from its decision' }
  return { kind: 'writable' }
}

const codesOf = (element: unknown): readonly string[] =>
  list(field(element, 'interaction')).flatMap((one) => {
    const code = text(field(one, 'code'))
    return code === undefined ? [] : [code]
  })
