import { useEffect, useRef, useState } from 'react'
import type { DayRange } from '#src/ui/chart/day-range.ts'

/** How long a gesture must rest before its range becomes the address: browsers limit how often an address may change. */
const REST_MS = 300

export interface ChartRange {
  readonly range: DayRange
  /** While a hand, a key or a wheel moves it. */
  readonly move: (range: DayRange) => void
  /** At once, as a preset does: what was still moving is over. */
  readonly choose: (range: DayRange) => void
}

/** The range on screen while it moves, and the one in the address once it rests. */
export function useChartRange(settled: DayRange, settle: (range: DayRange) => void): ChartRange {
  const [moving, setMoving] = useState<{ readonly range: DayRange; readonly over: DayRange }>()
  const resting = useRef<number>(undefined)
  useEffect(() => () => window.clearTimeout(resting.current), [])
  // A range in the address that is not the one the gesture began on, nor its outcome, came from elsewhere: it wins.
  const isMine = moving !== undefined && (same(moving.over, settled) || same(moving.range, settled))
  const shown = isMine ? moving.range : settled
  useEffect(() => {
    if (!isMine) window.clearTimeout(resting.current)
  }, [isMine])
  const move = (range: DayRange) => {
    setMoving({ range, over: settled })
    window.clearTimeout(resting.current)
    resting.current = window.setTimeout(() => settle(range), REST_MS)
  }
  const choose = (range: DayRange) => {
    window.clearTimeout(resting.current)
    setMoving(undefined)
    settle(range)
  }
  return { range: shown, move, choose }
}

const same = (a: DayRange, b: DayRange): boolean => a.from === b.from && a.through === b.through
