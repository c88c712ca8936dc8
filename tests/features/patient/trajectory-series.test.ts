import { describe, expect, test } from 'vitest'
import { adequateDaysBy, dayOfAdequate, doseStepsOf, runsOf, runText, stepText } from '#src/features/patient/dose-days.ts'
import { lookOfBlock } from '#src/features/patient/lane-shapes.ts'
import { axisTop, axisWords, scoreTicks } from '#src/features/patient/score-axis.ts'
import { seriesShown } from '#src/features/patient/trajectory-series.ts'
import { addDays, day, formatDay, isoFromDay } from '#src/lib/calendar.ts'
import { known, unknown } from '#src/lib/known.ts'
import { asOf, assessed, itemised, onDay, sertraline, trajectory, yearOnly } from '#tests/features/patient/course.ts'
import { dailyCheckIns, dispense, mg, order, phq9 } from '#tests/support/record-builders.ts'

describe('the score series', () => {
  test('stands on real days: 19, 18, 20 and 17 points on days 0, 21, 28 and 56 of the trial', () => {
    const [series] = trajectory(assessed()).scales
    expect(series?.marks.map((mark) => [mark.from - onDay(0), mark.total])).toEqual([
      [0, 19],
      [21, 18],
      [28, 20],
      [56, 17],
    ])
  })

  test.each([
    [35, 'is joined by a line', 2],
    [36, 'is a gap that no line crosses', 3],
  ])('an interval of %i days (28 expected, a week late at most) %s', (days, _what, points) => {
    const readings = [
      phq9('2026-01-12', 19),
      { ...phq9('2026-01-13', 15), date: { earliest: onDay(days), latest: onDay(days), precision: 'day' as const, instantMs: undefined } },
    ]
    const [series] = trajectory(assessed({ readings })).scales
    expect(series?.line).toHaveLength(points)
    expect(series?.line.filter(({ total }) => total === null)).toHaveLength(points - 2)
  })

  test('the time since the last reading is a gap too once it is 36 days', () => {
    const { scales } = trajectory(assessed({ readings: [phq9('2026-02-03', 19)] }))
    expect(scales[0]?.gaps).toEqual([{ from: day('2026-02-03'), through: asOf, days: 36 }])
  })

  test('a reading after the day of judgement is not drawn', () => {
    const { scales } = trajectory(assessed({ readings: [phq9('2026-03-11', 9), phq9('2026-03-12', 3)] }))
    expect(scales[0]?.marks.map((mark) => mark.total)).toEqual([9])
  })

  test('an administration without a total is a mark that says why, and breaks no line', () => {
    const lost = { ...phq9('2026-02-20', 0), total: unknown('4 of 9 items not answered'), usable: false }
    const [series] = trajectory(assessed({ readings: [phq9('2026-02-12', 18), lost, phq9('2026-03-09', 17)] })).scales
    expect(series?.marks[1]).toMatchObject({ total: undefined, judged: false, caution: 'no total: 4 of 9 items not answered' })
    expect(series?.line.map(({ total }) => total)).toEqual([18, 17])
  })

  test('a reading of which only the year is known spans that year and is not judged', () => {
    const [series] = trajectory(assessed({ readings: [yearOnly('2025', 21), phq9('2026-03-09', 17)] })).scales
    expect(series?.marks[0]).toMatchObject({ from: day('2025-01-01'), through: day('2025-12-31'), total: 21, judged: false })
    expect(series?.line.map(({ total }) => total)).toEqual([17])
  })

  test('PHQ-9 leads; each other scale has a series and an axis of its own', () => {
    const gad = { ...phq9('2026-02-02', 12), instrument: 'gad-7' as const }
    const found = trajectory(assessed({ readings: [gad, phq9('2026-02-02', 18)] }))
    expect(found.scales.map(({ instrument, scale }) => [instrument, scale.max])).toEqual([
      ['phq-9', 27],
      ['gad-7', 21],
    ])
    expect(seriesShown(found, 'gad-7')?.instrument).toBe('gad-7')
    expect(seriesShown(found, 'no such scale')?.instrument).toBe('phq-9')
  })

  test('without any reading there is no series, and nothing is invented', () => {
    const found = trajectory(assessed({ readings: [] }))
    expect(found.scales).toEqual([])
    expect(seriesShown(found, undefined)).toBeUndefined()
    expect(found.guide).toBeUndefined()
  })
})

