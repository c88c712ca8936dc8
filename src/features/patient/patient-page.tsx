import { useQueryClient } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { ListNavigation } from '#src/features/patient/list-navigation.tsx'
import { PatientView } from '#src/features/patient/patient-view.tsx'
import type { PatientSlots } from '#src/features/patient/patient-slots.ts'
import { patientKey } from '#src/queries/patient-cache.ts'
import { NoSuchPatient, usePatient } from '#src/queries/patient.ts'
import { useLinks } from '#src/ui/links.tsx'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import { Notice } from '#src/ui/notice.tsx'
import styles from '#src/features/patient/patient-page.module.css'

export type { PatientSlots } from '#src/features/patient/patient-slots.ts'

export interface PatientPageProps {
  readonly id: string
  readonly slots: PatientSlots
}

/** One patient over time. Everything under it is keyed by the id: nothing of one patient lives on under the next. */
export function PatientPage({ id, slots }: PatientPageProps) {
  const loaded = usePatient(id)
  const queries = useQueryClient()
  const retry = () => void queries.refetchQueries({ queryKey: patientKey(id) })
  const links = useLinks()
  const [search] = useSearchParams()
  if (loaded.kind === 'failed' && loaded.error instanceof NoSuchPatient) {
    return (
      <div className={styles['nobody']}>
        <h1>Patient</h1>
        <Notice
          tone="unknown"
          role="alert"
          title="There is no such patient on this server."
          action={<Link to={links.caseload(search.get('from') ?? undefined)}>Back to the caseload</Link>}
        >
          The address may be old, or the record may have been merged or removed.
        </Notice>
      </div>
    )
  }
  const isShown = loaded.kind === 'fresh' || loaded.kind === 'stale'
  return (
    <div className={styles['page']}>
      {!isShown && <ListNavigation id={id} />}
      <LoadedView loaded={loaded} what="this patient’s record" heading="Patient" onRetry={retry}>
        {(patient) => <PatientView key={id} patient={patient} slots={slots} />}
      </LoadedView>
    </div>
  )
}
