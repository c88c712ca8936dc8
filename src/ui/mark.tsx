import type { JSX } from 'react'
import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import { toneColour, type Tone } from '#src/ui/tone.ts'
import styles from '#src/ui/mark.module.css'

export type MarkShape =
  | 'octagon'
  | 'triangle'
  | 'circle'
  | 'check'
  | 'dashed-ring'
  | 'clock'
  | 'ring'
  | 'half'
  | 'bar'
  | 'arrow-down'
  | 'arrow-up'

export interface MarkProps {
  readonly shape: MarkShape
  readonly tone: Tone
  /** What the shape says. Always present; `wordHidden` keeps it for screen readers where the word stands in a header. */
  readonly word: string
  readonly wordHidden?: boolean
}

/** A shape with its word: legible without colour, without shape, and without sight. */
export function Mark({ shape, tone, word, wordHidden = false }: MarkProps) {
  return (
    <span className={styles['mark']} style={{ color: toneColour(tone) }}>
      <MarkGlyph shape={shape} />
      {wordHidden ? <VisuallyHidden>{word}</VisuallyHidden> : <span>{word}</span>}
    </span>
  )
}

/** The bare shape, 12 px, in the current text colour. Only beside a word that says the same. */
export function MarkGlyph({ shape }: { readonly shape: MarkShape }) {
  return (
    <svg className={styles['glyph']} viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {glyphs[shape]}
    </svg>
  )
}

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round', strokeLinejoin: 'round' } as const

const glyphs: Readonly<Record<MarkShape, JSX.Element>> = {
  // A bar is cut out: without colour a plain octagon and a circle are the same dark dot.
  octagon: <path fill="currentColor" fillRule="evenodd" d="M3.8.6h4.4l3.2 3.2v4.4l-3.2 3.2H3.8L.6 8.2V3.8zM3 5.1h6v1.8H3z" />,
  triangle: <path fill="currentColor" d="M6 1l5.6 10H.4z" />,
  circle: <circle fill="currentColor" cx="6" cy="6" r="4.4" />,
  check: <path {...line} strokeWidth={2} d="M1.6 6.6l3 3 5.8-7" />,
  'dashed-ring': (
    <>
      <circle {...line} strokeWidth={1.2} strokeLinecap="butt" strokeDasharray="2 1.46" cx="6" cy="6" r="5.2" />
      <path {...line} strokeWidth={1.2} d="M4.6 4.8c0-1.9 2.9-1.8 2.8 0C7.3 5.9 6 5.9 6 7.1" />
      <circle fill="currentColor" cx="6" cy="8.9" r="0.75" />
    </>
  ),
  clock: (
    <>
      <circle {...line} strokeWidth={1.3} cx="6" cy="6" r="4.8" />
      <path {...line} strokeWidth={1.3} d="M6 3.4V6l1.8 1.2" />
    </>
  ),
  ring: <circle {...line} cx="6" cy="6" r="4" />,
  half: (
    <>
      <circle {...line} strokeWidth={1.3} cx="6" cy="6" r="4.4" />
      <path fill="currentColor" d="M6 1.6a4.4 4.4 0 0 1 0 8.8z" />
    </>
  ),
  bar: <path {...line} strokeWidth={2} d="M1.8 6h8.4" />,
  'arrow-down': <path {...line} d="M6 1.4v9M2.4 7L6 10.6 9.6 7" />,
  'arrow-up': <path {...line} d="M6 10.6v-9M2.4 5L6 1.4 9.6 5" />,
}
