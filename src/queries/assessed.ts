/** One assessment for one record on one day under one set of rules: computed once, the same object wherever it is shown. */
import { assessPatient } from '#src/clinical/assess.ts'
import type { Assessment } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Day } from '#src/lib/calendar.ts'

interface Kept {
  readonly asOf: Day
  readonly settings: ClinicalSettings
  /** A fault in a rule is kept as well: the same record would only make it again. */
  readonly outcome: { readonly assessment: Assessment } | { readonly fault: unknown }
}

/** Two at most: around midnight the screen still shows one day while the next is worked out. */
const kept = new WeakMap<PatientRecord, readonly Kept[]>()
const MOST_KEPT = 2

function keptFor(record: PatientRecord, today: Day, settings: ClinicalSettings): Kept | undefined {
  const asOf = record.identity.historicalAsOf ?? today
  return kept.get(record)?.find((one) => one.asOf === asOf && one.settings === settings)
}

/** Whether `assessed` has the answer already. */
export function isAssessed(record: PatientRecord, today: Day, settings: ClinicalSettings): boolean {
  return keptFor(record, today, settings) !== undefined
}

/**
 * A historical case is judged on its own day; everybody else today.
 *
 * @throws whatever a rule threw: a fault in Remit, which must cost no other patient anything
 */
export function assessed(record: PatientRecord, today: Day, settings: ClinicalSettings): Assessment {
  const { outcome } = keptFor(record, today, settings) ?? judgedNow(record, today, settings)
  if ('fault' in outcome) throw outcome.fault
  return outcome.assessment
}

/** Judges ahead of the screen that will ask. */
export function assessAhead(record: PatientRecord, today: Day, settings: ClinicalSettings): void {
  if (!isAssessed(record, today, settings)) judgedNow(record, today, settings)
}

function judgedNow(record: PatientRecord, today: Day, settings: ClinicalSettings): Kept {
  const asOf = record.identity.historicalAsOf ?? today
  const made = { asOf, settings, outcome: outcomeOf(record, asOf, settings) }
  kept.set(record, [made, ...(kept.get(record) ?? [])].slice(0, MOST_KEPT))
  return made
}

function outcomeOf(record: PatientRecord, asOf: Day, settings: ClinicalSettings): Kept['outcome'] {
  try {
    return { assessment: assessPatient(record, asOf, settings) }
  } catch (fault) {
    return { fault }
  }
}
