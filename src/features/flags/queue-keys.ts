/** Which key does what, in one table that the bar, the help and the listener share. */
import type { Verb } from '#src/features/flags/targets.ts'

export type KeyVerb = Verb | 'next' | 'previous' | 'select' | 'open' | 'undo' | 'help' | 'close'

export const keyTable: readonly { readonly key: string; readonly verb: KeyVerb; readonly words: string }[] = [
  { key: 'A', verb: 'act', words: 'Act: record a decision' },
  { key: 'S', verb: 'snooze', words: 'Snooze until something happens' },
  { key: 'D', verb: 'dismiss', words: 'Dismiss with a reason' },
  { key: 'H', verb: 'hand-over', words: 'Hand over to a colleague' },
  { key: 'O', verb: 'open', words: 'Open the patient’s page' },
  { key: 'U', verb: 'undo', words: 'Undo the last action; again for the one before' },
  { key: 'J', verb: 'next', words: 'Next patient' },
  { key: 'K', verb: 'previous', words: 'Previous patient' },
  { key: 'X', verb: 'select', words: 'Select, to act on several at once' },
  { key: '?', verb: 'help', words: 'These keys' },
]

export interface Pressed {
  readonly key: string
  readonly repeat: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly defaultPrevented: boolean
  readonly target: EventTarget | null
}

/**
 * What a key press means to the queue; undefined for one that belongs to a field, a dialog, a menu or the browser.
 *
 * A key held down moves on, but it acts only once.
 */
export function keyVerb(event: Pressed, { keysOn, isFormOpen }: { keysOn: boolean; isFormOpen: boolean }): KeyVerb | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return undefined
  if (isFormOpen) return event.key === 'Escape' ? 'close' : undefined
  if (!keysOn || isTyping(event.target)) return undefined
  const verb = keyTable.find(({ key }) => key === event.key.toUpperCase())?.verb
  return event.repeat && verb !== 'next' && verb !== 'previous' ? undefined : verb
}

function isTyping(target: EventTarget | null): boolean {
  return (
    typeof Element !== 'undefined' &&
    target instanceof Element &&
    target.closest('input:not([type=checkbox]), textarea, select, dialog, [contenteditable], [role=menu], [popover]') !== null
  )
}
