import { useRef, useState } from 'react'
import { BeforeYouChange } from '#src/features/patient/before-you-change.tsx'
import { FlagLine } from '#src/features/patient/flag-line.tsx'
import type { PatientSlots } from '#src/features/patient/patient-slots.ts'
import { PatientTrajectory } from '#src/features/patient/patient-trajectory.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import { classNames } from '#src/ui/class-names.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import styles from '#src/features/patient/patient-page.module.css'

export interface PatientColumnsProps {
  readonly patient: AssessedPatient
  readonly slots: PatientSlots
  /** Source references to light up. */
  readonly lit: readonly string[]
  readonly light: (refs: readonly string[]) => void
}

/**
 * The chart and what stands beside it: what cannot wait first, else the facts before the dose. Where there is room for one column only,
 * the rules that are met stand above the chart, and all else below it.
 */
export function PatientColumns({ patient, slots, lit, light }: PatientColumnsProps) {
  const [chosen, setChosen] = useState<readonly string[]>([])
  const why = useRef<HTMLDivElement>(null)
  const isUrgent = patient.assessment.flags.some((flag) => flag.tier === 'urgent')
  const flags = (
    <div ref={why} className={styles['slots']} tabIndex={-1}>
      <ErrorBoundary what="list of flags">{slots.flags(patient, light, chosen)}</ErrorBoundary>
      <ErrorBoundary what="list of decisions">{slots.actions(patient)}</ErrorBoundary>
    </div>
  )
  return (
    <div className={styles['columns']}>
      <section className={classNames(styles['met'], isUrgent && styles['saidBeside'])} aria-label="In short">
        <FlagLine patient={patient} onWhy={() => goTo(why.current)} />
      </section>
      <div className={styles['chart']}>
        <ErrorBoundary what="chart">
          <PatientTrajectory patient={patient} lit={lit} onChoose={setChosen} />
        </ErrorBoundary>
      </div>
      <aside className={styles['side']} aria-label="Before the next decision">
        {isUrgent && flags}
        <ErrorBoundary what="summary">
          <BeforeYouChange patient={patient} />
        </ErrorBoundary>
        {!isUrgent && flags}
      </aside>
    </div>
  )
}

function goTo(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' })
  element?.focus({ preventScroll: true })
}
