import { checklistWords, type Checklist } from '#src/clinical/checklist.ts'
import type { Source } from '#src/clinical/source.ts'
import { SavedNotice } from '#src/features/history/saved-notice.tsx'
import type { SaveState } from '#src/queries/history.ts'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'

export interface ChecklistSaveStateProps {
  readonly state: SaveState<Checklist>
  readonly onUndo: () => void
  readonly onClose: () => void
  readonly onTheirs: (theirs: Checklist, source: Source) => void
  readonly onMine: (source: Source) => void
}

/** What became of saving the checklist. A conflict shows the other answers before anything is written over. */
export function ChecklistSaveState({ state, onUndo, onClose, onTheirs, onMine }: ChecklistSaveStateProps) {
  if (state.kind !== 'conflict') return <SavedNotice state={state} onUndo={onUndo} onClose={onClose} />
  const { theirs, theirSource } = state
  return (
    <Notice
      tone="decide"
      role="alert"
      title="Not saved: somebody else saved answers since these were read."
      action={
        theirs !== undefined && (
          <>
            <Button onClick={() => onTheirs(theirs, theirSource)}>Take theirs</Button>
            <Button onClick={() => onMine(theirSource)}>Save mine over theirs</Button>
          </>
        )
      }
    >
      {theirs === undefined ? state.why : `Theirs: ${summaryOf(theirs)}`}. What was answered here is still here.
    </Notice>
  )
}

function summaryOf({ answers, conclusion, reason }: Checklist): string {
  const given = Object.entries(answers).flatMap(([id, one]) => (one === undefined ? [] : [`${id} ${checklistWords.answer[one.answer]}`]))
  return [checklistWords.conclusion[conclusion], ...(reason === '' ? [] : [`reason: ${reason}`]), ...given].join('; ')
}
