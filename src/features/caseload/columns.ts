/** The columns of the caseload: their order, words and widths. What stands in a cell is decided per column in its own file. */

export const columnIds = [
  'patient',
  'treatment',
  'clock',
  'course',
  'change',
  'response',
  'item9',
  'taken',
  'effects',
  'seen',
  'failed',
  'flags',
  'next',
] as const
export type ColumnId = (typeof columnIds)[number]

/** The usual order on a screen too narrow for all: what a morning is for comes into view, what describes the course scrolls. */
export const columnIdsWhereTight: readonly ColumnId[] = [
  'patient',
  'flags',
  'treatment',
  'clock',
  'change',
  'response',
  'item9',
  'course',
  'taken',
  'effects',
  'seen',
  'failed',
  'next',
]

export interface CaseloadColumn {
  readonly id: ColumnId
  /** In the table head; short. */
  readonly head: string
  /** In menus, explanations, CSV and for screen readers. */
  readonly title: string
  /** px */
  readonly width: number
  readonly align: 'start' | 'end'
  /** Takes a share of the width that is left over. */
  readonly grows: boolean
  /** The first click on its head sorts the highest first. */
  readonly worstIsHigh: boolean
}

/** px. Where columns scroll, none is left over for the flags to grow into: "Inadequate response +2" is 168 wide. */
export const widthsWhereTight: Readonly<Partial<Record<ColumnId, number>>> = { flags: 176 }

/** px: below this width of the window not all columns are in view. */
export const roomForAll = 1425

/** Widths add up to 1,425 px: the default view fits a 1,440 px screen without sideways scrolling. */
export const columns: readonly CaseloadColumn[] = [
  { id: 'patient', head: 'Patient', title: 'Patient and age', width: 193, align: 'start', grows: true, worstIsHigh: false },
  {
    id: 'treatment',
    head: 'Treatment now',
    title: 'Treatment now: agents, daily dose, day of trial',
    width: 188,
    align: 'start',
    grows: true,
    worstIsHigh: false,
  },
  {
    id: 'clock',
    head: 'Days at dose',
    title: 'Days at an adequate dose, against the decision window',
    width: 101,
    align: 'start',
    grows: false,
    worstIsHigh: true,
  },
  {
    id: 'course',
    head: 'PHQ-9, 26 wk',
    title: 'PHQ-9 over 26 weeks, 0 to 27 points',
    width: 95,
    align: 'start',
    grows: false,
    worstIsHigh: true,
  },
  {
    id: 'change',
    head: 'Base \u2192 now',
    title: 'PHQ-9 baseline to latest, change in points and percent',
    width: 144,
    align: 'end',
    grows: false,
    worstIsHigh: true,
  },
  {
    id: 'response',
    head: 'Response',
    title: 'Response of the current trial',
    width: 98,
    align: 'start',
    grows: false,
    worstIsHigh: false,
  },
  {
    id: 'item9',
    head: 'Item 9',
    title: 'PHQ-9 item 9: thoughts of being better off dead or of self-harm, 0 to 3',
    width: 64,
    align: 'end',
    grows: false,
    worstIsHigh: true,
  },
  { id: 'taken', head: 'Taken', title: 'Share of days taken, 28 days', width: 64, align: 'end', grows: false, worstIsHigh: false },
  { id: 'effects', head: 'Side eff.', title: 'Side-effect burden', width: 64, align: 'end', grows: false, worstIsHigh: true },
  {
    id: 'seen',
    head: 'Check-ins',
    title: 'Last check-in, and received of expected in 28 days',
    width: 104,
    align: 'start',
    grows: false,
    worstIsHigh: false,
  },
  { id: 'failed', head: 'Failed', title: 'Failed adequate trials', width: 64, align: 'end', grows: false, worstIsHigh: true },
  { id: 'flags', head: 'Flags', title: 'Flags', width: 164, align: 'start', grows: true, worstIsHigh: true },
  { id: 'next', head: 'Next visit', title: 'Next booked visit', width: 82, align: 'start', grows: false, worstIsHigh: false },
]

const byId: ReadonlyMap<string, CaseloadColumn> = new Map(columns.map((column) => [column.id, column]))

export function isColumnId(text: string): text is ColumnId {
  return byId.has(text)
}

/** The column with this id. */
export function columnOf(id: ColumnId): CaseloadColumn {
  const column = byId.get(id)
  if (column === undefined) throw new Error(`Column "${id}" is missing from the list`)
  return column
}
