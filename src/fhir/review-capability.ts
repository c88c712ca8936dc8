/** Whether a server takes reviews, trials and answers, as its CapabilityStatement says. */
import type { FhirClient } from '#src/fhir/client.ts'
import { field, list, text } from '#src/fhir/raw.ts'

export type WriteAbility = { readonly kind: 'writable' } | { readonly kind: 'read-only'; readonly why: string }

/** What is written: decisions about flags, trials told by hand, answers to the checklist. */
export type Written = 'reviews' | 'trials' | 'answers'

/** Types the server must let us create, and those that must be updated later as well. */
const needs: Readonly<Record<Written, { readonly created: readonly string[]; readonly updated: readonly string[] }>> = {
  reviews: { created: ['DetectedIssue', 'Task', 'Provenance'], updated: ['Task'] },
  trials: { created: ['MedicationStatement', 'Provenance'], updated: ['MedicationStatement'] },
  answers: { created: ['QuestionnaireResponse', 'Provenance'], updated: ['QuestionnaireResponse'] },
}

/** Reads /metadata. Throws `FhirError` when it cannot be read: then it is not known, and the first write will tell. */
export async function fetchWriteAbility(client: FhirClient, what: Written, signal?: AbortSignal): Promise<WriteAbility> {
  return writeAbilityOf(await client.read('metadata', signal), what)
}

/** A statement that says nothing about interactions forbids nothing: only what is said to be missing makes a server read-only. */
export function writeAbilityOf(statement: unknown, what: Written): WriteAbility {
  const { created, updated } = needs[what]
  const rest = list(field(statement, 'rest')).find((one) => field(one, 'mode') === 'server')
  if (rest === undefined) return { kind: 'read-only', why: 'its capability statement names no REST interface' }
  const resources = list(field(rest, 'resource'))
  for (const type of created) {
    const resource = resources.find((one) => field(one, 'type') === type)
    if (resource === undefined) return { kind: 'read-only', why: `it does not keep ${type}` }
    const codes = codesOf(resource)
    if (codes.length > 0 && !codes.includes('create')) return { kind: 'read-only', why: `it does not let ${type} be created` }
    if (updated.includes(type) && codes.length > 0 && !codes.includes('update'))
      return { kind: 'read-only', why: `it does not let ${type} be updated` }
  }
  const system = codesOf(rest)
  if (system.length > 0 && !system.includes('transaction'))
    return { kind: 'read-only', why: 'it takes no transactions, without which what belongs together could be stored apart' }
  return { kind: 'writable' }
}

const codesOf = (element: unknown): readonly string[] =>
  list(field(element, 'interaction')).flatMap((one) => {
    const code = text(field(one, 'code'))
    return code === undefined ? [] : [code]
  })
