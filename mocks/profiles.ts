/** Ways in which real FHIR servers differ, each as a few switches of one engine. What each server does is from its documentation or source. */

export interface ServerProfile {
  readonly name: string
  /** Entries on a page when the client does not say, and at most. */
  readonly defaultCount: number
  readonly maxCount: number
  /** What happens to a parameter the server does not implement: refused, left out with a warning in the bundle, or left out in silence. */
  readonly unknownParameters: 'refuse' | 'warn' | 'ignore'
  /** Whether `patient=Patient/a,Patient/b` is understood; when not, it is refused. */
  readonly manyPatients: boolean
  /** Whether "patient=p1" means Patient/p1; when not, it finds nothing. */
  readonly bareIds: boolean
  readonly sort: 'all' | 'id-and-update' | 'none'
  /** Whether `_elements` shortens resources; when not, it is understood as any unknown parameter is. */
  readonly elements: boolean
  /** Whether a search that does not ask for `_total` gets one. */
  readonly totalUnasked: boolean
  /** For these types, a search by patient needs one of the parameters named as well. */
  readonly alsoNeeds: ReadonlyMap<string, readonly string[]>
  /** How long a page snapshot lives after the search; later pages are 410 Gone. */
  readonly snapshotMs: number
  /** How long the answer to a search is reused, writes or not, unless the request says `Cache-Control: no-cache`. 0 means never. */
  readonly staleSearchMs: number
  /** Interactions allowed each minute, in points (read 1, history 10, search 20, write 100); undefined is without limit. */
  readonly pointsPerMinute: number | undefined
  /** Whether a PUT of what is there already makes no new version. */
  readonly skipUnchanged: boolean
  /** Status of a write that refers to a resource this server does not have; undefined when references are not checked. */
  readonly danglingReference: 400 | 409 | undefined
  readonly writable: boolean
  readonly conditionalCreateByHeader: boolean
}

const base: ServerProfile = {
  name: 'default',
  defaultCount: 10,
  maxCount: 1000,
  unknownParameters: 'refuse',
  manyPatients: true,
  bareIds: true,
  sort: 'all',
  elements: true,
  totalUnasked: true,
  alsoNeeds: new Map(),
  snapshotMs: 15 * 60_000,
  staleSearchMs: 0,
  pointsPerMinute: undefined,
  skipUnchanged: false,
  danglingReference: undefined,
  writable: true,
  conditionalCreateByHeader: true,
}

const all = {
  default: base,
  strict: { ...base, name: 'strict' },
  lenient: { ...base, name: 'lenient', unknownParameters: 'warn' },
  'us-core-only': {
    ...base,
    name: 'us-core-only',
    manyPatients: false,
    sort: 'none',
    elements: false,
    totalUnasked: false,
    alsoNeeds: new Map([['Observation', ['category', 'code']]]),
  },
  hapi: {
    ...base,
    name: 'hapi',
    defaultCount: 20,
    maxCount: 200,
    snapshotMs: 60_000,
    staleSearchMs: 60_000,
    danglingReference: 400,
    // The default CORS list of the HAPI starter lacks If-None-Exist, so a browser cannot send it.
    conditionalCreateByHeader: false,
  },
  medplum: { ...base, name: 'medplum', defaultCount: 20, bareIds: false, totalUnasked: false, pointsPerMinute: 5000 },
  blaze: {
    ...base,
    name: 'blaze',
    defaultCount: 50,
    maxCount: 10_000,
    unknownParameters: 'ignore',
    sort: 'id-and-update',
    skipUnchanged: true,
    danglingReference: 409,
  },
  'read-only': { ...base, name: 'read-only', writable: false },
} as const satisfies Readonly<Record<string, ServerProfile>>

export type ProfileName = keyof typeof all

export const profiles: Readonly<Record<ProfileName, ServerProfile>> = all

export const isProfileName = (name: string): name is ProfileName => Object.hasOwn(profiles, name)
