/** From a decision on the screen to an action on its way. */
import { partsOf, type QueuedFlag } from '#src/clinical/queue.ts'
import type { Assessment } from '#src/clinical/assessment.ts'
import type { Action, Deed } from '#src/clinical/review.ts'
import { localDayAt } from '#src/lib/calendar.ts'
import { isNonEmpty } from '#src/lib/non-empty.ts'
import { useOutbox } from '#src/queries/outbox-desk.ts'
import { besideParts, undoParts } from '#src/queries/outbox-parts.ts'
import { useClinician, useRemit } from '#src/queries/remit-context.tsx'

/** Flags of one patient that something is done about. */
export interface ActionTarget {
  readonly assessment: Assessment
  readonly flags: readonly QueuedFlag[]
}

export interface Acting {
  /** Ids of the actions on their way; one a patient, each stored whole or not at all. */
  readonly act: (targets: readonly ActionTarget[], deedFor: (flag: QueuedFlag) => Deed) => readonly string[]
  /** Takes back saved actions; ids of those that could not be, because the server has not answered yet. */
  readonly undo: (actionIds: readonly string[]) => readonly string[]
  /** Ours beside a colleague's: written as a work item of its own, after theirs. */
  readonly recordBeside: (action: Action) => void
}

export function useActing(): Acting {
  const { outbox } = useOutbox()
  const { clock } = useRemit()
  const me = useClinician()
  const actionOf = (patientId: string, parts: Action['parts']): Action => ({
    id: crypto.randomUUID(),
    patientId,
    by: me,
    atMs: clock(),
    parts,
  })
  return {
    act: (targets, deedFor) =>
      targets.flatMap(({ assessment, flags }) => {
        const parts = partsOf(assessment, flags, { me: me.ref, asOf: localDayAt(clock()) }, deedFor)
        if (!isNonEmpty(parts)) return []
        const action = actionOf(assessment.patientId, parts)
        return outbox.add(action) ? [action.id] : []
      }),
    undo: (actionIds) =>
      actionIds.filter((id) => {
        const saved = outbox.snapshot().saved.find((one) => one.action.id === id)
        // One that was refused or lost to somebody else's was never stored: there is nothing to take back.
        if (!saved) return outbox.snapshot().entries.some((entry) => entry.action.id === id && entry.state.kind !== 'refused')
        const parts = undoParts(saved)
        if (isNonEmpty(parts) && outbox.add(actionOf(saved.action.patientId, parts))) outbox.forgetSaved(id)
        return false
      }),
    recordBeside: (action) => {
      const entry = outbox.snapshot().entries.find((one) => one.action.id === action.id)
      if (entry?.state.kind !== 'conflict') return
      const parts = besideParts(action, entry.state)
      outbox.discard(action.id)
      if (isNonEmpty(parts)) outbox.add(actionOf(action.patientId, parts))
    },
  }
}
