import { describe, expect, test } from 'vitest'
import { itemGridOf } from '#src/features/patient/item-grid.ts'
import { overlayOf, overlayWords } from '#src/features/patient/trial-overlay.ts'
import { assessed, itemised, trajectory } from '#tests/features/patient/course.ts'
import { mg, order, phq9 } from '#tests/support/record-builders.ts'

const before = itemised('2026-02-09', [2, 2, 1, 1, 1, 2, 1, 1, 0], 'Observation/before')
const after = itemised('2026-03-09', [1, 1, 3, 2, 1, 1, 0, 1, 0], 'Observation/after')

describe('the item grid', () => {
  test('nine rows by two administrations, with the step to 100 mg between them', () => {
    const drawn = trajectory(assessed({ readings: [before, after] }))
    const grid = itemGridOf(drawn, drawn.bounds)
    expect(grid.rows.map((row) => row.cells.map((cell) => cell.value))).toEqual([
      [2, 1],
      [2, 1],
      [1, 3],
      [1, 2],
      [1, 1],
      [2, 1],
      [1, 0],
      [1, 1],
      [0, 0],
    ])
    expect(grid.columns.map((column) => column.steps)).toEqual([[], ['sertraline 50 → 100 mg/day']])
  })

  test('sleep 1 to 3 and fatigue 1 to 2 after the step are pointed out; interest, which fell, and worthlessness are not', () => {
    const drawn = trajectory(assessed({ readings: [before, after] }))
    const grid = itemGridOf(drawn, drawn.bounds)
    expect(grid.rows.filter((row) => row.cells[1]?.suspect).map((row) => row.item)).toEqual([3, 4])
    expect(grid.notes).toEqual([
      'Sleep: 1 on 9 Feb 2026, before sertraline 50 → 100 mg/day on 11 Feb 2026; 3 on 9 Mar 2026 (+2 points).',
      'Fatigue: 1 on 9 Feb 2026, before sertraline 50 → 100 mg/day on 11 Feb 2026; 2 on 9 Mar 2026 (+1 point).',
    ])
  })

  test('a low mood that rose after a step is a symptom, not taken for a side effect', () => {
    const worse = itemised('2026-03-09', [3, 3, 1, 1, 1, 3, 1, 1, 0], 'Observation/worse')
    const drawn = trajectory(assessed({ readings: [before, worse] }))
    expect(itemGridOf(drawn, drawn.bounds).notes).toEqual([])
  })

  test('without a dose step nothing is pointed out; totals without items are counted', () => {
    const drawn = trajectory(
      assessed({ readings: [before, phq9('2026-02-20', 12), after], medications: [order({ from: '2026-01-12', dose: mg(50) })] }),
    )
    const grid = itemGridOf(drawn, drawn.bounds)
    expect(grid.notes).toEqual([])
    expect(grid.withoutItems).toBe(1)
  })

  test('an item nobody answered stays unanswered, never 0', () => {
    const partial = { ...before, items: [2, undefined, 1, 1, 1, 2, 1, 1, 0] }
    const drawn = trajectory(assessed({ readings: [partial] }))
    expect(itemGridOf(drawn, drawn.bounds).rows[1]?.cells[0]?.value).toBeUndefined()
  })
})

describe('an administration that is not judged', () => {
  const preliminary = { ...after, usable: false, issues: [{ kind: 'preliminary' } as const] }
  const grid = (latest: typeof after) => {
    const drawn = trajectory(assessed({ readings: [before, latest] }))
    return itemGridOf(drawn, drawn.bounds)
  }

  test('a preliminary PHQ-9 of 9 Mar is called that over its column and below the grid; the final one of 9 Feb is not', () => {
    expect(grid(preliminary).columns.map((column) => column.unjudged)).toEqual([undefined, 'preliminary'])
    expect(grid(preliminary).cautions).toEqual(['9 Mar 2026: shown, not judged: preliminary'])
    expect(grid(after).columns.map((column) => column.unjudged)).toEqual([undefined, undefined])
    expect(grid(after).cautions).toEqual([])
  })

  test('its answers stand, and none is said to have risen after the step', () => {
    expect(grid(preliminary).rows[2]?.cells[1]).toMatchObject({ value: 3, suspect: false })
    expect(grid(after).rows[2]?.cells[1]).toMatchObject({ value: 3, suspect: true })
  })

  test('one that contradicts itself is not judged, with what contradicts', () => {
    const torn = { ...after, usable: false, issues: [{ kind: 'conflicting-item', item: 3, detail: 'answered 1 and 3' } as const] }
    expect(grid(torn).columns[1]?.unjudged).toBe('not judged')
    expect(grid(torn).cautions).toEqual(['9 Mar 2026: shown, not judged: item 3 conflicts: answered 1 and 3'])
  })
})

describe('two trials over each other', () => {
  const drawn = trajectory(
    assessed({
      readings: [phq9('2025-06-02', 20), phq9('2025-07-14', 15), phq9('2026-01-12', 10), phq9('2026-03-09', 4)],
      medications: [
        order({ agent: 'citalopram', from: '2025-06-02', through: '2025-08-10', dose: mg(20), over: true }),
        order({ from: '2026-01-12', dose: mg(50) }),
      ],
    }),
  )
  const [series] = drawn.scales
  const [first, second] = drawn.medications.map((lane) => lane.trials[0]?.trial)

  test('each is in percent of its own baseline from its own day 0, with its n', () => {
    if (!first || !second) throw new Error('two trials expected')
    const [older, newer] = [overlayOf(first, series, drawn.asOf), overlayOf(second, series, drawn.asOf)]
    if (older.kind !== 'comparable' || newer.kind !== 'comparable') throw new Error('both have a baseline')
    expect(older.value.points.map(({ day, percent }) => [day, percent])).toEqual([
      [0, 100],
      [42, 75],
    ])
    expect(newer.value.points.map(({ day, percent }) => [day, percent])).toEqual([
      [0, 100],
      [56, 40],
    ])
    expect(overlayWords(newer.value)).toBe('sertraline, 12 Jan 2026: baseline 10 points = 100 %, n = 2 readings')
  })

  test('a trial without a baseline, or with a baseline of 0, cannot be compared and says why', () => {
    const none = trajectory(assessed({ readings: [] })).focus
    const zero = trajectory(assessed({ readings: [phq9('2026-01-12', 0)] }))
    if (!none || !zero.focus) throw new Error('no trial')
    expect(overlayOf(none, series, drawn.asOf)).toEqual({
      kind: 'not-comparable',
      trial: 'sertraline, 12 Jan 2026',
      why: 'no baseline PHQ-9',
    })
    expect(overlayOf(zero.focus, zero.scales[0], drawn.asOf)).toMatchObject({ why: 'the baseline is 0, where no percent exists' })
  })
})
