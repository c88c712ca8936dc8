/** A list that is known to hold at least one element. */
export type NonEmpty<T> = readonly [T, ...T[]]

/** Narrows a list to one with at least one element. */
export function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0
}
