import { Loading } from '#src/ui/loading.tsx'

/** Outcomes of the caseload. */
export function OutcomesPage() {
  return <Loading what="the outcomes" />
}
