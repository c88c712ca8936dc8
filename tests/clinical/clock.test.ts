import { describe, expect, test } from 'vitest'
import {
  adequateDaysBefore,
  completedDays,
  countAdequateDays,
  dayAtDose,
  dayOfCount,
  daysAtAdequateDose,
  doseLevel,
  overlapDays,
} from '#src/clinical/clock.ts'
import type { DoseSegment } from '#src/clinical/assessment.ts'
import type { Exposure } from '#src/clinical/exposure.ts'
import type { DailyDose } from '#src/clinical/facts.ts'
import { known, unknown } from '#src/lib/known.ts'
import { dayN } from '#tests/support/clinic.ts'
import { mg } from '#tests/support/record-builders.ts'

const unreadable: DailyDose = { kind: 'unknown', reason: 'no readable dose' }
const minimum50 = () => known(50)

function exposure(from: number, through: number, dose: DailyDose, certain = true): Exposure {
  return { from: dayN(from), through: dayN(through), dose, certain, sources: [], facts: [], text: undefined, notes: [] }
}

function segment(from: number, through: number | undefined, level: DoseSegment['level']): DoseSegment {
  return { from: dayN(from), through: through === undefined ? undefined : dayN(through), dose: mg(50), level, sources: [], text: undefined }
}

describe('a dose against a minimum effective dose of 50 mg', () => {
  test.each([
    [mg(50), 'adequate'],
    [mg(49.9), 'below'],
    [mg(50.1), 'adequate'],
    [mg(25, 50), 'unknown'],
    [mg(25, 49), 'below'],
    [mg(50, 100), 'adequate'],
    [unreadable, 'unknown'],
  ])('%j is %s', (dose, level) => {
    expect(doseLevel(dose, known(50))).toBe(level)
  })

  test('without a minimum the level is unknown, whatever the dose', () => {
    expect(doseLevel(mg(400), unknown('not established'))).toBe('unknown')
  })
})

describe('completed days', () => {
  test('a stretch from day 0 to day 41 holds 42 days once day 42 has come; on day 41 it holds 41', () => {
    expect(completedDays({ from: dayN(0), through: dayN(41) }, dayN(42))).toBe(42)
    expect(completedDays({ from: dayN(0), through: dayN(41) }, dayN(41))).toBe(41)
  })

  test('the day of judgement itself is not yet lived through: started today is 0 days', () => {
    expect(completedDays({ from: dayN(0), through: dayN(30) }, dayN(0))).toBe(0)
    expect(completedDays({ from: dayN(5), through: dayN(30) }, dayN(0))).toBe(0)
  })
})

describe('days at adequate dose', () => {
  test('sure days are the lower count, days of an uncertain stretch the upper one', () => {
    const exposures = [exposure(0, 9, mg(50)), exposure(10, 14, mg(50), false), exposure(15, 19, mg(25))]
    expect(daysAtAdequateDose(exposures, minimum50, dayN(100))).toEqual(known({ low: 10, high: 15 }))
  })

  test('a dose that is not known may have been adequate: it counts in the upper number only', () => {
    expect(daysAtAdequateDose([exposure(0, 9, mg(50)), exposure(10, 19, unreadable)], minimum50, dayN(100))).toEqual(
      known({ low: 10, high: 20 }),
    )
  })

  test('where no dose is known the count is unknown, with the reason of the dose', () => {
    expect(daysAtAdequateDose([exposure(0, 9, unreadable)], minimum50, dayN(100))).toEqual(unknown('no readable dose'))
  })

  test('where no minimum is known the count is unknown, with the reason of the minimum', () => {
    expect(daysAtAdequateDose([exposure(0, 9, mg(50))], () => unknown('not established'), dayN(100))).toEqual(unknown('not established'))
  })

  test('one stretch with a minimum among several without leaves a range', () => {
    const [first, second] = [exposure(0, 9, mg(50)), exposure(10, 19, mg(50))]
    const minimumOf = (e: Exposure) => (e === first ? known(50) : unknown('not established'))
    expect(daysAtAdequateDose([first, second], minimumOf, dayN(100))).toEqual(known({ low: 10, high: 20 }))
  })

  test('the upper count leaves out what is surely below: 10 days at 25 mg are 0 to 0', () => {
    expect(daysAtAdequateDose([exposure(0, 9, mg(25))], minimum50, dayN(100))).toEqual(known({ low: 0, high: 0 }))
  })
})

describe('the day on which a count is reached', () => {
  test('42 days from day 0 are complete on day 42; days below the minimum between do not count', () => {
    expect(dayOfCount([exposure(0, 60, mg(50))], minimum50, 42)).toBe(dayN(42))
    expect(dayOfCount([exposure(0, 19, mg(50)), exposure(20, 29, mg(25)), exposure(30, 60, mg(50))], minimum50, 42)).toBe(dayN(52))
  })

  test('exactly 42 days reach it, 41 do not', () => {
    expect(dayOfCount([exposure(0, 41, mg(50))], minimum50, 42)).toBe(dayN(42))
    expect(dayOfCount([exposure(0, 40, mg(50))], minimum50, 42)).toBeUndefined()
  })

  test('an uncertain stretch never reaches it', () => {
    expect(dayOfCount([exposure(0, 60, mg(50), false)], minimum50, 1)).toBeUndefined()
  })
})

test('adequate days that fulfil a condition: 10 sure days of which every second was taken are 5', () => {
  const exposures = [exposure(0, 9, mg(50)), exposure(10, 19, mg(25)), exposure(20, 29, mg(50), false)]
  expect(countAdequateDays(exposures, minimum50, dayN(100), (day) => day % 2 === 0)).toBe(5)
  expect(countAdequateDays(exposures, minimum50, dayN(4), () => true)).toBe(4)
})

describe('segments of a trial', () => {
  const segments = [segment(0, 9, 'below'), segment(10, 19, 'adequate'), segment(20, 24, 'unknown'), segment(25, undefined, 'adequate')]

  test('adequate days before day 30: 10 and 5 are 15; before day 15 they are 5', () => {
    expect(adequateDaysBefore(segments, dayN(30))).toBe(15)
    expect(adequateDaysBefore(segments, dayN(15))).toBe(5)
    expect(adequateDaysBefore(segments, dayN(10))).toBe(0)
  })

  test('14 days are complete on day 29: ten to day 19, four from day 25', () => {
    expect(dayAtDose(segments, 14)).toBe(dayN(29))
    expect(dayAtDose(segments, 10)).toBe(dayN(20))
    expect(dayAtDose(segments.slice(0, 3), 11)).toBeUndefined()
  })
})

describe('overlap', () => {
  test.each([
    [0, 10, 10, 20, 1],
    [0, 10, 11, 20, 0],
    [0, 10, 3, 5, 3],
    [0, 10, 15, 20, 0],
  ])('days %i to %i and %i to %i share %i days', (a, b, c, e, days) => {
    expect(overlapDays({ from: dayN(a), through: dayN(b) }, { from: dayN(c), through: dayN(e) })).toBe(days)
  })
})
