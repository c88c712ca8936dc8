/** One function per kind of record a clinic's FHIR server holds about a depression patient. Scenario patients change the result where their story needs it. */
import type { FhirMeta, FhirResource } from '#mocks/population.ts'
import {
  answerNo,
  answerYes,
  difficultyAnswers,
  frequencyAnswers,
  gad7Items,
  gad7Total,
  laboratoryCategory,
  loinc,
  phq9Difficulty,
  phq9Items,
  phq9Panel,
  phq9Total,
  scoreQuantity,
  socialHistoryCategory,
  surveyCategory,
  systems,
  type CodeableConcept,
  type Coding,
} from '#mocks/people/codes.ts'

export type Answer = 0 | 1 | 2 | 3

/** Whom a record is about. */
export interface Subject {
  readonly id: string
  readonly name: string
}

export const reyes = { reference: 'Practitioner/dr-01', display: 'Dr M. Reyes' } as const

const syntheticTag: FhirMeta = {
  tag: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST', display: 'test health data' }],
}

const selfOf = (subject: Subject): { readonly reference: string; readonly display: string } => ({
  reference: `Patient/${subject.id}`,
  display: subject.name,
})

/** The day inside an id: "2026-11-02" stays, an instant loses its time. */
const dayOf = (when: string): string => when.slice(0, 10)

const listed = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value])

// ---- the person

export interface PatientRecordOf {
  readonly id: string
  readonly family: string
  readonly given: readonly string[]
  readonly gender: 'female' | 'male' | 'other' | 'unknown'
  readonly birthDate: string
  readonly recordNumber: string
}

export const patientOf = (person: PatientRecordOf): FhirResource => ({
  resourceType: 'Patient',
  id: person.id,
  meta: syntheticTag,
  identifier: [
    {
      use: 'usual',
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR', display: 'Medical record number' }] },
      system: 'urn:oid:2.16.840.1.113883.19.5',
      value: person.recordNumber,
    },
  ],
  active: true,
  name: [{ use: 'official', family: person.family, given: person.given }],
  gender: person.gender,
  birthDate: person.birthDate,
  generalPractitioner: [reyes],
})

// ---- PHQ-9 and GAD-7

export interface Administration {
  readonly subject: Subject
  /** A day or an instant: "2026-11-02T14:05:00Z". */
  readonly when: string
  /** Nine answers in the order of the form; undefined where the patient left one out. */
  readonly answers: readonly (Answer | undefined)[]
  readonly difficulty?: Answer
  /** The total as the sender states it; the sum of the answers when left out. */
  readonly total?: number
}

export const sumOf = (answers: readonly (number | undefined)[]): number => answers.reduce<number>((sum, answer) => sum + (answer ?? 0), 0)

/** A code without its words: a server that holds a hundred thousand answers seldom repeats them in each. */
const bare = ({ system, code }: Coding): CodeableConcept => ({ coding: [{ system, code }] })

const answerConcepts = frequencyAnswers.map(bare)
/** Every answer to every question, made once: a caseload holds a hundred thousand of them. */
const answered = new Map(
  [...phq9Items, ...gad7Items].map((item) => [item, answerConcepts.map((value) => ({ code: bare(item), valueCodeableConcept: value }))]),
)
const itemConcepts = new Map([...phq9Items, ...gad7Items].map((item) => [item, bare(item)]))
const notAnswered = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'asked-declined', display: 'Asked But Declined' }],
}

const itemComponents = (items: readonly Coding[], answers: readonly (Answer | undefined)[]): readonly object[] =>
  items.map((item, i) => {
    const answer = answers[i]
    const known = answer === undefined ? undefined : answered.get(item)?.[answer]
    return known ?? { code: itemConcepts.get(item) ?? bare(item), dataAbsentReason: notAnswered }
  })

const difficultyComponent = (difficulty: Answer | undefined): readonly object[] =>
  difficulty === undefined
    ? []
    : [{ code: { coding: [phq9Difficulty] }, valueCodeableConcept: { coding: [difficultyAnswers[difficulty]] } }]

