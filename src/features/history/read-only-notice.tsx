import { useHistoryReadOnly } from '#src/queries/history.ts'
import { Notice } from '#src/ui/notice.tsx'

/** Said before anybody has typed anything. */
export function ReadOnlyNotice() {
  const why = useHistoryReadOnly()
  return (
    why !== undefined && (
      <Notice
        tone="unknown"
        role="status"
        title="This server takes no treatment history from Remit: what is here can be read, not added to."
      >
        By its own statement {why}.
      </Notice>
    )
  )
}
