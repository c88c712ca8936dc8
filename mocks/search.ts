import { spanOf } from '#mocks/clock.ts'
import type { FhirStore, Version, VersionKey } from '#mocks/fhir-store.ts'
import { isRecord, literalReference, valuesAt } from '#mocks/elements.ts'
import { type Matches, matcherFor, relativeTo, spansIn, splitUnescaped, unescaped } from '#mocks/matching.ts'
import { badRequest, type Issue } from '#mocks/outcome.ts'
import type { FhirResource } from '#mocks/population.ts'
import type { ServerProfile } from '#mocks/profiles.ts'
import { type ResourceType, type SearchParameter, resourceTypes } from '#mocks/resource-types.ts'

/** A search as this server understood it. */
export interface Query {
  readonly typeName: string
  readonly type: ResourceType
  readonly criteria: readonly Matches[]
  /** Ids of the only patients whose resources can match; undefined for everybody. */
  readonly patients: readonly string[] | undefined
  /** Epoch milliseconds before which nothing that matches was changed; undefined when the search does not say. */
  readonly changedSinceMs: number | undefined
  /** The only ids that can match; undefined for all. */
  readonly ids: readonly string[] | undefined
  /** Entries on a page, [0, profile.maxCount]. */
  readonly count: number
  readonly countOnly: boolean
  readonly total: boolean
  readonly sort: readonly { readonly parameter: string; readonly descending: boolean }[]
  /** Elements asked for; undefined for whole resources. */
  readonly elements: readonly string[] | undefined
  readonly includes: readonly string[]
  readonly withProvenance: boolean
  /** Parameters left out by a server that does not refuse them. */
  readonly warnings: readonly Issue[]
  /** What was really used, for `link[self]`. */
  readonly used: readonly (readonly [string, string])[]
}

/** Result parameters, in the order in which the CapabilityStatement lists them. */
export const resultParameters = ['_count', '_sort', '_elements', '_include', '_revinclude', '_total', '_summary'] as const
type ResultParameter = (typeof resultParameters)[number]

/** The type called `name`; anything this server does not keep is refused. */
export function knownType(name: string): ResourceType {
  const type = resourceTypes.get(name)
  if (type === undefined) throw badRequest(`The resource type ${name} is not implemented`, 'not-supported')
  return type
}

/**
 * Reads a search.
 *
 * @throws Refusal (400) at any parameter, modifier, prefix or value this server does not implement, unless the profile ignores such parameters
 */
export function parseQuery(
  typeName: string,
  parameters: readonly (readonly [string, string])[],
  profile: ServerProfile,
  base: string,
  strictHandling = false,
): Query {
  const type = knownType(typeName)
  const criteria: Matches[] = []
  const used: (readonly [string, string])[] = []
  const warnings: Issue[] = []
  const results = new Map<ResultParameter, string[]>()
  let patients: readonly string[] | undefined
  let ids: readonly string[] | undefined
  let changedSinceMs: number | undefined

  for (const [key, value] of parameters) {
    if (key === '_format') {
      if (!/^(json|application\/(fhir\+)?json)$/.test(value)) throw badRequest(`The format "${value}" is not implemented`, 'not-supported')
      continue
    }
    const resultParameter = resultParameters.find((known) => known === key)
    if (resultParameter !== undefined && implementsResult(resultParameter, profile)) {
      results.set(resultParameter, [...(results.get(resultParameter) ?? []), value])
      used.push([key, value])
      continue
    }
    const [name = '', modifier] = key.split(':', 2)
    const parameter = resultParameter === undefined ? type.parameters.get(name) : undefined
    if (parameter === undefined) {
      const text = `The search parameter ${key} of ${typeName} is not implemented`
      if (profile.unknownParameters === 'refuse' || strictHandling) throw badRequest(text, 'not-supported')
      if (profile.unknownParameters === 'warn')
        warnings.push({ severity: 'warning', code: 'not-supported', text: `${text} and was ignored` })
      continue
    }
    criteria.push(isBare(parameter, value, profile) ? () => false : matcherFor(name, modifier, parameter, value, base))
    used.push([key, value])
    const narrowed = patientsAsked(parameter, value, base)
    if (narrowed !== undefined) patients ??= narrowed
    if (key === '_lastUpdated' && /^g[et]/.test(value)) changedSinceMs ??= spanOf(value.slice(2))?.fromMs
    if (name === '_id') ids ??= splitUnescaped(value, ',').map(unescaped)
  }

  checkPatients(typeName, patients, parameters, profile)
  const summary = last(results, '_summary')
  if (summary !== undefined && summary !== 'count' && summary !== 'false')
    throw badRequest(`_summary=${summary} is not implemented`, 'not-supported')
  const total = last(results, '_total')
  if (total !== undefined && total !== 'none' && total !== 'accurate' && total !== 'estimate')
    throw badRequest(`_total=${total} is not a choice`)
  const count = countOf(last(results, '_count'), profile)
  return {
    typeName,
    type,
    criteria,
    patients: typeName === 'Patient' ? undefined : patients,
    ids,
    changedSinceMs,
    count,
    countOnly: summary === 'count' || count === 0,
    total: summary === 'count' || count === 0 || (total === undefined ? profile.totalUnasked : total !== 'none'),
    sort: sortOf(type, typeName, results.get('_sort') ?? [], profile),
    elements: results.has('_elements') ? (results.get('_elements') ?? []).flatMap((value) => value.split(',')) : undefined,
    includes: (results.get('_include') ?? []).map((value) => includeOf(value, typeName, type)),
    withProvenance: (results.get('_revinclude') ?? []).map(revincludeOf).includes(true),
    warnings,
    used,
  }
}

