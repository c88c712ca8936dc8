/**
 * What was typed into the forms of this tab and not saved: kept sealed by the queries layer, so that it survives a reload, an idle
 * lock and a lost session. Read back unbelieved: whatever does not fit the form as it is today is no draft.
 */
import * as z from 'zod/mini'
import { checkAnswers, conclusions, type Checklist } from '#src/clinical/checklist.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import type { Source } from '#src/clinical/source.ts'
import { toldAdherences, toldOutcomes, toldSources, toldStops } from '#src/clinical/told-trial.ts'
import type { TrialFields } from '#src/features/history/trial-fields.ts'

const sourceSchema = z.object({ ref: z.string(), versionId: z.optional(z.string()) })

function sourceOf({ ref, versionId }: z.infer<typeof sourceSchema>): Source {
  return versionId === undefined ? { ref } : { ref, versionId }
}

export interface ChecklistDraft {
  readonly answers: Checklist['answers']
  readonly conclusion: Checklist['conclusion']
  readonly reason: string
  /** The saved version the answers were typed over, so that a newer one is met as a conflict. */
  readonly over: Source | undefined
}

const checklistSchema = z.object({
  answers: z.record(z.string(), z.object({ answer: z.enum(checkAnswers), comment: z.string() })),
  conclusion: z.enum(conclusions),
  reason: z.string(),
  over: z.optional(sourceSchema),
})

export function checklistDraftFrom(kept: unknown): ChecklistDraft | undefined {
  const parsed = checklistSchema.safeParse(kept)
  if (!parsed.success) return undefined
  const { over, ...rest } = parsed.data
  return { ...rest, over: over === undefined ? undefined : sourceOf(over) }
}

const formulations = [
  'immediate',
  'sustained',
  'extended',
  'controlled',
  'transdermal',
  'intranasal',
  'intravenous',
  'unspecified',
] as const
const empty = z.literal('')
const trialSchema = z.object({
  medicine: z.optional(
    z.union([
      z.object({ kind: z.literal('agent'), agent: z.string(), formulation: z.enum(formulations) }),
      z.object({ kind: z.literal('text'), text: z.string() }),
    ]),
  ),
  from: z.string(),
  endKind: z.union([z.enum(['ended', 'lasted', 'ended-unknown', 'ongoing']), empty]),
  endText: z.string(),
  steps: z.array(z.object({ key: z.string(), dose: z.string(), notRemembered: z.boolean(), from: z.string() })),
  adherence: z.union([z.enum(toldAdherences), empty]),
  outcome: z.union([z.enum(toldOutcomes), empty]),
  stop: z.union([z.enum(toldStops), empty]),
  stopWords: z.string(),
  source: z.union([z.enum(toldSources), empty]),
  note: z.string(),
})

export function trialDraftFrom(kept: unknown): TrialFields | undefined {
  const parsed = trialSchema.safeParse(kept)
  if (!parsed.success || parsed.data.steps.length === 0) return undefined
  const { medicine, ...rest } = parsed.data
  return { ...rest, medicine: medicineFrom(medicine) }
}

function medicineFrom(medicine: z.infer<typeof trialSchema>['medicine']): TrialFields['medicine'] {
  if (medicine === undefined || medicine.kind === 'text') return medicine
  // An agent that has left the table since is no choice any more; the field is then asked anew.
  return medicineOf(medicine.agent) === undefined ? undefined : medicine
}
