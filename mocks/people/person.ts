/** Who one generated patient is, and what kind of reporter, pill taker and story they are. Everything follows from the patient's number. */
import { courseOf, type Course } from '#mocks/people/course.ts'
import { clinicDay, isoDay } from '#mocks/people/days.ts'
import { nameFor } from '#mocks/people/names.ts'
import { patientOf, type Subject } from '#mocks/people/records.ts'
import { chanceFor, type Chance } from '#mocks/people/seeded.ts'
import type { FhirResource } from '#mocks/population.ts'

/** How the clinic's systems send PHQ-9 of this patient. */
export type ScoreShape = 'components' | 'us-core' | 'questionnaire' | 'personal record' | 'integer' | 'text' | 'total only'

export interface Person {
  readonly id: string
  readonly subject: Subject
  readonly patient: FhirResource
  readonly course: Course
  readonly shape: ScoreShape
  /** Daily check-ins: faithful, fading out over weeks, fallen silent lately, or never begun. */
  readonly reports: 'faithful' | 'fading' | 'silent' | 'none'
  readonly takes: 'as prescribed' | 'forgetful' | 'poorly'
  /** Tends to answer item 9 above 0 while the depression is deep. */
  readonly darkThoughts: boolean
  /** Points by which side effects weigh more than on most. */
  readonly sensitive: boolean
  readonly phq9: 'weekly' | 'fortnightly' | 'monthly'
  /** The PHQ-9 before the first dose was never asked. */
  readonly withoutBaseline: boolean
  /** Has no antidepressant now: newly referred, or stopped. */
  readonly untreated: 'newly referred' | 'stopped' | undefined
}

const number = (index: number): string => String(index).padStart(4, '0')

export const personId = (index: number): string => `p-${number(index)}`

/**
 * @param index counted from 1
 * @param today day number
 */
export function personAt(index: number, today: number): Person {
  const id = personId(index)
  const chance = chanceFor(`person/${id}`)
  const identity = identityOf(index, today, chance)
  const untreated = chance.weighted([
    [undefined, 970],
    ['newly referred', 15],
    ['stopped', 15],
  ] as const)
  const startDay = today - daysInCare(chance)
  const wish = { staysLow: chance.happens(0.025), worsens: chance.happens(0.03) }
  return {
    id,
    subject: identity.subject,
    patient: identity.patient,
    course: courseOf(chanceFor(`course/${id}`), startDay, today, wish),
    shape: chance.weighted([
      ['components', 72],
      ['us-core', 8],
      ['questionnaire', 8],
      ['personal record', 4],
      ['integer', 4],
      ['text', 4],
      ['total only', 2],
    ]),
    reports: chance.weighted([
      ['faithful', 76],
      ['fading', 12],
      ['silent', 5],
      ['none', 7],
    ]),
    takes: chance.weighted([
      ['as prescribed', 88],
      ['forgetful', 8],
      ['poorly', 4],
    ]),
    darkThoughts: chance.happens(0.12),
    sensitive: chance.happens(0.12),
    phq9: chance.weighted([
      ['weekly', 35],
      ['fortnightly', 52],
      ['monthly', 13],
    ]),
    withoutBaseline: chance.happens(0.015),
    untreated,
  }
}

/** Days since this patient's first antidepressant here. Most are in their first year; some have been in care for three. */
function daysInCare(chance: Chance): number {
  return chance.weighted([
    [() => chance.whole(1, 13), 6],
    [() => chance.whole(14, 41), 11],
    [() => chance.whole(42, 120), 24],
    [() => chance.whole(121, 400), 45],
    [() => chance.whole(401, 1100), 14],
  ] as const)()
}

function identityOf(index: number, today: number, chance: Chance): { readonly subject: Subject; readonly patient: FhirResource } {
  const gender = chance.weighted([
    ['female', 62],
    ['male', 34],
    ['other', 3],
    ['unknown', 1],
  ] as const)
  // Two people of one name are a danger that a caseload must show: every forty-third patient has the name of the one before.
  const named = index % 43 === 0 && index > 1 ? index - 1 : index
  const nameChance = chanceFor(`name/${personId(named)}`)
  const nameGender = named === index ? gender : genderOf(named)
  const name = nameFor(nameGender === 'unknown' ? 'other' : nameGender, nameChance)
  const years = Math.min(88, Math.max(18, chance.normal(43, 15)))
  const id = personId(index)
  return {
    subject: { id, name: `${name.given[0] ?? ''} ${name.family}` },
    patient: patientOf({
      id,
      family: name.family,
      given: name.given,
      gender: nameGender,
      birthDate: isoDay(today - Math.round(years * 365.25) - chance.whole(0, 364)),
      recordNumber: `MRN-${String(48_000 + index * 7).padStart(6, '0')}`,
    }),
  }
}

function genderOf(index: number): 'female' | 'male' | 'other' | 'unknown' {
  return chanceFor(`person/${personId(index)}`).weighted([
    ['female', 62],
    ['male', 34],
    ['other', 3],
    ['unknown', 1],
  ] as const)
}

/** Days on which a clinic visit falls: two, four, six and nine weeks after each start, then every six to ten weeks. */
export function visitDays(person: Person, today: number): readonly number[] {
  const chance = chanceFor(`visits/${person.id}`)
  const days = new Set<number>()
  for (const trial of person.course.trials) {
    const last = Math.min(trial.throughDay ?? today, today)
    for (const after of [0, 14, 28, 42, 63]) {
      const on = clinicDay(trial.fromDay + after + (after === 0 ? 0 : chance.whole(-3, 3)))
      if (on <= last) days.add(on)
    }
    for (let on = trial.fromDay + 63 + chance.whole(42, 70); on <= last; on += chance.whole(42, 70)) days.add(clinicDay(on))
  }
  return [...days].filter((day) => day <= today).toSorted((a, b) => a - b)
}