const survey = (subject: Subject, id: string, when: string, code: CodeableConcept): FhirResource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  category: surveyCategory,
  code,
  subject: selfOf(subject),
  effectiveDateTime: when,
  performer: [selfOf(subject)],
})

/** The caseload's ordinary shape: the total as a quantity, the nine answers as components. */
export const phq9 = (given: Administration): FhirResource => ({
  ...survey(given.subject, `${given.subject.id}-phq9-${dayOf(given.when)}`, given.when, { coding: [phq9Total], text: 'PHQ-9 total score' }),
  valueQuantity: scoreQuantity(given.total ?? sumOf(given.answers)),
  component: [...itemComponents(phq9Items, given.answers), ...difficultyComponent(given.difficulty)],
})

/** A total without its answers. */
export const phq9TotalOnly = (subject: Subject, when: string, total: number): FhirResource => ({
  ...survey(subject, `${subject.id}-phq9-${dayOf(when)}`, when, { coding: [phq9Total], text: 'PHQ-9 total score' }),
  valueQuantity: scoreQuantity(total),
})

/** US Core: a panel without a value, one Observation for each item, one for the total. */
export function phq9UsCore(given: Administration): readonly FhirResource[] {
  const base = `${given.subject.id}-phq9-${dayOf(given.when)}`
  const items = phq9Items.flatMap((item, i): FhirResource[] => {
    const answer = given.answers[i]
    return answer === undefined
      ? []
      : [{ ...survey(given.subject, `${base}-${item.code}`, given.when, { coding: [item] }), valueCodeableConcept: answerConcepts[answer] }]
  })
  const difficulty = listed(given.difficulty).map((answer) => ({
    ...survey(given.subject, `${base}-${phq9Difficulty.code}`, given.when, { coding: [phq9Difficulty] }),
    valueCodeableConcept: { coding: [difficultyAnswers[answer]] },
  }))
  const total = {
    ...survey(given.subject, `${base}-total`, given.when, { coding: [phq9Total] }),
    valueQuantity: scoreQuantity(given.total ?? sumOf(given.answers)),
  }
  const members = [...items, total, ...difficulty]
  const panel = {
    ...survey(given.subject, `${base}-panel`, given.when, { coding: [phq9Panel] }),
    meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-screening-assessment'] },
    hasMember: members.map((member) => ({ reference: `Observation/${member.id}` })),
  }
  return [panel, ...members]
}

/** QuestionnaireResponse only, with LOINC link ids. */
export const phq9Response = (given: Administration): FhirResource => ({
  resourceType: 'QuestionnaireResponse',
  id: `${given.subject.id}-phq9-${dayOf(given.when)}`,
  questionnaire: 'http://loinc.org/q/44249-1',
  status: 'completed',
  subject: selfOf(given.subject),
  authored: given.when,
  author: selfOf(given.subject),
  source: selfOf(given.subject),
  item: [
    ...phq9Items.flatMap((question, i) =>
      listed(given.answers[i]).map((answer) => ({
        linkId: `/${question.code}`,
        text: question.display,
        answer: [
          {
            valueCoding: {
              extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/ordinalValue', valueDecimal: answer }],
              ...frequencyAnswers[answer],
            },
          },
        ],
      })),
    ),
    { linkId: '/44261-6', text: 'Total score', answer: [{ valueDecimal: given.total ?? sumOf(given.answers) }] },
    ...listed(given.difficulty).map((answer) => ({
      linkId: '/69722-7',
      text: phq9Difficulty.display,
      answer: [{ valueCoding: difficultyAnswers[answer] }],
    })),
  ],
})

/** Personal Health Record format: no value of its own, the total as a component. */
export const phq9PersonalRecord = (given: Administration): FhirResource => ({
  ...survey(given.subject, `${given.subject.id}-phq9-${dayOf(given.when)}`, given.when, { coding: [phq9Total] }),
  component: [
    { code: { coding: [phq9Total] }, valueInteger: given.total ?? sumOf(given.answers) },
    ...itemComponents(phq9Items, given.answers),
  ],
})

