import { useDeferredValue, useEffect } from 'react'
import { CaseloadView } from '#src/features/caseload/caseload-view.tsx'
import { counted, formatNumber } from '#src/lib/figures.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import { useDesk } from '#src/queries/last-look.ts'
import { useClinician, useDeployment } from '#src/queries/remit-context.tsx'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import styles from '#src/features/caseload/caseload.module.css'

/** The morning table. */
export function CaseloadPage() {
  const { loaded, progress, refresh, stop } = useCaseload()
  const { clinical } = useDeployment()
  const { name } = useClinician()
  const desk = useDesk()
  // What arrives while reading is drawn in the breaks of scrolling and typing, never before them: 10,000 rows take longer than a frame.
  const soonest = loaded.kind === 'fresh' || loaded.kind === 'stale' ? loaded.value : undefined
  const caseload = useDeferredValue(soonest) ?? soonest
  const isRead = loaded.kind === 'fresh' && progress === undefined
  const { noteLook } = desk
  useEffect(() => {
    if (isRead && desk.state.kind === 'ready') noteLook()
  })
  // The view stays the same one whether fresh or stale: a failed refresh takes neither focus nor place away.
  if (caseload !== undefined && (loaded.kind === 'fresh' || loaded.kind === 'stale')) {
    return (
      <CaseloadView
        caseload={caseload}
        progress={caseload.read < caseload.total ? caseload : undefined}
        staleBecause={loaded.kind === 'stale' ? loaded.error.message : undefined}
        desk={desk}
        settings={clinical}
        clinician={name}
        onRetry={refresh}
      />
    )
  }
  return (
    <div className={styles['nothing']}>
      <LoadedView
        loaded={loaded}
        what="the caseload"
        heading="Caseload"
        onRetry={refresh}
        onStop={stop}
        {...(progress === undefined ? {} : { progress: `${formatNumber(progress.read)} of ${counted(progress.total, 'patient')}` })}
      >
        {() => undefined}
      </LoadedView>
    </div>
  )
}
