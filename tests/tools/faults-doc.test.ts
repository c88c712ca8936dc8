import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../tools/faults-catalogue.mjs'
import { faultsDocument, namesIn } from '../../tools/faults-doc.mjs'

describe('the table of faults', () => {
  test('names of tests are found by the ids in them, in any quotes', () => {
    expect(namesIn(`test('F01 page 2 fails', () => {})\n  ['F17 value "12"', 1],\ntest("F02 F03: both", x)`)).toEqual([
      { name: 'F01 page 2 fails', ids: ['F01'] },
      { name: 'F17 value "12"', ids: ['F17'] },
      { name: 'F02 F03: both', ids: ['F02', 'F03'] },
    ])
  })
  test('a code that only looks like an id is none', () => expect(namesIn(`['F32.0', 'mdd']`).flatMap(({ ids }) => ids)).toEqual([]))
  test('every row of the catalogue stands once', () => expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length))
  test('docs/faults.md says what the tests say: node tools/faults-doc.mjs', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/faults.md'), 'utf8')).toBe(faultsDocument())
  })
})