const withoutQuantity = (observation: FhirResource): FhirResource => {
  const { valueQuantity: _, ...rest } = observation
  return rest
}

export const phq9AsInteger = (given: Administration): FhirResource => ({
  ...withoutQuantity(phq9(given)),
  valueInteger: given.total ?? sumOf(given.answers),
})

export const phq9AsText = (given: Administration): FhirResource => ({
  ...withoutQuantity(phq9(given)),
  valueString: String(given.total ?? sumOf(given.answers)),
})

export const gad7 = (subject: Subject, when: string, answers: readonly Answer[]): FhirResource => ({
  ...survey(subject, `${subject.id}-gad7-${dayOf(when)}`, when, { coding: [gad7Total], text: 'GAD-7 total score' }),
  valueQuantity: scoreQuantity(sumOf(answers)),
  component: itemComponents(gad7Items, answers),
})

// ---- other scales and screens

const instrumentCode = (code: string, display: string): CodeableConcept => ({
  coding: [{ system: systems.instrument, code, display }],
  text: display,
})

/** A scale whose total has no LOINC code: `rms-total`, `mdq-total`, `qids-sr16-total`, `madrs-total`, `scl-90-r-depression` ... */
export const scaleTotal = (subject: Subject, when: string, code: string, display: string, total: number): FhirResource => ({
  ...survey(subject, `${subject.id}-${code}-${dayOf(when)}`, when, instrumentCode(code, display)),
  valueQuantity: scoreQuantity(total),
})

/** FIBSER: frequency, intensity and burden of side effects, each 0 to 6; burden is the value. */
export const fibser = (subject: Subject, when: string, frequency: number, intensity: number, burden: number): FhirResource => ({
  ...survey(subject, `${subject.id}-fibser-${dayOf(when)}`, when, instrumentCode('fibser', 'FIBSER, burden of side effects')),
  valueQuantity: scoreQuantity(burden),
  component: (
    [
      ['fibser-frequency', frequency],
      ['fibser-intensity', intensity],
      ['fibser-burden', burden],
    ] as const
  ).map(([code, value]) => ({ code: { coding: [{ system: systems.instrument, code }] }, valueInteger: value })),
})

export const auditC = (subject: Subject, when: string, total: number): FhirResource => ({
  ...survey(subject, `${subject.id}-auditc-${dayOf(when)}`, when, { coding: [loinc('75626-2', 'Total score [AUDIT-C]')], text: 'AUDIT-C' }),
  valueQuantity: scoreQuantity(total),
})

export const suicideRiskScreen = (
  subject: Subject,
  when: string,
  risk: 'No risk' | 'Low risk' | 'Moderate risk' | 'High risk',
): FhirResource => ({
  ...survey(subject, `${subject.id}-cssrs-${dayOf(when)}`, when, {
    coding: [loinc('93374-7', 'Suicide risk level')],
    text: 'C-SSRS screener, risk',
  }),
  performer: [reyes],
  valueCodeableConcept: { text: risk },
})

const smokingAnswers = {
  current: { system: systems.snomed, code: '449868002', display: 'Smokes tobacco daily' },
  former: { system: systems.snomed, code: '8517006', display: 'Ex-smoker' },
  never: { system: systems.snomed, code: '266919005', display: 'Never smoked tobacco' },
} as const

export const smokingStatus = (subject: Subject, when: string, status: keyof typeof smokingAnswers): FhirResource => ({
  ...survey(subject, `${subject.id}-smoking-${dayOf(when)}`, when, { coding: [loinc('72166-2', 'Tobacco smoking status')] }),
  category: socialHistoryCategory,
  performer: [reyes],
  valueCodeableConcept: { coding: [smokingAnswers[status]] },
})

export interface Measured {
  readonly code: Coding
  readonly unit: string
  readonly low: number
  readonly high: number
}

export const thyrotropin: Measured = {
  code: loinc('3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma'),
  unit: 'mIU/L',
  low: 0.4,
  high: 4.2,
}
export const haemoglobin: Measured = { code: loinc('718-7', 'Hemoglobin [Mass/volume] in Blood'), unit: 'g/dL', low: 12, high: 17.5 }

