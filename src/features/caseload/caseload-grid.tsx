import { useCallback, useLayoutEffect, useRef, type CSSProperties, type MouseEvent } from 'react'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { usePlaceMemory } from '#src/features/caseload/caseload-memory.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'
import type { CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import type { RowChanges } from '#src/features/caseload/changes.ts'
import { GridBody } from '#src/features/caseload/grid-body.tsx'
import { GridHeader } from '#src/features/caseload/grid-header.tsx'
import { useColumns } from '#src/features/caseload/use-columns.ts'
import { useGridFocus } from '#src/features/caseload/use-grid-focus.ts'
import { useHeadKeys } from '#src/features/caseload/use-head-keys.ts'
import { rowHeights } from '#src/features/caseload/words.ts'
import { later } from '#src/ui/later.tsx'
import styles from '#src/features/caseload/grid.module.css'

export interface CaseloadGridProps {
  readonly rows: readonly CaseloadRow[]
  readonly search: CaseloadSearch
  readonly onChange: (part: Partial<CaseloadSearch>, replace?: boolean) => void
  readonly settings: ClinicalSettings
  readonly changes: ReadonlyMap<string, RowChanges>
  readonly unknownFrom: number | undefined
  readonly hrefOf: (id: string) => string
  /** `atMs`: the event's own time. Refuses by itself a click that was meant for another row. */
  readonly onOpen: (id: string, index: number, atMs: number) => void
  /** Somebody reads or works in the table: from now on nothing moves by itself. */
  readonly onTouch: () => void
}

const GridExplanations = later('explanation', async () => (await import('#src/features/caseload/grid-explanations.tsx')).GridExplanations)

/** The caseload as a keyboard grid. */
export function CaseloadGrid({ rows, search, onChange, settings, changes, onOpen, onTouch, ...rest }: CaseloadGridProps) {
  const grid = useRef<HTMLDivElement>(null)
  const memory = usePlaceMemory()
  const layout = useColumns(search, onChange)
  const rowHeight = rowHeights[search.density]
  const focus = useGridFocus({ grid, rows, columns: layout.ids, rowHeight, onOpen: (id) => onOpen(id, -1, 0) })
  useLayoutEffect(() => {
    if (grid.current !== null) grid.current.scrollTop = memory.read().scrollTop
  }, [memory])
  // Stable, so that rows are drawn again only when their own changes are others.
  const changesOf = useCallback((id: string) => changes.get(id), [changes])
  const { active } = focus
  const onHeadKey = useHeadKeys(search, onChange)
  return (
    <>
      <div
        ref={grid}
        role="grid"
        aria-label="Caseload"
        aria-rowcount={rows.length + 1}
        aria-colcount={layout.ids.length}
        className={styles['grid']}
        data-density={search.density}
        style={gridStyle(layout, rowHeight)}
        onFocus={(event) => {
          onTouch()
          focus.onFocus(event)
        }}
        onBlur={focus.onBlur}
        onKeyDown={focus.onKeyDown}
        onPointerMove={onTouch}
        onClick={(event) => openFrom(event, onOpen)}
        onScroll={(event) => memory.write({ scrollTop: event.currentTarget.scrollTop })}
      >
        <GridHeader
          layout={layout}
          pinned={search.pinned}
          activeColumn={active.row === -1 ? active.id : undefined}
          sortedBy={search.sort.length}
          onKey={onHeadKey}
        />
        <GridBody
          rows={rows}
          scroller={grid}
          rowHeight={rowHeight}
          columns={layout.ids}
          pinned={search.pinned}
          active={active.row === -1 ? undefined : { index: active.row, column: active.id }}
          changesOf={changesOf}
          hrefOf={rest.hrefOf}
          settings={settings}
          unknownFrom={rest.unknownFrom}
          startAt={memory.read().scrollTop}
        />
      </div>
      <GridExplanations {...{ grid, rows, settings, changes }} />
    </>
  )
}

/** The grid's own properties: tracks and pinned places, so that drawing a column wider draws no row again. */
function gridStyle(layout: ReturnType<typeof useColumns>, rowHeight: number): CSSProperties {
  const lefts = layout.places.flatMap(({ id, left }) => (left === undefined ? [] : [[`--left-${id}`, `${left}px`]]))
  const pinnedWidth = layout.places.reduce((sum, { left, width }) => (left === undefined ? sum : sum + width), 0)
  return {
    ...Object.fromEntries(lefts),
    '--tracks': layout.tracks,
    '--total': `${layout.totalWidth}px`,
    '--row-height': `${rowHeight}px`,
    '--pinned': `${pinnedWidth}px`,
  } as CSSProperties // safe: custom properties, which the type does not list
}

function openFrom(event: MouseEvent, onOpen: CaseloadGridProps['onOpen']): void {
  const { target } = event
  if (!(target instanceof Element) || target.closest('button') !== null) return
  const line = target.closest<HTMLElement>('[data-index]')
  const id = line?.dataset['row']
  if (id === undefined || event.button !== 0) return
  const isElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  if (isElsewhere || window.getSelection()?.type === 'Range') return
  event.preventDefault()
  onOpen(id, parseInt(line?.dataset['index'] ?? '-1', 10), event.timeStamp)
}