const implementsResult = (name: ResultParameter, profile: ServerProfile): boolean =>
  name === '_elements' ? profile.elements : name === '_sort' ? profile.sort !== 'none' : true

const last = (results: ReadonlyMap<ResultParameter, readonly string[]>, name: ResultParameter): string | undefined =>
  results.get(name)?.at(-1)

function countOf(value: string | undefined, profile: ServerProfile): number {
  if (value === undefined) return profile.defaultCount
  if (!/^\d{1,9}$/.test(value)) throw badRequest(`_count=${value} is not a whole number`, 'value')
  return Math.min(parseInt(value, 10), profile.maxCount)
}

/** Patients named by a reference to the patient; undefined when the parameter does not narrow a search to patients. */
function patientsAsked(parameter: SearchParameter, value: string, base: string): readonly string[] | undefined {
  if (parameter.kind !== 'reference' || !parameter.toPatient) return undefined
  const asked = splitUnescaped(value, ',').map((part) => relativeTo(unescaped(part), parameter.target, base))
  return asked.every((reference) => reference.startsWith('Patient/'))
    ? asked.map((reference) => reference.slice('Patient/'.length))
    : undefined
}

/** A bare id on a server that knows only typed references: it finds nothing, and says nothing. */
const isBare = (parameter: SearchParameter, value: string, profile: ServerProfile): boolean =>
  !profile.bareIds && parameter.kind === 'reference' && !splitUnescaped(value, ',').some((part) => part.includes('/'))

function checkPatients(
  typeName: string,
  patients: readonly string[] | undefined,
  parameters: readonly (readonly [string, string])[],
  profile: ServerProfile,
): void {
  if (!profile.manyPatients && patients !== undefined && patients.length > 1) {
    throw badRequest('This server searches the record of one patient at a time: give one patient', 'not-supported')
  }
  const needed = profile.alsoNeeds.get(typeName)
  if (needed !== undefined && patients !== undefined && !parameters.some(([name]) => needed.includes(name))) {
    throw badRequest(`A search for ${typeName} by patient needs one of ${needed.join(', ')} as well`, 'required')
  }
}

function sortOf(type: ResourceType, typeName: string, values: readonly string[], profile: ServerProfile): Query['sort'] {
  return values
    .flatMap((value) => value.split(','))
    .map((key) => {
      const descending = key.startsWith('-')
      const parameter = descending ? key.slice(1) : key
      const kind = type.parameters.get(parameter)?.kind
      const everywhere = parameter === '_id' || parameter === '_lastUpdated'
      if (!everywhere && (profile.sort !== 'all' || (kind !== 'date' && kind !== 'string'))) {
        throw badRequest(`Sorting ${typeName} by ${parameter} is not implemented`, 'not-supported')
      }
      return { parameter, descending }
    })
}

function includeOf(value: string, typeName: string, type: ResourceType): string {
  const name = value.startsWith(`${typeName}:`) ? value.slice(typeName.length + 1) : undefined
  if (name === undefined || !type.includes.includes(name)) throw badRequest(`_include=${value} is not implemented`, 'not-supported')
  return name
}

function revincludeOf(value: string): true {
  if (value !== 'Provenance:target') throw badRequest(`_revinclude=${value} is not implemented`, 'not-supported')
  return true
}

/** Keys of all resources that match, in the order asked for. */
export function runQuery(store: FhirStore, query: Query): readonly VersionKey[] {
  const found: { readonly version: Version; readonly key: VersionKey }[] = []
  for (const [version, chart] of candidates(store, query)) {
    const { resource } = version
    if (resource === undefined || !query.criteria.every((matches) => matches(resource))) continue
    found.push({ version, key: { type: version.type, id: version.id, versionId: version.versionId, chart } })
  }
  if (query.sort.length > 0) return sorted(found, query)
  return found.map(({ key }) => key)
}

