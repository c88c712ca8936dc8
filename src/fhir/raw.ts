/**
 * Unknown JSON, read by hand. Nothing here coerces, guesses or throws: a value of the wrong type is `undefined`, and whoever
 * asked says so in words.
 */

/** A JSON object whose content nobody has checked yet. */
export interface RawObject {
  readonly [key: string]: unknown
}

export function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** One property of a value that may not be an object; undefined when there is no such property. */
export function field(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined
}

const NOTHING: readonly unknown[] = []

/** The elements of a list; empty for anything that is not a list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NOTHING
}

/** A string with something in it; undefined for anything else. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A finite number; undefined for anything else, also for "12", true, null and a number too large to be held. */
export function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

const LONGEST_SHOWN = 60

/** A value as it is quoted in a reason: short, and never the content of a whole object. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `"${value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value}"`
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'boolean':
      return String(value)
    case 'undefined':
      return 'nothing'
    default:
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object'
  }
}
