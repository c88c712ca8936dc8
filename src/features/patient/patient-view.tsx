import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { IdentityBanner } from '#src/features/patient/identity-banner.tsx'
import { ListNavigation } from '#src/features/patient/list-navigation.tsx'
import { PatientColumns } from '#src/features/patient/patient-columns.tsx'
import { changedSearch, parsePatientSearch } from '#src/features/patient/patient-search.ts'
import type { PatientSlots } from '#src/features/patient/patient-slots.ts'
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

/** Banner and tabs. */
export function PatientView({ patient, slots }: PatientViewProps) {
  const { record, assessment } = patient
  const [search, setSearch] = useSearchParams()
  const { value, ignored } = parsePatientSearch(search)
  const [lit, setLit] = useState<readonly string[]>(() => evidenceOf(patient, value.flag))
  const unread = record.rejected.length + record.incomplete.length
  const panel = {
    trajectory: () => <PatientColumns patient={patient} slots={slots} lit={lit} light={setLit} />,
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
  const { flags, findings, section, sectionWhy } = patient.assessment
  const untold = findings.filter(({ verdict }) => verdict.kind === 'cannot-tell')
  return (
    <div className={styles['printed']}>
      <p>{recordHeader(patient).slice(1).join('. ')}.</p>
      {section === 'cannot-judge' && <p>Cannot judge: {sectionWhy}.</p>}
      <p>{flags.length === 0 ? 'No rule is met.' : `Flags: ${flags.map((flag) => `${flag.title}: ${flag.sentence}`).join('. ')}.`}</p>
      {untold.length > 0 && <p>{`Cannot tell: ${untold.map(({ title }) => title.toLowerCase()).join(', ')}.`}</p>}
    </div>
  )
}

/** Sources of the flag that the address names, so that its evidence is lit when the page opens. */
function evidenceOf({ assessment }: AssessedPatient, rule: string | undefined): readonly string[] {
  const finding = assessment.findings.find((one) => one.rule === rule)
  return finding?.evidence.flatMap(({ source }) => (source === undefined ? [] : [source.ref])) ?? []
}
