/** Colleagues a flag can be handed to. */
import { useQuery } from '@tanstack/react-query'
import type { Person } from '#src/clinical/review.ts'
import type { FhirError } from '#src/fhir/errors.ts'
import { fetchColleagues } from '#src/fhir/review-colleagues.ts'
import { toLoaded, type Loaded } from '#src/queries/loaded.ts'
import { useClinician, useRemit } from '#src/queries/remit-context.tsx'

export function useColleagues(): Loaded<readonly Person[], FhirError> {
  const { client } = useRemit()
  const me = useClinician()
  const loaded = toLoaded(
    useQuery<readonly Person[], FhirError>({
      queryKey: ['colleagues'],
      queryFn: ({ signal }) => fetchColleagues(client, signal),
      staleTime: 10 * 60_000,
    }),
  )
  return loaded.kind === 'fresh' || loaded.kind === 'stale'
    ? { ...loaded, value: loaded.value.filter((person) => person.ref !== me.ref) }
    : loaded
}
