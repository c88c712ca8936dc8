import { createContext, useContext, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'

type Announce = (sentence: string) => void

interface Said {
  readonly sentence: string
  /** A new one each time, so that the same sentence twice is said twice. */
  readonly turn: number
}

interface Modal {
  readonly said: Said
  /** Sentences go to the dialog until it is given back; `spoken`: the turn it has said last. */
  readonly take: () => (spoken: number) => void
}

const silence: Said = { sentence: '', turn: 0 }
const AnnounceContext = createContext<Announce>(() => undefined)
const ModalContext = createContext<Modal>({ said: silence, take: () => () => undefined })

/** Says a sentence to a screen reader without moving the focus: counts after a filter, a saved decision. */
export function useAnnounce(): Announce {
  return useContext(AnnounceContext)
}

/** Holds the page's one polite live region; mounted once, by the shell. */
export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [page, setPage] = useState(silence)
  const [modal, setModal] = useState(silence)
  const [voice] = useState(() => voiceOf(setPage, setModal))
  return (
    <AnnounceContext value={voice.announce}>
      <ModalContext value={{ said: modal, take: voice.take }}>
        {children}
        <Line said={page} />
      </ModalContext>
    </AnnounceContext>
  )
}

/**
 * The live region of a modal dialog. While one is open the browser makes the page behind it inert, and a live region in it says
 * nothing; so the dialog brings its own. What was said in the moment in which it closed is handed on to the page.
 */
export function ModalLiveRegion() {
  const { said, take } = useContext(ModalContext)
  const [before] = useState(said.turn)
  const spoken = useRef(said.turn)
  useLayoutEffect(() => {
    const giveBack = take()
    return () => giveBack(spoken.current)
  }, [take])
  useLayoutEffect(() => {
    spoken.current = said.turn
  }, [said])
  return <Line said={said.turn === before ? silence : said} />
}

function Line({ said }: { readonly said: Said }) {
  return (
    <VisuallyHidden>
      <span role="status" aria-live="polite">
        <span key={said.turn}>{said.sentence}</span>
      </span>
    </VisuallyHidden>
  )
}

type Set = (change: (before: Said) => Said) => void

function voiceOf(setPage: Set, setModal: Set): { readonly announce: Announce; readonly take: Modal['take'] } {
  let open = 0
  let last = silence
  const sayOnPage = (sentence: string): void => setPage((before) => ({ sentence, turn: before.turn + 1 }))
  return {
    announce: (sentence) => {
      if (open === 0) sayOnPage(sentence)
      else {
        last = { sentence, turn: last.turn + 1 }
        const said = last
        setModal(() => said)
      }
    },
    take: () => {
      open += 1
      return (spoken) => {
        open -= 1
        if (open === 0 && spoken !== last.turn) sayOnPage(last.sentence)
      }
    },
  }
}
