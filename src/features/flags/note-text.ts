/** A decision as text to paste, where the server takes no writes. */
import type { QueuedFlag } from '#src/clinical/queue.ts'
import { deedWords, type Deed } from '#src/clinical/review.ts'
import type { IdentityWords } from '#src/features/flags/flag-words.ts'
import { formatMoment } from '#src/lib/calendar.ts'

export interface NoteParts {
  readonly who: IdentityWords
  readonly flags: readonly QueuedFlag[]
  readonly deedFor: (flag: QueuedFlag) => Deed
  readonly by: string
  readonly atMs: number
}

/** Who, each finding with what was decided, by whom and when, and that the server does not have it. */
export function noteText({ who, flags, deedFor, by, atMs }: NoteParts): string {
  return [
    `${who.name}, ${who.about.join(', ')}`,
    ...flags.map((flag) => `${flag.finding.title}: ${flag.finding.sentence}\n${deedWords(deedFor(flag))}`),
    `${by}, ${formatMoment(atMs)}. Written with Remit; not stored on the server.`,
  ].join('\n\n')
}
