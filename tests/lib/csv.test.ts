import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from '#src/lib/csv.ts'

const line = (cell: string | number | undefined): string => csvOf([[cell]]).slice(1, -2)

describe('a CSV cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1+1', "'  =1+1"],
    ['\uff1d1', "'\uff1d1"],
    ['\t=1', `"'\t=1"`],
    ['a\n=HYPERLINK("x")', `"a\n'=HYPERLINK(""x"")"`],
    ['Ana -1', 'Ana -1'],
    ['one; two', '"one; two"'],
    ['Muñoz, Ana', '"Muñoz, Ana"'],
    ['say "no"', '"say ""no"""'],
  ])('%j is written %j', (text, written) => {
    expect(line(text)).toBe(written)
  })

  it('is a number for a number, negative or 0, and empty only for what does not exist', () => {
    expect(line(-2)).toBe('-2')
    expect(line(0)).toBe('0')
    expect(line(undefined)).toBe('')
  })

  it('never begins like a formula, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => !/^"?\s*[=+\-@]/.test(line(text))))
  })
})

it('a file begins with a byte order mark and ends its lines with CRLF', () => {
  expect(
    csvOf([
      ['a', 1],
      ['b', 2],
    ]),
  ).toBe('\uFEFFa,1\r\nb,2\r\n')
})
