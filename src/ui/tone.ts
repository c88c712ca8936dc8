import styles from '#src/ui/tone.module.css'

/** What a colour may say. Every tone also comes with a shape or a word, because colour alone says nothing to many readers. */
export type Tone = 'urgent' | 'decide' | 'watch' | 'waiting' | 'target' | 'unknown' | 'plain'

/** The class that gives text and marks the colour of a tone, in the theme of the reader. */
export function toneClass(tone: Tone): string | undefined {
  return styles[tone]
}
