import { describe, expect, test } from 'vitest'
import type { Reading } from '#src/clinical/facts.ts'
import { scorePoints, sourceKey, unjudgedSince } from '#src/clinical/readings.ts'
import { unknown } from '#src/lib/known.ts'
import { d, dayN } from '#tests/support/clinic.ts'
import { partial, phq9, rating, record } from '#tests/support/record-builders.ts'

const totals = (readings: readonly Reading[], asOf = 100) => scorePoints(record({ readings }), 'phq-9', dayN(asOf)).map((p) => p.total)
const at = (total: number, instantMs: number | undefined, ref: string): Reading => ({
  ...phq9(d(0), total),
  date: { earliest: dayN(0), latest: dayN(0), precision: 'day', instantMs },
  sources: [{ ref }],
})

describe('which readings a rule may use', () => {
  test('usable totals of the instrument up to the day of judgement, oldest first', () => {
    expect(totals([phq9(d(20), 12), phq9(d(0), 19), phq9(d(101), 3), rating('gad-7', d(5), 8)])).toEqual([19, 12])
    expect(totals([phq9(d(100), 3)])).toEqual([3])
  })

  test('not a reading that is not usable, has no total, or no exact day', () => {
    expect(
      totals([
        { ...phq9(d(0), 19), usable: false },
        { ...phq9(d(0), 19), total: unknown('two items missing') },
        { ...phq9(d(0), 19), date: partial('2026-01') },
      ]),
    ).toEqual([])
  })
})

describe('of two on one day the latest is', () => {
  test('the later moment', () => {
    expect(totals([at(10, 2000, 'a'), at(18, 1000, 'b')])).toEqual([18, 10])
  })

  test('without moments, or with one moment, the worse total', () => {
    expect(totals([at(18, undefined, 'a'), at(10, undefined, 'b')])).toEqual([10, 18])
    expect(totals([at(18, 1000, 'a'), at(10, undefined, 'b')])).toEqual([10, 18])
    expect(totals([at(18, 1000, 'a'), at(10, 1000, 'b')])).toEqual([10, 18])
  })

  test('with equal totals the one whose source comes last', () => {
    const refs = (readings: readonly Reading[]) => scorePoints(record({ readings }), 'phq-9', dayN(1)).map((p) => p.reading.sources[0]?.ref)
    expect(refs([at(10, undefined, 'b'), at(10, undefined, 'a')])).toEqual(['a', 'b'])
    expect(refs([at(10, undefined, 'a'), at(10, undefined, 'b')])).toEqual(['a', 'b'])
  })
})

test('a reading of several sources has one key, whatever their order', () => {
  const two = { ...phq9(d(0), 10), sources: [{ ref: 'b' }, { ref: 'a' }] }
  expect(sourceKey(two)).toBe('a b')
})

describe('a newer PHQ-9 that is not judged', () => {
  const since = (reading: Reading, asOf = 50) => unjudgedSince(record({ readings: [phq9(d(40), 8), reading] }), dayN(40), dayN(asOf))
  const preliminary = (n: number, parts: Partial<Reading> = {}): Reading => ({
    ...phq9(d(n), 20),
    usable: false,
    issues: [{ kind: 'preliminary' }],
    ...parts,
  })

  test('is one of a later day, up to today', () => {
    expect(since(preliminary(41))).toBe('a PHQ-9 of 20 points on 11 Feb 2026 is not judged: preliminary')
    expect(since(preliminary(50))).toBe('a PHQ-9 of 20 points on 20 Feb 2026 is not judged: preliminary')
    expect(since(preliminary(40))).toBeUndefined()
    expect(since(preliminary(51))).toBeUndefined()
  })

  test('is none that is judged, and none of another scale', () => {
    expect(since(phq9(d(45), 20))).toBeUndefined()
    expect(since({ ...preliminary(45), instrument: 'gad-7' })).toBeUndefined()
  })

  test('says why: contradicting itself, known to the month, or without a total', () => {
    expect(since(preliminary(45, { issues: [] }))).toBe(
      'a PHQ-9 of 20 points on 15 Feb 2026 is not judged: what it says contradicts itself',
    )
    expect(since(preliminary(45, { issues: [], date: partial('2026-02') }))).toBe(
      'a PHQ-9 of 20 points some time in Feb 2026 is not judged: known to the month only',
    )
    expect(since({ ...phq9(d(45), 0), total: unknown('3 answers are missing') })).toBe(
      'a PHQ-9 on 15 Feb 2026 is not judged: 3 answers are missing',
    )
  })
})
