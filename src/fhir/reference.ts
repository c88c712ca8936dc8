/** Who is meant by a reference: relative, absolute, versioned, or by the `fullUrl` of an entry (FHIR R4, Bundle: resolving references). */
import { field, text } from '#src/fhir/raw.ts'

/** Where the resources of one reading came from: the `fullUrl` of each entry, and the type and id that it stands for. */
export type FullUrls = ReadonlyMap<string, string>

export const noFullUrls: FullUrls = new Map()

/**
 * "Patient/p-001" for any way of naming that patient.
 *
 * An absolute address is the same record as "Patient/p-001" unless an entry says that it is another one: servers write both.
 *
 * @returns undefined for text that names no resource; contained references ("#med") are returned as they are
 */
export function resolveReference(reference: string, fullUrls: FullUrls): string | undefined {
  if (reference.startsWith('#')) return reference.length > 1 ? reference : undefined
  const unversioned = withoutVersion(reference)
  const named = fullUrls.get(unversioned)
  if (named !== undefined) return named
  if (unversioned.startsWith('urn:')) return unversioned
  const slash = unversioned.lastIndexOf('/')
  if (slash < 1 || slash === unversioned.length - 1) return undefined
  const before = unversioned.lastIndexOf('/', slash - 1)
  if (before === slash - 1) return undefined
  return before === -1 ? unversioned : unversioned.slice(before + 1)
}

function withoutVersion(reference: string): string {
  const at = reference.indexOf('/_history/')
  return at === -1 ? reference : reference.slice(0, at)
}

/** The resource a Reference element points to; undefined when it has no usable `reference`. */
export function referenceIn(element: unknown, fullUrls: FullUrls): string | undefined {
  const reference = text(field(element, 'reference'))
  return reference === undefined ? undefined : resolveReference(reference, fullUrls)
}
