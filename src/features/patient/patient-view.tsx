import { useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { BeforeYouChange } from '#src/features/patient/before-you-change.tsx'
import { FlagLine } from '#src/features/patient/flag-line.tsx'
import { IdentityBanner } from '#src/features/patient/identity-banner.tsx'
import { ListNavigation } from '#src/features/patient/list-navigation.tsx'
import { changedSearch, parsePatientSearch } from '#src/features/patient/patient-search.ts'
import type { PatientSlots } from '#src/features/patient/patient-slots.ts'
import { PatientTrajectory } from '#src/features/patient/patient-trajectory.tsx'
import { ReadingsList } from '#src/features/patient/readings-list.tsx'
import { recordHeader } from '#src/features/patient/trajectory-words.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { ErrorBoundary } from '#src/ui/error-boundary.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { Tabs } from '#src/ui/tabs.tsx'
import styles from '#src/features/patient/patient-page.module.css'

export interface PatientViewProps {
  readonly patient: AssessedPatient
  readonly slots: PatientSlots
}

/** Banner, tabs, and the column that stands beside the chart. */
export function PatientView({ patient, slots }: PatientViewProps) {
  const { record, assessment } = patient
  const [search, setSearch] = useSearchParams()
  const { value, ignored } = parsePatientSearch(search)
  const [lit, setLit] = useState<readonly string[]>(() => evidenceOf(patient, value.flag))
  const [chosen, setChosen] = useState<readonly string[]>([])
  const unread = record.rejected.length + record.incomplete.length
  const panel = {
    trajectory: () => (
      <div className={styles['columns']}>
        <ErrorBoundary what="chart">
          <PatientTrajectory patient={patient} lit={lit} onChoose={setChosen} />
        </ErrorBoundary>
        <Side patient={patient} slots={slots} light={setLit} chosen={chosen} />
      </div>
    ),
    trials: () => <ErrorBoundary what="list of trials">{slots.trials(patient)}</ErrorBoundary>,
    readings: () => <ReadingsList patient={patient} />,
    reviews: () => <ErrorBoundary what="list of reviews">{slots.reviews(patient)}</ErrorBoundary>,
  }[value.tab]
  return (
    <>
      <IdentityBanner patient={patient} navigation={<ListNavigation id={record.identity.id} />} />
      <PrintHead patient={patient} />
      {record.incomplete.map((part) => (
        <Notice key={part.part} tone="unknown" role="status" title={`Incomplete: ${part.part} could not be read.`}>
          {part.reason}. What rests on it says “cannot tell”.
        </Notice>
      ))}
      {ignored.map((sentence) => (
        <p key={sentence} role="status">
          {sentence}
        </p>
      ))}
      <Tabs
        label="Patient"
        selected={value.tab}
        onSelect={(tab) => setSearch(changedSearch(search, { tab: tab === 'trajectory' ? undefined : tab }), { replace: true })}
        tabs={[
          { id: 'trajectory', label: 'Trajectory' },
          { id: 'trials', label: 'Trials and resistance', count: assessment.trials.length },
          { id: 'readings', label: unread === 0 ? 'Readings' : 'Readings, some unread', count: record.readings.length },
          { id: 'reviews', label: 'Reviews' },
        ]}
      >
        {panel()}
      </Tabs>
    </>
  )
}

/** On paper only: as of when, what is incomplete, and which flags were up. */
function PrintHead({ patient }: { readonly patient: AssessedPatient }) {
  const { flags, findings } = patient.assessment
  const untold = findings.filter(({ verdict }) => verdict.kind === 'cannot-tell')
  return (
    <div className={styles['printed']}>
      <p>{recordHeader(patient).slice(1).join('. ')}.</p>
      <p>{flags.length === 0 ? 'No rule is met.' : `Flags: ${flags.map((flag) => `${flag.title}: ${flag.sentence}`).join('. ')}.`}</p>
      {untold.length > 0 && <p>{`Cannot tell: ${untold.map(({ title }) => title.toLowerCase()).join(', ')}.`}</p>}
    </div>
  )
}

interface SideProps extends PatientViewProps {
  readonly light: (refs: readonly string[]) => void
  readonly chosen: readonly string[]
}

/** What cannot wait stands first; else the facts before the dose do. */
function Side({ patient, slots, light, chosen }: SideProps) {
  const why = useRef<HTMLDivElement>(null)
  const isUrgent = patient.assessment.flags.some((flag) => flag.tier === 'urgent')
  const flags = (
    <div ref={why} className={styles['slots']} tabIndex={-1}>
      <ErrorBoundary what="list of flags">{slots.flags(patient, light, chosen)}</ErrorBoundary>
      <ErrorBoundary what="list of decisions">{slots.actions(patient)}</ErrorBoundary>
    </div>
  )
  return (
    <aside className={styles['side']} aria-label="Before the next decision">
      {isUrgent ? flags : <FlagLine patient={patient} onWhy={() => goTo(why.current)} />}
      <ErrorBoundary what="summary">
        <BeforeYouChange patient={patient} />
      </ErrorBoundary>
      {!isUrgent && flags}
    </aside>
  )
}

function goTo(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' })
  element?.focus({ preventScroll: true })
}

/** Sources of the flag that the address names, so that its evidence is lit when the page opens. */
function evidenceOf({ assessment }: AssessedPatient, rule: string | undefined): readonly string[] {
  const finding = assessment.findings.find((one) => one.rule === rule)
  return finding?.evidence.flatMap(({ source }) => (source === undefined ? [] : [source.ref])) ?? []
}
