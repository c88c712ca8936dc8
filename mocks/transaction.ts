/** Batch and transaction: https://hl7.org/fhir/R4/http.html section 3.1.0.11. */
import { type Answer, bodyText, fhirAnswer } from '#mocks/answer.ts'
import { httpDate, isoInstant } from '#mocks/clock.ts'
import { Draft, type Surroundings, type Written, asResource, existing } from '#mocks/draft.ts'
import { isRecord, referencesIn, withReferences } from '#mocks/elements.ts'
import { type Version, jsonOf, refOf } from '#mocks/fhir-store.ts'
import { Refusal, badRequest, operationOutcome } from '#mocks/outcome.ts'
import type { FhirResource } from '#mocks/population.ts'

type Method = 'DELETE' | 'POST' | 'PUT' | 'GET'

interface BundleEntry {
  readonly index: number
  readonly fullUrl: string | undefined
  readonly resource: FhirResource | undefined
  readonly method: Method
  readonly url: string
  readonly ifMatch: string | undefined
  readonly ifNoneExist: string | undefined
}

/** The order in which a transaction's entries are carried out, whatever their order in the bundle. */
const order: readonly Method[] = ['DELETE', 'POST', 'PUT', 'GET']

export interface Executor {
  readonly around: Surroundings
  readonly base: string
  /** Answers a GET of a bundle. */
  readonly read: (url: string) => Answer
  readonly commit: (versions: readonly Version[]) => void
  /** Whether entries of the answer carry the stored resource. */
  readonly representation: boolean
}

export function runBundle(bundle: FhirResource, executor: Executor): Answer {
  const kind = bundle['type']
  if (kind !== 'batch' && kind !== 'transaction') throw badRequest(`A Bundle of type ${JSON.stringify(kind)} cannot be carried out`)
  const sent = bundle['entry'] ?? []
  if (!Array.isArray(sent)) throw badRequest('Bundle.entry is not a list', 'structure')
  const answered = kind === 'transaction' ? runTransaction(sent, executor) : sent.map((entry, i) => runBatchEntry(entry, i, executor))
  const head = { resourceType: 'Bundle', type: `${kind}-response` }
  const json = answered.length === 0 ? JSON.stringify(head) : `${JSON.stringify(head).slice(0, -1)},"entry":[${answered.join(',')}]}`
  return fhirAnswer(200, json)
}

function runTransaction(sent: readonly unknown[], executor: Executor): readonly string[] {
  const entries = sent.map(readEntry)
  const planned = resolve(entries, executor)
  const draft = new Draft(executor.around, executor.base)
  const answers = new Map<number, () => string>()
  for (const method of order) {
    for (const { entry, resource, present, id } of planned) {
      if (entry.method !== method) continue
      inEntry(entry.index, () => {
        if (method === 'GET') answers.set(entry.index, () => readAnswer(executor.read(entry.url)))
        else {
          const written: Written | undefined = present === undefined ? write(draft, entry, resource, id) : { status: 200, version: present }
          answers.set(entry.index, () => writtenAnswer(written, executor))
        }
      })
    }
  }
  executor.commit(draft.finished())
  return entries.map((entry) => answers.get(entry.index)?.() ?? '{}')
}

interface Planned {
  readonly entry: BundleEntry
  /** With references inside the bundle resolved. */
  readonly resource: FhirResource | undefined
  /** What a conditional create found. */
  readonly present: Version | undefined
  readonly id: string | undefined
}

/** Decides the id of everything the bundle creates, then points the bundle's references to those ids. */
function resolve(entries: readonly BundleEntry[], executor: Executor): readonly Planned[] {
  const targets = new Map<string, string>()
  const conditions = new Map<string, string>()
  const planned = entries.map((entry) => {
    if (entry.method !== 'POST') {
      if (entry.method === 'PUT' && entry.fullUrl?.startsWith('urn:') === true) targets.set(entry.fullUrl, entry.url)
      return { entry, present: undefined, id: undefined }
    }
    const condition = entry.ifNoneExist === undefined ? undefined : `${entry.url}?${entry.ifNoneExist}`
    if (condition !== undefined && conditions.has(condition))
      throw badRequest(`Two entries create "${condition}" unless it exists`, 'duplicate')
    const criteria = entry.ifNoneExist
    const present =
      criteria === undefined ? undefined : inEntry(entry.index, () => existing(executor.around, entry.url, criteria, executor.base))
    const id = present?.id ?? executor.around.newId(entry.url)
    if (condition !== undefined) conditions.set(condition, id)
    if (entry.fullUrl !== undefined) targets.set(entry.fullUrl, `${entry.url}/${id}`)
    return { entry, present, id }
  })
  return planned.map(({ entry, present, id }) => {
    if (entry.resource === undefined) return { entry, resource: undefined, present, id }
    const resource = asResource(withReferences(entry.resource, targets), `Bundle.entry[${entry.index}].resource`)
    const dangling = referencesIn(resource).find((reference) => reference.startsWith('urn:'))
    if (dangling !== undefined)
      throw badRequest(`Bundle.entry[${entry.index}] refers to ${dangling}, which is not in the bundle`, 'not-found')
    return { entry, resource, present, id }
  })
}

