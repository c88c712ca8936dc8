import { describe, expect, test } from 'vitest'
import { startOfRun } from '#src/clinical/runs.ts'

/** On from 10, off below 8. */
const run = (...totals: readonly number[]) =>
  startOfRun(
    totals.map((total, index) => ({ total, index })),
    (s) => s.total >= 10,
    (s) => s.total < 8,
  )

describe('a condition that is switched on at 10 and off below 8', () => {
  test.each([
    [[], undefined],
    [[9], undefined],
    [[10], 0],
    [[9, 10, 9, 10, 9], 1],
    [[10, 8], 0],
    [[10, 7], undefined],
    [[10, 7, 9], undefined],
    [[10, 7, 12], 2],
  ])('%j began at position %s', (totals, start) => {
    expect(run(...totals)?.index).toBe(start)
  })
})
