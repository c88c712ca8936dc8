/** Questionnaires of one generated patient: PHQ-9 in the shape the clinic's system sends, GAD-7, FIBSER. */
import { clamp, daysSinceStep, levelOn } from '#mocks/people/course.ts'
import { instantOn, isoDay } from '#mocks/people/days.ts'
import type { Person } from '#mocks/people/person.ts'
import {
  fibser,
  gad7,
  phq9,
  phq9AsInteger,
  phq9AsText,
  phq9PersonalRecord,
  phq9Response,
  phq9TotalOnly,
  phq9UsCore,
  type Administration,
  type Answer,
} from '#mocks/people/records.ts'
import { chanceFor, type Chance } from '#mocks/people/seeded.ts'
import type { FhirResource } from '#mocks/population.ts'

/** From this age on, the clinic's server holds the score before each trial and one a month. */
const FULL_DAYS = 300

export function scoresOf(person: Person, visits: readonly number[], today: number): readonly FhirResource[] {
  const chance = chanceFor(`scores/${person.id}`)
  const anxious = chance.happens(0.6)
  const fibserUsed = chance.happens(0.5)
  const records: FhirResource[] = []
  phq9Days(person, today, chance).forEach((day, i) => {
    const level = levelOn(person.course, day)
    records.push(...administration(person, day, level, chance))
    if (anxious && i % 2 === 0) records.push(gad7Of(person, day, level, chance))
  })
  if (fibserUsed && person.untreated === undefined)
    for (const day of visits.slice(-8)) if (chance.happens(0.8)) records.push(fibserOf(person, day, chance))
  return records
}

/** Days with a PHQ-9: before each start, then weekly or fortnightly for twelve weeks, then less often; one in ten is missing. */
function phq9Days(person: Person, today: number, chance: Chance): readonly number[] {
  const { course } = person
  const days = new Set<number>()
  if (person.untreated === 'newly referred') return [today - chance.whole(1, 20)]
  course.trials.forEach((trial, i) => {
    const last = trial.throughDay ?? today
    const baseline = trial.fromDay - chance.whole(0, 4)
    if (!(person.withoutBaseline && i === course.trials.length - 1)) days.add(i === 0 ? baseline : trial.fromDay)
    // Not within the first week, whose score would be taken for the baseline.
    const first = person.phq9 === 'weekly' ? 8 : 14
    for (let day = trial.fromDay + first; day <= last;) {
      if (chance.happens(0.9)) days.add(day)
      day +=
        day < today - FULL_DAYS
          ? Math.max(28, intervalAt(person, day - trial.fromDay, chance))
          : intervalAt(person, day - trial.fromDay, chance)
    }
  })
  const silentFrom = person.reports === 'silent' ? today - 32 : today + 1
  return [...days].filter((day) => day <= today && day < silentFrom).toSorted((a, b) => a - b)
}

function intervalAt(person: Person, daysIn: number, chance: Chance): number {
  if (daysIn < 84) return (person.phq9 === 'weekly' ? 7 : 14) + chance.whole(-1, 1)
  const usual = { weekly: 14, fortnightly: 16, monthly: 28 }[person.phq9]
  return usual + chance.whole(-2, 2)
}

function administration(person: Person, day: number, level: number, chance: Chance): readonly FhirResource[] {
  const total = clamp(Math.round(level + chance.normal(0, 0.5 + level * 0.045)), 0, 26)
  const dark = person.darkThoughts && level >= 13 ? chance.whole(1, level >= 19 ? 2 : 1) : level >= 21 && chance.happens(0.3) ? 1 : 0
  const item9 = Math.min(dark, total, 3)
  const answers = answersFor(chance, total, asAnswer(item9))
  const given: Administration = {
    subject: person.subject,
    when: instantOn(day, chance.whole(6, 22), chance.whole(0, 59)),
    answers,
    ...(chance.happens(0.8) ? { difficulty: asAnswer(total >= 20 ? 3 : total >= 14 ? 2 : total >= 6 ? 1 : 0) } : {}),
  }
  switch (person.shape) {
    case 'components':
      return [phq9(given)]
    case 'us-core':
      return phq9UsCore(given)
    case 'questionnaire':
      return [phq9Response(given)]
    case 'personal record':
      return [phq9PersonalRecord(given)]
    case 'integer':
      return [phq9AsInteger(given)]
    case 'text':
      return [phq9AsText(given)]
    case 'total only':
      return [phq9TotalOnly(given.subject, given.when, total)]
  }
}

const asAnswer = (value: number): Answer => (value >= 3 ? 3 : value >= 2 ? 2 : value >= 1 ? 1 : 0)

/** How readily each item of the form is answered high: tiredness and sleep first, restlessness last. */
const leanings = [1.15, 1.15, 1.25, 1.35, 0.9, 1.0, 1.0, 0.55] as const

/** Nine answers that add up to a total, item 9 as given. */
export const answersFor = (chance: Chance, total: number, item9: Answer): readonly Answer[] => [
  ...spread(chance, Math.min(total - item9, 24), leanings),
  item9,
]

/** Answers 0 to 3 that add up to `sum`, roughly by weight. */
function spread(chance: Chance, sum: number, weights: readonly number[]): readonly Answer[] {
  const all = weights.reduce((a, b) => a + b, 0)
  const answers = weights.map((weight) => Math.min(3, Math.max(0, Math.floor((sum * weight) / all + chance.between(-0.5, 0.6)))))
  let off = answers.reduce((a, b) => a + b, 0) - sum
  for (let i = chance.whole(0, weights.length - 1); off !== 0; i = (i + 1) % weights.length) {
    const answer = answers[i] ?? 0
    if (off > 0 && answer > 0) {
      answers[i] = answer - 1
      off -= 1
    } else if (off < 0 && answer < 3) {
      answers[i] = answer + 1
      off += 1
    }
  }
  return answers.map(asAnswer)
}

const evenly = [1, 1, 1, 1, 1, 1, 1] as const

function gad7Of(person: Person, day: number, level: number, chance: Chance): FhirResource {
  const total = clamp(Math.round(level * 0.62 + chance.normal(1, 1.4)), 0, 21)
  return gad7(person.subject, instantOn(day, chance.whole(6, 22), chance.whole(0, 59)), spread(chance, total, evenly))
}

/** Burden of side effects, 0 to 10: worst in the days after a start or a step, then fading within weeks. */
export function burdenOn(person: Person, day: number): number {
  const since = daysSinceStep(person.course, day)
  if (since === undefined) return 0
  const trial = person.course.trials.findLast((t) => t.fromDay <= day)
  const intolerant = trial?.outcome === 'intolerance' ? 3.2 : 0
  const base = person.sensitive ? 1.8 : 0.7
  return clamp(base + (intolerant > 0 ? intolerant : 0) + (person.sensitive ? 3 : 2.3) * Math.exp(-since / 9), 0, 10)
}

function fibserOf(person: Person, day: number, chance: Chance): FhirResource {
  const burden = clamp(Math.round(burdenOn(person, day) * 0.6 + chance.normal(0, 0.5)), 0, 6)
  const near = (value: number): number => clamp(value + chance.whole(-1, 1), 0, 6)
  return fibser(person.subject, isoDay(day), near(burden), near(burden), burden)
}
