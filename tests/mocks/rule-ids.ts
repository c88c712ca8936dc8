import type { RuleId } from '#src/clinical/assessment.ts'

/** Every rule, so that a new one without a scenario does not pass unseen. */
const all: Readonly<Record<RuleId, true>> = {
  'suicidal-ideation': true,
  'inadequate-response': true,
  'no-early-improvement': true,
  'dose-below-minimum': true,
  worsening: true,
  relapse: true,
  'side-effect-burden': true,
  'low-adherence': true,
  silence: true,
  'possible-resistance': true,
  'possible-bipolarity': true,
  'level-lowering-interaction': true,
  'no-baseline': true,
}

export const ruleIds = Object.keys(all)
