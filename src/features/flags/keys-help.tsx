import { keyTable } from '#src/features/flags/queue-keys.ts'
import { Dialog } from '#src/ui/dialog.tsx'
import { Kbd } from '#src/ui/kbd.tsx'
import styles from '#src/features/flags/queue.module.css'

export interface KeysHelpProps {
  readonly keysOn: boolean
  readonly onKeysOn: (on: boolean) => void
  readonly onClose: () => void
}

/** Every key of the queue. Single letters can be switched off, for dictation and for hands that rest on the keys (WCAG 2.2, 2.1.4). */
export function KeysHelp({ keysOn, onKeysOn, onClose }: KeysHelpProps) {
  return (
    <Dialog title="Keys of the flag queue" onClose={onClose}>
      <dl className={styles['keys']}>
        {keyTable.map(({ key, words }) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
        <div>
          <dt>
            <Kbd>Esc</Kbd>
          </dt>
          <dd>Close a form; what was entered is kept</dd>
        </div>
        <div>
          <dt>
            <Kbd>Enter</Kbd>
          </dt>
          <dd>Save the form; Ctrl Enter from its text; digits choose</dd>
        </div>
      </dl>
      <label className={styles['toggle']}>
        <input type="checkbox" checked={keysOn} onChange={(event) => onKeysOn(event.currentTarget.checked)} />
        Single keys act
      </label>
    </Dialog>
  )
}
