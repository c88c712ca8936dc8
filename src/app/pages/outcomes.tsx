import { OutcomesPage } from '#src/features/caseload/outcomes-page.tsx'

export function OutcomesRoute() {
  return <OutcomesPage />
}
