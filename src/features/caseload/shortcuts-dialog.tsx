import { Dialog } from '#src/ui/dialog.tsx'
import { Kbd } from '#src/ui/kbd.tsx'
import styles from '#src/features/caseload/shortcuts-dialog.module.css'

const shortcuts: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['/'], does: 'Search by name or number' },
  { keys: ['Ctrl K'], does: 'Go to a patient, a view or an action' },
  { keys: ['←', '→', '↑', '↓'], does: 'Move in the table, also into the heads' },
  { keys: ['Home', 'End'], does: 'First and last column' },
  { keys: ['Ctrl Home', 'Ctrl End'], does: 'First and last patient' },
  { keys: ['Page Up', 'Page Down'], does: 'A screen up or down' },
  { keys: ['Enter'], does: 'Open the patient; on a head: sort by it' },
  { keys: ['Shift Enter'], does: 'On a head: add it to the sort' },
  { keys: ['Shift Alt ←', 'Shift Alt →'], does: 'On a head: move the column' },
  { keys: ['Shift Alt ↑', 'Shift Alt ↓'], does: 'On a head: make the column wider or narrower' },
  { keys: ['Esc'], does: 'Close an explanation, a menu or a dialog; in the search: clear it' },
  { keys: ['?'], does: 'This list' },
]

/** The keys of the caseload. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className={styles['keys']}>
        {shortcuts.map(({ keys, does }) => (
          <div key={does} className={styles['line']}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
