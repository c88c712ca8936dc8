/** The answer to "is this treatment resistance?" under one definition, with the reason for each trial. */
import type { Assessment, Resistance, ResistanceReview } from '#src/clinical/assessment.ts'
import { definitionIds, definitions, definitionStatement } from '#src/clinical/resistance.ts'
import type { ClinicalSettings, DefinitionId } from '#src/clinical/settings.ts'
import type { VerdictKind } from '#src/clinical/verdict.ts'
import { whyCounts } from '#src/features/history/ledger.ts'

/** Every definition is judged already; this picks one. */
export function resistanceUnder(assessment: Assessment, review: ResistanceReview, definition: DefinitionId): Resistance {
  return [assessment.resistance, ...review.otherDefinitions].find((one) => one.definition === definition) ?? assessment.resistance
}

export interface DefinitionChoice {
  readonly id: DefinitionId
  readonly title: string
  readonly statement: string
  readonly resistance: Resistance | undefined
}

export function definitionChoices(
  assessment: Assessment,
  review: ResistanceReview,
  settings: ClinicalSettings,
): readonly DefinitionChoice[] {
  const all = [assessment.resistance, ...review.otherDefinitions]
  return definitionIds.map((id) => ({
    id,
    title: definitions[id].title,
    statement: definitionStatement(definitions[id], settings),
    resistance: all.find((one) => one.definition === id),
  }))
}

export interface TrialReason {
  readonly id: string
  readonly name: string
  readonly kind: VerdictKind
  readonly why: string
}

/** Each trial of an antidepressant with what decided it; augmentations and sleep doses are in the criteria table. */
export function trialReasons(assessment: Assessment, resistance: Resistance): readonly TrialReason[] {
  return assessment.trials
    .filter((trial) => trial.role === 'antidepressant' || trial.role === 'not-classified')
    .map((trial) => ({ id: trial.id, name: trial.name, ...whyCounts(trial.id, resistance) }))
}
