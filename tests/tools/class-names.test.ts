import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { shortClassNames } from '../../tools/class-names.mjs'

const root = join(import.meta.dirname, '../..')
const sheets = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.module.css'))
  .map((path) => join(root, 'src', path))
const namesIn = (sheet: string): string[] => [
  ...new Set([...readFileSync(sheet, 'utf8').matchAll(/\.([a-zA-Z][\w-]*)/g)].map((match) => match[1] ?? '')),
]
const allOf = (order: readonly string[]): Map<string, string> => {
  const short = shortClassNames(root)
  return new Map(order.flatMap((sheet) => namesIn(sheet).map((name): [string, string] => [`${sheet} ${name}`, short(name, sheet)])))
}

describe('class names of a build', () => {
  test('no two classes of any two style sheets have one name', () => {
    const names = [...allOf(sheets).values()]
    expect(names.length).toBeGreaterThan(400)
    expect(new Set(names).size).toBe(names.length)
  })

  test('are the same in whatever order the sheets are read, and when a sheet is read twice', () => {
    expect(allOf([...sheets.toReversed(), ...sheets])).toEqual(allOf(sheets))
  })

  test('a sheet that is not under src is refused', () => {
    expect(() => shortClassNames(root)('row', '/elsewhere/row.module.css')).toThrow('/elsewhere/row.module.css is no style sheet under src')
  })
})
