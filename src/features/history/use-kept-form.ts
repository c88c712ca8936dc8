import type { Source } from '#src/clinical/source.ts'
import { checklistDraftFrom, trialDraftFrom, type ChecklistDraft } from '#src/features/history/form-drafts.ts'
import type { TrialFields } from '#src/features/history/trial-fields.ts'
import { useDraft } from '#src/queries/outbox-desk.ts'

export interface KeptForm<T> {
  readonly value: T
  /** Each change is kept at once. */
  readonly keep: (next: T) => void
  /** After it was saved, or thrown away on purpose. */
  readonly forget: () => void
}

/** The fields of a told trial as they were left; `start` when nothing was. */
export function useKeptTrial(patientId: string, about: readonly Source[], start: TrialFields): KeptForm<TrialFields> {
  const [kept, keep] = useDraft(`told-trial|${patientId}|${about.map(({ ref }) => ref).join('+') || 'new'}`)
  return { value: trialDraftFrom(kept) ?? start, keep, forget: () => keep(undefined) }
}

/** The answers of the checklist as they were left; `start` when nothing was. */
export function useKeptChecklist(patientId: string, start: ChecklistDraft): KeptForm<ChecklistDraft> {
  const [kept, keep] = useDraft(`checklist|${patientId}`)
  return { value: checklistDraftFrom(kept) ?? start, keep, forget: () => keep(undefined) }
}
