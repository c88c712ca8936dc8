import type { Answer, Entry, SearchPage } from '#mocks/answer.ts'
import { type Clock, isoInstant } from '#mocks/clock.ts'
import { type FhirStore, type Version, type VersionKey, jsonOf, refOf } from '#mocks/fhir-store.ts'
import { Refusal, operationOutcome } from '#mocks/outcome.ts'
import type { ServerProfile } from '#mocks/profiles.ts'
import { type Query, includedWith, runQuery, withElements } from '#mocks/search.ts'

interface Snapshot {
  readonly id: string
  readonly query: Query
  readonly keys: readonly VersionKey[]
  readonly madeMs: number
}

const SNAPSHOTS_KEPT = 400

/** Searches cut into pages. What a search found is kept as it stood, so that every page of a walk comes from one picture. */
export class Pages {
  readonly #store: FhirStore
  readonly #profile: ServerProfile
  readonly #clock: Clock
  readonly #newId: () => string
  readonly #snapshots = new Map<string, Snapshot>()
  readonly #reusable = new Map<string, Snapshot>()

  constructor(store: FhirStore, profile: ServerProfile, clock: Clock, newId: () => string) {
    this.#store = store
    this.#profile = profile
    this.#clock = clock
    this.#newId = newId
  }

  first(query: Query, base: string, fresh: boolean): Answer {
    return this.#answer(this.#snapshotOf(query, fresh), 0, base)
  }

  /**
   * The page a `next` link leads to.
   *
   * @throws Refusal (410) when the snapshot has expired or never was
   */
  later(token: string, base: string): Answer {
    const [id = '', offset = ''] = token.split('-')
    const snapshot = this.#snapshots.get(id)
    const expired = snapshot === undefined || this.#clock.nowMs() - snapshot.madeMs > this.#profile.snapshotMs
    if (expired || !/^[0-9]{1,6}$/.test(offset)) {
      throw new Refusal(410, { code: 'expired', text: 'This page of a search has expired: search again' })
    }
    return this.#answer(snapshot, parseInt(offset, 10), base)
  }

  /** What a `next` link leads to: the type searched and the page, counted from 1; undefined when the snapshot is no longer there. */
  describe(token: string): { readonly typeName: string; readonly number: number } | undefined {
    const [id = '', offset = ''] = token.split('-')
    const snapshot = this.#snapshots.get(id)
    if (snapshot === undefined || !/^[0-9]{1,6}$/.test(offset)) return undefined
    return { typeName: snapshot.query.typeName, number: pageNumber(snapshot, parseInt(offset, 10)) }
  }

  #snapshotOf(query: Query, fresh: boolean): Snapshot {
    const key = `${query.typeName}?${JSON.stringify(query.used)}`
    const nowMs = this.#clock.nowMs()
    const before = this.#reusable.get(key)
    if (!fresh && before !== undefined && nowMs - before.madeMs < this.#profile.staleSearchMs) return before
    const snapshot = { id: this.#newId().replaceAll('-', ''), query, keys: runQuery(this.#store, query), madeMs: nowMs }
    keep(this.#snapshots, snapshot.id, snapshot)
    if (this.#profile.staleSearchMs > 0) keep(this.#reusable, key, snapshot)
    return snapshot
  }

  #answer(snapshot: Snapshot, offset: number, base: string): Answer {
    const { query, keys } = snapshot
    const until = offset + query.count
    const shown = query.countOnly ? [] : keys.slice(offset, until).flatMap((key) => this.#found(key))
    const more = !query.countOnly && until < keys.length
    const outcome: readonly Entry[] =
      query.warnings.length === 0 || offset > 0
        ? []
        : [{ fullUrl: undefined, json: JSON.stringify(operationOutcome(...query.warnings)), mode: 'outcome' }]
    const page: SearchPage = {
      typeName: query.typeName,
      id: this.#newId(),
      lastUpdated: isoInstant(snapshot.madeMs),
      number: pageNumber(snapshot, offset),
      total: query.total ? keys.length : undefined,
      self: selfLink(base, query),
      next: more ? `${base}?_getpages=${snapshot.id}-${until.toString()}` : undefined,
      entries: [
        ...shown.map(([version]) => entryOf(version, 'match', query, base)),
        ...includedWith(this.#store, query, shown, base).map((version) => entryOf(version, 'include', query, base)),
        ...outcome,
      ],
    }
    return { status: 200, headers: {}, body: { kind: 'searchset', page } }
  }

  #found(key: VersionKey): readonly (readonly [Version, string | undefined])[] {
    const version = this.#store.at(key)
    return version === undefined ? [] : [[version, key.chart]]
  }
}

const pageNumber = (snapshot: Snapshot, offset: number): number =>
  snapshot.query.count === 0 ? 1 : Math.floor(offset / snapshot.query.count) + 1

function keep(map: Map<string, Snapshot>, key: string, snapshot: Snapshot): void {
  const oldest = map.size >= SNAPSHOTS_KEPT ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
  map.delete(key)
  map.set(key, snapshot)
}

function selfLink(base: string, query: Query): string {
  const parameters = new URLSearchParams(query.used.map(([name, value]) => [name, value])).toString()
  return parameters === '' ? `${base}/${query.typeName}` : `${base}/${query.typeName}?${parameters}`
}

function entryOf(version: Version, mode: 'match' | 'include', query: Query, base: string): Entry {
  const { resource } = version
  if (resource === undefined) throw new Error(`${refOf(version)} is a deletion and cannot be found by a search`)
  const shortened = query.elements === undefined || mode === 'include' ? undefined : withElements(resource, query.elements, query.type)
  return { fullUrl: `${base}/${refOf(version)}`, json: shortened === undefined ? jsonOf(resource) : JSON.stringify(shortened), mode }
}