export const laboratoryResult = (subject: Subject, when: string, measured: Measured, value: number): FhirResource => {
  const quantity = (amount: number): object => ({
    value: amount,
    unit: measured.unit,
    system: systems.ucum,
    code: measured.unit === 'mIU/L' ? 'm[IU]/L' : measured.unit,
  })
  return {
    ...survey(subject, `${subject.id}-lab-${measured.code.code}-${dayOf(when)}`, when, { coding: [measured.code] }),
    category: laboratoryCategory,
    performer: [{ display: 'Hospital laboratory' }],
    valueQuantity: quantity(value),
    referenceRange: [{ low: quantity(measured.low), high: quantity(measured.high) }],
  }
}

// ---- daily check-in

export interface DailyAnswers {
  readonly mood?: number
  readonly anxiety?: number
  readonly energy?: number
  readonly functioning?: number
  readonly sleepHours?: number
  readonly taken?: boolean
  readonly burden?: number
  readonly sideEffects?: readonly string[]
}

const checkinCode = (code: string): CodeableConcept => ({ coding: [{ system: systems.checkin, code }] })
const dailyCheckin: CodeableConcept = { ...checkinCode('daily-checkin'), text: 'Daily check-in' }
/** 0 worst to 10 best: mood, energy, functioning; 0 none to 10 worst: anxiety, burden of side effects. */
const moodCode = checkinCode('mood')
const anxietyCode = checkinCode('anxiety')
const energyCode = checkinCode('energy')
const functioningCode = checkinCode('functioning')
const takenCode = checkinCode('medication-taken')
const burdenCode = checkinCode('side-effect-burden')
const sideEffectCode = checkinCode('side-effect')
const sleepCode = bare(loinc('93832-4', 'Sleep duration'))
const yesConcept = bare(answerYes)
const noConcept = bare(answerNo)
const tookIt = { code: takenCode, valueCodeableConcept: yesConcept }
const missedIt = { code: takenCode, valueCodeableConcept: noConcept }

const scaleAnswers = new Map<CodeableConcept, readonly object[]>()

/** @param value a whole number, [0, 10] */
function scaleAnswer(code: CodeableConcept, value: number | undefined): object {
  if (value === undefined) return { code, dataAbsentReason: notAnswered }
  const made = scaleAnswers.get(code) ?? Array.from({ length: 11 }, (_, i) => ({ code, valueInteger: i }))
  scaleAnswers.set(code, made)
  return made[value] ?? { code, valueInteger: value }
}

/** @param day the patient's own calendar day, "2026-11-02" */
export const checkIn = (subject: Subject, day: string, answers: DailyAnswers): FhirResource => {
  const components: object[] = [
    scaleAnswer(moodCode, answers.mood),
    scaleAnswer(anxietyCode, answers.anxiety),
    scaleAnswer(energyCode, answers.energy),
    scaleAnswer(functioningCode, answers.functioning),
    answers.sleepHours === undefined
      ? { code: sleepCode, dataAbsentReason: notAnswered }
      : { code: sleepCode, valueQuantity: { value: answers.sleepHours, unit: 'h', system: systems.ucum, code: 'h' } },
    answers.taken === undefined ? { code: takenCode, dataAbsentReason: notAnswered } : answers.taken ? tookIt : missedIt,
    scaleAnswer(burdenCode, answers.burden),
  ]
  for (const sideEffect of answers.sideEffects ?? []) components.push({ code: sideEffectCode, valueCodeableConcept: { text: sideEffect } })
  return {
    resourceType: 'Observation',
    id: `${subject.id}-daily-${day}`,
    status: 'final',
    category: surveyCategory,
    code: dailyCheckin,
    subject: { reference: `Patient/${subject.id}` },
    effectiveDateTime: day,
    component: components,
  }
}

// ---- diagnosis

export interface DiagnosisGiven {
  readonly code: string
  readonly display: string
  /** As precise as it is known: "2024", "2024-02" or a day. */
  readonly onset?: string
  readonly recorded: string
  readonly active?: boolean
}

