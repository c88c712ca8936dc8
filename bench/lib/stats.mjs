/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? (sorted[Math.floor(middle)] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

/** @param {readonly number[]} values */
export const summary = (values) => ({ median: median(values), least: Math.min(...values), most: Math.max(...values), runs: values.length })

/**
 * Runs the contenders in turn, A B A B ..., once to warm up and then `runs` times that count.
 *
 * @template T @param {readonly string[]} contenders @param {number} runs @param {(contender: string) => Promise<Record<string, number>>} once
 * @returns {Promise<Record<string, Record<string, ReturnType<typeof summary>>>>}
 */
export async function alternate(contenders, runs, once) {
  /** @type {Record<string, Record<string, number[]>>} */
  const seen = {}
  for (let run = -1; run < runs; run += 1) {
    for (const contender of contenders) {
      const figures = await once(contender)
      if (run < 0) continue
      const mine = (seen[contender] ??= {})
      for (const [name, value] of Object.entries(figures)) (mine[name] ??= []).push(value)
    }
  }
  return Object.fromEntries(
    Object.entries(seen).map(([contender, figures]) => [
      contender,
      Object.fromEntries(Object.entries(figures).map(([name, values]) => [name, summary(values)])),
    ]),
  )
}
