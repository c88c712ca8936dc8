import type { Source } from '#src/clinical/source.ts'
import type { ToldTrial } from '#src/clinical/told-trial.ts'
import { toldSentence } from '#src/features/history/trial-fields.ts'
import type { SaveState } from '#src/queries/history.ts'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'

export interface TrialSaveStateProps {
  readonly state: SaveState<ToldTrial>
  readonly onTheirs: (told: ToldTrial, source: Source) => void
  readonly onMine: (source: Source) => void
}

/** What became of saving, inside the form: nothing typed is lost, and nothing is written over unseen. */
export function TrialSaveState({ state, onTheirs, onMine }: TrialSaveStateProps) {
  switch (state.kind) {
    case 'conflict': {
      const { theirs, theirSource } = state
      return (
        <Notice
          tone="decide"
          role="alert"
          title="Not saved: this trial was changed by somebody else since it was opened here."
          action={
            theirs !== undefined && (
              <>
                <Button onClick={() => onTheirs(theirs, theirSource)}>Take theirs</Button>
                <Button onClick={() => onMine(theirSource)}>Save mine over theirs</Button>
              </>
            )
          }
        >
          {theirs === undefined
            ? `${state.why}. What you typed is still here.`
            : `Theirs: ${toldSentence(theirs)}. What you typed is still here.`}
        </Notice>
      )
    }
    case 'read-only':
      return (
        <Notice tone="decide" role="alert" title="Not saved: this server does not take treatment history from Remit.">
          {state.why}. What you typed is still here to be copied; the record is unchanged.
        </Notice>
      )
    case 'unsure':
      return (
        <Notice tone="decide" role="alert" title="It is not known whether this was saved.">
          {state.why}. What you typed is still here; saving again stores it once.
        </Notice>
      )
    case 'refused':
      return (
        <Notice tone="urgent" role="alert" title="Not saved: the server refused it.">
          {state.why}. What you typed is still here.
        </Notice>
      )
    default:
      return null
  }
}
