/** Saving and taking back what a clinician adds to the treatment history, and the checklist of pseudo-resistance. */
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Checklist, SavedChecklist } from '#src/clinical/checklist.ts'
import type { Source } from '#src/clinical/source.ts'
import type { ToldTrial } from '#src/clinical/told-trial.ts'
import type { FhirClient } from '#src/fhir/client.ts'
import type { FhirError } from '#src/fhir/errors.ts'
import { checklistOfPatient, readStatement, send, type Sent } from '#src/fhir/history-wire.ts'
import { fetchWriteAbility, type WriteAbility } from '#src/fhir/review-capability.ts'
import type { WriteContext } from '#src/fhir/write-provenance.ts'
import { caseloadKey } from '#src/queries/caseload.ts'
import { toLoaded, type Loaded } from '#src/queries/loaded.ts'
import { useRemit } from '#src/queries/remit-context.tsx'

/** What became of a save. `conflict` carries the other version, so that both can be shown; nothing is ever overwritten unseen. */
export type SaveState<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly source: Source; readonly undoable: boolean }
  | { readonly kind: 'undone' }
  | { readonly kind: 'conflict'; readonly theirs: T | undefined; readonly theirSource: Source; readonly why: string }
  | { readonly kind: 'read-only'; readonly why: string }
  /** It may or may not have arrived; sending it again under the same key saves it once. */
  | { readonly kind: 'unsure'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string }

export type { ToldTrial } from '#src/clinical/told-trial.ts'

interface Standing {
  readonly client: FhirClient
  readonly queries: QueryClient
  readonly practitioner: string
  readonly context: () => WriteContext
}

function useStanding(patientId: string): Standing {
  const { client, deployment, clock } = useRemit()
  const queries = useQueryClient()
  return {
    client,
    queries,
    practitioner: deployment.practitioner,
    context: () => ({
      patientId,
      practitioner: deployment.practitioner,
      practitionerName: deployment.practitionerName,
      nowMs: clock(),
    }),
  }
}

/** Why the server takes no told trials, or no answers; undefined while that is not known, and where it does. Then the first write will tell. */
export function useReadOnlyBecause(what: 'trials' | 'answers'): string | undefined {
  const { client } = useRemit()
  const { data } = useQuery<WriteAbility, FhirError>({
    queryKey: ['write-ability', what],
    queryFn: ({ signal }) => fetchWriteAbility(client, what, signal),
    staleTime: Infinity,
  })
  return data?.kind === 'read-only' ? data.why : undefined
}

/** After a write the record is read again: what stands on screen is what the server holds. */
function readAgain({ queries, practitioner }: Standing, patientId: string): void {
  void queries.invalidateQueries({ queryKey: ['patient', patientId] })
  void queries.invalidateQueries({ queryKey: caseloadKey(practitioner) })
  void queries.invalidateQueries({ queryKey: checklistKey(patientId) })
}

function stateOf<T>(sent: Sent<T>): SaveState<T> {
  return sent.kind === 'saved' ? { kind: 'saved', source: sent.source, undoable: true } : sent
}

export interface TrialWrites {
  readonly state: SaveState<ToldTrial>
  /** `over`: the version that was edited; undefined for a new one. */
  readonly save: (told: ToldTrial, over: Source | undefined) => Promise<SaveState<ToldTrial>>
  /** Takes the last save back: a new trial is withdrawn, an edited one gets its earlier words again. */
  readonly undo: () => Promise<void>
  /** Marks a trial entered by hand as entered in error. */
  readonly withdraw: (source: Source) => Promise<SaveState<ToldTrial>>
  readonly reset: () => void
}

