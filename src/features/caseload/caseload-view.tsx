import { useRef, useState } from 'react'
import type { CaseloadViewProps } from '#src/features/caseload/caseload-props.ts'
import { CaseloadList } from '#src/features/caseload/caseload-list.tsx'
import { usePlaceMemory } from '#src/features/caseload/caseload-memory.ts'
import { CaseloadTop } from '#src/features/caseload/caseload-top.tsx'
import { filterSentence, listLabel, sortSentence, unfiltered } from '#src/features/caseload/filter-words.ts'
import { PrintTable } from '#src/features/caseload/print-table.tsx'
import { useCaseloadSearch } from '#src/features/caseload/use-caseload-search.ts'
import { useListAnnouncement } from '#src/features/caseload/use-list-announcement.ts'
import { useOpening } from '#src/features/caseload/use-opening.ts'
import { usePageKeys } from '#src/features/caseload/use-page-keys.ts'
import { useShownRows } from '#src/features/caseload/use-shown-rows.ts'
import { formatDay, formatMoment } from '#src/lib/calendar.ts'
import { later } from '#src/ui/later.tsx'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import styles from '#src/features/caseload/caseload.module.css'

const ShortcutsDialog = later('list of keys', async () => (await import('#src/features/caseload/shortcuts-dialog.tsx')).ShortcutsDialog)

/** The morning table: cards, what is new, the list and what must be known about it. */
export function CaseloadView({ caseload, progress, staleBecause, desk, settings, clinician, onRetry }: CaseloadViewProps) {
  const address = useCaseloadSearch()
  const { value: search, change } = address
  const memory = usePlaceMemory()
  const [query, setQuery] = useState(() => memory.read().query)
  const [isHelping, setHelping] = useState(false)
  const searchField = useRef<HTMLInputElement>(null)
  const shown = useShownRows(caseload, search, query, settings, desk.state.kind === 'ready' ? desk.state.sinceMs : undefined)
  const opening = useOpening(shown.order, address.text, () => ({
    ids: shown.rows.map((row) => row.id),
    label: listLabel(search.filters, query !== ''),
  }))
  const ask = (text: string): void => {
    memory.write({ query: text })
    setQuery(text)
  }
  usePageKeys({ '/': () => searchField.current?.focus(), '?': () => setHelping(true) })
  const hidden = shown.urgentHidden === 0 ? '' : `, ${shown.urgentHidden} urgent hidden by this filter`
  useListAnnouncement(
    JSON.stringify([search.filters, search.sort, query]),
    `${shown.rows.length} of ${caseload.total} patients${hidden}, ${sortSentence(search.sort)}`,
  )
  return (
    <section className={styles['page']} aria-label="Caseload">
      <VisuallyHidden>
        <h1>Caseload</h1>
      </VisuallyHidden>
      <CaseloadTop
        {...{ caseload, progress, staleBecause, desk, settings, address, query, shown, searchField, onRetry }}
        isClickRefused={opening.isClickRefused}
        onQuery={ask}
        onShortcuts={() => setHelping(true)}
      />
      <CaseloadList
        {...{ caseload, shown, search, settings, opening }}
        onChange={change}
        onClear={() => {
          ask('')
          change(unfiltered(search))
        }}
      />
      <PrintTable
        rows={shown.rows}
        columns={search.columns}
        settings={settings}
        heading={[
          `Remit: caseload of ${clinician}, as of ${formatDay(caseload.asOf)}, read ${formatMoment(caseload.fetchedAtMs)}`,
          `${shown.rows.length} of ${caseload.total} patients; ${filterSentence(search.filters, query !== '', settings)}; ${sortSentence(search.sort)}`,
          ...(caseload.complete ? [] : ['Not complete: not every patient was read completely']),
        ]}
      />
      {isHelping && <ShortcutsDialog onClose={() => setHelping(false)} />}
    </section>
  )
}