function write(draft: Draft, entry: BundleEntry, resource: FhirResource | undefined, id: string | undefined): Written | undefined {
  const [type = '', urlId, ...rest] = entry.url.split('/')
  if (rest.length > 0 || entry.url.includes('?'))
    throw badRequest(`${entry.method} ${entry.url} is not implemented in a bundle`, 'not-supported')
  if (entry.method === 'POST') {
    if (resource === undefined || urlId !== undefined) throw badRequest('A POST needs a resource, and a type as its url', 'structure')
    return id === undefined ? draft.create(type, resource) : draft.create(type, resource, id)
  }
  if (urlId === undefined) throw badRequest(`${entry.method} ${entry.url} needs an id`, 'structure')
  if (entry.method === 'DELETE') return draft.delete(type, urlId, entry.ifMatch)
  if (resource === undefined) throw badRequest('A PUT needs a resource', 'structure')
  return draft.update(type, urlId, resource, entry.ifMatch)
}

function runBatchEntry(sent: unknown, index: number, executor: Executor): string {
  try {
    const entry = readEntry(sent, index)
    if (entry.method === 'GET') return readAnswer(executor.read(entry.url))
    const criteria = entry.method === 'POST' ? entry.ifNoneExist : undefined
    const present = criteria === undefined ? undefined : existing(executor.around, entry.url, criteria, executor.base)
    if (present !== undefined) return writtenAnswer({ status: 200, version: present }, executor)
    const draft = new Draft(executor.around, executor.base)
    const written = write(draft, entry, entry.resource, undefined)
    executor.commit(draft.finished())
    return writtenAnswer(written, executor)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return JSON.stringify({ response: { status: `${error.status}`, outcome: operationOutcome(error.issue) } })
  }
}

/** Runs one entry's part; a refusal then names the entry. */
function inEntry<T>(index: number, part: () => T): T {
  try {
    return part()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.status, { ...error.issue, expression: `Bundle.entry[${index}]` }, error.headers)
  }
}

function readEntry(sent: unknown, index: number): BundleEntry {
  const where = `Bundle.entry[${index}]`
  if (!isRecord(sent) || !isRecord(sent['request'])) throw badRequest(`${where} has no request`, 'structure')
  const { method, url } = sent['request']
  const known = order.find((one) => one === method)
  if (known === undefined || typeof url !== 'string')
    throw badRequest(`${where}.request: ${JSON.stringify(method)} is not implemented`, 'not-supported')
  return {
    index,
    fullUrl: text(sent['fullUrl']),
    resource: sent['resource'] === undefined ? undefined : asResource(sent['resource'], `${where}.resource`),
    method: known,
    url: url.replace(/^\//, ''),
    ifMatch: text(sent['request']['ifMatch']),
    ifNoneExist: text(sent['request']['ifNoneExist'])?.replace(/^\?/, ''),
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

function readAnswer(answer: Answer): string {
  const json = bodyText(answer)
  const part = JSON.stringify({
    response: { status: `${answer.status}`, ...(answer.headers['etag'] === undefined ? {} : { etag: answer.headers['etag'] }) },
  })
  if (json === undefined) return part
  return answer.status < 400 ? `{"resource":${json},${part.slice(1)}` : `{"response":{"status":"${answer.status}","outcome":${json}}}`
}

const reasons: Readonly<Record<number, string>> = { 200: '200 OK', 201: '201 Created', 204: '204 No Content' }

function writtenAnswer(written: Written | undefined, executor: Executor): string {
  if (written === undefined) return JSON.stringify({ response: { status: '204 No Content' } })
  const { version } = written
  const response = JSON.stringify({
    status: reasons[written.status] ?? `${written.status}`,
    location: `${executor.base}/${refOf(version)}/_history/${version.versionId}`,
    etag: etagOf(version),
    lastModified: isoInstant(version.lastUpdatedMs),
  })
  const fullUrl = `"fullUrl":${JSON.stringify(`${executor.base}/${refOf(version)}`)},`
  return version.resource === undefined || !executor.representation
    ? `{"response":${response}}`
    : `{${fullUrl}"resource":${jsonOf(version.resource)},"response":${response}}`
}

export const etagOf = (version: Version): string => `W/"${version.versionId}"`

export const versionHeaders = (version: Version): Readonly<Record<string, string>> => ({
  etag: etagOf(version),
  'last-modified': httpDate(version.lastUpdatedMs),
})
