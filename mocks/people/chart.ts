/** Everything a FHIR server holds about one generated patient, made from the hidden truth of their course. */
import type { CourseTrial } from '#mocks/people/course.ts'
import { checkInsOf } from '#mocks/people/check-ins.ts'
import { clinicDay, isoDay } from '#mocks/people/days.ts'
import { backgroundOf } from '#mocks/people/background.ts'
import { personAt, visitDays, type Person } from '#mocks/people/person.ts'
import { dispense, order, orderId, type DoseStyle, type StopReason } from '#mocks/people/prescriptions.ts'
import {
  appointment,
  condition,
  intolerance,
  recurrentModerate,
  recurrentSevere,
  singleModerate,
  singleSevere,
  visit,
} from '#mocks/people/records.ts'
import { scoresOf } from '#mocks/people/scores.ts'
import { chanceFor, type Chance } from '#mocks/people/seeded.ts'
import type { FhirResource } from '#mocks/population.ts'

/**
 * The chart of the patient with this number: equal content for an equal number and day.
 *
 * @param index counted from 1
 * @param today day number; nothing but appointments lies after it
 */
export function chartOf(index: number, today: number): readonly FhirResource[] {
  const person = personAt(index, today)
  const visits = visitDays(person, today)
  return [
    person.patient,
    diagnosisOf(person),
    ...backgroundOf(person, today),
    ...(person.untreated === 'newly referred' ? [] : person.course.trials.flatMap((trial, i) => prescriptionsOf(person, trial, i, today))),
    ...scoresOf(person, visits, today),
    ...(person.untreated === undefined ? checkInsOf(person, today) : []),
    ...visits.slice(-8).map((day) => visit(person.subject, isoDay(day), hourOf(person, day))),
    ...nextVisit(person, today),
  ]
}

const hourOf = (person: Person, day: number): number => chanceFor(`hour/${person.id}/${day}`).whole(13, 21)

function nextVisit(person: Person, today: number): readonly FhirResource[] {
  const chance = chanceFor(`next/${person.id}`)
  if (!chance.happens(0.82)) return []
  return [appointment(person.subject, isoDay(clinicDay(today + chance.whole(1, 40))), chance.whole(13, 21))]
}

function diagnosisOf(person: Person): FhirResource {
  const chance = chanceFor(`diagnosis/${person.id}`)
  const first = person.course.trials[0]
  const severe = (first?.startLevel ?? 15) >= 19
  const recurrent = chance.happens(0.6)
  const diagnosis = severe ? (recurrent ? recurrentSevere : singleSevere) : recurrent ? recurrentModerate : singleModerate
  const began = person.course.startDay - chance.whole(30, 500)
  const onset = isoDay(began)
  return condition(person.subject, {
    ...diagnosis,
    onset: chance.happens(0.3) ? onset.slice(0, 4) : chance.happens(0.6) ? onset.slice(0, 7) : onset,
    recorded: isoDay(person.course.startDay),
  })
}

// ---- orders and dispenses

function prescriptionsOf(person: Person, trial: CourseTrial, index: number, today: number): readonly FhirResource[] {
  const chance = chanceFor(`orders/${person.id}/${index}`)
  const last = lastDayOf(person, trial, today)
  const style = styleFor(chance)
  const orders: FhirResource[] = []
  const fills: FhirResource[] = []
  trial.steps.forEach((step, i) => {
    if (last !== undefined && step.fromDay > last) return
    const next = trial.steps[i + 1]
    const ends = next !== undefined && (last === undefined || next.fromDay <= last) ? next.fromDay - 1 : last
    const isLast = ends === last
    orders.push(
      order({
        subject: person.subject,
        medicine: trial.medicine,
        mgPerDay: step.mgPerDay,
        from: isoDay(step.fromDay),
        style,
        ...(ends === undefined ? {} : { through: isoDay(ends), ...stopOf(chance, person, trial, isLast) }),
      }),
    )
    fills.push(...fillsOf(person, trial, step, ends ?? today, chance))
  })
  return [...orders, ...fills, ...intoleranceOf(chance, person, trial)]
}

/** Last day on the medicine; undefined while it goes on. Those who stopped did so some weeks ago, feeling well or not. */
function lastDayOf(person: Person, trial: CourseTrial, today: number): number | undefined {
  if (trial.throughDay !== undefined || person.untreated !== 'stopped') return trial.throughDay
  return Math.max(trial.fromDay + 3, today - chanceFor(`stopped/${person.id}`).whole(20, 60))
}

const styleFor = (chance: Chance): DoseStyle =>
  chance.weighted([
    ['milligrams', 62],
    ['tablets', 28],
    ['bare number', 3],
    ['words', 7],
  ])

function stopOf(
  chance: Chance,
  person: Person,
  trial: CourseTrial,
  isLast: boolean,
): { readonly stopped: StopReason; readonly stopText?: string } {
  if (!isLast) return { stopped: 'changed dose' }
  if (person.untreated === 'stopped' && trial.throughDay === undefined)
    return { stopped: chance.happens(0.5) ? 'felt well' : 'not written down' }
  if (trial.outcome === 'intolerance') {
    const complaint = chance.oneOf(trial.medicine.complaints)
    return { stopped: 'side effects', stopText: `Stopped for side effects: ${complaint}` }
  }
  return { stopped: chance.happens(0.8) ? 'no effect' : 'not written down' }
}

/** Refills on the days they were collected: monthly at first, then every three months; the poor taker collects late. */
function fillsOf(
  person: Person,
  trial: CourseTrial,
  step: { readonly fromDay: number; readonly mgPerDay: number },
  through: number,
  chance: Chance,
): readonly FhirResource[] {
  const fills: FhirResource[] = []
  const order = orderId(person.subject, trial.medicine.agent, step.mgPerDay, isoDay(step.fromDay))
  let day = step.fromDay
  while (day <= through) {
    const days = day - trial.fromDay < 84 ? 30 : 90
    fills.push(
      dispense({ subject: person.subject, medicine: trial.medicine, mgPerDay: step.mgPerDay, on: isoDay(day), days, orderId: order }),
    )
    const late =
      person.takes === 'poorly'
        ? chance.whole(6, 14) * (days / 30)
        : person.takes === 'forgetful'
          ? chance.whole(0, 5)
          : -chance.whole(0, 4)
    day += Math.max(7, days + late)
  }
  return fills
}

function intoleranceOf(chance: Chance, person: Person, trial: CourseTrial): readonly FhirResource[] {
  if (trial.outcome !== 'intolerance' || trial.throughDay === undefined || !chance.happens(0.4)) return []
  return [intolerance(person.subject, trial.medicine, isoDay(trial.throughDay + 1), [chance.oneOf(trial.medicine.complaints)])]
}
