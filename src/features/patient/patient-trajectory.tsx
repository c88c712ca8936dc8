import { lazy, Suspense, useMemo } from 'react'
import type { Review } from '#src/clinical/review.ts'
import { usePatientReviews } from '#src/queries/reviews.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Loading } from '#src/ui/loading.tsx'
import { Notice } from '#src/ui/notice.tsx'

// The chart library is the largest part of this page: the banner and the facts stand before it has come.
const TrajectoryView = lazy(async () => ({ default: (await import('#src/features/patient/trajectory-view.tsx')).TrajectoryView }))

const NONE: readonly Review[] = []

export interface PatientTrajectoryProps {
  readonly patient: AssessedPatient
  /** Source references to light up. */
  readonly lit: readonly string[]
  /** Sources of the point that was chosen on the chart. */
  readonly onChoose?: (refs: readonly string[]) => void
}

/** The trajectory with the decisions made so far on its event lane. */
export function PatientTrajectory({ patient, lit, onChoose }: PatientTrajectoryProps) {
  const reviews = usePatientReviews(patient.record.identity.id)
  const litRefs = useMemo(() => new Set(lit), [lit])
  const known = reviews.kind === 'fresh' || reviews.kind === 'stale' ? reviews.value.reviews : NONE
  return (
    <Suspense fallback={<Loading what="the chart" lines={12} />}>
      <div>
        {(reviews.kind === 'failed' || reviews.kind === 'offline') && (
          <Notice tone="unknown" role="status" title="Earlier decisions could not be read.">
            They are missing from the event lane. Scores, doses and check-ins are not affected.
          </Notice>
        )}
        <TrajectoryView patient={patient} reviews={known} lit={litRefs} onChoose={onChoose} />
      </div>
    </Suspense>
  )
}
