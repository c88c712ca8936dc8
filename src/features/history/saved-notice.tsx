import type { SaveState } from '#src/queries/history.ts'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'

export interface SavedNoticeProps {
  readonly state: SaveState<unknown>
  readonly onUndo: () => void
  readonly onClose: () => void
}

/** What became of the last save, with the way back. */
export function SavedNotice({ state, onUndo, onClose }: SavedNoticeProps) {
  switch (state.kind) {
    case 'idle':
      return null
    case 'saving':
      return <Notice tone="waiting" role="status" title="Saving." />
    case 'saved':
      return (
        <Notice
          tone="target"
          role="status"
          title={`Saved as ${state.source.ref}${state.source.versionId === undefined ? '' : `, version ${state.source.versionId}`}.`}
          action={
            <>
              <Button onClick={onUndo}>Undo</Button>
              <Button look="quiet" onClick={onClose}>
                Close
              </Button>
            </>
          }
        />
      )
    case 'undone':
      return (
        <Notice
          tone="plain"
          role="status"
          title="Taken back: the record stands as it was before."
          action={
            <Button look="quiet" onClick={onClose}>
              Close
            </Button>
          }
        />
      )
    case 'conflict':
      return (
        <Notice tone="decide" role="alert" title="Not taken back: somebody changed it in the meantime.">
          The record shows what stands now.
        </Notice>
      )
    case 'read-only':
    case 'refused':
      return (
        <Notice tone="urgent" role="alert" title="Not saved: the server refused it.">
          {state.why}
        </Notice>
      )
    case 'unsure':
      return (
        <Notice tone="decide" role="alert" title="It is not known whether this was saved.">
          {state.why}
        </Notice>
      )
  }
}
