import { useEffect, useRef } from 'react'
import { useAnnounce } from '#src/ui/live-region.tsx'

const PAUSE_MS = 500

/** Says what a filter, search or sort has brought, once the reader has paused; never on arrival and never for a refresh. */
export function useListAnnouncement(asked: string, sentence: string): void {
  const announce = useAnnounce()
  const said = useRef(asked)
  useEffect(() => {
    if (said.current === asked) return undefined
    const waiting = window.setTimeout(() => {
      said.current = asked
      announce(sentence)
    }, PAUSE_MS)
    return () => window.clearTimeout(waiting)
  }, [asked, sentence, announce])
}
