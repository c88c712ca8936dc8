import type { QueuedFlag } from '#src/clinical/queue.ts'
import { OtherFindings } from '#src/features/flags/other-findings.tsx'
import { RestingFlags } from '#src/features/flags/resting-flags.tsx'
import { WhyPanel } from '#src/features/flags/why-panel.tsx'
import { Elsewhere } from '#src/features/flags/elsewhere.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import styles from '#src/features/flags/why.module.css'

export interface FlagDetailsProps {
  readonly patient: AssessedPatient
  readonly open: readonly QueuedFlag[]
  readonly resting: readonly QueuedFlag[]
  /** Rule id of the flag to open at first. */
  readonly focused: string | undefined
  /** Sources of the point that was chosen on the chart. */
  readonly chosen: readonly string[]
  /** Sources to light up on the chart; undefined for all of them. */
  readonly onLight: (refs: readonly string[] | undefined) => void
}

/** Every flag of a patient with its reason, then what was checked and not met, and what nobody can tell. */
export function FlagDetails({ patient, open, resting, chosen, focused, onLight }: FlagDetailsProps) {
  return (
    <section className={styles['details']} aria-label="Why flagged">
      {open.map((flag, index) => (
        <WhyPanel
          key={flag.finding.rule}
          finding={flag.finding}
          patientId={patient.assessment.patientId}
          isOpen={focused === undefined ? index === 0 : flag.finding.rule === focused}
          chosen={chosen}
          onLight={onLight}
        >
          {flag.state.review !== undefined && <p className={styles['state']}>{flag.state.why}</p>}
          {flag.elsewhere !== undefined && <Elsewhere patient={patient} flag={flag} review={flag.elsewhere} />}
        </WhyPanel>
      ))}
      {resting.length > 0 && <RestingFlags patient={patient} flags={resting} />}
      <OtherFindings assessment={patient.assessment} />
    </section>
  )
}
