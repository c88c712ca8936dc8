import { expect, test, vi } from 'vitest'
import { chaosJourney } from './chaos-journey.ts'

vi.setConfig({ testTimeout: 120_000 })

test.each([1, 2, 3, 4, 5, 6, 7, 33, 70])('R1 R2 seed %d: under its faults nobody disappears and no number is wrong', async (seed) => {
  expect((await chaosJourney(seed)).wrong).toEqual([])
})

test('the same seed is the same journey', async () => {
  const [a, b] = [await chaosJourney(12), await chaosJourney(12)]
  expect({ ...a, wrong: b.wrong }).toEqual(b)
})
