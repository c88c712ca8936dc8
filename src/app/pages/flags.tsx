import { lazy, Suspense } from 'react'
import { FlagQueuePage, type QueueSlots } from '#src/features/flags/flag-queue-page.tsx'
import { BeforeYouChange } from '#src/features/patient/before-you-change.tsx'
import { Loading } from '#src/ui/loading.tsx'

// The charts come after the list: the queue can be read and worked before they are here.
const TrajectoryPane = lazy(async () => ({ default: (await import('#src/features/patient/trajectory-pane.tsx')).TrajectoryPane }))

const slots: QueueSlots = {
  trajectory: (patient, lit, onChoose) => (
    <Suspense fallback={<Loading what="the trajectory" lines={4} />}>
      <TrajectoryPane key={patient.record.identity.id} patient={patient} lit={lit} onChoose={onChoose} />
    </Suspense>
  ),
  beforeYouChange: (patient) => <BeforeYouChange patient={patient} />,
}

export function FlagsRoute() {
  return <FlagQueuePage slots={slots} />
}
