import { type Clock, MS_PER_DAY, isoInstant, spanOf, startOfDayMs } from '#mocks/clock.ts'
import { isRecord, literalReference, valuesAt } from '#mocks/elements.ts'
import type { FhirResource, Population } from '#mocks/population.ts'
import { type ResourceType, resourceTypes } from '#mocks/resource-types.ts'

/** One version of one resource. `resource` is undefined when this version is its deletion. */
export interface Version {
  readonly type: string
  readonly id: string
  readonly versionId: string
  readonly lastUpdatedMs: number
  readonly resource: FhirResource | undefined
}

/** Enough to find a version again later, without keeping it alive: what a page snapshot is made of. */
export interface VersionKey {
  readonly type: string
  readonly id: string
  readonly versionId: string
  /** The patient whose chart holds it; undefined when it is shared or was written. */
  readonly chart: string | undefined
}

/** The resources of one patient as the population gives them. */
interface Chart {
  readonly byType: ReadonlyMap<string, readonly Version[]>
  readonly byRef: ReadonlyMap<string, Version>
}

const CHARTS_KEPT = 600
const EMPTY: readonly Version[] = []
const texts = new WeakMap<FhirResource, string>()

/** The JSON of a resource, made once. */
export function jsonOf(resource: FhirResource): string {
  const known = texts.get(resource)
  if (known !== undefined) return known
  const text = JSON.stringify(resource)
  texts.set(resource, text)
  return text
}

/**
 * Resources with their versions: a population that never changes, made patient by patient as they are asked for, and over it everything
 * that was written. Nothing here knows HTTP or search.
 */
export class FhirStore {
  readonly #population: Population
  readonly #patientIds: ReadonlySet<string>
  readonly #populatedMs: number
  readonly #populatedIso: string
  readonly #charts = new Map<string, Chart>()
  #shared: Chart | undefined
  /** "Type/id" to all versions written here, oldest first; the first one is the population's when there was one. */
  readonly #written = new Map<string, readonly Version[]>()
  readonly #writtenByType = new Map<string, Set<string>>()
  /** "Type|patient" to the references of what was written about that patient. */
  readonly #writtenByPatient = new Map<string, Set<string>>()

  constructor(population: Population, clock: Clock) {
    this.#population = population
    this.#patientIds = new Set(population.patientIds())
    // Yesterday, so that "changed since I last looked" finds only what really changed.
    this.#populatedMs = startOfDayMs(clock.nowMs()) - MS_PER_DAY
    this.#populatedIso = isoInstant(this.#populatedMs)
  }

  /** The current version, which may be a deletion; undefined when there never was such a resource. */
  current(type: string, id: string, chart?: string): Version | undefined {
    return this.#written.get(`${type}/${id}`)?.at(-1) ?? this.#populated(type, id, chart)
  }

  /** All versions this store knows, oldest first. */
  versions(type: string, id: string): readonly Version[] {
    const written = this.#written.get(`${type}/${id}`)
    if (written !== undefined) return written
    const populated = this.#populated(type, id)
    return populated === undefined ? EMPTY : [populated]
  }

  at(key: VersionKey): Version | undefined {
    const populated = key.chart === undefined ? undefined : this.#populated(key.type, key.id, key.chart)
    if (populated?.versionId === key.versionId) return populated
    return this.versions(key.type, key.id).find((version) => version.versionId === key.versionId)
  }

