/** Pure: the outcomes as CSV, every share with its denominator, then who is waiting. */
import { csvOf, type CsvCell } from '#src/lib/csv.ts'
import type { DecisionTimes, Outcomes, Share } from '#src/features/caseload/outcomes.ts'
import { responseWords } from '#src/features/caseload/words.ts'
import type { ResponseStatus } from '#src/clinical/assessment.ts'
import { isoFromDay, isoInstant, type Day } from '#src/lib/calendar.ts'

export interface OutcomesHead {
  readonly asOf: Day
  readonly fetchedAtMs: number
  readonly complete: boolean
}

export function outcomesCsv(outcomes: Outcomes, times: DecisionTimes | undefined, head: OutcomesHead): string {
  const share = (words: string, { count, of }: Share, unit = 'patients'): readonly CsvCell[] => [
    words,
    count,
    of,
    percentOf({ count, of }),
    unit,
  ]
  return csvOf([
    ['Remit outcomes'],
    ['as of', isoFromDay(head.asOf)],
    ['read from the server at (UTC)', isoInstant(head.fetchedAtMs)],
    ['patients on the list', outcomes.patients],
    ...(head.complete ? [] : [['not complete', 'not every patient was read completely']]),
    [],
    ['measure', 'count', 'of', 'percent', 'unit'],
    share('measured: baseline and recent PHQ-9 of the current trial', { count: outcomes.measured.length, of: outcomes.patients }),
    ...outcomes.unmeasured.map(({ words, patients }) => share(`not measured: ${words}`, { count: patients, of: outcomes.patients })),
    share('response or remission, of the measured', outcomes.response),
    share('remission, of the measured', outcomes.remission),
    ...Object.entries(outcomes.byStatus).map(
      ([status, count]) => share(`status: ${responseWords[status as ResponseStatus].word}`, { count, of: outcomes.measured.length }), // safe: its keys are the statuses
    ),
    [
      'mean change of the measured',
      outcomes.meanChange ?? 'not known: nobody was measured',
      outcomes.measured.length,
      undefined,
      'points, negative is better',
    ],
    ...outcomes.coverage.map(({ words, share: one }) => share(`${words}, of patients in a trial`, one)),
    ...(times === undefined ? [['decisions', 'not known: reviews were not read']] : waitingLines(times)),
  ])
}

function waitingLines(times: DecisionTimes): readonly (readonly CsvCell[])[] {
  return [
    ['eligible to decision, median of recorded decisions', times.medianDecided ?? 'none recorded', times.decided.length, undefined, 'days'],
    ['waiting for a decision, median so far', times.medianWaiting ?? 'nobody is waiting', times.waiting.length, undefined, 'days'],
    [],
    ['waiting for a decision', 'patient id', 'eligible since', 'days'],
    ...times.waiting.map(({ row, since, days }): readonly CsvCell[] => [row.name, row.id, isoFromDay(since), days]),
  ]
}

/** Percent to a tenth; undefined without a denominator. */
export function percentOf({ count, of }: Share): number | undefined {
  return of === 0 ? undefined : Math.round((count * 1000) / of) / 10
}
