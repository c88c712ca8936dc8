import { VisuallyHidden } from '#src/ui/visually-hidden.tsx'
import { classNames } from '#src/ui/class-names.ts'
import { toneClass, type Tone } from '#src/ui/tone.ts'
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
    <span className={classNames(styles['mark'], toneClass(tone))}>
      <MarkGlyph shape={shape} />
      {wordHidden ? <VisuallyHidden>{word}</VisuallyHidden> : word}
    </span>
  )
}

/** The bare shape, 12 px, in the current text colour. Only beside a word that says the same. */
export function MarkGlyph({ shape }: { readonly shape: MarkShape }) {
  const { fill, line } = glyphs[shape]
  return (
    <svg className={styles['glyph']} viewBox="0 0 12 12" aria-hidden="true">
      {line !== undefined && <path className={styles['line']} strokeWidth={line.width} d={line.d} />}
      {fill !== undefined && <path className={styles['fill']} d={fill} />}
    </svg>
  )
}

interface Glyph {
  readonly fill?: string
  readonly line?: { readonly d: string; readonly width: number }
}

const NINE_DASHES = 'M5.6.8h.8M9 1.8l.6.5M11 4.7l.2.8M10.7 8.2l-.4.7M8.1 10.7l-.7.3M4.6 11l-.7-.3M1.7 8.9l-.4-.7M.8 5.5l.2-.8M2.4 2.3l.6-.5'

/** One path a shape where it can be: a table shows hundreds of them. */
const glyphs: Readonly<Record<MarkShape, Glyph>> = {
  // A bar is cut out: without colour a plain octagon and a circle are the same dark dot.
  octagon: { fill: 'M3.8.6h4.4l3.2 3.2v4.4l-3.2 3.2H3.8L.6 8.2V3.8zM3 5.1h6v1.8H3z' },
  triangle: { fill: 'M6 1l5.6 10H.4z' },
  circle: { fill: 'M1.6 6a4.4 4.4 0 0 1 8.8 0 4.4 4.4 0 0 1-8.8 0z' },
  check: { line: { d: 'M1.6 6.6l3 3 5.8-7', width: 2 } },
  'dashed-ring': { line: { d: `${NINE_DASHES}M4.6 4.8c0-1.9 2.9-1.8 2.8 0C7.3 5.9 6 5.9 6 7.1M6 8.9h0`, width: 1.2 } },
  clock: { line: { d: 'M1.2 6a4.8 4.8 0 0 1 9.6 0 4.8 4.8 0 0 1-9.6 0M6 3.4V6l1.8 1.2', width: 1.3 } },
  ring: { line: { d: 'M2 6a4 4 0 0 1 8 0 4 4 0 0 1-8 0', width: 1.6 } },
  half: { line: { d: 'M1.6 6a4.4 4.4 0 0 1 8.8 0 4.4 4.4 0 0 1-8.8 0', width: 1.3 }, fill: 'M6 1.6a4.4 4.4 0 0 1 0 8.8z' },
  bar: { line: { d: 'M1.8 6h8.4', width: 2 } },
  'arrow-down': { line: { d: 'M6 1.4v9M2.4 7L6 10.6 9.6 7', width: 1.6 } },
  'arrow-up': { line: { d: 'M6 10.6v-9M2.4 5L6 1.4 9.6 5', width: 1.6 } },
}
