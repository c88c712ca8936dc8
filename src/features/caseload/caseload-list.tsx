import type { ClinicalSettings } from '#src/clinical/settings.ts'
import { CaseloadGrid } from '#src/features/caseload/caseload-grid.tsx'
import type { CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import type { RowChanges } from '#src/features/caseload/changes.ts'
import { filterParts } from '#src/features/caseload/filter-words.ts'
import { RowList } from '#src/features/caseload/row-list.tsx'
import { useMedia } from '#src/features/caseload/use-media.ts'
import type { Opening } from '#src/features/caseload/use-opening.ts'
import type { ShownRows } from '#src/features/caseload/use-shown-rows.ts'
import type { Caseload } from '#src/queries/types.ts'
import { Button } from '#src/ui/button.tsx'
import { Notice } from '#src/ui/notice.tsx'
import styles from '#src/features/caseload/caseload.module.css'

export interface CaseloadListProps {
  readonly caseload: Caseload
  readonly shown: ShownRows
  readonly search: CaseloadSearch
  readonly settings: ClinicalSettings
  readonly opening: Opening
  readonly onChange: (part: Partial<CaseloadSearch>, replace?: boolean) => void
  readonly onClear: () => void
}

const nothingNew: ReadonlyMap<string, RowChanges> = new Map()

/** The patients: a grid, on a narrow screen a list, or why there are none. */
export function CaseloadList({ caseload, shown, search, settings, opening, onChange, onClear }: CaseloadListProps) {
  const isNarrow = useMedia('(width < 720px)')
  const { rows, changes, unknown } = shown
  if (rows.length === 0) return <NobodyShown isEmpty={caseload.total === 0} search={search} onClear={onClear} />
  const common = {
    rows,
    settings,
    changes: changes?.byPatient ?? nothingNew,
    hrefOf: opening.hrefOf,
    onOpen: opening.open,
    onTouch: shown.touch,
  }
  if (isNarrow) return <RowList {...common} />
  const unknownFrom = unknown !== undefined && unknown.from > 0 ? unknown.from : undefined
  return <CaseloadGrid {...common} search={search} onChange={onChange} unknownFrom={unknownFrom} />
}

function NobodyShown({
  isEmpty,
  search,
  onClear,
}: {
  readonly isEmpty: boolean
  readonly search: CaseloadSearch
  readonly onClear: () => void
}) {
  if (isEmpty)
    return (
      <div className={styles['nothing']}>
        <Notice tone="unknown" title="There is nobody on your list.">
          The server has a caseload list for you and it is empty. Patients appear here once they are put on it in the record system.
        </Notice>
      </div>
    )
  const parts = filterParts(search.filters).map((part) => part.words)
  return (
    <div className={styles['nothing']}>
      <Notice tone="waiting" title="No patient matches." action={<Button onClick={onClear}>Show everybody</Button>}>
        {parts.length === 0
          ? 'Nobody has this name or number.'
          : `Nobody is at the same time: ${parts.join('; ')}; and matches the search, if there is one.`}
      </Notice>
    </div>
  )
}
