import fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeWhereJsonStops } from '#src/cli/json-place.ts'

test.each([
  ['{"a": x}', 'line 1, column 7'],
  ['{"a":', 'line 1, column 6'],
  ['{"a":}', 'line 1, column 6'],
  ['{"a" 1}', 'line 1, column 6'],
  ['{"a": 1,}', 'line 1, column 9'],
  ['[1,]', 'line 1, column 4'],
  ['[1 2]', 'line 1, column 4'],
  ['[1}', 'line 1, column 3'],
  ['{"a": 1\n\n}}', 'line 3, column 2'],
  ['{\n  "a": 1,\n  b: 2\n}', 'line 3, column 3'],
  ['{"a": "line\nbreak"}', 'line 1, column 7'],
  ['{"a": 01}', 'line 1, column 7'],
  ['{"a": nulls}', 'line 1, column 7'],
  ['<html>', 'line 1, column 1'],
  ['', 'line 1, column 1'],
  ['}', 'line 1, column 1'],
  ['{1: 2}', 'line 1, column 2'],
  ['[,]', 'line 1, column 2'],
])('%j stops at %s', (text, place) => {
  expect(placeWhereJsonStops(text)).toBe(place)
})

test(
  'whatever JSON is cut short at, the place is the end of what is left, or an earlier token that no longer stands',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        const whole = text.trimEnd()
        expect(placeWhereJsonStops(whole)).toBe(`line 1, column ${whole.length + 1}`)
        expect(placeWhereJsonStops(whole.slice(0, cut % (whole.length + 1)))).toMatch(/^line 1, column \d+$/)
      }),
      { numRuns: 100 },
    )
  },
)
