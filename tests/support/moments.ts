/** Epoch milliseconds of a moment written out, for tests that need a clock reading. Throws on text that is none. */
export function momentOf(iso: string): number {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new Error(`"${iso}" is not a moment`)
  return ms
}
