import type { PseudoCheck, Resistance } from '#src/clinical/assessment.ts'
import type { DefinitionId } from '#src/clinical/settings.ts'
import { ChecklistForm } from '#src/features/history/checklist-form.tsx'
import { useChecklist, useChecklistWrites } from '#src/queries/history.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { LoadedView } from '#src/ui/loaded-view.tsx'
import styles from '#src/features/history/checklist.module.css'
import { ReadOnlyNotice } from '#src/features/history/read-only-notice.tsx'

export interface ChecklistPanelProps {
  readonly patient: AssessedPatient
  /** What the record answers by itself. */
  readonly checks: readonly PseudoCheck[]
  readonly resistance: Resistance
  readonly definition: DefinitionId
}

/** What can look like resistance and is not: filled from the record, answered where the record is silent. */
export function ChecklistPanel({ patient, checks, resistance, definition }: ChecklistPanelProps) {
  const { loaded, retry } = useChecklist(patient.record.identity.id)
  // Held here, because the form begins anew with each saved version and the way back must outlive it.
  const writes = useChecklistWrites(patient.record.identity.id)
  return (
    <section aria-labelledby="history-checklist">
      <h2 id="history-checklist">Pseudo-resistance</h2>
      <ReadOnlyNotice what="answers" />
      <p className={styles['lead']}>
        What can look like resistance and is not. The record answers what it can; the rest is asked. Saved answers stay with the patient.
      </p>
      <LoadedView loaded={loaded} what="the saved answers" onRetry={retry}>
        {(saved) => (
          <ChecklistForm
            key={`${saved?.source.ref ?? 'new'}/${saved?.source.versionId ?? ''}`}
            patient={patient}
            checks={checks}
            resistance={resistance}
            definition={definition}
            saved={saved}
            writes={writes}
          />
        )}
      </LoadedView>
    </section>
  )
}
