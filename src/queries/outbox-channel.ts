/** Tabs of one browser tell each other that something was saved. A message carries no patient and is checked before it is believed. */
import * as z from 'zod/mini'

const message = z.strictObject({ kind: z.literal('reviews-changed'), practitioner: z.string() })

export interface ReviewChannel {
  readonly tell: () => void
  readonly close: () => void
}

const NAME = 'remit-reviews'

/** @param onChange called when another tab of the same clinician saved something */
export function openReviewChannel(practitioner: string, onChange: () => void): ReviewChannel {
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = (event: MessageEvent<unknown>) => {
    if (isReviewMessage(event.data, practitioner)) onChange()
  }
  return {
    tell: () => channel.postMessage({ kind: 'reviews-changed', practitioner }),
    close: () => channel.close(),
  }
}

/** Anything else, however sent, is ignored. */
export function isReviewMessage(data: unknown, practitioner: string): boolean {
  const parsed = message.safeParse(data)
  return parsed.success && parsed.data.practitioner === practitioner
}
