/** Tabs of one browser tell each other that somebody works, or that all lock. A message carries no patient and is checked before it is believed. */
export interface SessionMessage {
  readonly kind: 'active' | 'lock'
  readonly practitioner: string
  /** Epoch milliseconds at which somebody was seen. */
  readonly atMs: number
}

const PRACTITIONER = /^Practitioner\/[A-Za-z0-9.-]{1,64}$/

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
  if (typeof sent !== 'object' || sent === null) return undefined
  const { kind, practitioner, atMs, ...rest } = sent as Readonly<Record<string, unknown>> // safe: an object, of which each part is looked at
  if (Object.keys(rest).length > 0 || (kind !== 'active' && kind !== 'lock')) return undefined
  if (typeof practitioner !== 'string' || !PRACTITIONER.test(practitioner)) return undefined
  if (typeof atMs !== 'number' || !Number.isFinite(atMs) || atMs < 0) return undefined
  return { kind, practitioner, atMs }
}
