import { Link } from 'react-router'
import { fromFlags, listOf, type QueueWork } from '#src/features/flags/use-queue-work.ts'
import type { Verb } from '#src/features/flags/targets.ts'
import { Button } from '#src/ui/button.tsx'
import { Kbd } from '#src/ui/kbd.tsx'
import { useLinks } from '#src/ui/links.tsx'
import styles from '#src/features/flags/pane.module.css'

const verbs: readonly { readonly verb: Verb; readonly key: string; readonly label: string }[] = [
  { verb: 'act', key: 'A', label: 'Act' },
  { verb: 'snooze', key: 'S', label: 'Snooze' },
  { verb: 'dismiss', key: 'D', label: 'Dismiss' },
  { verb: 'hand-over', key: 'H', label: 'Hand over' },
]

/** The verbs, always here and always with their keys; with a selection they say how many patients they are about. */
export function VerbBar({ work }: { readonly work: QueueWork }) {
  const links = useLinks()
  const id = work.patientId
  const many = work.selected.size
  const isIdle = work.current === undefined && many === 0
  return (
    <div className={styles['verbs']} role="toolbar" aria-label="What to do">
      {many > 0 && <span className={styles['selection']}>{many} selected</span>}
      {verbs.map(({ verb, key, label }) => (
        <Button
          key={verb}
          look={verb === 'act' ? 'primary' : 'plain'}
          disabled={isIdle}
          aria-keyshortcuts={key.toLowerCase()}
          aria-pressed={work.reach?.verb === verb}
          onClick={() => work.open(verb)}
        >
          {label} <Kbd>{key}</Kbd>
        </Button>
      ))}
      {id !== undefined && (
        <Link
          className={styles['open']}
          to={links.patient(id, { from: fromFlags(work.search) })}
          state={listOf(work)}
          aria-keyshortcuts="o"
        >
          Open <Kbd>O</Kbd>
        </Link>
      )}
      <span className={styles['moves']}>
        <Kbd>J</Kbd> <Kbd>K</Kbd> move <Kbd>X</Kbd> select <Kbd>U</Kbd> undo
      </span>
    </div>
  )
}
