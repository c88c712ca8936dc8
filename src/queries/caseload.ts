/** The caseload: everybody on the list, read in chunks so that the first rows stand before the last are read. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Assessment } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { FhirError } from '#src/fhir/errors.ts'
import { fetchCaseloadIds, fetchRecords } from '#src/fhir/fetch-record.ts'
import type { Day } from '#src/lib/calendar.ts'
import { assessed } from '#src/queries/assessed.ts'
import { toLoaded, type Loaded } from '#src/queries/loaded.ts'
import { useAsOf, useRemit } from '#src/queries/remit-context.tsx'
import type { Caseload, CaseloadEntry } from '#src/queries/types.ts'

const FIRST_CHUNK = 20
const CHUNK = 70
const AT_ONCE = 2
const REFRESH_MS = 60_000

/** What was read, before it is judged. Plain values, so that the cache holds no promise and no class. */
interface ReadCaseload {
  readonly ids: readonly string[]
  readonly read: ReadonlyMap<string, { readonly record: PatientRecord; readonly fetchedAtMs: number } | { readonly reason: string }>
  readonly startedMs: number
}

export const caseloadKey = (practitioner: string) => ['caseload', practitioner] as const

export interface CaseloadResult {
  readonly loaded: Loaded<Caseload, FhirError>
  /** While patients are being read for the first time. */
  readonly progress: { readonly read: number; readonly total: number } | undefined
  readonly refresh: () => void
  readonly refreshing: boolean
}

export function useCaseload(): CaseloadResult {
  const { client, deployment, clock } = useRemit()
  const { day } = useAsOf()
  const queries = useQueryClient()
  const key = caseloadKey(deployment.practitioner)
  const query = useQuery<ReadCaseload, FhirError>({
    queryKey: key,
    queryFn: ({ signal }) =>
      readCaseload({ client, queries, key, practitioner: deployment.practitioner, settings: deployment.clinical, clock, signal }),
    refetchInterval: REFRESH_MS,
  })
  const loaded = toLoaded(query)
  const value = loaded.kind === 'fresh' || loaded.kind === 'stale' ? judged(loaded.value, day, deployment.clinical) : undefined
  return {
    loaded:
      value === undefined
        ? loaded
        : loaded.kind === 'stale'
          ? { ...loaded, value, fetchedAtMs: value.fetchedAtMs }
          : { kind: 'fresh', value, fetchedAtMs: value.fetchedAtMs },
    progress: value && value.read < value.total ? { read: value.read, total: value.total } : undefined,
    refresh: () => void query.refetch(),
    refreshing: query.isFetching,
  } as CaseloadResult // safe: a loaded value is replaced by its judged counterpart, every other kind carries none
}

interface Reading {
  readonly client: FhirClient
  readonly queries: QueryClient
  readonly key: ReturnType<typeof caseloadKey>
  readonly practitioner: string
  readonly settings: ClinicalSettings
  readonly clock: () => number
  readonly signal: AbortSignal
}

async function readCaseload({ client, queries, key, practitioner, settings, clock, signal }: Reading): Promise<ReadCaseload> {
  const startedMs = clock()
  const ids = await fetchCaseloadIds(client, practitioner, signal)
  const isFirst = queries.getQueryData(key) === undefined
  const read = new Map<string, { record: PatientRecord; fetchedAtMs: number } | { reason: string }>()
  const publish = (): void => {
    // A refresh replaces everything at its end, so that nothing moves under the reader.
    if (isFirst) queries.setQueryData<ReadCaseload>(key, { ids, read: new Map(read), startedMs })
  }
  const chunks = chunksOf(ids)
  let next = 0
  const worker = async (): Promise<void> => {
    for (let chunk = chunks[next++]; chunk !== undefined; chunk = chunks[next++]) {
      const fetchedAtMs = clock()
      try {
        const records = await fetchRecords(client, chunk, settings, signal)
        for (const id of chunk) {
          const record = records.get(id)
          read.set(id, record ? { record, fetchedAtMs } : { reason: 'the server has no such patient' })
        }
      } catch (error) {
        if (!(error instanceof FhirError) || error.kind === 'aborted') throw error
        for (const id of chunk) read.set(id, { reason: error.message })
      }
      publish()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  if (ids.length > 0 && [...read.values()].every((entry) => 'reason' in entry)) {
    const [first] = read.values()
    throw new FhirError(
      'network',
      `None of the ${ids.length} patients could be read: ${first && 'reason' in first ? first.reason : 'no reason given'}`,
    )
  }
  return { ids, read, startedMs }
}

function chunksOf(ids: readonly string[]): readonly (readonly string[])[] {
  const chunks = [ids.slice(0, FIRST_CHUNK)]
  for (let at = FIRST_CHUNK; at < ids.length; at += CHUNK) chunks.push(ids.slice(at, at + CHUNK))
  return chunks.filter((chunk) => chunk.length > 0)
}

const views = new WeakMap<ReadCaseload, { readonly day: Day; readonly settings: ClinicalSettings; readonly view: Caseload }>()

function judged(value: ReadCaseload, day: Day, settings: ClinicalSettings): Caseload {
  const kept = views.get(value)
  if (kept && kept.day === day && kept.settings === settings) return kept.view
  const view = judge(value, day, settings)
  views.set(value, { day, settings, view })
  return view
}

/** @param assess how one record is judged; a parameter so that a test can make it fail */
export function judge({ ids, read, startedMs }: ReadCaseload, day: Day, settings: ClinicalSettings, assess = assessed): Caseload {
  const entries = ids.map((id): CaseloadEntry => {
    const found = read.get(id)
    if (!found) return { kind: 'pending', id }
    if ('reason' in found) return { kind: 'unreadable', id, label: `Patient ${id}`, reason: found.reason }
    return judgedEntry(id, found, () => assess(found.record, day, settings))
  })
  const records = entries.flatMap((entry) => (entry.kind === 'read' ? [entry.record] : []))
  const seen = new Map(records.flatMap((record) => record.incomplete).map((part) => [`${part.part}: ${part.reason}`, part]))
  return {
    entries,
    total: ids.length,
    read: read.size,
    complete: records.length === ids.length && seen.size === 0,
    incomplete: [...seen.values()],
    rejected: records.flatMap((record) => record.rejected),
    asOf: day,
    fetchedAtMs: entries.reduce((oldest, entry) => (entry.kind === 'read' ? Math.min(oldest, entry.fetchedAtMs) : oldest), startedMs),
  }
}

/** One record that makes a rule fail must not take everybody else's page with it: that patient is shown as not judged, with the reason. */
function judgedEntry(
  id: string,
  { record, fetchedAtMs }: { readonly record: PatientRecord; readonly fetchedAtMs: number },
  assess: () => Assessment,
): CaseloadEntry {
  try {
    return { kind: 'read', id, record, assessment: assess(), fetchedAtMs }
  } catch {
    const label = record.identity.name.kind === 'known' ? record.identity.name.value : `Patient ${id}`
    return { kind: 'unreadable', id, label, reason: 'the record was read, but could not be judged: a fault in Remit, not in the record' }
  }
}
