/** Since when things are new, and the saved views: on the server where it takes writes, else in memory until the page is closed. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { FhirError } from '#src/fhir/errors.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import { readDesk, writeDesk, type Desk, type Look, type SavedView, type StoredDesk } from '#src/fhir/last-look.ts'
import { useRemit } from '#src/queries/remit-context.tsx'

export type { SavedView } from '#src/fhir/last-look.ts'

/** A pause longer than this ends a look: the next one shows what came in between [I]. */
export const lookEndsAfterMs = 4 * 60 * 60_000
/** A look that goes on is written down this often. */
const NOTE_EVERY_MS = 15 * 60_000

/** The look that goes on now: the same one, or a new one that compares with the moment the last one ended. */
export function continueLook(before: Look | undefined, nowMs: number): Look {
  if (before === undefined) return { sinceMs: nowMs, seenMs: nowMs }
  return { sinceMs: nowMs - before.seenMs > lookEndsAfterMs ? before.seenMs : before.sinceMs, seenMs: nowMs }
}

interface KeptDesk {
  readonly stored: StoredDesk
  /** Why nothing is kept on the server; undefined while it is. */
  readonly memoryOnly: string | undefined
  /** Whether the server knew of no earlier look. */
  readonly isFirstLook: boolean
  /** Whether this look was written down. */
  readonly isNoted: boolean
}

export type DeskState =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'ready'
      /** Epoch milliseconds; undefined on the very first look, when there is nothing to compare with. */
      readonly sinceMs: number | undefined
      readonly views: readonly SavedView[]
      /** Why the desk is kept only in memory, as a sentence fragment; undefined while the server keeps it. */
      readonly memoryOnly: string | undefined
    }

export interface DeskResult {
  readonly state: DeskState
  /** Says that the look goes on; writes at most every 15 minutes. */
  readonly noteLook: () => void
  /** From now on everything shown counts as seen. */
  readonly markSeen: () => void
  /** Adds a view, or replaces the one of the same title. */
  readonly saveView: (view: SavedView) => void
  readonly removeView: (title: string) => void
}

const deskKey = (practitioner: string) => ['desk', practitioner] as const
const empty: StoredDesk = { id: undefined, versionId: undefined, desk: { look: undefined, views: [] } }

export function useDesk(): DeskResult {
  const { deployment, clock, client: ordinary } = useRemit()
  // Asked for beside hundreds of patients, and wanted first.
  const client = ordinary.urgent
  const queries = useQueryClient()
  const { practitioner } = deployment
  const query = useQuery<KeptDesk, FhirError>({
    queryKey: deskKey(practitioner),
    queryFn: ({ signal }) => openDesk(client, practitioner, clock, signal),
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnWindowFocus: false,
  })
  const kept = query.data
  const change = (edit: (desk: Desk) => Desk): void => void changeDesk({ client, queries, practitioner }, edit)
  return {
    state:
      kept === undefined
        ? { kind: 'loading' }
        : {
            kind: 'ready',
            sinceMs: kept.isFirstLook ? undefined : kept.stored.desk.look?.sinceMs,
            views: kept.stored.desk.views,
            memoryOnly: kept.memoryOnly,
          },
    noteLook: () => {
      const now = queries.getQueryData<KeptDesk>(deskKey(practitioner))
      const seenMs = now?.stored.desk.look?.seenMs
      const nowMs = clock()
      if (now === undefined || (now.isNoted && seenMs !== undefined && nowMs - seenMs < NOTE_EVERY_MS)) return
      change((desk) => ({ ...desk, look: continueLook(desk.look, nowMs) }))
    },
    markSeen: () => {
      const nowMs = clock()
      change((desk) => ({ ...desk, look: { sinceMs: nowMs, seenMs: nowMs } }))
      queries.setQueryData<KeptDesk>(deskKey(practitioner), (before) => before && { ...before, isFirstLook: false })
    },
    saveView: (view) => change((desk) => ({ ...desk, views: [...desk.views.filter((one) => one.title !== view.title), view] })),
    removeView: (title) => change((desk) => ({ ...desk, views: desk.views.filter((one) => one.title !== title) })),
  }
}

/** Never fails: a server without a place for the desk is a reason, not an error. */
async function openDesk(client: FhirClient, practitioner: string, clock: () => number, signal: AbortSignal): Promise<KeptDesk> {
  try {
    const stored = await readDesk(client, practitioner, signal)
    const look = continueLook(stored.desk.look, clock())
    // `seenMs` stays as it was read, so that the first note of this look is written.
    const opened = { sinceMs: look.sinceMs, seenMs: stored.desk.look?.seenMs ?? look.seenMs }
    return {
      stored: { ...stored, desk: { ...stored.desk, look: opened } },
      memoryOnly: undefined,
      isFirstLook: stored.desk.look === undefined,
      isNoted: false,
    }
  } catch (error) {
    if (!(error instanceof FhirError) || error.kind === 'aborted') throw error
    const look = continueLook(undefined, clock())
    return { stored: { ...empty, desk: { ...empty.desk, look } }, memoryOnly: error.message, isFirstLook: true, isNoted: false }
  }
}

interface Place {
  readonly client: FhirClient
  readonly queries: QueryClient
  readonly practitioner: string
}

const MOST_TRIES = 3

/** Shows the change at once, then writes it; over a newer version it is made again; a server that refuses leaves it in memory. */
async function changeDesk({ client, queries, practitioner }: Place, edit: (desk: Desk) => Desk): Promise<void> {
  const key = deskKey(practitioner)
  const put = (change: (before: KeptDesk) => KeptDesk): void => {
    queries.setQueryData<KeptDesk>(key, (before) => before && change(before))
  }
  put((before) => ({ ...before, isNoted: true, stored: { ...before.stored, desk: edit(before.stored.desk) } }))
  const now = queries.getQueryData<KeptDesk>(key)
  if (now === undefined || now.memoryOnly !== undefined) return
  try {
    let next = now.stored
    for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
      const written = await writeDesk(client, practitioner, next)
      if (written !== undefined) {
        put((before) => ({ ...before, stored: { ...before.stored, id: written.id, versionId: written.versionId } }))
        return
      }
      const theirs = await readDesk(client, practitioner)
      next = { ...theirs, desk: edit(theirs.desk) }
      put((before) => ({ ...before, stored: next }))
    }
    put((before) => ({ ...before, memoryOnly: 'it was changed elsewhere at the same time' }))
  } catch (error) {
    const reason = error instanceof FhirError ? error.message : 'the server did not take it'
    put((before) => ({ ...before, memoryOnly: reason }))
  }
}