/** Writes of told trials for one patient. */
export function useTrialWrites(patientId: string): TrialWrites {
  const standing = useStanding(patientId)
  const [state, setState] = useState<SaveState<ToldTrial>>({ kind: 'idle' })
  const [back, setBack] = useState<(() => Promise<Sent<ToldTrial>>) | undefined>()
  const run = async (
    job: () => Promise<Sent<ToldTrial>>,
    undoOf: (sent: Sent<ToldTrial>) => (() => Promise<Sent<ToldTrial>>) | undefined,
  ) => {
    setState({ kind: 'saving' })
    const sent = await job()
    const next = stateOf(sent)
    setState(next)
    setBack(() => undoOf(sent))
    if (sent.kind === 'saved') readAgain(standing, patientId)
    return next
  }
  return {
    state,
    save: (told, over) =>
      run(
        () => send.statement(standing.client, told, over, standing.context()),
        (sent) => (sent.kind === 'saved' ? () => send.undoStatement(standing.client, sent, standing.context()) : undefined),
      ),
    withdraw: (source) =>
      run(
        () => send.withdrawal(standing.client, source, standing.context()),
        (sent) => (sent.kind === 'saved' ? () => send.undoStatement(standing.client, sent, standing.context()) : undefined),
      ),
    undo: async () => {
      if (back === undefined) return
      setState({ kind: 'saving' })
      const sent = await back()
      setState(sent.kind === 'saved' ? { kind: 'undone' } : stateOf(sent))
      setBack(undefined)
      if (sent.kind === 'saved') readAgain(standing, patientId)
    },
    reset: () => setState({ kind: 'idle' }),
  }
}

/** A trial entered by hand, as it was entered, with the version it has now: for the form that edits it. */
export function useToldTrial(
  patientId: string,
  ref: string | undefined,
): Loaded<{ told: ToldTrial; source: Source }, FhirError> | undefined {
  const { client } = useRemit()
  const query = useQuery<{ told: ToldTrial; source: Source }, FhirError>({
    queryKey: ['told-trial', patientId, ref ?? ''],
    queryFn: ({ signal }) => readStatement(client, ref ?? '', signal),
    enabled: ref !== undefined,
    // What is edited is read when the form opens, never taken from an earlier opening.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const loaded = toLoaded(query)
  return ref === undefined ? undefined : loaded
}

const checklistKey = (patientId: string) => ['checklist', patientId] as const

/** The saved checklist of one patient; `value` undefined when none was saved yet. */
export function useChecklist(patientId: string): {
  readonly loaded: Loaded<SavedChecklist | undefined, FhirError>
  readonly retry: () => void
} {
  const { client } = useRemit()
  const query = useQuery<{ saved: SavedChecklist | undefined }, FhirError>({
    queryKey: checklistKey(patientId),
    queryFn: async ({ signal }) => ({ saved: await checklistOfPatient(client, patientId, signal) }),
    // Answers being typed are not changed under the reader; a conflict is found when they are saved.
    refetchOnWindowFocus: false,
  })
  const loaded = toLoaded(query)
  return {
    loaded: loaded.kind === 'fresh' || loaded.kind === 'stale' ? { ...loaded, value: loaded.value.saved } : loaded,
    retry: () => void query.refetch(),
  }
}

export interface ChecklistWrites {
  readonly state: SaveState<Checklist>
  /** Resolves to whether the server took it. */
  readonly save: (checklist: Checklist, over: Source | undefined, key: string) => Promise<boolean>
  readonly undo: () => Promise<void>
  readonly reset: () => void
}

/** Writes of the checklist for one patient. */
export function useChecklistWrites(patientId: string): ChecklistWrites {
  const standing = useStanding(patientId)
  const [state, setState] = useState<SaveState<Checklist>>({ kind: 'idle' })
  const [last, setLast] = useState<Sent<Checklist> | undefined>()
  const finish = (sent: Sent<Checklist>, next: SaveState<Checklist>): void => {
    setState(next)
    setLast(sent)
    if (sent.kind === 'saved') readAgain(standing, patientId)
  }
  return {
    state,
    save: async (checklist, over, key) => {
      setState({ kind: 'saving' })
      const sent = await send.checklist(standing.client, checklist, over, key, standing.context())
      finish(sent, stateOf(sent))
      return sent.kind === 'saved'
    },
    undo: async () => {
      if (last?.kind !== 'saved') return
      setState({ kind: 'saving' })
      const sent = await send.undoChecklist(standing.client, last, standing.context())
      finish(sent, sent.kind === 'saved' ? { kind: 'undone' } : stateOf(sent))
    },
    reset: () => setState({ kind: 'idle' }),
  }
}

/** An identity for something that is about to be typed, so that sending it twice saves it once. */
export function useNewKey(): () => string {
  return () => crypto.randomUUID()
}