  /**
   * Current, undeleted resources of a type, each with the chart it came from.
   *
   * @param patients ids of the patients they must belong to; undefined for everybody
   * @param changedSinceMs what was last changed before this moment may be left out; undefined when it may not
   */
  *ofType(
    type: string,
    patients: readonly string[] | undefined,
    changedSinceMs?: number,
  ): Generator<readonly [Version, string | undefined]> {
    // Nothing in a population is of today, so "what changed since an hour ago" makes no chart.
    if (changedSinceMs === undefined || changedSinceMs < this.#populatedMs + MS_PER_DAY) yield* this.#populatedOfType(type, patients)
    for (const version of this.written(type, patients)) yield [version, undefined]
  }

  *#populatedOfType(type: string, patients: readonly string[] | undefined): Generator<readonly [Version, string | undefined]> {
    // Of most types nothing was ever written, and then no reference needs to be spelled out for thousands of resources.
    const rewritten = this.#writtenByType.get(type)
    const isPopulated = (version: Version): boolean => rewritten === undefined || !rewritten.has(refOf(version))
    for (const version of this.#sharedChart().byType.get(type) ?? EMPTY) if (isPopulated(version)) yield [version, undefined]
    for (const id of this.#chartsWith(type, patients)) {
      for (const version of this.#chart(id)?.byType.get(type) ?? EMPTY) if (isPopulated(version)) yield [version, id]
    }
  }

  /** The part of `ofType` that was written here. */
  *written(type: string, patients: readonly string[] | undefined): Generator<Version> {
    for (const ref of this.#writtenRefs(type, patients)) {
      const version = this.#written.get(ref)?.at(-1)
      if (version?.resource !== undefined) yield version
    }
  }

  /** Adds versions that follow on the present ones. All of them or, since nothing here can fail, none of them. */
  apply(versions: readonly Version[]): void {
    for (const version of versions) {
      const ref = refOf(version)
      this.#written.set(ref, [...this.versions(version.type, version.id), version])
      addTo(this.#writtenByType, version.type, ref)
      for (const patient of version.resource === undefined ? [] : patientsOf(version.resource)) {
        addTo(this.#writtenByPatient, `${version.type}|${patient}`, ref)
      }
    }
  }

  /** Forgets everything that was written. */
  reset(): void {
    this.#written.clear()
    this.#writtenByType.clear()
    this.#writtenByPatient.clear()
  }

  *#chartsWith(type: string, patients: readonly string[] | undefined): Generator<string> {
    const types = this.#population.patientTypes
    if (types !== undefined && !types.includes(type)) return
    yield* patients === undefined ? this.#patientIds : new Set(patients)
  }

  *#writtenRefs(type: string, patients: readonly string[] | undefined): Generator<string> {
    if (patients === undefined) {
      yield* this.#writtenByType.get(type) ?? []
      return
    }
    const refs = new Set<string>()
    for (const patient of patients) for (const ref of this.#writtenByPatient.get(`${type}|${patient}`) ?? []) refs.add(ref)
    yield* refs
  }

  #populated(type: string, id: string, chart?: string): Version | undefined {
    const ref = `${type}/${id}`
    const hinted = chart === undefined ? undefined : this.#chart(chart)?.byRef.get(ref)
    if (hinted !== undefined) return hinted
    const shared = this.#sharedChart().byRef.get(ref)
    if (shared !== undefined) return shared
    if (type === 'Patient') return this.#chart(id)?.byRef.get(ref)
    const types = this.#population.patientTypes
    if (types !== undefined && !types.includes(type)) return undefined
    for (const patient of this.#likelyOwners(id)) {
      const found = this.#chart(patient)?.byRef.get(ref)
      if (found !== undefined) return found
    }
    return undefined
  }

  /** Patients to look through for an id: those whose id it begins with, then those at hand, then everybody. */
  *#likelyOwners(id: string): Generator<string> {
    for (let end = id.length; end > 0; end -= 1) {
      const prefix = id.slice(0, end)
      if (this.#patientIds.has(prefix)) yield prefix
    }
    const atHand = new Set(this.#charts.keys())
    yield* atHand
    for (const patient of this.#patientIds) if (!atHand.has(patient)) yield patient
  }

  #sharedChart(): Chart {
    this.#shared ??= this.#chartOf(this.#population.shared())
    return this.#shared
  }

  #chart(patientId: string): Chart | undefined {
    if (!this.#patientIds.has(patientId)) return undefined
    const kept = this.#charts.get(patientId)
    const chart = kept ?? this.#chartOf(this.#population.resourcesOf(patientId))
    if (kept === undefined) {
      // A map keeps the order of insertion, so the first key is the chart made longest ago.
      const oldest = this.#charts.size >= CHARTS_KEPT ? this.#charts.keys().next().value : undefined
      if (oldest !== undefined) this.#charts.delete(oldest)
      this.#charts.set(patientId, chart)
    }
    return chart
  }

  #chartOf(resources: readonly FhirResource[]): Chart {
    const byType = new Map<string, Version[]>()
    const byRef = new Map<string, Version>()
    for (const resource of resources) {
      const version = this.#firstVersion(resource)
      const sameType = byType.get(version.type)
      if (sameType === undefined) byType.set(version.type, [version])
      else sameType.push(version)
      byRef.set(refOf(version), version)
    }
    return { byType, byRef }
  }

  #firstVersion(resource: FhirResource): Version {
    if (resource.id === undefined) throw new Error(`The population holds a ${resource.resourceType} without an id`)
    const versionId = resource.meta?.versionId ?? '1'
    const stated = resource.meta?.lastUpdated
    const lastUpdated = stated ?? this.#populatedIso
    const { resourceType, id, meta, ...rest } = resource
    return {
      type: resourceType,
      id,
      versionId,
      lastUpdatedMs: stated === undefined ? this.#populatedMs : (spanOf(stated)?.fromMs ?? this.#populatedMs),
      resource: { resourceType, id, meta: { ...meta, versionId, lastUpdated }, ...rest },
    }
  }
}

export const refOf = (version: { readonly type: string; readonly id: string }): string => `${version.type}/${version.id}`

/** Ids of the patients a resource belongs to, by the reference parameters of its type. */
function patientsOf(resource: FhirResource): readonly string[] {
  const ids = new Set<string>()
  for (const parameter of resourceTypes.get(resource.resourceType)?.parameters.values() ?? []) {
    if (parameter.kind !== 'reference' || !parameter.toPatient) continue
    for (const path of parameter.paths) {
      for (const value of valuesAt(resource, path)) {
        const match = /(?:^|\/)Patient\/([^/]+)$/.exec(literalReference(value) ?? '')
        if (match?.[1] !== undefined) ids.add(match[1])
      }
    }
  }
  return [...ids]
}

function addTo(index: Map<string, Set<string>>, key: string, ref: string): void {
  const refs = index.get(key)
  if (refs === undefined) index.set(key, new Set([ref]))
  else refs.add(ref)
}

/** What is wrong with a resource that somebody wants to store; undefined when this server takes it. */
export function problemIn(resource: FhirResource, type: ResourceType): string | undefined {
  const name = resource.resourceType
  for (const element of type.required) {
    const value = resource[element]
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return `${name}.${element} is required`
  }
  const status = resource['status']
  if (type.statuses !== undefined && status !== undefined && !type.statuses.some((known) => known === status)) {
    return `${name}.status: ${JSON.stringify(status)} is not one of ${type.statuses.join(', ')}`
  }
  if (resource.meta !== undefined && !isRecord(resource.meta)) return `${name}.meta is not an object`
  return undefined
}
