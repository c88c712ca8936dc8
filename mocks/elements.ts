/** Reading and rewriting FHIR JSON whose shape nobody has checked. */

export type JsonRecord = { readonly [key: string]: unknown }

export const isRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Every value at a dotted path, arrays opened on the way: `valuesAt(patient, ['name', 'given'])`. */
export function valuesAt(start: unknown, path: readonly string[]): readonly unknown[] {
  const found: unknown[] = []
  collect(start, path, 0, found)
  return found
}

function collect(value: unknown, path: readonly string[], depth: number, found: unknown[]): void {
  if (Array.isArray(value)) {
    for (const element of value) collect(element, path, depth, found)
    return
  }
  if (value === undefined || value === null) return
  const step = path[depth]
  if (step === undefined) found.push(value)
  else if (isRecord(value)) collect(value[step], path, depth + 1, found)
}

/** A reference's literal target without its version part: "Patient/p1/_history/2" is "Patient/p1". */
export function literalReference(value: unknown): string | undefined {
  if (!isRecord(value) || typeof value['reference'] !== 'string') return undefined
  const at = value['reference'].indexOf('/_history/')
  return at === -1 ? value['reference'] : value['reference'].slice(0, at)
}

/** Every literal reference anywhere inside a resource, contained ones ("#a") left out. */
export function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (!isRecord(value)) return []
  // On a resource itself `reference` is a uri (DetectedIssue.reference), not a Reference.
  const isReference = typeof value['reference'] === 'string' && value['resourceType'] === undefined
  const own = isReference && typeof value['reference'] === 'string' && !value['reference'].startsWith('#') ? [value['reference']] : []
  return [...own, ...Object.values(value).flatMap((child) => (typeof child === 'object' ? referencesIn(child) : []))]
}

/** The same JSON with every literal reference that `replacements` knows rewritten; unchanged parts are shared, not copied. */
export function withReferences(value: unknown, replacements: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((child) => withReferences(child, replacements))
  if (!isRecord(value)) return value
  const changed: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(value)) {
    const target = key === 'reference' && typeof child === 'string' ? replacements.get(child) : undefined
    changed[key] = target ?? withReferences(child, replacements)
  }
  return changed
}
