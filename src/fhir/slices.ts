/** Long work in short slices, so that the page stays alive: a key pressed in between is answered within a frame or two. */

interface BackgroundScheduler {
  readonly postTask: (task: () => void, options: { readonly priority: 'background' }) => Promise<void>
}

/** Half a frame's worth of work at 60 Hz leaves room for drawing. */
const SLICE_MS = 8

/**
 * Lets the page draw and answer: where the browser knows priorities, everything else comes first, as long as somebody looks. Unlike a
 * timer, a message is not held back in a tab that is out of sight.
 */
export function breathe(): Promise<void> {
  const scheduler: Partial<BackgroundScheduler> = Reflect.get(globalThis, 'scheduler') ?? {}
  if (scheduler.postTask !== undefined && globalThis.document?.visibilityState === 'visible')
    return scheduler.postTask(() => undefined, { priority: 'background' })
  return new Promise((done) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => {
      channel.port1.close()
      done()
    }
    channel.port2.postMessage(undefined)
  })
}

/**
 * Runs `work` over all values in their order, a slice at a time.
 *
 * @returns whether it came to the end: false when `signal` stopped it
 */
export async function inSlices<T>(values: Iterable<T>, work: (value: T) => void, signal?: AbortSignal): Promise<boolean> {
  let began = performance.now()
  for (const value of values) {
    work(value)
    if (performance.now() - began < SLICE_MS) continue
    await breathe()
    if (signal?.aborted === true) return false
    began = performance.now()
  }
  return true
}
