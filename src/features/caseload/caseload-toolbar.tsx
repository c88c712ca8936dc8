import type { RefObject } from 'react'
import { Button } from '#src/ui/button.tsx'
import { DropDown } from '#src/ui/drop-down.tsx'
import { FacetsMenu, type FacetsMenuProps } from '#src/features/caseload/facets-menu.tsx'
import { ColumnsMenu, type ColumnsMenuProps } from '#src/features/caseload/columns-menu.tsx'
import { ViewsMenu, type ViewsMenuProps } from '#src/features/caseload/views-menu.tsx'
import styles from '#src/features/caseload/caseload.module.css'

export interface CaseloadToolbarProps {
  readonly searchField: RefObject<HTMLInputElement | null>
  readonly query: string
  readonly onQuery: (text: string) => void
  readonly facets: FacetsMenuProps
  readonly views: ViewsMenuProps
  readonly columns: ColumnsMenuProps
  /** What the file will hold: "21 patients, 13 columns". */
  readonly exportSize: string
  readonly onExport: () => void
  readonly onShortcuts: () => void
}

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
        <div className={styles['exports']}>
          <Button onClick={props.onExport}>Save as CSV</Button>
          <Button onClick={() => window.print()}>Print, one line a patient</Button>
          <p>Exactly what is shown: {props.exportSize}. The file holds patient data: keep it where patient data may be kept.</p>
        </div>
      </DropDown>
      <span className={styles['wideOnly']}>
        <Button look="quiet" aria-label="Keyboard shortcuts" aria-keyshortcuts="?" onClick={props.onShortcuts}>
          ?
        </Button>
      </span>
    </div>
  )
}
