import { createPortal } from 'react-dom'
import type { Resistance } from '#src/clinical/assessment.ts'
import type { SavedChecklist } from '#src/clinical/checklist.ts'
import { trialRows } from '#src/features/history/ledger.ts'
import { PacketPage } from '#src/features/history/packet-page.tsx'
import { packetOf } from '#src/features/history/packet.ts'
import { saveCsv } from '#src/ui/save-file.ts'
import { trialsCsv } from '#src/features/history/trials-csv.ts'
import { isoFromDay } from '#src/lib/calendar.ts'
import { useChecklist } from '#src/queries/history.ts'
import { useClinician, useDeployment } from '#src/queries/remit-context.tsx'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import styles from '#src/features/history/packet.module.css'

export interface PacketBarProps {
  readonly patient: AssessedPatient
  readonly resistance: Resistance
}

/** What can be taken away: the printed summary, which is also what the browser's own print gives here, and the trials as CSV. */
export function PacketBar({ patient, resistance }: PacketBarProps) {
  const { record, assessment } = patient
  const { clinical } = useDeployment()
  const { name } = useClinician()
  const { loaded } = useChecklist(record.identity.id)
  const packet = packetOf(patient, resistance, checklistIn(loaded), clinical)
  return (
    <>
      <div className={styles['bar']}>
        <Button onClick={() => window.print()}>Print summary</Button>
        <Button
          onClick={() =>
            saveCsv(
              `trials-${isoFromDay(assessment.asOf)}.csv`,
              trialsCsv(trialRows(record, assessment, resistance), resistance, assessment.asOf),
            )
          }
        >
          Trials as CSV
        </Button>
      </div>
      {/* Outside the page, so that printing it hides the page and nothing else. */}
      {createPortal(<PacketPage packet={packet} clinician={name} />, document.body)}
    </>
  )
}

function checklistIn(loaded: ReturnType<typeof useChecklist>['loaded']): SavedChecklist | undefined | string {
  switch (loaded.kind) {
    case 'fresh':
    case 'stale':
      return loaded.value
    case 'failed':
      return loaded.error.message
    case 'loading':
      return 'not read yet when this was printed'
    case 'offline':
      return 'offline when this was printed'
  }
}
