/** What a verb's form holds: a draft that outlives it, what it would touch, and what is missing. */
import { useState } from 'react'
import type { QueuedFlag } from '#src/clinical/queue.ts'
import type { Deed, Person } from '#src/clinical/review.ts'
import { changed, deedOf, draftFrom, emptyDraft, type Draft } from '#src/features/flags/drafts.ts'
import { isSafetyRule } from '#src/features/flags/flag-words.ts'
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
  /** A safety flag is among what it closes. */
  readonly isOfSafety: boolean
  readonly isReadOnly: boolean
  /** Undefined while something is missing. */
  readonly deedFor: ((flag: QueuedFlag) => Deed) | undefined
  /** @returns what is missing, in words */
  readonly save: () => string | undefined
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
  const isOfSafety = narrowed.touched.some(({ flags }) => flags.some(({ finding }) => isSafetyRule(finding.rule)))
  const deed = deedOf(draft, day, people, isOfSafety)
  return {
    draft,
    change: (part) => {
      setProblem(undefined)
      keep(changed(draft, part, day))
    },
    colleagues,
    narrowed,
    problem,
    isOfSafety,
    isReadOnly,
    deedFor: deed.ok ? deed.value : undefined,
    save: () => {
      const missing = narrowed.touched.length === 0 ? 'No flag is chosen.' : deed.ok ? undefined : deed.error
      setProblem(missing)
      if (missing !== undefined || !deed.ok || isReadOnly) return missing
      keep(undefined)
      onSubmit(narrowed, deed.value)
      return undefined
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
