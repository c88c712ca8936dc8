/** The caseload: everybody on the list, read in chunks so that the first rows stand before the last are read. */
import { CancelledError, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { FhirError } from '#src/fhir/errors.ts'
import { judged } from '#src/queries/judge.ts'
import { toLoaded, type Loaded } from '#src/queries/loaded.ts'
import { keepRecord, patientKey } from '#src/queries/patient-cache.ts'
import { readCaseload, type ReadCaseload } from '#src/queries/read-caseload.ts'
import { useAsOf, useRemit } from '#src/queries/remit-context.tsx'
import type { Caseload } from '#src/queries/types.ts'
import { useJudgedDay } from '#src/queries/use-judged-day.ts'

const MINUTE_MS = 60_000
/** Everybody is asked about in a dozen requests; a long list in several dozens, and a server of one patient a search in thousands. */
const REFRESH_MS = MINUTE_MS
const REFRESH_LONG_LIST_MS = 5 * MINUTE_MS
const REFRESH_ONE_BY_ONE_MS = 30 * MINUTE_MS
const LONG_LIST = 500
/** After a failure: the client lets a request through only now and then while nothing answers. */
const REFRESH_FAILED_MS = 10_000

export const caseloadKey = (practitioner: string) => ['caseload', practitioner] as const

export interface CaseloadResult {
  readonly loaded: Loaded<Caseload, FhirError>
  /** While patients are being read for the first time. */
  readonly progress: { readonly read: number; readonly total: number } | undefined
  readonly refresh: () => void
  /** Gives up the reading that is under way; it is not begun again by itself. */
  readonly stop: () => void
  readonly refreshing: boolean
}

export function useCaseload(): CaseloadResult {
  const { client, deployment, clock } = useRemit()
  const { day } = useAsOf()
  const queries = useQueryClient()
  const { practitioner, clinical } = deployment
  const key = caseloadKey(practitioner)
  const query = useQuery<ReadCaseload, FhirError>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const before = queries.getQueryData<ReadCaseload>(key)
      const publish = (soFar: ReadCaseload): void => void queries.setQueryData<ReadCaseload>(key, soFar)
      const complete = isWhole(before) ? before : undefined
      const after = await readCaseload({ client, practitioner, settings: clinical, clock, signal, publish }, complete)
      handOver(queries, after)
      return after
    },
    refetchInterval: ({ state }) => {
      if (wasStopped(state.error)) return false
      return state.status === 'error' ? REFRESH_FAILED_MS : refreshEvery(state.data)
    },
  })
  const loaded = told(toLoaded(query))
  const read = loaded.kind === 'fresh' || loaded.kind === 'stale' ? loaded.value : undefined
  const judgedDay = useJudgedDay(read, day, clinical)
  const value = read && judged(read, judgedDay, clinical)
  return {
    loaded: withValue(loaded, value),
    progress: value && value.read < value.total ? { read: value.read, total: value.total } : undefined,
    refresh: () => {
      client.resume()
      void query.refetch()
    },
    stop: () => void queries.cancelQueries({ queryKey: key }, { revert: false }),
    refreshing: query.isFetching,
  }
}

const wasStopped = (error: Error | null): boolean => error instanceof CancelledError

/** The query layer's own word for a reading that was given up is no sentence. */
function told(loaded: Loaded<ReadCaseload, FhirError>): Loaded<ReadCaseload, FhirError> {
  if (loaded.kind !== 'failed' || !wasStopped(loaded.error)) return loaded
  return { kind: 'failed', error: new FhirError('aborted', 'The reading was given up before the server had answered.') }
}

function withValue(loaded: Loaded<ReadCaseload, FhirError>, value: Caseload | undefined): Loaded<Caseload, FhirError> {
  switch (loaded.kind) {
    case 'fresh':
      return value ? { kind: 'fresh', value, fetchedAtMs: value.fetchedAtMs } : { kind: 'loading' }
    case 'stale':
      return value ? { kind: 'stale', value, fetchedAtMs: value.fetchedAtMs, error: loaded.error } : { kind: 'failed', error: loaded.error }
    default:
      return loaded
  }
}

/** A first reading that was broken off left some patients unasked: it is begun again, not refreshed. */
const isWhole = (read: ReadCaseload | undefined): boolean => read !== undefined && read.members.every((member) => read.read.has(member.id))

function refreshEvery(read: ReadCaseload | undefined): number {
  if (read === undefined || (read.isMany && read.members.length <= LONG_LIST)) return REFRESH_MS
  return read.isMany ? REFRESH_LONG_LIST_MS : REFRESH_ONE_BY_ONE_MS
}

/** An open patient page shows what the caseload has just read. */
function handOver(queries: QueryClient, { read }: ReadCaseload): void {
  for (const [id, held] of read)
    if (held.kind === 'record' && queries.getQueryState(patientKey(id)) !== undefined) keepRecord(queries, id, held)
}
