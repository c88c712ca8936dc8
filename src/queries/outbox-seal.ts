/**
 * Unsaved work that survives a reload: drafts, and actions the server has not confirmed.
 *
 * Nothing readable rests in the browser. The work is sealed with AES-GCM under a key that only the FHIR server holds (fhir/review-seal),
 * kept in memory while the page lives. Without a server that keeps the key, or without Web Crypto, the work stays in memory and
 * the page warns before it is closed. Not the other way round, drafts on the server: they would need the very connection whose
 * loss they guard against, and every pause in typing would be a write into the record.
 */
import type { Action } from '#src/clinical/review.ts'
import { FhirError } from '#src/fhir/errors.ts'

export interface PendingAction {
  readonly action: Action
  /** True once it may have reached the server. */
  readonly tried: boolean
}

/** What is kept. Values are plain JSON. */
export interface KeptWork {
  readonly pending: readonly PendingAction[]
  /** By patient id. */
  readonly drafts: Readonly<Record<string, unknown>>
}

export interface SealedPlace {
  readonly keys: () => readonly string[]
  readonly read: (name: string) => string | undefined
  readonly write: (name: string, sealed: string | undefined) => void
}

const PREFIX = 'remit.sealed.'
const IV_BYTES = 12

/** The browser's own storage; ciphertext is all that is ever written there. */
export function browserPlace(): SealedPlace | undefined {
  try {
    const { localStorage: storage } = window
    return {
      keys: () => Object.keys(storage).filter((name) => name.startsWith(PREFIX)),
      read: (name) => storage.getItem(name) ?? undefined,
      write: (name, sealed) => (sealed === undefined ? storage.removeItem(name) : storage.setItem(name, sealed)),
    }
  } catch {
    // Storage is switched off: the work stays in memory and the page says so.
    return undefined
  }
}

export type SealState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'sealed' }
  /** Work survives only as long as the page does. */
  | { readonly kind: 'memory'; readonly why: string; readonly mayChange: boolean }

export interface SealOptions {
  readonly place: SealedPlace | undefined
  readonly fetchKey: () => Promise<string>
  readonly newId: () => string
}

/** Seals what it is given, and opens what an earlier page left. */
export class Seal {
  readonly #options: SealOptions
  readonly #name: string
  #key: CryptoKey | undefined
  #state: SealState = { kind: 'opening' }
  #work: KeptWork = { pending: [], drafts: {} }
  #writing: Promise<void> = Promise.resolve()

  constructor(options: SealOptions) {
    this.#options = options
    this.#name = `${PREFIX}${options.newId()}`
  }

  get state(): SealState {
    return this.#state
  }

  /** Work that earlier pages left, once; an empty list of work when there is none or it is another clinician's. */
  async open(): Promise<readonly KeptWork[]> {
    const { place, fetchKey } = this.#options
    if (place === undefined) return this.#inMemory('this browser keeps nothing between two pages')
    if (globalThis.crypto?.subtle === undefined) return this.#inMemory('this page is not served over HTTPS')
    try {
      this.#key = await importKey(await fetchKey())
    } catch (error) {
      return this.#inMemory(
        error instanceof Error ? error.message : 'the server keeps no key',
        !(error instanceof FhirError) || error.passing,
      )
    }
    this.#state = { kind: 'sealed' }
    const left: KeptWork[] = []
    for (const name of place.keys()) {
      const work = await this.#opened(place.read(name))
      if (work === undefined || name === this.#name) continue
      left.push(work)
      place.write(name, undefined)
    }
    this.#write()
    return left
  }

  #inMemory(why: string, mayChange = false): readonly KeptWork[] {
    this.#state = { kind: 'memory', why, mayChange }
    return []
  }

  /** Keeps the work as it is now; what was kept before is replaced. */
  keep(work: Partial<KeptWork>): void {
    this.#work = { ...this.#work, ...work }
    this.#write()
  }

  /** Resolves once everything given so far is written. */
  settled(): Promise<void> {
    return this.#writing
  }

  #write(): void {
    const key = this.#key
    const { place } = this.#options
    if (key === undefined || place === undefined) return
    // One after another, so that an earlier state never lands on a later one.
    this.#writing = this.#writing.then(async () => {
      const work = this.#work
      const isEmpty = work.pending.length === 0 && Object.keys(work.drafts).length === 0
      place.write(this.#name, isEmpty ? undefined : await sealed(key, work))
    })
  }

  async #opened(text: string | undefined): Promise<KeptWork | undefined> {
    if (text === undefined || this.#key === undefined) return undefined
    try {
      const bytes = bytesOf(text)
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, IV_BYTES) }, this.#key, bytes.slice(IV_BYTES))
      // safe: AES-GCM authenticates, so this is exactly what this class wrote
      return JSON.parse(new TextDecoder().decode(plain)) as KeptWork
    } catch {
      // Sealed under another clinician's key: it is left for them.
      return undefined
    }
  }
}

/** A new random key of 256 bits in base64. */
export function newSealKey(): string {
  return textOf(crypto.getRandomValues(new Uint8Array(32)))
}

function importKey(base64: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytesOf(base64), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

async function sealed(key: CryptoKey, work: KeptWork): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const cipher = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(JSON.stringify(work))))
  const all = new Uint8Array(iv.length + cipher.length)
  all.set(iv)
  all.set(cipher, iv.length)
  return textOf(all)
}

function textOf(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
}
