/** What a colour may say. Every tone also comes with a shape or a word, because colour alone says nothing to many readers. */
export type Tone = 'urgent' | 'decide' | 'watch' | 'waiting' | 'target' | 'unknown' | 'plain'

const colours: Readonly<Record<Tone, string>> = {
  urgent: 'var(--tier-urgent)',
  decide: 'var(--tier-decide)',
  watch: 'var(--tier-watch)',
  waiting: 'var(--tier-waiting)',
  target: 'var(--tier-target)',
  unknown: 'var(--tier-unknown)',
  plain: 'var(--ink-2)',
}

/** The text and mark colour of a tone, as a CSS value that follows the theme. */
export function toneColour(tone: Tone): string {
  return colours[tone]
}
