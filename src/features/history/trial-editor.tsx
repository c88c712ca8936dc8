import type { ReactNode } from 'react'
import type { Source } from '#src/clinical/source.ts'
import type { ToldTrial } from '#src/clinical/told-trial.ts'
import { useToldTrial } from '#src/queries/history.ts'
import { Dialog } from '#src/ui/dialog.tsx'
import { LoadedView } from '#src/ui/loaded-view.tsx'

export interface TrialEditorProps {
  readonly patientId: string
  /** "MedicationStatement/12" */
  readonly statement: string
  readonly onClose: () => void
  readonly children: (opened: { readonly told: ToldTrial; readonly source: Source }) => ReactNode
}

/** Reads a trial entered by hand in its latest version before it is edited. */
export function TrialEditor({ patientId, statement, onClose, children }: TrialEditorProps) {
  const loaded = useToldTrial(patientId, statement)
  if (loaded?.kind === 'fresh' || loaded?.kind === 'stale') return <>{children(loaded.value)}</>
  return (
    <Dialog title="Edit a trial entered by hand" onClose={onClose}>
      {loaded !== undefined && (
        <LoadedView loaded={loaded} what="the trial as it was entered">
          {() => null}
        </LoadedView>
      )}
    </Dialog>
  )
}
