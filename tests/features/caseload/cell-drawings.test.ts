import { describe, expect, it } from 'vitest'
import { defaultSettings } from '#src/clinical/settings.ts'
import { courseOf, doseSteps, heightOf, type CourseBox } from '#src/features/caseload/course-path.ts'
import { clockBar } from '#src/features/caseload/trial-clock.ts'
import { addDays } from '#src/lib/calendar.ts'
import { asOf, scorePoint, trial } from '#tests/support/builders.ts'

/** 186 px wide: one pixel a day between margins of 2; 27 px for 27 points. */
const box: CourseBox = { width: 186, height: 31, pad: 0, foot: 4 }
const ago = (days: number, total: number) => scorePoint(addDays(asOf, -days), total)
const course = (...points: readonly ReturnType<typeof ago>[]) => courseOf(points, [], asOf, 28, box)

describe('the small curve', () => {
  it('has 27 points at the top and 0 at the foot of the scores', () => {
    expect(heightOf(27, box)).toBe(0)
    expect(heightOf(0, box)).toBe(27)
    expect(heightOf(4, box)).toBe(23)
  })

  it('stands on true time: 28 days are twice as wide as 14', () => {
    expect(course(ago(42, 20), ago(14, 10), ago(0, 5)).dots.map((dot) => dot.x)).toEqual([142, 170, 184])
  })

  it('is joined over 28 days and left open over 29', () => {
    expect(course(ago(28, 20), ago(0, 10)).path).toBe('M156 7L184 17')
    expect(course(ago(29, 20), ago(0, 10)).path).toBe('M155 7M184 17')
  })

  it('shows 182 days: a score of day 183 is left out', () => {
    expect(course(ago(183, 20), ago(182, 20)).shown).toBe(1)
  })

  it('says nothing for a patient without a score', () => {
    expect(course()).toMatchObject({ path: '', dots: [], last: undefined, shown: 0 })
  })

  it('ticks every day on which a dose began, each once', () => {
    const from = addDays(asOf, -10)
    const segment = {
      from,
      through: undefined,
      dose: { kind: 'unknown', reason: 'no dose' },
      level: 'unknown',
      sources: [],
      text: undefined,
    } as const
    expect(doseSteps([trial({ segments: [segment] }), trial({ segments: [segment] })])).toEqual([from])
    expect(courseOf([], [from, addDays(asOf, -200)], asOf, 28, box).ticks).toEqual([174])
  })
})

describe('the bar of days at an adequate dose, 84 days long', () => {
  it('is half full at 42 days, where the window begins; the window ends at two thirds', () => {
    const bar = clockBar({ low: 42, high: 42 }, defaultSettings)
    expect(bar).toMatchObject({ sure: 0.5, windowFrom: 0.5, isBeyond: false, words: '42 d' })
    expect(bar.windowThrough).toBeCloseTo(2 / 3)
  })

  it.each([
    [0, 0, '0 d', 'before'],
    [41, 41, '41 d', 'before'],
    [42, 42, '42 d', 'in'],
    [56, 56, '56 d', 'in'],
    [57, 57, '57 d', 'past'],
    [35, 49, '35\u201349 d', 'possibly in'],
  ])('%i to %i days: "%s", %s the window', (low, high, words, place) => {
    const bar = clockBar({ low, high }, defaultSettings)
    expect(bar.words).toBe(words)
    expect(bar.place).toBe(`${place} the decision window of day 42 to 56`)
  })

  it('says that it goes on beyond 84 days', () => {
    expect(clockBar({ low: 84, high: 84 }, defaultSettings).isBeyond).toBe(false)
    expect(clockBar({ low: 85, high: 85 }, defaultSettings)).toMatchObject({ sure: 1, isBeyond: true })
  })
})
