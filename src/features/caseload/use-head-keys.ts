import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { columnsAfterKey, columnWords } from '#src/features/caseload/column-choices.ts'
import type { CaseloadSearch } from '#src/features/caseload/caseload-search.ts'
import type { ColumnId } from '#src/features/caseload/columns.ts'
import { useAnnounce } from '#src/ui/live-region.tsx'

type Change = (part: Partial<CaseloadSearch>, replace?: boolean) => void

/** Moves and sizes columns from their heads by Shift+Alt+arrow, and says what came of it. */
export function useHeadKeys(search: CaseloadSearch, onChange: Change): (event: KeyboardEvent, id: ColumnId) => void {
  const announce = useAnnounce()
  // The router writes addresses in its own time: a key pressed meanwhile goes on from what the last one asked for.
  const asked = useRef(search)
  useLayoutEffect(() => {
    asked.current = search
  }, [search])
  return (event, id) => {
    if (!event.shiftKey || !event.altKey || event.ctrlKey || event.metaKey) return
    const before = asked.current
    const changed = columnsAfterKey(before, id, event.key)
    if (changed === undefined) return
    event.preventDefault()
    asked.current = { ...before, ...changed }
    if (Object.keys(changed).length > 0) onChange(changed, true)
    announce(columnWords(before, id, changed))
  }
}
