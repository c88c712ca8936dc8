import { CaseloadPage } from '#src/features/caseload/caseload-page.tsx'

export function CaseloadRoute() {
  return <CaseloadPage />
}
