/** Orders, dispenses and statements of medicines as prescribers, pharmacies and patients write them. */
import type { FhirResource } from '#mocks/population.ts'
import { systems, type CodeableConcept } from '#mocks/people/codes.ts'
import { tabletsFor, type Adjunct, type Medicine, type Product } from '#mocks/people/formulary.ts'
import { reyes, type Subject } from '#mocks/people/records.ts'

/** How the prescriber wrote the dose: in milligrams, in tablets, as a bare number, or in words only. */
export type DoseStyle = 'milligrams' | 'tablets' | 'bare number' | 'words'

export type StopReason = 'side effects' | 'no effect' | 'felt well' | 'changed dose' | 'not written down'

export interface OrderGiven {
  readonly subject: Subject
  readonly medicine: Medicine
  readonly mgPerDay: number
  /** First day, as precise as it is known. */
  readonly from: string
  /** Last day taken; left out while it goes on, or when nobody wrote it down. */
  readonly through?: string
  readonly status?: string
  readonly style?: DoseStyle
  readonly stopped?: StopReason
  readonly stopText?: string
}

export const productConcept = (product: Product): CodeableConcept => ({
  coding: [{ system: systems.rxnorm, code: product.rxcui, display: product.display }],
  text: product.display,
})

const oral = { coding: [{ system: systems.snomed, code: '26643006', display: 'Oral route' }] }
const community = [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/medicationrequest-category', code: 'community', display: 'Community' }] },
]

export const milligrams = (value: number): object => ({ value, unit: 'mg', system: systems.ucum, code: 'mg' })

/** Once a day in this period; an open end while `through` is left out. */
export const onceDaily = (from: string, through?: string): object => ({
  repeat: { boundsPeriod: { start: from, ...(through === undefined ? {} : { end: through }) }, frequency: 1, period: 1, periodUnit: 'd' },
})

export const stopConcepts: Record<StopReason, CodeableConcept | undefined> = {
  'side effects': {
    coding: [{ system: systems.statusReason, code: 'sintol', display: 'Suspected intolerance' }],
    text: 'Stopped for side effects',
  },
  'no effect': { text: 'Not effective' },
  'felt well': { text: 'Recovered, planned stop' },
  'changed dose': { text: 'Dose changed' },
  'not written down': undefined,
}

/** An id from what the order says, so that equal content has an equal id. */
export const orderId = (subject: Subject, agent: string, mgPerDay: number, from: string): string =>
  `${subject.id}-rx-${agent.slice(0, 8)}-${String(mgPerDay).replace('.', '-')}-${from}`

function instruction(given: OrderGiven, tablets: number): object {
  const { medicine, mgPerDay } = given
  const each = tablets === 1 ? `1 ${medicine.form}` : `${tablets} ${medicine.form}s (${mgPerDay} mg total)`
  const when = medicine.timing === 'bedtime' ? 'at bedtime' : 'daily'
  const text = `Take ${each} by mouth ${when}`
  const style = given.style ?? 'milligrams'
  if (style === 'words') return { text: `${text}.` }
  const unit = { value: tablets, unit: medicine.form, system: systems.ucum, code: medicine.form === 'tablet' ? '{tbl}' : '{capsule}' }
  const quantity = { milligrams: milligrams(mgPerDay), tablets: unit, 'bare number': { value: tablets } }[style]
  return { sequence: 1, text, timing: onceDaily(given.from, given.through), route: oral, doseAndRate: [{ doseQuantity: quantity }] }
}

/** One order of one dose. Over when it has a last day, unless a status says otherwise. */
export function order(given: OrderGiven): FhirResource {
  const { product, tablets } = tabletsFor(given.medicine, given.mgPerDay)
  const reason = given.stopped === undefined ? undefined : stopConcepts[given.stopped]
  return {
    resourceType: 'MedicationRequest',
    id: orderId(given.subject, given.medicine.agent, given.mgPerDay, given.from),
    status: given.status ?? (given.through === undefined ? 'active' : 'stopped'),
    ...(reason === undefined ? {} : { statusReason: given.stopText === undefined ? reason : { ...reason, text: given.stopText } }),
    intent: 'order',
    category: community,
    medicationCodeableConcept: productConcept(product),
    subject: { reference: `Patient/${given.subject.id}`, display: given.subject.name },
    requester: reyes,
    authoredOn: given.from,
    dosageInstruction: [instruction(given, tablets)],
    dispenseRequest: {
      ...(given.through === undefined && given.style === 'words' ? { validityPeriod: { start: given.from } } : {}),
      numberOfRepeatsAllowed: 5,
      quantity: { value: tablets * 30, unit: given.medicine.form },
      expectedSupplyDuration: { value: 30, unit: 'days', system: systems.ucum, code: 'd' },
    },
  }
}

