/**
 * Holds the generated caseload against published figures. Sources, as in the clinical reference: about half respond by week 8 of a first
 * antidepressant and a third remit, a quarter of those who did not remit do on a second (CANMAT 2023 Q.7.a; STAR*D 30.6 % in step 2, 13.7 %
 * in step 3, disputed); improvement of less than 20 % by week 4 makes response unlikely (CANMAT 2023 Q.5.b); adherence decays over months
 * (J Manag Care Spec Pharm 2021;27:223).
 */
import { describe, expect, it } from 'vitest'
import { levelIn, type CourseTrial } from '#mocks/people/course.ts'
import { dayNumber, isoDay } from '#mocks/people/days.ts'
import { chartOf } from '#mocks/people/chart.ts'
import { personAt, type Person } from '#mocks/people/person.ts'
import { takenRate, checkInsOf } from '#mocks/people/check-ins.ts'
import { burdenOn } from '#mocks/people/scores.ts'

const today = dayNumber('2026-11-25')
const WEEK_8 = 56
const people: readonly Person[] = Array.from({ length: 4000 }, (_, i) => personAt(i + 1, today))

/** The score at week 8; that of the last day for a trial that ended before. Undefined while week 8 lies ahead. */
function scoreAt(trial: CourseTrial, day: number): number | undefined {
  if (trial.throughDay === undefined && trial.fromDay + day > today) return undefined
  return Math.round(levelIn(trial, Math.min(trial.fromDay + day, trial.throughDay ?? today)))
}

interface Judged {
  readonly responds: boolean
  readonly remits: boolean
  /** 20 % better or more on day 21. */
  readonly early: boolean
}

const judgedTrials = (position: number): readonly Judged[] =>
  people.flatMap(({ course }) => {
    const trial = course.trials[position]
    const week8 = trial === undefined ? undefined : scoreAt(trial, WEEK_8)
    const day21 = trial === undefined ? undefined : scoreAt(trial, 21)
    if (trial === undefined || week8 === undefined || day21 === undefined) return []
    return [{ responds: week8 * 2 <= trial.startLevel, remits: week8 <= 4, early: day21 <= trial.startLevel * 0.8 }]
  })

const share = <T>(list: readonly T[], fits: (item: T) => boolean): number => list.filter(fits).length / list.length
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length

describe('outcomes by week 8, over 4,000 generated patients', () => {
  it('about half respond to a first antidepressant (45 to 55 %) and about a third remit (28 to 38 %)', () => {
    const first = judgedTrials(0)
    expect(first.length).toBeGreaterThan(2500)
    expect(share(first, (t) => t.responds)).toBeGreaterThan(0.45)
    expect(share(first, (t) => t.responds)).toBeLessThan(0.55)
    expect(share(first, (t) => t.remits)).toBeGreaterThan(0.28)
    expect(share(first, (t) => t.remits)).toBeLessThan(0.38)
  })

  it('about a quarter remit on the second (20 to 31 %), and fewer on the third (9 to 20 %)', () => {
    const second = share(judgedTrials(1), (t) => t.remits)
    const third = share(judgedTrials(2), (t) => t.remits)
    expect(second).toBeGreaterThan(0.2)
    expect(second).toBeLessThan(0.31)
    expect(third).toBeGreaterThan(0.09)
    expect(third).toBeLessThan(0.2)
  })

  it('who is not 20 % better by day 21 seldom responds (under 20 %), who is mostly does (over 60 %)', () => {
    const first = judgedTrials(0)
    expect(
      share(
        first.filter((t) => !t.early),
        (t) => t.responds,
      ),
    ).toBeLessThan(0.2)
    expect(
      share(
        first.filter((t) => t.early),
        (t) => t.responds,
      ),
    ).toBeGreaterThan(0.6)
  })
})

