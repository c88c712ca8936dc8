import type { Assessment } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { Day } from '#src/lib/calendar.ts'

/** Everything Remit concludes about one patient on one day. Pure: same input, same output; reads no clock. */
export function assessPatient(_record: PatientRecord, _asOf: Day, _settings: ClinicalSettings): Assessment {
  throw new Error('under construction')
}