/** An order of an augmentation agent, coded by ingredient and dosed in milligrams. */
export const adjunctOrder = (subject: Subject, adjunct: Adjunct, mgPerDay: number, from: string, through?: string): FhirResource => ({
  resourceType: 'MedicationRequest',
  id: orderId(subject, adjunct.agent, mgPerDay, from),
  status: through === undefined ? 'active' : 'stopped',
  intent: 'order',
  category: community,
  medicationCodeableConcept: {
    coding: [{ system: systems.rxnorm, code: adjunct.ingredientRxcui, display: adjunct.agent }],
    text: `${adjunct.agent} ${mgPerDay} mg tablet`,
  },
  subject: { reference: `Patient/${subject.id}`, display: subject.name },
  requester: reyes,
  authoredOn: from,
  dosageInstruction: [
    {
      sequence: 1,
      text: `${mgPerDay} mg by mouth daily`,
      timing: onceDaily(from, through),
      route: oral,
      doseAndRate: [{ doseQuantity: milligrams(mgPerDay) }],
    },
  ],
})

/** A medicine for something else. */
export const otherOrder = (subject: Subject, medicine: CodeableConcept, from: string, through?: string): FhirResource => ({
  resourceType: 'MedicationRequest',
  id: `${subject.id}-rx-other-${(medicine.text ?? 'medicine')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 20)}-${from}`,
  status: through === undefined ? 'active' : 'completed',
  intent: 'order',
  category: community,
  medicationCodeableConcept: medicine,
  subject: { reference: `Patient/${subject.id}`, display: subject.name },
  requester: reyes,
  authoredOn: from,
  dosageInstruction: [{ sequence: 1, text: 'As directed', timing: onceDaily(from, through) }],
})

export interface DispenseGiven {
  readonly subject: Subject
  readonly medicine: Medicine
  readonly mgPerDay: number
  /** The day it was handed over. */
  readonly on: string
  readonly days: number
  /** Id of the order it fills. */
  readonly orderId: string
}

export function dispense(given: DispenseGiven): FhirResource {
  const { product, tablets } = tabletsFor(given.medicine, given.mgPerDay)
  return {
    resourceType: 'MedicationDispense',
    id: `${given.subject.id}-fill-${product.rxcui}-${given.on}`,
    status: 'completed',
    medicationCodeableConcept: productConcept(product),
    subject: { reference: `Patient/${given.subject.id}`, display: given.subject.name },
    authorizingPrescription: [{ reference: `MedicationRequest/${given.orderId}` }],
    quantity: { value: tablets * given.days, unit: given.medicine.form },
    daysSupply: { value: given.days, unit: 'days', system: systems.ucum, code: 'd' },
    whenHandedOver: `${given.on}T15:20:00Z`,
  }
}

export interface StatementGiven {
  readonly subject: Subject
  readonly medicine: Medicine
  readonly mgPerDay?: number
  /** "2019", "2019-04" or a day. */
  readonly from: string
  readonly through?: string
  readonly asserted: string
  readonly status?: string
  readonly reason?: string
  /** What the patient remembers, in words. */
  readonly note?: string
}

/** What the patient says was taken before this record began. */
export function statement(given: StatementGiven): FhirResource {
  const { medicine, mgPerDay } = given
  const medication =
    mgPerDay === undefined
      ? { coding: [{ system: systems.rxnorm, code: medicine.ingredientRxcui, display: medicine.agent }], text: medicine.agent }
      : productConcept(tabletsFor(medicine, mgPerDay).product)
  return {
    resourceType: 'MedicationStatement',
    id: `${given.subject.id}-history-${medicine.agent.slice(0, 8)}-${given.from}`,
    status: given.status ?? 'stopped',
    ...(given.reason === undefined ? {} : { statusReason: [{ text: given.reason }] }),
    medicationCodeableConcept: medication,
    subject: { reference: `Patient/${given.subject.id}`, display: given.subject.name },
    effectivePeriod: { start: given.from, ...(given.through === undefined ? {} : { end: given.through }) },
    dateAsserted: given.asserted,
    informationSource: { reference: `Patient/${given.subject.id}`, display: given.subject.name },
    ...(mgPerDay === undefined
      ? {}
      : {
          dosage: [
            {
              text: `${mgPerDay} mg daily`,
              timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
              doseAndRate: [{ doseQuantity: milligrams(mgPerDay) }],
            },
          ],
        }),
    ...(given.note === undefined ? {} : { note: [{ text: given.note }] }),
  }
}
