/** Where a text stops being JSON. The parser of the platform says so only for some errors and in words that change with its version. */

const TOKEN =
  /\s*(?:([{}[\],:])|("(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/y

const SPACE = /\s*/y

type Expected = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-close' | 'end'

/**
 * "line 3, column 17": the first character that cannot stand where it stands; the end of the text where it was cut short.
 * Lines and columns count from 1.
 */
export function placeWhereJsonStops(text: string): string {
  const before = text.slice(0, offsetWhereJsonStops(text)).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

function offsetWhereJsonStops(text: string): number {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = 0
  for (;;) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    SPACE.lastIndex = at
    SPACE.test(text)
    const start = SPACE.lastIndex
    if (!match) return start
    const next = after(expected, match[1] ?? (match[2] === undefined ? 'literal' : 'string'), open)
    if (next === undefined) return start
    expected = next
    at = TOKEN.lastIndex
  }
}

/** What may follow a token, or undefined when the token may not stand here. Keeps the list of what is open. */
function after(expected: Expected, token: string, open: string[]): Expected | undefined {
  const closed = (): Expected => (open.length === 0 ? 'end' : 'comma-or-close')
  const canClose = expected.endsWith('-or-close') && open.at(-1) === (token === '}' ? '{' : '[')
  if (token === '}' || token === ']') {
    if (!canClose) return undefined
    open.pop()
    return closed()
  }
  if (expected === 'colon') return token === ':' ? 'value' : undefined
  if (expected === 'comma-or-close') {
    if (token !== ',') return undefined
    return open.at(-1) === '{' ? 'key' : 'value'
  }
  if (expected === 'key' || expected === 'key-or-close') return token === 'string' ? 'colon' : undefined
  if (expected === 'end' || token === ',' || token === ':') return undefined
  if (token === '{' || token === '[') {
    open.push(token)
    return token === '{' ? 'key-or-close' : 'value-or-close'
  }
  return closed()
}
