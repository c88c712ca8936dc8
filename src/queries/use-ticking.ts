/** The moment that screens show, moved on by itself; and the moments when everything may have changed unseen. */
import { useEffect, useState } from 'react'

const TICK_MS = 20_000
/** Two ticks that did not come: the machine slept, or the tab was frozen. */
const SLEPT_MS = 3 * TICK_MS

/**
 * Epoch milliseconds now, at most 20 s old while the page is seen.
 *
 * @param onWake after sleep, after the network came back: what is shown may be old
 */
export function useTicking(clock: () => number, onWake: () => void): number {
  const [nowMs, setNowMs] = useState(clock)
  useEffect(() => {
    let last = clock()
    const tick = (): void => {
      const now = clock()
      // Backwards too: a clock that was set is as good a reason.
      const hasSlept = Math.abs(now - last) > SLEPT_MS
      last = now
      setNowMs(now)
      if (hasSlept) onWake()
    }
    const onOnline = (): void => {
      tick()
      onWake()
    }
    const ticking = setInterval(tick, TICK_MS)
    document.addEventListener('visibilitychange', tick)
    window.addEventListener('pageshow', tick)
    window.addEventListener('online', onOnline)
    return () => {
      clearInterval(ticking)
      document.removeEventListener('visibilitychange', tick)
      window.removeEventListener('pageshow', tick)
      window.removeEventListener('online', onOnline)
    }
    // oxlint-disable-next-line react/exhaustive-deps -- onWake is new at every drawing and always means the same
  }, [clock])
  return nowMs
}
