import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { toRow } from '#src/features/caseload/caseload-rows.ts'
import { paletteEntries, type PaletteEntry, type PaletteGoal } from '#src/features/caseload/palette-entries.ts'
import { PaletteList } from '#src/features/caseload/palette-list.tsx'
import { counted } from '#src/lib/figures.ts'
import { useCaseload } from '#src/queries/caseload.ts'
import { useDesk } from '#src/queries/last-look.ts'
import { Dialog } from '#src/ui/dialog.tsx'
import { useLinks, type Links } from '#src/ui/links.tsx'
import styles from '#src/features/caseload/command-palette.module.css'

export interface CommandPaletteProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Patients, views and actions by keyboard. */
export function CommandPalette({ open, onClose }: CommandPaletteProps) {
  return open ? <OpenPalette onClose={onClose} /> : undefined
}

function OpenPalette({ onClose }: { readonly onClose: () => void }) {
  const { loaded, progress, refresh } = useCaseload()
  const desk = useDesk()
  const links = useLinks()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  // After the dialog's own effect, which gives the focus to its first control: the Close button.
  useEffect(() => field.current?.focus(), [])
  const isRead = loaded.kind === 'fresh' || loaded.kind === 'stale'
  const rows = isRead ? loaded.value.entries.map(toRow) : []
  const { entries, found } = paletteEntries(query, rows, desk.state.kind === 'ready' ? desk.state.views : [])
  const at = Math.min(active, entries.length - 1)
  const choose = (entry: PaletteEntry | undefined): void => {
    if (entry === undefined) return
    onClose()
    if (entry.goes.kind === 'refresh') refresh()
    else void navigate(addressFor(entry.goes, links))
  }
  return (
    <Dialog title="Go to" width="wide" onClose={onClose}>
      <input
        ref={field}
        role="combobox"
        className={styles['field']}
        aria-label="Patient, view or action"
        aria-expanded={entries.length > 0}
        aria-controls="palette-list"
        aria-autocomplete="list"
        {...(entries[at] === undefined ? {} : { 'aria-activedescendant': `palette-${at}` })}
        placeholder="Name, record number, view or action"
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose(entries[at])
          const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key]
          if (next === undefined && event.key !== 'Enter') return
          event.preventDefault()
          if (next !== undefined) setActive((next + entries.length) % Math.max(1, entries.length))
        }}
      />
      <p className={styles['state']} role="status">
        {stateWords(isRead, query, found, progress)}
      </p>
      <PaletteList entries={entries} active={at} onChoose={choose} />
    </Dialog>
  )
}

function stateWords(isRead: boolean, query: string, found: number, progress: { read: number; total: number } | undefined): string {
  if (!isRead) return 'Patients are not read yet: only views and actions are found'
  const partial = progress === undefined ? '' : `; ${progress.read} of ${counted(progress.total, 'patient')} are read`
  return query.trim() === '' ? `Type a name or record number${partial}` : `${counted(found, 'patient')} found${partial}`
}

function addressFor(goal: Exclude<PaletteGoal, { kind: 'refresh' }>, links: Links): string {
  switch (goal.kind) {
    case 'patient':
      return links.patient(goal.id)
    case 'view':
      return links.caseload(goal.search)
    case 'page':
      return { caseload: links.caseload, flags: links.flags, outcomes: links.outcomes, rules: links.rules }[goal.page]()
  }
}
