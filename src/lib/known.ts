/** A value that was read, or the reason in words why it was not. There is no third state and no default value. */
export type Known<T> = { readonly kind: 'known'; readonly value: T } | Unknown

/** A value that is not known. `reason` is a sentence fragment for a clinician, without a final full stop. */
export type Unknown = { readonly kind: 'unknown'; readonly reason: string }

export function known<T>(value: T): Known<T> {
  return { kind: 'known', value }
}

const counts: readonly Known<number>[] = Array.from({ length: 64 }, (_, n) => known(n))

/** The same for a score or a count, which most records share: one object a number up to 63. */
export function knownCount(n: number): Known<number> {
  return (Number.isInteger(n) && !Object.is(n, -0) ? counts[n] : undefined) ?? known(n)
}

export function unknown(reason: string): Unknown {
  return { kind: 'unknown', reason }
}
