/** Tabs of one browser tell each other that somebody works, or that all lock. A message carries no patient and is checked before it is believed. */
import * as z from 'zod/mini'

const message = z.strictObject({
  kind: z.enum(['active', 'lock']),
  practitioner: z.string().check(z.regex(/^Practitioner\/[A-Za-z0-9.-]{1,64}$/)),
  /** Epoch milliseconds at which somebody was seen. */
  atMs: z.number().check(z.nonnegative()),
})

export type SessionMessage = Readonly<z.infer<typeof message>>

export interface SessionChannel {
  readonly tell: (message: SessionMessage) => void
  readonly close: () => void
}

const NAME = 'remit-session'

export function openSessionChannel(onMessage: (message: SessionMessage) => void): SessionChannel {
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = (event: MessageEvent<unknown>) => {
    const read = readSessionMessage(event.data)
    if (read !== undefined) onMessage(read)
  }
  return { tell: (said) => channel.postMessage(said), close: () => channel.close() }
}

/** The message, or undefined for anything else that may be sent under this name. */
export function readSessionMessage(sent: unknown): SessionMessage | undefined {
  const parsed = message.safeParse(sent)
  return parsed.success ? parsed.data : undefined
}
