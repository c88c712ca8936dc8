/** What people did about findings, as the server holds it: of this clinician, and of everybody on the caseload. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Review } from '#src/clinical/review.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import type { FhirError } from '#src/fhir/errors.ts'
import { fetchOwnReviews, fetchReviewsOf, fetchReviewsSince, merged, type FoundReviews } from '#src/fhir/review-search.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import { toLoaded, type Loaded } from '#src/queries/loaded.ts'
import { useRemit } from '#src/queries/remit-context.tsx'

/** How often what colleagues did is asked for. */
const REFRESH_MS = 30_000
/** Clocks differ and a write may be on its way while we read: look this far back (FHIR.md 3.2, E1). */
const OVERLAP_MS = 5 * 60_000

export interface KeptReviews extends FoundReviews {
  /** Patients whose reviews were asked for. */
  readonly patients: readonly string[]
  readonly readAtMs: number
}

export const reviewsKey = (practitioner: string) => ['reviews', practitioner] as const

interface Reading {
  readonly client: FhirClient
  readonly practitioner: string
  readonly patients: readonly string[]
  readonly before: KeptReviews | undefined
  readonly startedMs: number
  readonly signal: AbortSignal
}

/** Everything the first time, then what changed; new people on the caseload are asked for by themselves. */
async function readReviews({ client, practitioner, patients, before, startedMs, signal }: Reading): Promise<KeptReviews> {
  const asked = new Set(before?.patients)
  const others = patients.filter((id) => !asked.has(id))
  const [recent, more] = await Promise.all([
    before === undefined ? fetchOwnReviews(client, practitioner, signal) : fetchReviewsSince(client, before.readAtMs - OVERLAP_MS, signal),
    fetchReviewsOf(client, others, signal),
  ])
  return { ...merged([...(before === undefined ? [] : [before]), recent, more]), patients, readAtMs: startedMs }
}

/** Reviews with their ledger: what was not read, and why. */
export function useKeptReviews(): Loaded<KeptReviews, FhirError> {
  const { client, deployment, clock } = useRemit()
  const queries = useQueryClient()
  const { loaded } = useCaseload()
  const patients = loaded.kind === 'fresh' || loaded.kind === 'stale' ? loaded.value.entries.map((entry) => entry.id) : undefined
  const key = reviewsKey(deployment.practitioner)
  const query = useQuery<KeptReviews, FhirError>({
    queryKey: key,
    queryFn: ({ signal }) =>
      readReviews({
        client,
        practitioner: deployment.practitioner,
        patients: patients ?? [],
        before: queries.getQueryData<KeptReviews>(key),
        startedMs: clock(),
        signal,
      }),
    enabled: patients !== undefined,
    refetchInterval: REFRESH_MS,
  })
  return toLoaded(query)
}

/** Every stored review of the clinician and of the caseload, oldest first. */
export function useReviews(): Loaded<readonly Review[], FhirError> {
  const loaded = useKeptReviews()
  return loaded.kind === 'fresh' || loaded.kind === 'stale' ? { ...loaded, value: loaded.value.reviews } : loaded
}

/** Reviews of one patient as a reading of its own, so that "none" is the server's answer. */
export function usePatientReviews(patientId: string): Loaded<FoundReviews, FhirError> {
  const { client } = useRemit()
  return toLoaded(
    useQuery<FoundReviews, FhirError>({
      queryKey: ['reviews-of', patientId],
      queryFn: ({ signal }) => fetchReviewsOf(client, [patientId], signal),
    }),
  )
}

/** Puts what the server has just confirmed where every screen reads it. */
export function keepReviews(queries: QueryClient, practitioner: string, saved: readonly Review[]): void {
  queries.setQueryData<KeptReviews>(reviewsKey(practitioner), (before) =>
    before === undefined ? undefined : { ...before, ...merged([before, { reviews: saved, rejected: [], incomplete: undefined }]) },
  )
  for (const patientId of new Set(saved.map((review) => review.patientId)))
    queries.setQueryData<FoundReviews>(['reviews-of', patientId], (before) =>
      before === undefined
        ? undefined
        : merged([before, { reviews: saved.filter((review) => review.patientId === patientId), rejected: [], incomplete: undefined }]),
    )
}
