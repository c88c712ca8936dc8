/** Daily check-ins of one generated patient. About a fifth are missing, in runs as people miss them; some reporters fade or fall silent. */
import { clamp, levelOn } from '#mocks/people/course.ts'
import { isoDay } from '#mocks/people/days.ts'
import type { Person } from '#mocks/people/person.ts'
import { checkIn, type DailyAnswers } from '#mocks/people/records.ts'
import { burdenOn } from '#mocks/people/scores.ts'
import { chanceFor, type Chance } from '#mocks/people/seeded.ts'
import type { FhirResource } from '#mocks/population.ts'

/** Most clinics keep daily answers for eight weeks; one patient in twelve has kept a diary for longer. */
const DAYS_KEPT = 56
const DIARY_DAYS = 365

export function checkInsOf(person: Person, today: number): readonly FhirResource[] {
  if (person.reports === 'none') return []
  const chance = chanceFor(`check-ins/${person.id}`)
  const kept = chance.happens(0.035) ? DIARY_DAYS : DAYS_KEPT
  const begins = Math.max(person.course.startDay - chance.whole(0, 6), today - kept + 1)
  const records: FhirResource[] = []
  let missing = false
  for (let day = begins; day <= today; day += 1) {
    // A missed day is often followed by another: on the whole a fifth are missing.
    missing = missing ? chance.happens(0.45) : chance.happens(missRate(person, day, begins, today))
    if (missing || !reportsOn(person, day, today)) continue
    records.push(checkIn(person.subject, isoDay(day), answersOn(person, day, chance)))
  }
  return records
}

function missRate(person: Person, day: number, begins: number, today: number): number {
  if (person.reports !== 'fading') return 0.14
  return 0.14 + 0.8 * ((day - begins) / Math.max(1, today - begins)) ** 2
}

function reportsOn(person: Person, day: number, today: number): boolean {
  return person.reports !== 'silent' || day < today - chanceFor(`silent/${person.id}`).whole(5, 21)
}

function answersOn(person: Person, day: number, chance: Chance): DailyAnswers {
  const level = levelOn(person.course, day)
  const burden = burdenOn(person, day)
  const rate = (mean: number, spread: number): number => clamp(Math.round(mean + chance.normal(0, spread)), 0, 10)
  const trial = person.course.trials.findLast((t) => t.fromDay <= day)
  const taking = trial !== undefined && (trial.throughDay === undefined || day <= trial.throughDay)
  return {
    mood: rate(8.4 - level * 0.29, 0.9),
    ...(chance.happens(0.97) ? { anxiety: rate(1 + level * 0.26, 1) } : {}),
    energy: rate(8 - level * 0.28, 0.9),
    ...(chance.happens(0.95) ? { functioning: rate(8.3 - level * 0.27, 0.9) } : {}),
    ...(chance.happens(0.96) ? { sleepHours: clamp(Math.round((7.5 - level * 0.07 + chance.normal(0, 0.8)) * 2) / 2, 2, 12) } : {}),
    ...(taking && chance.happens(0.97) ? { taken: chance.happens(takenRate(person, day)) } : {}),
    burden: rate(burden, 0.7),
    ...(burden >= 2 && trial !== undefined && chance.happens(burden * 0.12)
      ? { sideEffects: [chance.oneOf(trial.medicine.complaints)] }
      : {}),
  }
}

/** Adherence decays: nearly everybody takes the first weeks, fewer each month after (CLINICAL.md 3). */
export function takenRate(person: Person, day: number): number {
  const trial = person.course.trials.findLast((t) => t.fromDay <= day)
  const months = trial === undefined ? 0 : (day - trial.fromDay) / 30
  switch (person.takes) {
    case 'as prescribed':
      return Math.max(0.88, 0.98 - months * 0.006)
    case 'forgetful':
      return Math.max(0.68, 0.92 - months * 0.04)
    case 'poorly':
      return Math.max(0.35, 0.75 - months * 0.06)
  }
}
