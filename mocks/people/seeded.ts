/** A small seeded generator, so that the same seed gives the same caseload on every machine and every day. */
export interface Chance {
  /** Uniform in [0, 1). */
  readonly uniform: () => number
  /** Uniform whole number in [low, high], both inclusive. */
  readonly whole: (low: number, high: number) => number
  /** Uniform in [low, high). */
  readonly between: (low: number, high: number) => number
  /** True with this probability. */
  readonly happens: (probability: number) => boolean
  /** One of the options, all equally likely. Throws on an empty list. */
  readonly oneOf: <T>(options: readonly T[]) => T
  /** One of the options by weight. */
  readonly weighted: <T>(options: readonly (readonly [option: T, weight: number])[]) => T
  /** Roughly normal, within about three standard deviations. */
  readonly normal: (mean: number, deviation: number) => number
}

/** A generator for one name: "seed/p-0001/check-ins". Different names are independent of each other. */
export function chanceFor(name: string): Chance {
  let state = hashOf(name)
  const uniform = (): number => {
    // mulberry32: 32 bits of state, good enough to draw a caseload from and the same in every engine
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const oneOf = <T>(options: readonly T[]): T => {
    const chosen = options[Math.floor(uniform() * options.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
  return {
    uniform,
    oneOf,
    whole: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    between: (low, high) => low + uniform() * (high - low),
    happens: (probability) => uniform() < probability,
    weighted: (options) => {
      const total = options.reduce((sum, [, weight]) => sum + weight, 0)
      let left = uniform() * total
      for (const [option, weight] of options) {
        left -= weight
        if (left < 0) return option
      }
      return oneOf(options)[0]
    },
    normal: (mean, deviation) => mean + deviation * (uniform() + uniform() + uniform() + uniform() - 2) * 1.732,
  }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01_00_01_93)
  return hash >>> 0
}
