/** One desk for each server connection: outbox, drafts, seal and the channel to other tabs, as hooks. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { Person } from '#src/clinical/review.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import type { FhirError } from '#src/fhir/errors.ts'
import { fetchWriteAbility, type WriteAbility } from '#src/fhir/review-capability.ts'
import { fetchSealKey } from '#src/fhir/review-seal.ts'
import { sendAction } from '#src/fhir/review-send.ts'
import { Drafts } from '#src/queries/drafts.ts'
import { openReviewChannel } from '#src/queries/outbox-channel.ts'
import { browserPlace, newSealKey, Seal, type SealState } from '#src/queries/outbox-seal.ts'
import { Outbox, type OutboxSnapshot } from '#src/queries/outbox.ts'
import { useClinician, useRemit } from '#src/queries/remit-context.tsx'
import { keepReviews, reviewsKey } from '#src/queries/reviews.ts'

export interface Desk {
  readonly outbox: Outbox
  readonly drafts: Drafts
  readonly seal: Seal
}

const desks = new WeakMap<FhirClient, Desk>()

const newId = (): string => crypto.randomUUID()

function deskFor(client: FhirClient, queries: QueryClient, me: Person): Desk {
  const present = desks.get(client)
  if (present) return present
  const seal = new Seal({ place: browserPlace(), fetchKey: () => fetchSealKey(client, me.ref, newSealKey), newId })
  const changed = (): void => {
    void queries.invalidateQueries({ queryKey: reviewsKey(me.ref) })
    void queries.invalidateQueries({ queryKey: ['reviews-of'] })
  }
  const channel = openReviewChannel(me.ref, changed)
  const outbox = new Outbox({
    send: (action, again) => sendAction(client, action, again, newId),
    later: (ms, callback) => void setTimeout(callback, ms),
    onSaved: (reviews) => {
      keepReviews(queries, me.ref, reviews)
      channel.tell()
    },
    onPending: (pending) => seal.keep({ pending }),
  })
  const drafts = new Drafts((kept) => seal.keep({ drafts: kept }))
  window.addEventListener('online', () => outbox.retryWaiting())
  const desk = { outbox, drafts, seal }
  desks.set(client, desk)
  void openSeal(desk)
  return desk
}

const TRY_SEAL_AGAIN_MS = 20_000

/** Brings back what an earlier page left; while the server cannot give the key, what was left stays sealed and is tried for again. */
async function openSeal(desk: Desk): Promise<void> {
  for (const work of await desk.seal.open()) {
    desk.drafts.restore(work.drafts)
    desk.outbox.restore(work.pending)
  }
  if (desk.seal.state.kind === 'memory' && desk.seal.state.mayChange) setTimeout(() => void openSeal(desk), TRY_SEAL_AGAIN_MS)
}

export function useDesk(): Desk {
  const { client } = useRemit()
  return deskFor(client, useQueryClient(), useClinician())
}

export interface OutboxView extends OutboxSnapshot {
  readonly outbox: Outbox
}

/** What is on its way, and what could be undone. */
export function useOutbox(): OutboxView {
  const { outbox } = useDesk()
  return { ...useSyncExternalStore(outbox.subscribe, outbox.snapshot), outbox }
}

/** One draft by name; undefined when there is none. */
export function useDraft(name: string): readonly [draft: unknown, write: (draft: unknown) => void] {
  const { drafts } = useDesk()
  const all = useSyncExternalStore(drafts.subscribe, drafts.snapshot)
  return [all[name], (draft) => drafts.write(name, draft)]
}

/** Whether the server takes reviews. Until it has answered, and when it does not say, the first write will tell. */
export function useWriteAbility(): WriteAbility | { readonly kind: 'not-known' } {
  const { client } = useRemit()
  const { readOnly } = useOutbox()
  const { data } = useQuery<WriteAbility, FhirError>({
    queryKey: ['write-ability'],
    queryFn: ({ signal }) => fetchWriteAbility(client, 'reviews', signal),
    staleTime: Infinity,
  })
  if (readOnly !== undefined) return { kind: 'read-only', why: readOnly }
  return data ?? { kind: 'not-known' }
}

/** Asks before the page is closed while something exists only in its memory. */
export function useUnsavedWarning(): SealState['kind'] {
  const { outbox, drafts, seal } = useDesk()
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => {
      const { entries } = outbox.snapshot()
      const isUnsaved = entries.length > 0 || (seal.state.kind !== 'sealed' && Object.keys(drafts.snapshot()).length > 0)
      if (isUnsaved) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [outbox, drafts, seal])
  return seal.state.kind
}
