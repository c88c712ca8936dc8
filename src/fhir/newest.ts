/** One resource in several versions: the newest stands, whatever order they arrive in (FHIR.md 3.4, rule 4). */
import { field, isObject, text } from '#src/fhir/raw.ts'
import { instantFromIso } from '#src/lib/calendar.ts'

/** "Observation/123"; undefined for what has no type or no id and so cannot be told from another. */
export function identityOf(resource: unknown): string | undefined {
  const type = text(field(resource, 'resourceType'))
  const id = text(field(resource, 'id'))
  return type === undefined || id === undefined ? undefined : `${type}/${id}`
}

/** Whether `a` is to be used instead of `b`: the higher version, else the later update; of equals always the same one. */
export function isNewer(a: unknown, b: unknown): boolean {
  const [versionA, versionB] = [versionOf(a), versionOf(b)]
  if (versionA !== undefined && versionB !== undefined && versionA !== versionB) return versionA > versionB
  const [updatedA, updatedB] = [updatedOf(a), updatedOf(b)]
  if (updatedA !== updatedB) return updatedA > updatedB
  return JSON.stringify(a) > JSON.stringify(b)
}

function versionOf(resource: unknown): number | undefined {
  const version = text(field(field(resource, 'meta'), 'versionId'))
  return version !== undefined && /^\d{1,15}$/.test(version) ? parseInt(version, 10) : undefined
}

function updatedOf(resource: unknown): number {
  return instantFromIso(field(field(resource, 'meta'), 'lastUpdated')) ?? Number.NEGATIVE_INFINITY
}

/** Resources each once, in the order of first mention; what has no identity is kept as it is. */
export function newestOnly(resources: readonly unknown[]): readonly unknown[] {
  const places = new Map<string, number>()
  const kept: unknown[] = []
  for (const resource of resources) {
    const identity = isObject(resource) ? identityOf(resource) : undefined
    const place = identity === undefined ? undefined : places.get(identity)
    if (place === undefined) {
      if (identity !== undefined) places.set(identity, kept.length)
      kept.push(resource)
    } else if (resource !== kept[place] && isNewer(resource, kept[place])) kept[place] = resource
  }
  return kept
}
