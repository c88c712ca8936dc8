import { useEffect, useRef } from 'react'
import type { PaletteEntry, PaletteGroup } from '#src/features/caseload/palette-entries.ts'
import styles from '#src/features/caseload/command-palette.module.css'

export interface PaletteListProps {
  readonly entries: readonly PaletteEntry[]
  /** Place of the entry that Enter takes. */
  readonly active: number
  readonly onChoose: (entry: PaletteEntry) => void
}

const groups: readonly PaletteGroup[] = ['Patients', 'Views', 'Actions']

/** What was found, in groups. The field keeps the focus; the active entry is named to a screen reader. */
export function PaletteList({ entries, active, onChoose }: PaletteListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active, entries])
  return (
    <div ref={list} id="palette-list" role="listbox" aria-label="Found" className={styles['list']}>
      {groups.map((group) => {
        const own = entries.flatMap((entry, index) => (entry.group === group ? [{ entry, index }] : []))
        return (
          own.length > 0 && (
            <div key={group} role="group" aria-label={group}>
              <p className={styles['group']} aria-hidden="true">
                {group}
              </p>
              {own.map(({ entry, index }) => (
                <div
                  key={entry.key}
                  id={`palette-${index}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  className={styles['entry']}
                  onClick={() => onChoose(entry)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') onChoose(entry)
                  }}
                >
                  <bdi>{entry.label}</bdi>
                  <span className={styles['aside']}>{entry.aside}</span>
                </div>
              ))}
            </div>
          )
        )
      })}
    </div>
  )
}