export const condition = (subject: Subject, given: DiagnosisGiven): FhirResource => {
  const active = given.active ?? true
  return {
    resourceType: 'Condition',
    id: `${subject.id}-cond-${given.code.replace('.', '-')}`,
    clinicalStatus: {
      coding: [
        {
          system: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
          code: active ? 'active' : 'resolved',
          display: active ? 'Active' : 'Resolved',
        },
      ],
    },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed', display: 'Confirmed' }],
    },
    category: [
      {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item', display: 'Problem List Item' },
        ],
      },
    ],
    code: { coding: [{ system: systems.icd10, code: given.code, display: given.display }], text: given.display },
    subject: selfOf(subject),
    ...(given.onset === undefined ? {} : { onsetDateTime: given.onset }),
    recordedDate: given.recorded,
  }
}

export const recurrentModerate = { code: 'F33.1', display: 'Major depressive disorder, recurrent, moderate' } as const
export const recurrentSevere = { code: 'F33.2', display: 'Major depressive disorder, recurrent severe without psychotic features' } as const
export const singleModerate = { code: 'F32.1', display: 'Major depressive disorder, single episode, moderate' } as const
export const singleSevere = {
  code: 'F32.2',
  display: 'Major depressive disorder, single episode, severe without psychotic features',
} as const

// ---- procedures and visits

export const sessionCodes = {
  tms: { coding: [{ system: systems.cpt, code: '90868' }], text: 'TMS, one session' },
  ect: { coding: [{ system: systems.cpt, code: '90870' }], text: 'ECT, one session' },
  esketamine: { coding: [{ system: systems.hcpcs, code: 'G2083' }], text: 'Esketamine nasal spray over 56 mg, visit with observation' },
} as const satisfies Record<string, CodeableConcept>

export const session = (subject: Subject, kind: keyof typeof sessionCodes, day: string): FhirResource => ({
  resourceType: 'Procedure',
  id: `${subject.id}-${kind}-${day}`,
  status: 'completed',
  code: sessionCodes[kind],
  subject: selfOf(subject),
  performedDateTime: `${day}T09:00:00Z`,
})

export const visit = (subject: Subject, day: string, hour: number): FhirResource => ({
  resourceType: 'Encounter',
  id: `${subject.id}-visit-${day}`,
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB', display: 'ambulatory' },
  type: [{ text: 'Medication visit' }],
  subject: selfOf(subject),
  participant: [{ individual: reyes }],
  period: { start: `${day}T${String(hour).padStart(2, '0')}:00:00Z`, end: `${day}T${String(hour).padStart(2, '0')}:25:00Z` },
})

export const appointment = (subject: Subject, day: string, hour: number): FhirResource => ({
  resourceType: 'Appointment',
  id: `${subject.id}-next-${day}`,
  status: 'booked',
  description: 'Medication visit',
  start: `${day}T${String(hour).padStart(2, '0')}:00:00Z`,
  end: `${day}T${String(hour).padStart(2, '0')}:25:00Z`,
  participant: [
    { actor: selfOf(subject), status: 'accepted' },
    { actor: reyes, status: 'accepted' },
  ],
})

export const intolerance = (
  subject: Subject,
  ingredient: { readonly agent: string; readonly ingredientRxcui: string },
  recorded: string,
  reactions: readonly string[],
): FhirResource => ({
  resourceType: 'AllergyIntolerance',
  id: `${subject.id}-intolerance-${ingredient.ingredientRxcui}`,
  clinicalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', code: 'active', display: 'Active' }],
  },
  verificationStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'confirmed', display: 'Confirmed' }],
  },
  type: 'intolerance',
  category: ['medication'],
  code: { coding: [{ system: systems.rxnorm, code: ingredient.ingredientRxcui, display: ingredient.agent }] },
  patient: selfOf(subject),
  recordedDate: recorded,
  reaction: [{ manifestation: reactions.map((text) => ({ text })), severity: 'moderate' }],
})
