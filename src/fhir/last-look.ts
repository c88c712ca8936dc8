/**
 * The clinician's desk: when they last looked at the caseload, and the views they saved. One Basic resource per clinician
 * (SMART 2.2 calls it app state); it holds moments, titles and addresses without names, and no clinical data.
 */
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { field, list, text } from '#src/fhir/raw.ts'
import { queryOf, token } from '#src/fhir/search.ts'
import { instantFromIso, isoInstant } from '#src/lib/calendar.ts'

const IDENTIFIER = 'https://remit.example/fhir/sid/desk'
const CODE = { system: 'https://remit.example/fhir/CodeSystem/app-state', code: 'caseload-desk' }
const LOOK = 'https://remit.example/fhir/StructureDefinition/last-look'
const VIEW = 'https://remit.example/fhir/StructureDefinition/saved-view'

/** One look at the caseload. Both are epoch milliseconds. */
export interface Look {
  /** What is new is new since this moment. */
  readonly sinceMs: number
  /** When this look was last seen to go on. */
  readonly seenMs: number
}

export interface SavedView {
  readonly title: string
  /** The address's search part: never a name, never free text. */
  readonly search: string
}

export interface Desk {
  readonly look: Look | undefined
  readonly views: readonly SavedView[]
}

/** A desk as the server keeps it; `id` is undefined while the server has none. */
export interface StoredDesk {
  readonly id: string | undefined
  readonly versionId: string | undefined
  readonly desk: Desk
}

/** The clinician's desk; an empty one where the server has none yet. Throws FhirError when the server cannot say. */
export async function readDesk(client: Pick<FhirClient, 'read'>, practitioner: string, signal?: AbortSignal): Promise<StoredDesk> {
  const bundle = await client.read(queryOf({ type: 'Basic', parameters: [['identifier', token(IDENTIFIER, practitioner)]] }), signal)
  const resources = list(field(bundle, 'entry')).map((entry) => field(entry, 'resource'))
  const resource = resources.find((one) => field(one, 'resourceType') === 'Basic')
  return deskFrom(resource)
}

/**
 * Writes a desk over the version it was read in.
 *
 * @returns the desk with its new version; undefined when somebody else wrote first, and then nothing was written
 * @throws FhirError when the server does not take it
 */
export async function writeDesk(
  client: Pick<FhirClient, 'write'>,
  practitioner: string,
  stored: StoredDesk,
): Promise<StoredDesk | undefined> {
  const body = toResource(practitioner, stored)
  try {
    if (stored.id === undefined) {
      const condition = queryOf({ type: '', parameters: [['identifier', token(IDENTIFIER, practitioner)]] }).slice(1)
      const made = deskFrom(await client.write('POST', 'Basic', body, { 'If-None-Exist': condition }))
      // Somebody may have made it a moment ago: then the server answers with theirs.
      return isSameDesk(made.desk, stored.desk) ? made : undefined
    }
    const version: Record<string, string> = stored.versionId === undefined ? {} : { 'If-Match': `W/"${stored.versionId}"` }
    return deskFrom(await client.write('PUT', `Basic/${stored.id}`, body, version))
  } catch (error) {
    if (error instanceof FhirError && (error.status === 412 || error.status === 409)) return undefined
    throw error
  }
}

function isSameDesk(a: Desk, b: Desk): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** Reads a Basic resource; what it cannot read is left out, because a desk without a view is better than none. */
export function deskFrom(resource: unknown): StoredDesk {
  const extensions = list(field(resource, 'extension'))
  const look = extensions.find((one) => field(one, 'url') === LOOK)
  const sinceMs = instantFromIso(part(look, 'since', 'valueInstant'))
  const seenMs = instantFromIso(part(look, 'seen', 'valueInstant'))
  const views = extensions.flatMap((one): readonly SavedView[] => {
    if (field(one, 'url') !== VIEW) return []
    const title = text(part(one, 'title', 'valueString'))
    const search = part(one, 'search', 'valueString')
    return title === undefined ? [] : [{ title, search: typeof search === 'string' ? search : '' }]
  })
  return {
    id: text(field(resource, 'id')),
    versionId: text(field(field(resource, 'meta'), 'versionId')),
    desk: { look: sinceMs === undefined || seenMs === undefined ? undefined : { sinceMs, seenMs }, views },
  }
}

function part(extension: unknown, url: string, value: string): unknown {
  return field(
    list(field(extension, 'extension')).find((one) => field(one, 'url') === url),
    value,
  )
}

function toResource(practitioner: string, { id, desk }: StoredDesk): unknown {
  const look = desk.look && {
    url: LOOK,
    extension: [
      { url: 'since', valueInstant: isoInstant(desk.look.sinceMs) },
      { url: 'seen', valueInstant: isoInstant(desk.look.seenMs) },
    ],
  }
  const views = desk.views.map(({ title, search }) => ({
    url: VIEW,
    // FHIR has no empty string: a view of everything has no search part.
    extension: [{ url: 'title', valueString: title }, ...(search === '' ? [] : [{ url: 'search', valueString: search }])],
  }))
  return {
    resourceType: 'Basic',
    ...(id === undefined ? {} : { id }),
    identifier: [{ system: IDENTIFIER, value: practitioner }],
    code: { coding: [CODE] },
    subject: { reference: practitioner },
    extension: [...(look ? [look] : []), ...views],
  }
}
