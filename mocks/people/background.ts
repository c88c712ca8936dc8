/** What stands in a chart beside the present course: earlier treatment, screens, laboratory, other medicines, procedures, additions. */
import { levelIn, type CourseTrial } from '#mocks/people/course.ts'
import { clinicDay, isoDay } from '#mocks/people/days.ts'
import { adjuncts, firstLine, laterLine, trazodone, type Medicine } from '#mocks/people/formulary.ts'
import type { Person } from '#mocks/people/person.ts'
import { adjunctOrder, order, otherOrder, statement } from '#mocks/people/prescriptions.ts'
import {
  auditC,
  haemoglobin,
  laboratoryResult,
  scaleTotal,
  session,
  smokingStatus,
  suicideRiskScreen,
  thyrotropin,
} from '#mocks/people/records.ts'
import { chanceFor, type Chance } from '#mocks/people/seeded.ts'
import { systems, type CodeableConcept } from '#mocks/people/codes.ts'
import type { FhirResource } from '#mocks/population.ts'

export function backgroundOf(person: Person, today: number): readonly FhirResource[] {
  const chance = chanceFor(`background/${person.id}`)
  return [
    ...earlierTreatment(person, chance),
    ...screensOf(person, chance),
    ...laboratoryOf(person, chance),
    ...otherMedicines(person, chance),
    ...forSleep(person, today, chance),
    ...augmentation(person, today, chance),
    ...proceduresOf(person, today, chance),
  ]
}

/** Years before the first trial here, as the patient remembers them: a year or a month, seldom a dose. */
function earlierTreatment(person: Person, chance: Chance): readonly FhirResource[] {
  const count = chance.weighted([
    [0, 50],
    [1, 28],
    [2, 14],
    [3, 6],
    [4, 2],
  ] as const)
  const used = new Set(person.course.trials.map((trial) => trial.medicine.agent))
  const records: FhirResource[] = []
  let ended = person.course.startDay - chance.whole(120, 700)
  for (let i = 0; i < count; i += 1) {
    const medicine = unused(chance, used)
    if (medicine === undefined) break
    used.add(medicine.agent)
    const began = ended - chance.whole(30, 420)
    const precision = chance.happens(0.5) ? 4 : 7
    const outcome = chance.weighted([
      ['Did not help', 35],
      ['Helped, stopped when well', 30],
      ['Stopped for side effects', 20],
      [undefined, 15],
    ] as const)
    records.push(
      statement({
        subject: person.subject,
        medicine,
        from: isoDay(began).slice(0, precision),
        through: isoDay(ended).slice(0, precision),
        asserted: isoDay(person.course.startDay),
        ...(chance.happens(0.35) ? { mgPerDay: medicine.steps[medicine.effectiveStep] ?? medicine.steps[0] ?? 0 } : {}),
        ...(outcome === undefined ? {} : { reason: outcome }),
      }),
    )
    ended = began - chance.whole(60, 500)
  }
  return records
}

function unused(chance: Chance, used: ReadonlySet<string>): Medicine | undefined {
  const open = [...firstLine, ...laterLine].filter(([medicine]) => !used.has(medicine.agent))
  return open.length === 0 ? undefined : chance.weighted(open)
}

function screensOf(person: Person, chance: Chance): readonly FhirResource[] {
  const day = isoDay(person.course.startDay)
  const records: FhirResource[] = []
  if (chance.happens(0.55)) {
    const score = chance.happens(0.025) ? chance.whole(4, 5) : chance.whole(0, 3)
    records.push(scaleTotal(person.subject, day, 'rms-total', 'Rapid Mood Screener, number of Yes', score))
  }
  if (chance.happens(0.5)) records.push(auditC(person.subject, day, chance.happens(0.12) ? chance.whole(5, 9) : chance.whole(0, 3)))
  if (chance.happens(0.65))
    records.push(
      smokingStatus(
        person.subject,
        day,
        chance.weighted([
          ['never', 62],
          ['former', 24],
          ['current', 14],
        ]),
      ),
    )
  if (person.darkThoughts && chance.happens(0.7))
    records.push(suicideRiskScreen(person.subject, day, chance.happens(0.6) ? 'Low risk' : 'No risk'))
  return records
}

