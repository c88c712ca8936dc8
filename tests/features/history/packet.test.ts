import { describe, expect, test } from 'vitest'
import { checkIds, type GivenAnswer, type SavedChecklist } from '#src/clinical/checklist.ts'
import { defaultSettings } from '#src/clinical/settings.ts'
import { packetOf, type Packet } from '#src/features/history/packet.ts'
import { on } from '#tests/support/clinic.ts'
import { mg, order, phq9, record } from '#tests/support/record-builders.ts'

/** Judged on 11 April 2026, on sertraline 100 mg/day since 1 January, PHQ-9 of 18 and then 17; every cause answered except these. */
function packet(notKnown: readonly string[]): Packet {
  const own = record({
    medications: [order({ from: '2026-01-01', dose: mg(100) })],
    readings: [phq9('2026-01-01', 18, 0), phq9('2026-04-01', 17, 0)],
  })
  const answers = Object.fromEntries(
    checkIds.filter((id) => !notKnown.includes(id)).map((id): [string, GivenAnswer] => [id, { answer: 'absent', comment: '' }]),
  )
  const saved: SavedChecklist = {
    checklist: { answers, conclusion: 'undecided', definition: 'source-document', reason: '' },
    source: { ref: 'QuestionnaireResponse/1' },
    savedAtMs: undefined,
    author: 'Dr One',
  }
  const assessment = on(own, 100)
  return packetOf({ record: own, assessment }, assessment.resistance, saved, defaultSettings)
}

describe('on paper', () => {
  test('one trial of two needed is "not met" beside the name of the definition, never alone', () => {
    expect(packet([]).verdict).toBe('Source document: FDA/EMA working definition: not met')
  })

  test('no cause found and two not looked for is "2 not known", not "none"', () => {
    expect(packet(['bipolarity', 'thyroid']).nonePresent).toBe('None found; 2 not known')
    expect(packet([]).nonePresent).toBe('None found')
  })

  test('a score is said before its day: 17 on 1 April, 18 on 1 January', () => {
    expect(packet([]).scores).toEqual(['PHQ-9 (points, maximum 27): 17 on 1 Apr 2026; 18 on 1 Jan 2026'])
  })
})
