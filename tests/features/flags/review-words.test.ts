import { expect, test } from 'vitest'
import { outcomeWords } from '#src/features/flags/review-words.ts'
import { day } from '#src/lib/calendar.ts'
import { okafor, reyes, review } from '#tests/support/review-builders.ts'

const undecided = { state: 'reopened', decision: undefined } as const

test('a flag that Dr Reyes hands to Dr Okafor is told as handed over to her, not as open again', () => {
  const handed = review({ ...undecided, by: reyes, owner: okafor, note: 'Handed over to Dr A. Okafor.' })
  expect(outcomeWords(handed)).toBe('handed over to Dr A. Okafor')
})

test('a flag of Dr Okafor that Dr Reyes opens again, and one that its owner opens again, are open again', () => {
  expect(outcomeWords(review({ ...undecided, by: reyes, owner: okafor, note: 'Reopened. Called back.' }))).toBe('open again')
  expect(outcomeWords(review({ ...undecided, by: reyes, owner: reyes, note: 'Reopened.' }))).toBe('open again')
})

test('a decision to continue says in its outcome that it comes back on 8 April 2026', () => {
  const decision = { code: 'continue-and-recheck', rationale: '', recheck: day('2026-04-08'), order: undefined } as const
  expect(outcomeWords(review({ decision }))).toBe('decided: Continue and recheck, comes back on 8 Apr 2026')
})
