/** What a verb's form holds: a draft that outlives it, what it would touch, and what is missing. */
import { useState } from 'react'
import type { QueuedFlag } from '#src/clinical/queue.ts'
import type { Deed, Person } from '#src/clinical/review.ts'
import { deedOf, draftFrom, emptyDraft, type Draft } from '#src/features/flags/drafts.ts'
import type { Reach } from '#src/features/flags/targets.ts'
import { useColleagues } from '#src/queries/outbox-colleagues.ts'
import { useDraft, useWriteAbility } from '#src/queries/outbox-desk.ts'
import { useAsOf } from '#src/queries/remit-context.tsx'
import type { LoadedValue } from '#src/ui/loaded-view.tsx'

export interface VerbFormState {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly colleagues: LoadedValue<readonly Person[], Error>
  /** The reach without the flags that were left out by hand. */
  readonly narrowed: Reach
  readonly problem: string | undefined
  readonly isReadOnly: boolean
  /** Undefined while something is missing. */
  readonly deedFor: ((flag: QueuedFlag) => Deed) | undefined
  readonly save: () => void
}

export function useVerbForm(
  reach: Reach,
  patientId: string,
  onSubmit: (reach: Reach, deedFor: (flag: QueuedFlag) => Deed) => void,
): VerbFormState {
  const { day } = useAsOf()
  const isReadOnly = useWriteAbility().kind === 'read-only'
  const colleagues = useColleagues()
  const [kept, keep] = useDraft(`${reach.verb}|${reach.isBulk ? 'bulk' : patientId}`)
  const [problem, setProblem] = useState<string>()
  const draft = draftFrom(kept, reach.verb) ?? emptyDraft(reach.verb, day)
  const narrowed = withoutExcepted(reach, draft.except)
  const people = colleagues.kind === 'fresh' || colleagues.kind === 'stale' ? colleagues.value : []
  const deed = deedOf(draft, day, people)
  return {
    draft,
    change: (part) => {
      setProblem(undefined)
      keep({ ...draft, ...part })
    },
    colleagues,
    narrowed,
    problem,
    isReadOnly,
    deedFor: deed.ok ? deed.value : undefined,
    save: () => {
      if (narrowed.touched.length === 0) return setProblem('No flag is chosen.')
      if (!deed.ok) return setProblem(deed.error)
      if (isReadOnly) return
      keep(undefined)
      onSubmit(narrowed, deed.value)
    },
  }
}

function withoutExcepted(reach: Reach, except: readonly string[]): Reach {
  if (except.length === 0) return reach
  const touched = reach.touched
    .map((target) => ({ ...target, flags: target.flags.filter((flag) => !except.includes(flag.finding.key ?? '')) }))
    .filter((target) => target.flags.length > 0)
  return { ...reach, touched }
}
