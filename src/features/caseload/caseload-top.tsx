import type { RefObject } from 'react'
import { noFilters } from '#src/features/caseload/caseload-filters.ts'
import { parseSearch } from '#src/features/caseload/caseload-search.ts'
import { CaseloadToolbar } from '#src/features/caseload/caseload-toolbar.tsx'
import type { CaseloadViewProps } from '#src/features/caseload/caseload-props.ts'
import { ChangesLine } from '#src/features/caseload/changes-line.tsx'
import { columnOf } from '#src/features/caseload/columns.ts'
import { sortSentence, unfiltered } from '#src/features/caseload/filter-words.ts'
import { ListNotes } from '#src/features/caseload/list-notes.tsx'
import { ListState } from '#src/features/caseload/list-state.tsx'
import { savedSearch } from '#src/features/caseload/saved-search.ts'
import { TriageCards } from '#src/features/caseload/triage-cards.tsx'
import type { SearchInAddress } from '#src/features/caseload/use-caseload-search.ts'
import type { ShownRows } from '#src/features/caseload/use-shown-rows.ts'
import styles from '#src/features/caseload/caseload.module.css'

export interface CaseloadTopProps extends Omit<CaseloadViewProps, 'clinician'> {
  readonly address: SearchInAddress
  readonly query: string
  readonly shown: ShownRows
  readonly searchField: RefObject<HTMLInputElement | null>
  readonly isClickRefused: boolean
  readonly onQuery: (text: string) => void
  readonly onShortcuts: () => void
}

/** Cards, what is new, the tools, and the state of the list. */
export function CaseloadTop(props: CaseloadTopProps) {
  const { caseload, settings, shown, address, desk } = props
  const { value: search, change } = address
  const { filters } = search
  const memoryOnly = desk.state.kind === 'ready' ? desk.state.memoryOnly : undefined
  const isNewShown = filters.view === 'new'
  return (
    <div className={styles['top']}>
      <TriageCards
        counts={shown.counts}
        total={caseload.total}
        selected={filters.place}
        settings={settings}
        onSelect={(place) => change({ filters: { ...filters, place } })}
      />
      <div className={styles['bar']}>
        <ChangesLine
          changes={shown.changes}
          isLoading={desk.state.kind === 'loading'}
          asOf={caseload.asOf}
          memoryOnly={memoryOnly}
          isShown={isNewShown}
          onShow={() => change({ filters: isNewShown ? { ...filters, view: undefined } : { ...noFilters, view: 'new' } })}
          onSeen={desk.markSeen}
        />
        <Tools {...props} memoryOnly={memoryOnly} />
      </div>
      <State {...props} />
    </div>
  )
}

function Tools(props: CaseloadTopProps & { readonly memoryOnly: string | undefined }) {
  const { caseload, settings, shown, address, desk, query, onQuery } = props
  const { value: search, change } = address
  const { filters } = search
  return (
    <CaseloadToolbar
      searchField={props.searchField}
      query={query}
      onQuery={onQuery}
      facets={{ rows: shown.all, facets: filters.facets, onChange: (facets) => change({ filters: { ...filters, facets } }) }}
      views={{
        selected: filters.view,
        settings,
        saved: desk.state.kind === 'ready' ? desk.state.views : [],
        memoryOnly: props.memoryOnly,
        onSelect: (view) => change({ filters: { ...filters, view } }),
        onOpenSaved: (view) => change(parseSearch(new URLSearchParams(view.search)).value),
        onSave: (title) => desk.saveView({ title, search: savedSearch(search) }),
        onRemove: desk.removeView,
      }}
      columns={{ search, onChange: change }}
      exported={{
        rows: shown.rows,
        columns: search.columns,
        settings,
        head: {
          asOf: caseload.asOf,
          fetchedAtMs: caseload.fetchedAtMs,
          filters,
          isSearched: query !== '',
          sort: search.sort,
          total: caseload.total,
          complete: caseload.complete,
        },
      }}
      onShortcuts={props.onShortcuts}
    />
  )
}

function State(props: CaseloadTopProps) {
  const { caseload, shown, address, query, onQuery } = props
  const { value: search, change, ignored } = address
  const [firstSort] = search.sort
  return (
    <ListState
      shown={shown.rows.length}
      total={caseload.total}
      order={sortSentence(search.sort)}
      isSorted={firstSort !== undefined}
      filters={search.filters}
      isSearched={query !== ''}
      urgentHidden={shown.urgentHidden}
      onFilters={(filters) => change({ filters })}
      onShowUrgent={() => {
        onQuery('')
        change({ filters: { ...noFilters, place: 'urgent' } })
      }}
      onClear={() => {
        onQuery('')
        change(unfiltered(search))
      }}
      onTriageOrder={() => change({ sort: [] })}
    >
      <ListNotes
        caseload={caseload}
        progress={props.progress}
        staleBecause={props.staleBecause}
        ignored={ignored}
        moved={shown.moved}
        unknown={shown.unknown && firstSort && { count: shown.unknown.count, column: columnOf(firstSort.column).head }}
        isClickRefused={props.isClickRefused}
        onRetry={props.onRetry}
        onUpdateOrder={shown.updateOrder}
      />
    </ListState>
  )
}
