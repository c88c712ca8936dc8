/** What a resistance review asks for beyond the verdict of the day: worked out when a review is opened, not for everybody on a caseload. */
import type { Assessment, ResistanceReview } from '#src/clinical/assessment.ts'
import { canonical } from '#src/clinical/canonical.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import { pseudoResistanceChecks } from '#src/clinical/pseudo-resistance.ts'
import { definitionIds, judgeResistance } from '#src/clinical/resistance.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { stage } from '#src/clinical/staging.ts'

/**
 * The other definitions, the checklist and the stagings, on the day and from the trials of `assessment`. Pure.
 *
 * @param sent the record that `assessment` judged
 * @returns always a complete review: what cannot be told says so
 */
export function reviewResistance(sent: PatientRecord, assessment: Assessment, settings: ClinicalSettings): ResistanceReview {
  const record = canonical(sent)
  const { trials, current, asOf } = assessment
  return {
    otherDefinitions: definitionIds
      .filter((id) => id !== settings.resistanceDefinition)
      .map((id) => judgeResistance({ record, trials, asOf, settings }, id)),
    pseudoResistance: pseudoResistanceChecks({ record, trials, current, asOf, settings }),
    staging: stage({ record, trials, asOf }),
  }
}
