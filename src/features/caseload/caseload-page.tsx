import { Loading } from '#src/ui/loading.tsx'

/** The morning table. */
export function CaseloadPage() {
  return <Loading what="the caseload" />
}
