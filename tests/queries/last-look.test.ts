import { expect, it } from 'vitest'
import { continueLook, lookEndsAfterMs } from '#src/queries/last-look.ts'

const hour = 60 * 60_000

it('a first look compares with itself', () => {
  expect(continueLook(undefined, 5)).toEqual({ sinceMs: 5, seenMs: 5 })
})

it('a look goes on over a pause of 4 hours: what was new stays new', () => {
  expect(lookEndsAfterMs).toBe(4 * hour)
  expect(continueLook({ sinceMs: 0, seenMs: 1000 }, 1000 + 4 * hour)).toEqual({ sinceMs: 0, seenMs: 1000 + 4 * hour })
})

it('after a longer pause a new look begins: it compares with the moment the last one was seen to end', () => {
  expect(continueLook({ sinceMs: 0, seenMs: 1000 }, 1001 + 4 * hour)).toEqual({ sinceMs: 1000, seenMs: 1001 + 4 * hour })
})
