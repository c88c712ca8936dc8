import { describe, expect, it } from 'vitest'
import { placeAfter } from '#src/features/caseload/grid-keys.ts'

const size = { rows: 100, columns: 13, page: 20 }
const at = (row: number, column: number) => ({ row, column })

describe('keys in the grid of 100 patients and 13 columns', () => {
  it.each([
    ['ArrowDown', false, at(0, 0), at(1, 0)],
    ['ArrowUp', false, at(0, 3), at(-1, 3)],
    ['ArrowUp', false, at(-1, 3), at(-1, 3)],
    ['ArrowDown', false, at(-1, 3), at(0, 3)],
    ['ArrowDown', false, at(99, 0), at(99, 0)],
    ['ArrowRight', false, at(5, 12), at(5, 12)],
    ['ArrowLeft', false, at(5, 0), at(5, 0)],
    ['Home', false, at(5, 7), at(5, 0)],
    ['End', false, at(5, 7), at(5, 12)],
    ['Home', true, at(50, 7), at(0, 0)],
    ['End', true, at(50, 7), at(99, 12)],
    ['PageDown', false, at(0, 2), at(19, 2)],
    ['PageDown', false, at(95, 2), at(99, 2)],
    ['PageUp', false, at(10, 2), at(0, 2)],
    ['PageUp', false, at(-1, 2), at(-1, 2)],
    ['PageDown', false, at(-1, 2), at(18, 2)],
  ])('%s (Ctrl %s) from %j leads to %j', (key, withCtrl, from, to) => {
    expect(placeAfter(key, withCtrl, from, size)).toEqual(to)
  })

  it.each(['a', 'Tab', 'Escape', 'Enter', ' '])('%s is not a key of the grid', (key) => {
    expect(placeAfter(key, false, at(0, 0), size)).toBeUndefined()
  })

  it('with nobody in the list only the heads can be reached', () => {
    expect(placeAfter('ArrowDown', false, at(-1, 0), { ...size, rows: 0 })).toEqual(at(-1, 0))
    expect(placeAfter('End', true, at(-1, 0), { ...size, rows: 0 })).toEqual(at(-1, 12))
  })
})
