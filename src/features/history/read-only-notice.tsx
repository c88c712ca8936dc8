import { useReadOnlyBecause } from '#src/queries/history.ts'
import { Notice } from '#src/ui/notice.tsx'

const titles = {
  trials: 'This server takes no past trials from Remit: what is here can be read, not added to.',
  answers: 'This server takes no answers from Remit: the checklist can be read, not saved.',
} as const

/** Said before anybody has typed anything. */
export function ReadOnlyNotice({ what }: { readonly what: keyof typeof titles }) {
  const why = useReadOnlyBecause(what)
  return (
    why !== undefined && (
      <Notice tone="unknown" role="status" title={titles[what]}>
        By its own statement {why}.
      </Notice>
    )
  )
}
