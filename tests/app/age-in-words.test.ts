import { expect, test } from 'vitest'
import { ageInWords, lengthInWords } from '#src/app/age-in-words.ts'

const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000]

test.each([
  [-5 * SECOND, 'just now'],
  [999, 'just now'],
  [20 * SECOND, '20 s ago'],
  [59 * SECOND + 999, '59 s ago'],
  [MINUTE, '1 min ago'],
  [HOUR - 1, '59 min ago'],
  [2 * HOUR, '2 h ago'],
])('%d ms is %s', (ms, words) => expect(ageInWords(ms)).toBe(words))

test.each([
  [2 * MINUTE, '2 min'],
  [-20 * MINUTE, '20 min'],
  [3 * HOUR, '3 h'],
  [-48 * HOUR, '2 days'],
  [365 * 24 * HOUR, '365 days'],
])('a clock that is %d ms off is %s off', (ms, words) => expect(lengthInWords(ms)).toBe(words))
