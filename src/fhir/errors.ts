/** Everything that can go wrong between Remit and a FHIR server, as one error whose message is a sentence. */

export type FhirErrorKind = 'network' | 'timeout' | 'http' | 'not-fhir' | 'paging' | 'aborted'

export class FhirError extends Error {
  readonly kind: FhirErrorKind
  /** HTTP status; undefined when no answer came. */
  readonly status: number | undefined
  /** Seconds to wait as the server asked; undefined when it did not. */
  readonly retryAfterSeconds: number | undefined

  constructor(kind: FhirErrorKind, message: string, status?: number, retryAfterSeconds?: number) {
    super(message)
    this.name = 'FhirError'
    this.kind = kind
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** Worth another try without anybody doing anything: no answer, a busy server, a passing fault. Never another 4xx. */
  get passing(): boolean {
    return this.isUnanswered || this.status === 429 || (this.status !== undefined && this.status >= 500 && this.status !== 501)
  }

  /** Nothing came back from the server itself: no answer, or that of a proxy in front of it. */
  get isUnanswered(): boolean {
    return this.kind === 'network' || this.kind === 'timeout' || this.status === 502 || this.status === 503 || this.status === 504
  }
}
