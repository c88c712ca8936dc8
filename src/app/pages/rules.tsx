import { RulesPage } from '#src/features/rules/rules-page.tsx'

export function RulesRoute() {
  return <RulesPage />
}
