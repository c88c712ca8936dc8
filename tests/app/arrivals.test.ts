import { describe, expect, test } from 'vitest'
import { arrivedIn, stillSeen } from '#src/app/arrivals.ts'
import type { CaseloadEntry } from '#src/queries/types.ts'
import { caseload, entry } from '#tests/support/builders.ts'

const urgent = (id: string): CaseloadEntry => entry(id, { assessment: { section: 'urgent' } })
const well = (id: string): CaseloadEntry => entry(id, { assessment: { section: 'on-target' } })
const unreadable = (id: string): CaseloadEntry => ({ kind: 'unreadable', id, label: `Patient ${id}`, reason: 'the server answered 500' })

/** Ids told of at each reading; somebody presses "Seen" after the readings named in `seenAfter`. */
function toldOf(readings: readonly (readonly CaseloadEntry[])[], seenAfter: readonly number[] = []): readonly string[] {
  let seen: ReadonlySet<string> | undefined
  return readings.map((entries, i) => {
    const value = caseload(entries)
    seen = stillSeen(value, seen)
    const arrived = arrivedIn(value, seen).map(({ id }) => id)
    if (seenAfter.includes(i)) seen = new Set([...seen, ...arrived])
    return arrived.join(' ')
  })
}

describe('F35: who is told of as newly urgent', () => {
  test('nobody at the first reading: the page shows them', () => {
    expect(toldOf([[urgent('a'), well('b')]])).toEqual([''])
  })
  test('b, who becomes urgent at the second reading, until somebody has seen it', () => {
    const two = [urgent('a'), urgent('b')]
    expect(toldOf([[urgent('a'), well('b')], two, two, two], [2])).toEqual(['', 'b', 'b', ''])
  })
  test('somebody new on the list who is urgent', () => {
    expect(toldOf([[well('a')], [well('a'), urgent('new')]])).toEqual(['', 'new'])
  })
  test('urgent, then well, then urgent again: told of again', () => {
    expect(toldOf([[urgent('a')], [well('a')], [urgent('a')]])).toEqual(['', '', 'a'])
  })
  test('urgent, then unreadable, then urgent: nothing new', () => {
    expect(toldOf([[urgent('a')], [unreadable('a')], [urgent('a')]])).toEqual(['', '', ''])
  })
  test('well, then unreadable, then urgent: told of', () => {
    expect(toldOf([[well('a')], [unreadable('a')], [urgent('a')]])).toEqual(['', '', 'a'])
  })
})
