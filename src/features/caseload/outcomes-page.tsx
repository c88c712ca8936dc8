import { toRow } from '#src/features/caseload/caseload-rows.ts'
import { DecisionTimesView } from '#src/features/caseload/decision-times.tsx'
import { outcomesCsv } from '#src/features/caseload/outcomes-csv.ts'
import { decisionTimes, outcomesOf } from '#src/features/caseload/outcomes.ts'
import { OutcomesView } from '#src/features/caseload/outcomes-view.tsx'
import { saveCsv } from '#src/ui/save-file.ts'
import { formatDay, formatMoment, isoFromDay } from '#src/lib/calendar.ts'
import { counted, formatNumber } from '#src/lib/figures.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import { useDeployment } from '#src/queries/remit-context.tsx'
import { useReviews } from '#src/queries/reviews.ts'
import type { Caseload } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import { useLinks } from '#src/ui/links.tsx'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import { Mark } from '#src/ui/mark.tsx'
import styles from '#src/features/caseload/outcomes.module.css'

/** Outcomes of the caseload. */
export function OutcomesPage() {
  const { loaded, progress, refresh } = useCaseload()
  return (
    <div className={styles['page']}>
      <LoadedView loaded={loaded} what="the outcomes" heading="Outcomes" onRetry={refresh}>
        {(caseload) => <LoadedOutcomes caseload={caseload} progress={progress} />}
      </LoadedView>
    </div>
  )
}

interface LoadedOutcomesProps {
  readonly caseload: Caseload
  readonly progress: { readonly read: number; readonly total: number } | undefined
}

function LoadedOutcomes({ caseload, progress }: LoadedOutcomesProps) {
  const { clinical } = useDeployment()
  const reviews = useReviews()
  const links = useLinks()
  const rows = caseload.entries.map(toRow)
  const outcomes = outcomesOf(rows, clinical)
  const times = reviews.kind === 'fresh' || reviews.kind === 'stale' ? decisionTimes(rows, reviews.value) : undefined
  return (
    <>
      <header className={styles['head']}>
        <h1>Outcomes</h1>
        <p className={styles['asOf']}>
          {counted(caseload.total, 'patient')}, as of {formatDay(caseload.asOf)}, read {formatMoment(caseload.fetchedAtMs)}
        </p>
        {(progress !== undefined || !caseload.complete) && (
          <Mark
            shape="dashed-ring"
            tone="unknown"
            word={
              progress === undefined
                ? 'not every patient was read completely'
                : `reading: ${formatNumber(progress.read)} of ${counted(progress.total, 'patient')}, the shares still change`
            }
          />
        )}
        <Button onClick={() => saveCsv(`remit-outcomes-${isoFromDay(caseload.asOf)}.csv`, outcomesCsv(outcomes, times, caseload))}>
          Save as CSV
        </Button>
      </header>
      <OutcomesView outcomes={outcomes} settings={clinical}>
        <LoadedView loaded={reviews} what="recorded decisions">
          {() => times && <DecisionTimesView times={times} addressOf={(id) => links.patient(id, { from: 'outcomes' })} />}
        </LoadedView>
      </OutcomesView>
    </>
  )
}
