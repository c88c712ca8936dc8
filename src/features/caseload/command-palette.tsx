import { Dialog } from '#src/ui/dialog.tsx'

export interface CommandPaletteProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Patients, views and actions by keyboard. */
export function CommandPalette({ open, onClose }: CommandPaletteProps) {
  return open ? (
    <Dialog title="Go to" onClose={onClose}>
      {undefined}
    </Dialog>
  ) : undefined
}
