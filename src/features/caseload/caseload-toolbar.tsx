import type { RefObject } from 'react'
import { Button } from '#src/ui/button.tsx'
import { DropDown } from '#src/ui/drop-down.tsx'
import type { ExportPanelProps } from '#src/features/caseload/export-panel.tsx'
import { FacetsMenu, type FacetsMenuProps } from '#src/features/caseload/facets-menu.tsx'
import { ColumnsMenu, type ColumnsMenuProps } from '#src/features/caseload/columns-menu.tsx'
import { ViewsMenu, type ViewsMenuProps } from '#src/features/caseload/views-menu.tsx'
import { later } from '#src/ui/later.tsx'
import styles from '#src/features/caseload/caseload.module.css'

export interface CaseloadToolbarProps {
  readonly searchField: RefObject<HTMLInputElement | null>
  readonly query: string
  readonly onQuery: (text: string) => void
  readonly facets: FacetsMenuProps
  readonly views: ViewsMenuProps
  readonly columns: ColumnsMenuProps
  readonly exported: ExportPanelProps
  readonly onShortcuts: () => void
}

const ExportPanel = later('export', async () => (await import('#src/features/caseload/export-panel.tsx')).ExportPanel)

/** Everything that changes the list without being the list. */
export function CaseloadToolbar({ searchField, ...props }: CaseloadToolbarProps) {
  return (
    <div className={styles['toolbar']} role="group" aria-label="List">
      <input
        ref={searchField}
        type="search"
        className={styles['search']}
        aria-label="Search by name or record number"
        aria-keyshortcuts="/"
        placeholder="Name or number   /"
        autoComplete="off"
        spellCheck={false}
        value={props.query}
        onChange={(event) => props.onQuery(event.target.value)}
      />
      <FacetsMenu {...props.facets} />
      <ViewsMenu {...props.views} />
      <span className={styles['wideOnly']}>
        <ColumnsMenu {...props.columns} />
      </span>
      <DropDown label="Export">
        <ExportPanel {...props.exported} />
      </DropDown>
      <span className={styles['wideOnly']}>
        <Button look="quiet" aria-label="Keyboard shortcuts" aria-keyshortcuts="?" onClick={props.onShortcuts}>
          ?
        </Button>
      </span>
    </div>
  )
}
