/**
 * The one real patient of the demo: a man of 57 who reduced venlafaxine to nothing under observation and relapsed. His dates are not
 * shifted; he is looked at on the last day of his data.
 *
 * Data: Kossakowski, Groot, Haslbeck, Borsboom, Wichers (2017), Journal of Open Psychology Data 5:1, doi 10.5334/jopd.29, CC BY 4.0, made
 * compact by tools/convert-esm.mjs. What was done to it: several prompts a day became one check-in with the day's means; mood 0..10 is the
 * mean of cheerful, satisfied (both 1..7) and not down (-3..3), each stretched to 0..10, rounded because a check-in holds whole numbers;
 * the means themselves stand beside it. The weekly SCL-90-R depression mean is its own scale and no PHQ-9.
 */
import data from '#mocks/esm/esm.json'
import type { NamedPatient } from '#mocks/caseload.ts'
import { dayNumber, isoDay } from '#mocks/people/days.ts'
import { surveyCategory, systems, answerNo, answerYes } from '#mocks/people/codes.ts'
import type { FhirResource } from '#mocks/population.ts'

export const esmId = 'esm-n1'
const subject = { reference: `Patient/${esmId}` } as const
const itemSystem = 'https://remit.example/fhir/CodeSystem/esm-item'

export const historicalCase: NamedPatient = { id: esmId, resources: () => resources() }

interface EsmDay {
  readonly date: string
  /** Venlafaxine, mg/day. */
  readonly mg: number
  readonly prompts: number
  /** Day's means, 1..7, 1..7 and -3..3; undefined when never answered that day. */
  readonly cheerful: number | undefined
  readonly satisfied: number | undefined
  readonly down: number | undefined
  readonly taken: boolean | undefined
  /** SCL-90-R depression, mean of 13 items, 1..5. */
  readonly depression: number | undefined
}

function esmDays(): readonly EsmDay[] {
  return data.map(([date, mg, prompts, cheerful, satisfied, down, taken, depression]) => {
    if (typeof date !== 'string' || typeof mg !== 'number' || typeof prompts !== 'number') throw new Error('esm.json is not as converted')
    const known = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
    return {
      date,
      mg,
      prompts,
      cheerful: known(cheerful),
      satisfied: known(satisfied),
      down: known(down),
      taken: taken === 1 ? true : taken === 0 ? false : undefined,
      depression: known(depression),
    }
  })
}

function resources(): readonly FhirResource[] {
  const days = esmDays()
  return [
    patient(days.at(-1)?.date ?? ''),
    diagnosis(),
    ...orders(days),
    ...days.map(checkIn),
    ...days.flatMap((day) => (day.depression === undefined ? [] : [depressionScore(day.date, day.depression)])),
  ]
}

const patient = (lastDay: string): FhirResource => ({
  resourceType: 'Patient',
  id: esmId,
  extension: [
    { url: 'https://remit.example/fhir/StructureDefinition/historical-as-of', valueDate: lastDay },
    {
      url: 'https://remit.example/fhir/StructureDefinition/attribution',
      valueString:
        'Kossakowski et al. 2017, J Open Psychol Data 5:1, doi 10.5334/jopd.29, CC BY 4.0; prompts averaged by day, mood rescaled to 0–10',
    },
  ],
  identifier: [{ system: 'https://doi.org', value: '10.5334/jopd.29' }],
  active: true,
  name: [{ text: 'Published case (ESM, N=1)' }],
  gender: 'male',
  // Published as 57 years old in 2012: the year is as near as that tells.
  birthDate: '1955',
  generalPractitioner: [{ reference: 'Practitioner/dr-01', display: 'Dr M. Reyes' }],
})

const diagnosis = (): FhirResource => ({
  resourceType: 'Condition',
  id: `${esmId}-cond-mdd`,
  clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active', display: 'Active' }] },
  code: { coding: [{ system: systems.snomed, code: '370143000', display: 'Major depressive disorder' }], text: 'Major depression' },
  subject,
})

