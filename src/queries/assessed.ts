/** One assessment for one record on one day under one set of rules: computed once, the same object wherever it is shown. */
import { assessPatient } from '#src/clinical/assess.ts'
import type { Assessment } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Day } from '#src/lib/calendar.ts'

const kept = new WeakMap<PatientRecord, { readonly asOf: Day; readonly settings: ClinicalSettings; readonly assessment: Assessment }>()

/** A historical case is judged on its own day; everybody else today. */
export function assessed(record: PatientRecord, today: Day, settings: ClinicalSettings): Assessment {
  const asOf = record.identity.historicalAsOf ?? today
  const earlier = kept.get(record)
  if (earlier && earlier.asOf === asOf && earlier.settings === settings) return earlier.assessment
  const assessment = assessPatient(record, asOf, settings)
  kept.set(record, { asOf, settings, assessment })
  return assessment
}