describe('daily life with a medicine', () => {
  const onFirst = people.flatMap((person) => {
    const trial = person.course.trials[0]
    return trial !== undefined && trial.throughDay === undefined && today - trial.fromDay > 120 ? [{ person, trial }] : []
  })

  it('side effects weigh more in the first week than in the eighth', () => {
    const week = (from: number): number => mean(onFirst.map(({ person, trial }) => burdenOn(person, trial.fromDay + from)))
    expect(week(3)).toBeGreaterThan(week(52) * 1.5)
  })

  it('adherence decays: fewer days are taken in the fifth month than in the first', () => {
    const rate = (day: number): number => mean(onFirst.map(({ person, trial }) => takenRate(person, trial.fromDay + day)))
    expect(rate(10)).toBeGreaterThan(0.9)
    expect(rate(120)).toBeLessThan(rate(10) - 0.02)
  })

  it('about a fifth of the daily check-ins of faithful reporters are missing (15 to 25 %)', () => {
    const faithful = people
      .filter((p) => p.reports === 'faithful' && p.untreated === undefined && today - p.course.startDay > 80)
      .slice(0, 200)
    const received = faithful.map((person) => {
      const days = checkInsOf(person, today).map((observation) => observation['effectiveDateTime'])
      return days.filter((day) => typeof day === 'string' && day > isoDay(today - 50)).length / 50
    })
    expect(1 - mean(received)).toBeGreaterThan(0.15)
    expect(1 - mean(received)).toBeLessThan(0.25)
  })

  it('one in twenty has fallen silent (3 to 8 %)', () => {
    const silent = share(people, (p) => p.reports === 'silent')
    expect(silent).toBeGreaterThan(0.03)
    expect(silent).toBeLessThan(0.08)
  })
})

describe('what happens to treatment', () => {
  it('there are titrations, switches, cross-tapers and stops for side effects', () => {
    const trials = people.flatMap((p) => p.course.trials)
    expect(share(trials, (t) => t.steps.length > 1)).toBeGreaterThan(0.3)
    expect(share(people, (p) => p.course.trials.length > 1)).toBeGreaterThan(0.25)
    const overlaps = people.flatMap((p) =>
      p.course.trials.slice(1).map((t, i) => (p.course.trials[i]?.throughDay ?? t.fromDay - 1) >= t.fromDay),
    )
    expect(share(overlaps, (crossed) => crossed)).toBeGreaterThan(0.05)
    expect(share(overlaps, (crossed) => crossed)).toBeLessThan(0.3)
    expect(share(trials, (t) => t.outcome === 'intolerance')).toBeGreaterThan(0.06)
  })

  it('charts hold augmentation, earlier treatment, laboratory, screens, procedures and booked visits', () => {
    const types = new Set<string>()
    for (let index = 1; index <= 400; index += 1)
      for (const resource of chartOf(index, today)) {
        const id = resource.id ?? ''
        types.add(resource.resourceType)
        for (const part of ['aripipra', 'lithium', 'lab-3016-3', 'rms-total', 'auditc', 'fibser', 'gad7', 'tms', 'smoking'])
          if (id.includes(part)) types.add(part)
      }
    for (const wanted of ['MedicationStatement', 'AllergyIntolerance', 'Appointment', 'Procedure', 'QuestionnaireResponse'])
      expect(types).toContain(wanted)
    for (const wanted of ['lab-3016-3', 'rms-total', 'auditc', 'fibser', 'gad7', 'smoking']) expect(types).toContain(wanted)
  })

  it('names are short, long, accented and apostrophised, and two people of one name have other birth dates', () => {
    const names = people.map((p) => p.subject.name)
    expect(names.some((n) => /[ñãøłßýą]/i.test(n))).toBe(true)
    expect(names.some((n) => n.includes('O’'))).toBe(true)
    expect(names.some((n) => n.includes("O'"))).toBe(true)
    expect(Math.max(...names.map((n) => n.length))).toBeGreaterThan(28)
    expect(Math.min(...names.map((n) => n.length))).toBeLessThan(9)
    const [one, other] = [people[41], people[42]]
    expect(other?.subject.name).toBe(one?.subject.name)
    expect(other?.patient['birthDate']).not.toBe(one?.patient['birthDate'])
  })
})
