/** A value that was read, or the reason in words why it was not. There is no third state and no default value. */
export type Known<T> = { readonly kind: 'known'; readonly value: T } | Unknown

/** A value that is not known. `reason` is a sentence fragment for a clinician, without a final full stop. */
export type Unknown = { readonly kind: 'unknown'; readonly reason: string }

export function known<T>(value: T): Known<T> {
  return { kind: 'known', value }
}

export function unknown(reason: string): Unknown {
  return { kind: 'unknown', reason }
}