function* candidates(store: FhirStore, query: Query): Generator<readonly [Version, string | undefined]> {
  if (query.ids === undefined) {
    yield* store.ofType(query.typeName, query.patients, query.changedSinceMs)
    return
  }
  for (const id of new Set(query.ids)) {
    const hint = query.typeName === 'Patient' ? id : query.patients?.length === 1 ? query.patients[0] : undefined
    const version = store.current(query.typeName, id, hint)
    if (version !== undefined) yield [version, hint]
  }
}

function sorted(found: readonly { readonly version: Version; readonly key: VersionKey }[], query: Query): readonly VersionKey[] {
  const keyed = found.map(({ version, key }) => ({ key, by: query.sort.map(({ parameter }) => sortValue(version, parameter, query.type)) }))
  keyed.sort((a, b) => {
    for (const [i, { descending }] of query.sort.entries()) {
      const order = compare(a.by[i], b.by[i], descending)
      if (order !== 0) return order
    }
    return 0
  })
  return keyed.map(({ key }) => key)
}

function sortValue(version: Version, name: string, type: ResourceType): string | number | undefined {
  if (name === '_id') return version.id
  if (name === '_lastUpdated') return version.lastUpdatedMs
  const parameter = type.parameters.get(name)
  if (version.resource === undefined || parameter === undefined) return undefined
  if (parameter.kind === 'date') return spansIn(version.resource, parameter)[0]?.fromMs
  const text = parameter.paths.flatMap((path) => valuesAt(version.resource, path)).find((value) => typeof value === 'string')
  return typeof text === 'string' ? text : undefined
}

/** What has no value comes last in both directions, as on most servers. */
function compare(a: string | number | undefined, b: string | number | undefined, descending: boolean): number {
  if (a === b) return 0
  if (a === undefined) return 1
  if (b === undefined) return -1
  return (a < b ? -1 : 1) * (descending ? -1 : 1)
}

/** Resources that the matches on a page point to, by the `_include` of a query, each once. */
export function includedWith(
  store: FhirStore,
  query: Query,
  page: readonly (readonly [Version, string | undefined])[],
  base: string,
): readonly Version[] {
  const included = new Map<string, Version>()
  const matched = new Set(page.map(([version]) => `${version.type}/${version.id}`))
  for (const name of query.includes) {
    const parameter = query.type.parameters.get(name)
    for (const [version, chart] of page) {
      for (const value of parameter?.paths.flatMap((path) => valuesAt(version.resource, path)) ?? []) {
        const ref = relativeTo(literalReference(value) ?? '', undefined, base)
        const [type = '', id = '', ...rest] = ref.split('/')
        if (rest.length > 0 || matched.has(ref) || !resourceTypes.has(type)) continue
        const target = store.current(type, id, chart)
        if (target?.resource !== undefined) included.set(ref, target)
      }
    }
  }
  if (query.withProvenance) {
    const charts = [...new Set(page.flatMap(([, chart]) => (chart === undefined ? [] : [chart])))]
    for (const version of provenanceOf(store, matched, charts, base)) included.set(`Provenance/${version.id}`, version)
  }
  return [...included.values()]
}

/** Provenance of a patient's resources is in the patient's chart or was written; nothing else can point to them. */
function* provenanceOf(store: FhirStore, targets: ReadonlySet<string>, charts: readonly string[], base: string): Generator<Version> {
  const seen = new Set<string>()
  const pointsHere = (version: Version): boolean =>
    valuesAt(version.resource, ['target']).some((value) => targets.has(relativeTo(literalReference(value) ?? '', undefined, base)))
  for (const [version] of store.ofType('Provenance', charts)) {
    if (seen.has(version.id) || !pointsHere(version)) continue
    seen.add(version.id)
    yield version
  }
}

const choiceElements = [
  'value',
  'effective',
  'onset',
  'abatement',
  'performed',
  'occurred',
  'medication',
  'identified',
  'deceased',
  'reported',
]

/** A resource with only the elements asked for, and those it cannot be without; tagged SUBSETTED so that nobody stores it back. */
export function withElements(resource: FhirResource, elements: readonly string[], type: ResourceType): FhirResource {
  const wanted = new Set([...elements, ...type.required, 'resourceType', 'id', 'status', 'modifierExtension', 'implicitRules'])
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(resource)) {
    const plain = name.startsWith('_') ? name.slice(1) : name
    const choice = choiceElements.find((stem) => plain.startsWith(stem) && /^[A-Z]/.test(plain.slice(stem.length)))
    if (wanted.has(plain) || (choice !== undefined && wanted.has(choice))) kept[name] = value
  }
  const tags = isRecord(resource.meta) && Array.isArray(resource.meta.tag) ? resource.meta.tag : []
  const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' }
  return { resourceType: resource.resourceType, ...kept, meta: { ...resource.meta, tag: [...tags, subsetted] } }
}
