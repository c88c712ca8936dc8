/** The built-in views: named questions a prescriber asks every morning. Each is a predicate over one judged patient. */
import type { RuleId } from '#src/clinical/assessment.ts'
import type { ClinicalSettings } from '#src/clinical/settings.ts'
import type { JudgedRow } from '#src/features/caseload/caseload-rows.ts'

/** What a view needs to know beyond the row. */
export interface ViewContext {
  readonly settings: ClinicalSettings
  /** Patients with something new since the reader last looked; undefined while that is not known. */
  readonly changed: ReadonlySet<string> | undefined
}

export const viewIds = ['not-improved-6-8', 'new', 'silent', 'below-minimum', 'resistance'] as const
export type ViewId = (typeof viewIds)[number]

export interface BuiltInView {
  readonly id: ViewId
  readonly title: string
  /** The rule of the view in a sentence with its numbers. */
  readonly statement: (settings: ClinicalSettings) => string
  readonly keeps: (row: JudgedRow, context: ViewContext) => boolean
}

function flagged(row: JudgedRow, rule: RuleId): boolean {
  return row.assessment.flags.some((flag) => flag.rule === rule)
}

export const views: readonly BuiltInView[] = [
  {
    id: 'not-improved-6-8',
    title: 'Week 6\u20138, not improved at adequate dose',
    statement: ({ rules: { inadequateResponse: rule } }) =>
      `Less than ${rule.lessThanPercent} % better, and at an adequate dose for ${rule.fromDay} to ${rule.overdueAfterDay} days`,
    keeps: (row, { settings }) => {
      const { fromDay, overdueAfterDay } = settings.rules.inadequateResponse
      const days = row.assessment.current?.daysAtAdequateDose
      return (
        days?.kind === 'known' && days.value.high >= fromDay && days.value.low <= overdueAfterDay && flagged(row, 'inadequate-response')
      )
    },
  },
  {
    id: 'new',
    title: 'New since you last looked',
    statement: () => 'A new score, a new flag, a dose change or a new silence since your last visit to this page',
    keeps: (row, { changed }) => changed?.has(row.id) ?? false,
  },
  {
    id: 'silent',
    title: 'Silent',
    statement: ({ rules: { silence } }) =>
      `No check-in for ${silence.checkInDays} days from a regular reporter, or no PHQ-9 for ${silence.phq9Days} days in an acute phase`,
    keeps: (row) => flagged(row, 'silence'),
  },
  {
    id: 'below-minimum',
    title: 'Sub-therapeutic dose',
    statement: ({ rules: { doseBelowMinimum } }) => `Below the minimum effective dose for ${doseBelowMinimum.days} days or more`,
    keeps: (row) => flagged(row, 'dose-below-minimum'),
  },
  {
    id: 'resistance',
    title: 'Candidates for resistance review',
    statement: ({ rules: { possibleResistance } }) => `${possibleResistance.failedTrials} or more failed adequate trials`,
    keeps: (row) => flagged(row, 'possible-resistance'),
  },
]

const byId: ReadonlyMap<string, BuiltInView> = new Map(views.map((view) => [view.id, view]))

export function isViewId(text: string): text is ViewId {
  return byId.has(text)
}

/** The view with this id. */
export function viewOf(id: ViewId): BuiltInView {
  const view = byId.get(id)
  if (view === undefined) throw new Error(`View "${id}" is missing from the list`)
  return view
}