/** One order for each dose, from its first day to the day before the next. */
function orders(days: readonly EsmDay[]): readonly FhirResource[] {
  const changes = days.filter((day, i) => day.mg !== days[i - 1]?.mg)
  return changes.flatMap((change, i) => {
    const next = changes[i + 1]
    return change.mg === 0 || next === undefined ? [] : [order(change, isoDay(dayNumber(next.date) - 1), i === 0, next.mg === 0)]
  })
}

const order = (change: EsmDay, through: string, isFirst: boolean, isLast: boolean): FhirResource => ({
  resourceType: 'MedicationRequest',
  id: `${esmId}-rx-${change.date}`,
  status: 'completed',
  statusReason: { text: isLast ? 'Reduced to nothing, as the study planned' : 'Dose reduced, as the study planned' },
  intent: 'order',
  medicationCodeableConcept: {
    coding: [{ system: systems.rxnorm, code: '39786', display: 'venlafaxine' }],
    text: 'venlafaxine',
  },
  subject,
  authoredOn: change.date,
  dosageInstruction: [
    {
      text: `${change.mg} mg daily`,
      timing: { repeat: { boundsPeriod: { start: change.date, end: through }, frequency: 1, period: 1, periodUnit: 'd' } },
      doseAndRate: [{ doseQuantity: { value: change.mg, unit: 'mg', system: systems.ucum, code: 'mg' } }],
    },
  ],
  ...(isFirst ? { note: [{ text: 'Taken before the study began; the first day here is the first day of observation.' }] } : {}),
})

/** A value stretched from [low, high] to [0, 10]. */
const stretched = (value: number, low: number, high: number): number => ((value - low) * 10) / (high - low)

function moodOf({ cheerful, satisfied, down }: EsmDay): number | undefined {
  if (cheerful === undefined || satisfied === undefined || down === undefined) return undefined
  return Math.round((stretched(cheerful, 1, 7) + stretched(satisfied, 1, 7) + stretched(-down, -3, 3)) / 3)
}

const checkinCode = (code: string): object => ({ coding: [{ system: systems.checkin, code }] })
const notAnswered = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' }] }

function checkIn(day: EsmDay): FhirResource {
  const mood = moodOf(day)
  const raw = [
    ['cheerful', day.cheerful],
    ['satisfied', day.satisfied],
    ['down', day.down],
    ['prompts-answered', day.prompts],
  ] as const
  return {
    resourceType: 'Observation',
    id: `${esmId}-daily-${day.date}`,
    status: 'final',
    category: surveyCategory,
    code: { coding: [{ system: systems.checkin, code: 'daily-checkin', display: 'Daily self-report check-in' }], text: 'Day of prompts' },
    subject,
    effectiveDateTime: day.date,
    performer: [subject],
    component: [
      mood === undefined ? { code: checkinCode('mood'), dataAbsentReason: notAnswered } : { code: checkinCode('mood'), valueInteger: mood },
      // Whether a dose was taken is asked about a medicine: after the last one there is none to take.
      ...(day.taken === undefined || day.mg === 0
        ? []
        : [{ code: checkinCode('medication-taken'), valueCodeableConcept: { coding: [day.taken ? answerYes : answerNo] } }]),
      ...raw.flatMap(([code, value]) =>
        value === undefined
          ? []
          : [{ code: { coding: [{ system: itemSystem, code }] }, valueQuantity: { value, system: systems.ucum, code: '1' } }],
      ),
    ],
  }
}

const depressionScore = (date: string, mean: number): FhirResource => ({
  resourceType: 'Observation',
  id: `${esmId}-scl-90-r-${date}`,
  status: 'final',
  category: surveyCategory,
  code: {
    coding: [{ system: systems.instrument, code: 'scl-90-r-depression', display: 'SCL-90-R depression, mean of 13 items' }],
    text: 'SCL-90-R depression',
  },
  subject,
  effectiveDateTime: date,
  performer: [subject],
  valueQuantity: { value: mean, unit: '{score}', system: systems.ucum, code: '{score}' },
})
