/** Whether a server searches many patients at once. No statement says so, and some answer only for the first: it is tried out. */
import type { FhirClient } from '#src/fhir/client.ts'
import { searchAll, type SearchResult } from '#src/fhir/bundle.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { identityOf } from '#src/fhir/newest.ts'
import { patientsParameter } from '#src/fhir/search.ts'

const known = new WeakMap<FhirClient, boolean>()
const TRIED_AT_ONCE = 3
const MOST_TRIED = 6

/**
 * Asks for the orders of two patients one by one, then together: only when the same orders come back are many asked for at once.
 * The answer is kept; when no two patients have orders nothing is proved, and each patient is asked for alone.
 *
 * @throws FhirError when the server does not answer
 */
export async function takesManyPatients(client: FhirClient, ids: readonly string[], signal?: AbortSignal): Promise<boolean> {
  const kept = known.get(client)
  if (kept !== undefined) return kept
  const telling: { readonly id: string; readonly orders: ReadonlySet<string> }[] = []
  for (let at = 0; at < Math.min(ids.length, MOST_TRIED) && telling.length < 2; at += TRIED_AT_ONCE) {
    const tried = ids.slice(at, at + TRIED_AT_ONCE)
    const found = await Promise.all(tried.map((id) => ordersOf(client, [id], signal)))
    for (const [index, id] of tried.entries()) {
      const orders = found[index]
      if (orders !== undefined && orders.size > 0) telling.push({ id, orders })
    }
  }
  const [a, b] = telling
  if (!a || !b) return false
  const together = await ordersOf(client, [a.id, b.id], signal)
  const expected = new Set([...a.orders, ...b.orders])
  const isSame = together !== undefined && together.size === expected.size && [...expected].every((order) => together.has(order))
  known.set(client, isSame)
  return isSame
}

/** References of the orders of some patients; undefined when they could not all be read. */
async function ordersOf(client: FhirClient, ids: readonly string[], signal?: AbortSignal): Promise<ReadonlySet<string> | undefined> {
  let result: SearchResult
  try {
    result = await searchAll(client, { type: 'MedicationRequest', parameters: [['patient', patientsParameter(ids)]] }, signal)
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'aborted' || error.isUnanswered) throw error
    return undefined
  }
  return result.incomplete === undefined ? new Set(result.resources.flatMap((resource) => identityOf(resource) ?? [])) : undefined
}