function laboratoryOf(person: Person, chance: Chance): readonly FhirResource[] {
  if (!chance.happens(0.45)) return []
  const day = isoDay(clinicDay(person.course.startDay - chance.whole(0, 20)))
  const tsh = chance.happens(0.04) ? chance.between(6, 11) : chance.between(0.7, 3.6)
  const records = [laboratoryResult(person.subject, day, thyrotropin, Math.round(tsh * 100) / 100)]
  if (chance.happens(0.7))
    records.push(laboratoryResult(person.subject, day, haemoglobin, Math.round(chance.between(12.1, 16.4) * 10) / 10))
  return records
}

const ingredient = (code: string, display: string, text: string): CodeableConcept => ({
  coding: [{ system: systems.rxnorm, code, display }],
  text,
})

/** Medicines for other illnesses; two of them matter to an antidepressant. */
const others: readonly (readonly [CodeableConcept, number])[] = [
  [ingredient('29046', 'lisinopril', 'lisinopril 10 mg tablet'), 12],
  [ingredient('6809', 'metformin', 'metformin 500 mg tablet'), 9],
  [ingredient('83367', 'atorvastatin', 'atorvastatin 20 mg tablet'), 12],
  [ingredient('10582', 'levothyroxine', 'levothyroxine 50 microgram tablet'), 8],
  [ingredient('7646', 'omeprazole', 'omeprazole 20 mg capsule'), 9],
  [ingredient('5640', 'ibuprofen', 'ibuprofen 400 mg tablet'), 6],
  [ingredient('2002', 'carbamazepine', 'carbamazepine 200 mg tablet'), 1],
]

function otherMedicines(person: Person, chance: Chance): readonly FhirResource[] {
  if (!chance.happens(0.38)) return []
  return [otherOrder(person.subject, chance.weighted(others), isoDay(person.course.startDay - chance.whole(60, 900)))]
}

/** Trazodone at a dose for sleep, which is no trial of an antidepressant. */
function forSleep(person: Person, today: number, chance: Chance): readonly FhirResource[] {
  if (person.untreated !== undefined || !chance.happens(0.06)) return []
  const from = Math.max(person.course.startDay, today - 300)
  return [order({ subject: person.subject, medicine: trazodone, mgPerDay: 50, from: isoDay(from) })]
}

/** Something added to a partial response that went on for long, and still there. */
function augmentation(person: Person, today: number, chance: Chance): readonly FhirResource[] {
  const current = person.course.trials.at(-1)
  if (current === undefined || person.untreated !== undefined || !isStuck(current, today) || !chance.happens(0.6)) return []
  const adjunct = chance.oneOf(adjuncts)
  const from = clinicDay(Math.min(today - 3, current.fromDay + chance.whole(44, 60)))
  const step = adjunct.steps[0] ?? 0
  const second = adjunct.steps[1]
  const raised = clinicDay(from + 14)
  return second === undefined || raised >= today
    ? [adjunctOrder(person.subject, adjunct, step, isoDay(from))]
    : [
        adjunctOrder(person.subject, adjunct, step, isoDay(from), isoDay(raised - 1)),
        adjunctOrder(person.subject, adjunct, second, isoDay(raised)),
      ]
}

function isStuck(trial: CourseTrial, today: number): boolean {
  return trial.throughDay === undefined && today - trial.fromDay > 46 && levelIn(trial, today) > trial.startLevel / 2
}

/** After three or more trials that did not help, some had a course of TMS, ECT or esketamine. */
function proceduresOf(person: Person, today: number, chance: Chance): readonly FhirResource[] {
  if (person.course.trials.length < 3 || !chance.happens(0.3)) return []
  const kind = chance.weighted([
    ['tms', 5],
    ['esketamine', 3],
    ['ect', 2],
  ] as const)
  const third = person.course.trials[2]
  if (third === undefined) return []
  const every = { tms: 1, esketamine: 3, ect: 2 }[kind]
  const count = { tms: 30, esketamine: 8, ect: 9 }[kind]
  const records: FhirResource[] = []
  let day = clinicDay(third.fromDay + 7)
  for (let i = 0; i < count && day <= today; i += 1) {
    records.push(session(person.subject, kind, isoDay(day)))
    day = clinicDay(day + every)
  }
  return records
}
