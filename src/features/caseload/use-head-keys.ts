import type { KeyboardEvent } from 'react'
import { columnsAfterKey, columnWords } from '#src/features/caseload/column-choices.ts'
import type { CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import type { ColumnId } from '#src/features/caseload/columns.ts'
import { useAnnounce } from '#src/ui/live-region.tsx'

type Change = (part: Partial<CaseloadSearch>, replace?: boolean) => void

/** Moves and sizes columns from their heads by Shift+Alt+arrow, and says what came of it. */
export function useHeadKeys(search: CaseloadSearch, onChange: Change): (event: KeyboardEvent, id: ColumnId) => void {
  const announce = useAnnounce()
  return (event, id) => {
    if (!event.shiftKey || !event.altKey || event.ctrlKey || event.metaKey) return
    const changed = columnsAfterKey(search, id, event.key)
    if (changed === undefined) return
    event.preventDefault()
    if (Object.keys(changed).length > 0) onChange(changed, true)
    announce(columnWords(search, id, changed))
  }
}
