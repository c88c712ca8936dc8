import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

/** Between `beforeprint` and `afterprint`; the media query alone changes only after the browser has counted its sheets. */
let isAsked = false

/** Whether the page is on its way to paper. What only stands there must stand before `beforeprint` returns: later is cut off. */
export function usePrinting(): boolean {
  return useSyncExternalStore(onPrint, () => isAsked || window.matchMedia('print').matches)
}

function onPrint(changed: () => void): () => void {
  const media = window.matchMedia('print')
  const now = (): void => flushSync(changed)
  const before = (): void => {
    isAsked = true
    now()
  }
  const after = (): void => {
    isAsked = false
    now()
  }
  media.addEventListener('change', now)
  window.addEventListener('beforeprint', before)
  window.addEventListener('afterprint', after)
  return () => {
    media.removeEventListener('change', now)
    window.removeEventListener('beforeprint', before)
    window.removeEventListener('afterprint', after)
  }
}
