/** What the hooks of this folder hand to the features. */
import type { Assessment } from '#src/clinical/assessment.ts'
import type { Incomplete, PatientRecord, Rejection } from '#src/clinical/facts.ts'
import type { Day } from '#src/lib/calendar.ts'

/** One patient of the caseload: read and judged, or why not. Nobody disappears. */
export type CaseloadEntry =
  | {
      readonly kind: 'read'
      readonly id: string
      readonly record: PatientRecord
      readonly assessment: Assessment
      readonly fetchedAtMs: number
    }
  | { readonly kind: 'pending'; readonly id: string }
  | { readonly kind: 'unreadable'; readonly id: string; readonly label: string; readonly reason: string }

export interface Caseload {
  /** Every patient of the list, in the list's order, whether read or not. */
  readonly entries: readonly CaseloadEntry[]
  /** Patients on the list; `entries.length` always equals it. */
  readonly total: number
  readonly read: number
  /** True when every patient was read completely. */
  readonly complete: boolean
  readonly incomplete: readonly Incomplete[]
  readonly rejected: readonly Rejection[]
  readonly asOf: Day
  readonly fetchedAtMs: number
}

export interface AssessedPatient {
  readonly record: PatientRecord
  readonly assessment: Assessment
}