describe('dose and clock', () => {
  test('50 to 100 mg/day on day 30 is one step up', () => {
    const [step, ...more] = doseStepsOf(assessed().assessment.trials)
    expect(more).toEqual([])
    expect(step && [step.day, step.direction, stepText(step)]).toEqual([onDay(30), 'up', '50 → 100 mg/day'])
  })

  const stepping = (...doses: readonly (readonly [string, number])[]) => {
    const medications = doses.map(([from, dose], index) => {
      const next = doses[index + 1]?.[0]
      return order({
        from,
        dose: mg(dose),
        ref: `MedicationRequest/step-${index}`,
        ...(next === undefined ? {} : { through: isoFromDay(addDays(day(next), -1)) }),
      })
    })
    return runsOf(doseStepsOf(assessed({ medications }).assessment.trials)).map(runText)
  }

  test('four steps down within a week of each other are one taper, 200 to 25 mg/day', () => {
    expect(stepping(['2025-11-03', 200], ['2026-01-05', 150], ['2026-01-12', 100], ['2026-01-19', 50], ['2026-01-26', 25])).toEqual([
      '200 → 25 mg/day in 4 steps',
    ])
  })

  test('two steps down, or a step down after a step up, stay steps of their own', () => {
    expect(stepping(['2025-11-03', 50], ['2026-01-05', 150], ['2026-01-12', 100], ['2026-01-19', 50])).toEqual([
      '50 → 150 mg/day',
      '150 → 100 mg/day',
      '100 → 50 mg/day',
    ])
  })

  test('days at adequate dose: 0 on day 0, 30 on day 30, 58 on day 58, as the assessment counts them', () => {
    const { assessment } = assessed()
    const [trial] = assessment.trials
    if (!trial) throw new Error('no trial')
    expect([0, 30, 58].map((n) => adequateDaysBy(trial, onDay(n)))).toEqual([0, 30, 58])
    expect(assessment.current?.daysAtAdequateDose).toEqual(known({ low: 58, high: 58 }))
  })

  test('day 42 at an adequate dose was day 42 of the trial, day 70 is only projected', () => {
    const [trial] = assessed().assessment.trials
    if (!trial) throw new Error('no trial')
    expect(dayOfAdequate(trial, 42, asOf)).toEqual({ day: onDay(42), projected: false })
    expect(dayOfAdequate(trial, 70, asOf)).toEqual({ day: onDay(70), projected: true })
  })

  test('a trial that ended after 20 days at an adequate dose never reaches day 42', () => {
    const patient = assessed({ medications: [order({ from: '2026-01-12', through: '2026-01-31', dose: mg(50), over: true })] })
    const [lane] = trajectory(patient).medications
    expect(lane?.trials[0]?.opens).toBeUndefined()
    expect(lane?.trials[0]?.daysReached).toBe(20)
    expect(lane?.trials[0]?.stop).toBe('stopped 31 Jan 2026: reason not recorded')
  })

  test('25 mg below the minimum of 50 is hatched, 50 and more is solid, and pale on days not taken', () => {
    const taken = dailyCheckIns('2026-01-22', 20, (n) => n < 10)
    const medications = [order({ from: '2026-01-12', through: '2026-01-21', dose: mg(25) }), order({ from: '2026-01-22', dose: mg(50) })]
    const [lane] = trajectory(assessed({ medications, checkIns: taken })).medications
    const blocks = lane?.trials[0]?.blocks ?? []
    expect(blocks.map((block) => [formatDay(block.from), block.until - block.from, lookOfBlock(block)])).toEqual([
      ['12 Jan 2026', 10, 'below'],
      ['22 Jan 2026', 10, 'adequateTaken'],
      ['1 Feb 2026', 10, 'adequateMissed'],
      ['11 Feb 2026', 28, 'adequateNotKnown'],
    ])
  })

  test('a dose that is not known is never drawn as one', () => {
    const medications = [order({ from: '2026-01-12', dose: { kind: 'unknown', reason: 'no dose in the order' } })]
    const [lane] = trajectory(assessed({ medications, checkIns: [] })).medications
    expect(lane?.trials[0]?.blocks.map(lookOfBlock)).toEqual(['untold'])
    expect(lane?.trials[0]?.blocks[0]?.high).toBeUndefined()
  })

  test('an end known only between two days is a soft edge with its words', () => {
    const medications = [{ ...order({ from: '2025-06-01', dose: mg(50), over: true }), ends: [] }, dispense('2025-06-01', 30)]
    const [lane] = trajectory(assessed({ medications })).medications
    expect(lane?.trials[0]?.soft.map(({ words }) => words)).toEqual(['end known only between 1 Jun 2025 and 14 Jul 2025'])
  })

  test('two agents at once have a lane each, and the added one says to what', () => {
    const medications = [...sertraline, order({ agent: 'aripiprazole', from: '2026-02-11', dose: mg(5) })]
    const lanes = trajectory(assessed({ medications })).medications
    expect(lanes.map((lane) => [lane.name, lane.trials[0]?.link])).toEqual([
      ['sertraline', undefined],
      ['aripiprazole', 'added to sertraline'],
    ])
  })

  test('the axis begins before the first thing on record and ends after the day of judgement', () => {
    const { bounds } = trajectory(
      assessed({ readings: [yearOnly('2020', 21), itemised('2026-02-02', [1, 1, 1, 1, 1, 1, 1, 1, 0], 'Observation/i')] }),
    )
    expect(bounds.from).toBe(day('2019-12-22'))
    expect(bounds.through).toBeGreaterThan(asOf)
  })
})

describe('the axis of a scale without severity bands', () => {
  const scl = (...totals: readonly number[]) =>
    seriesShown(
      trajectory(
        assessed({
          readings: totals.map((total, index) => ({ ...phq9(`2026-0${index + 1}-12`, total), instrument: 'scl-90-r-depression' as const })),
        }),
      ),
      'scl-90-r-depression',
    )

  test('ends at 3 of 1 to 5 and says so when no reading is above 2.54', () => {
    const series = scl(1.1, 2.54)
    expect(series && [axisTop(series), axisWords(series), scoreTicks(series.scale, axisTop(series))]).toEqual([
      3,
      ['points, 1 to 5', 'drawn to 3'],
      [1, 1.5, 2, 2.5, 3],
    ])
  })

  test('is whole as soon as one reading lies above the middle, and always for a scale with bands', () => {
    const [high] = [scl(1.1, 3.01)]
    expect(high && [axisTop(high), axisWords(high)]).toEqual([5, ['points, 1 to 5']])
    const [phq] = trajectory(assessed({ readings: [phq9('2026-01-12', 4, 0)] })).scales
    expect(phq && axisTop(phq)).toBe(27)
  })
})
