/**
 * Keeps the order that is being read. What the reader asks for (sort, filter, search) applies at once; what a refresh brings
 * applies at once only until somebody has touched the table, then patients stay where they are until the reader says so.
 */
import { countMoved, settleOrder } from '#src/features/caseload/caseload-order.ts'
import type { CaseloadRow } from '#src/features/caseload/caseload-rows.ts'

/** A click within this many milliseconds of a row's change of place was meant for the row that stood there before. */
export const swapGuardMs = 500

export interface SteadyRows {
  readonly rows: readonly CaseloadRow[]
  /** Rows that would stand elsewhere in the up-to-date order. */
  readonly moved: number
}

export interface SteadyOrder {
  /** The rows to show. The same arguments give the same answer. */
  readonly show: (wanted: readonly CaseloadRow[], asked: string, isHeld: boolean) => SteadyRows
  /** Whether another patient stood at this place less than half a second ago. */
  readonly isSwapped: (index: number, id: string, atMs: number) => boolean
}

/** `now`: milliseconds on the clock that events are stamped with. */
export function createSteadyOrder(now: () => number): SteadyOrder {
  let last: { wanted: readonly CaseloadRow[]; asked: string; isHeld: boolean; steady: SteadyRows } | undefined
  let before: readonly CaseloadRow[] = []
  let changedAtMs = -Infinity
  return {
    show: (wanted, asked, isHeld) => {
      if (last?.wanted === wanted && last.asked === asked && last.isHeld === isHeld) return last.steady
      const shown = last?.steady.rows ?? []
      const rows =
        isHeld && last?.asked === asked
          ? settleOrder(
              shown.map((row) => row.id),
              wanted,
            )
          : wanted
      if (!hasSameOrder(shown, rows)) {
        before = shown
        changedAtMs = now()
      }
      const steady = { rows, moved: rows === wanted ? 0 : countMoved(rows, wanted) }
      last = { wanted, asked, isHeld, steady }
      return steady
    },
    isSwapped: (index, id, atMs) => {
      const earlier = before[index]
      return atMs - changedAtMs < swapGuardMs && earlier !== undefined && earlier.id !== id
    },
  }
}

function hasSameOrder(a: readonly CaseloadRow[], b: readonly CaseloadRow[]): boolean {
  return a.length === b.length && a.every((row, index) => row.id === b[index]?.id)
}
