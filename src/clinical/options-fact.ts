/** One line of what a record says about a next step, and what the lines are made from. */
import type { Assessment } from '#src/clinical/assessment.ts'
import type { PatientRecord } from '#src/clinical/facts.ts'
import type { Source } from '#src/clinical/source.ts'
import type { Citation } from '#src/clinical/verdict.ts'
import type { Day, PartialDate } from '#src/lib/calendar.ts'

/** What a line says: tried before, stands against it, a date, not known, or neither. */
export type OptionFactKind = 'tried' | 'caution' | 'washout' | 'unknown' | 'fact'

export interface OptionFact {
  readonly kind: OptionFactKind
  readonly text: string
  /** At the precision it was recorded with. */
  readonly date?: PartialDate | undefined
  readonly source?: Source | undefined
  readonly citation?: Citation | undefined
}

export interface OptionsInput {
  readonly record: PatientRecord
  readonly assessment: Assessment
  readonly asOf: Day
}
