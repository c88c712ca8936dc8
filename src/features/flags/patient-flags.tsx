import { FlagDetails } from '#src/features/flags/flag-details.tsx'
import { isSafetyRule } from '#src/features/flags/flag-words.ts'
import { usePatientFlagState } from '#src/queries/patient-flags.ts'
import { SafetyNote } from '#src/features/flags/safety-note.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Notice } from '#src/ui/notice.tsx'
import { useSearchParams } from 'react-router'
import styles from '#src/features/flags/why.module.css'

export interface PatientFlagsProps {
  readonly patient: AssessedPatient
  /** Lights sources up on the chart beside. */
  readonly light: (refs: readonly string[]) => void
  /** Sources of the point that was chosen on the chart: the flags that rest on it say so. */
  readonly chosen: readonly string[]
}

/** Why this patient is flagged, on the patient's own page. */
export function PatientFlags({ patient, light, chosen }: PatientFlagsProps) {
  const [parameters] = useSearchParams()
  const { open, resting, why } = usePatientFlagState(patient)
  const all = [...open, ...resting]
  return (
    <div className={styles['patientFlags']}>
      {why !== undefined && (
        <Notice tone="unknown" title="What was done about these flags is not known yet.">
          {why}
        </Notice>
      )}
      {all.some((flag) => isSafetyRule(flag.finding.rule)) && <SafetyNote />}
      {all.length === 0 && <p className={styles['state']}>No rule is met. What could not be told stands below.</p>}
      <FlagDetails
        patient={patient}
        open={open}
        resting={resting}
        chosen={chosen}
        focused={parameters.get('flag') ?? undefined}
        onLight={(refs) => light(refs ?? [])}
      />
    </div>
  )
}
