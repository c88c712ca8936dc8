/**
 * The door that every request to the server goes through: a few at a time, none while the server asks to be left alone, and
 * next to none while it does not answer (RELIABILITY.md, R10: at most 20 requests of one tab in five minutes of an outage).
 */
import { FhirError } from '#src/fhir/errors.ts'

/** FHIR.md 3.2 B: six at a time, as many as a browser opens to one server over HTTP/1.1. */
const MOST_AT_ONCE = 6
/** Unanswered requests in a row that make an outage. Fewer would take a flapping server for a dead one. */
const FAILURES_OF_AN_OUTAGE = 6
/** While the server does not answer, one request in this time finds out whether it does again. */
const PROBE_EVERY_MS = 40_000
/** Longer than this nobody is left waiting in silence: the request fails with the reason. */
const LONGEST_WAIT_MS = 60_000

export interface GateOptions {
  /** Milliseconds of a clock that only goes forward. */
  readonly nowMs: () => number
  readonly pause: (ms: number) => Promise<void>
}

interface Waiting {
  readonly enter: () => void
}

export class Gate {
  readonly #options: GateOptions
  readonly #queue: Waiting[] = []
  #inside = 0
  #failures = 0
  #closedUntilMs = Number.NEGATIVE_INFINITY
  #isProbing = false
  #quietUntilMs = Number.NEGATIVE_INFINITY

  constructor(options: GateOptions) {
    this.#options = options
  }

  /** Whether a failed request may be tried again now: not while nothing is answered. */
  get isOpen(): boolean {
    return this.#failures < FAILURES_OF_AN_OUTAGE
  }

  /** Milliseconds for which the server has asked to be left alone; 0 when it has not. */
  get quietForMs(): number {
    return Math.max(0, this.#quietUntilMs - this.#options.nowMs())
  }

  /** Forgets an outage, because somebody asked, or the network came back. */
  reopen(): void {
    this.#failures = 0
    this.#closedUntilMs = Number.NEGATIVE_INFINITY
  }

  /** All requests wait until then. */
  keepQuiet(seconds: number): void {
    this.#quietUntilMs = Math.max(this.#quietUntilMs, this.#options.nowMs() + seconds * 1000)
  }

  answered(): void {
    this.#failures = 0
  }

  /** A request that got no answer at all, or only a proxy's. */
  unanswered(): void {
    this.#failures += 1
    if (!this.isOpen) this.#closedUntilMs = this.#options.nowMs() + PROBE_EVERY_MS
  }

  /**
   * Waits for a place. Call the returned function when the request is over.
   *
   * @param signal a request that nobody waits for any more gives its place up
   * @param isUrgent goes before everything that is still waiting: somebody is looking at it
   * @throws FhirError while the server does not answer
   */
  async enter(place: string, signal: AbortSignal | undefined, isUrgent: boolean): Promise<() => void> {
    if (this.#inside < MOST_AT_ONCE) this.#inside += 1
    else await this.#placeInQueue(place, signal, isUrgent) // whoever leaves hands its place over
    let isProbe = false
    try {
      isProbe = this.#mustProbe(place)
      const quietMs = this.quietForMs
      if (quietMs > LONGEST_WAIT_MS)
        throw new FhirError('http', `${place}: the server asks to be left alone for ${Math.ceil(quietMs / 1000)} s`, 429)
      if (quietMs > 0) await this.#options.pause(quietMs)
      if (signal?.aborted === true) throw new FhirError('aborted', `${place} was cancelled`)
    } catch (error) {
      this.#leave(isProbe)
      throw error
    }
    return () => this.#leave(isProbe)
  }

  /** Whether this request is the one that finds out; while nothing is answered, every other is refused. */
  #mustProbe(place: string): boolean {
    if (this.isOpen) return false
    const leftMs = this.#closedUntilMs - this.#options.nowMs()
    if (leftMs > 0 || this.#isProbing)
      // Not counted as unanswered: nothing was asked.
      throw new FhirError(
        'network',
        `${place}: the server does not answer; it is tried again in ${Math.max(1, Math.ceil(leftMs / 1000))} s`,
      )
    this.#isProbing = true
    return true
  }

  #placeInQueue(place: string, signal: AbortSignal | undefined, isUrgent: boolean): Promise<void> {
    return new Promise((enter, reject) => {
      const onAbort = (): void => {
        const at = this.#queue.indexOf(waiting)
        if (at === -1) return
        this.#queue.splice(at, 1)
        reject(new FhirError('aborted', `${place} was cancelled`))
      }
      const waiting: Waiting = {
        enter: () => {
          signal?.removeEventListener('abort', onAbort)
          enter()
        },
      }
      if (isUrgent) this.#queue.unshift(waiting)
      else this.#queue.push(waiting)
      signal?.addEventListener('abort', onAbort)
    })
  }

  #leave(wasProbe: boolean): void {
    if (wasProbe) this.#isProbing = false
    const next = this.#queue.shift()
    if (next) next.enter()
    else this.#inside -= 1
  }
}
