import { useCallback, useLayoutEffect, useRef } from 'react'

/** The same function at every render, which calls the newest `act`: for memoised parts, and to be called by events only. */
export function useStable<Arguments extends readonly unknown[]>(act: (...given: Arguments) => void): (...given: Arguments) => void {
  const newest = useRef(act)
  useLayoutEffect(() => {
    newest.current = act
  })
  return useCallback((...given: Arguments) => newest.current(...given), [])
}
