import { createContext, useContext, useState, type ReactNode } from 'react'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'

type Announce = (sentence: string) => void

const AnnounceContext = createContext<Announce>(() => undefined)

/** Says a sentence to a screen reader without moving the focus: counts after a filter, a saved decision. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext)
}

/** Holds the page's one polite live region; mounted once, by the shell. */
export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ sentence: '', turn: 0 })
  const [announce] = useState<Announce>(() => (sentence: string) => setSaid((before) => ({ sentence, turn: before.turn + 1 })))
  return (
    <AnnounceContext value={announce}>
      {children}
      <VisuallyHidden>
        <span role="status" aria-live="polite">
          {/* A new key each turn, so that the same sentence twice is said twice. */}
          <span key={said.turn}>{said.sentence}</span>
        </span>
      </VisuallyHidden>
    </AnnounceContext>
  )
}
