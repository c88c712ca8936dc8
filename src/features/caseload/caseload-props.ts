import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { DeskResult } from '#src/queries/last-look.ts'
import type { Caseload } from '#src/queries/types.ts'

export interface CaseloadViewProps {
  readonly caseload: Caseload
  readonly progress: { readonly read: number; readonly total: number } | undefined
  readonly staleBecause: string | undefined
  readonly desk: DeskResult
  readonly settings: ClinicalSettings
  readonly clinician: string
  readonly onRetry: () => void
}
