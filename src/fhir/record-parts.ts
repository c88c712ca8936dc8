/** What is read of a patient, part by part. A part that fails is named in the record and never read as "none". */
import type { Incomplete } from '#src/clinical/facts.ts'
import type { Capability } from '#src/fhir/capability.ts'
import { readableCodes, terminology } from '#src/fhir/codes.ts'
import { system } from '#src/fhir/coding.ts'
import { token, type Search } from '#src/fhir/search.ts'

type Parameters = Search['parameters']

export interface Part {
  readonly type: string
  /** As a clinician would name it, with what may not be concluded without it. */
  readonly means: readonly { readonly name: string; readonly affects: Incomplete['affects'] }[]
  /** Parameters beside the patient; later ones are tried where a server refuses those before as not supported (400). */
  readonly ways: readonly Parameters[]
  /** A server without the type has nothing of it; where it could hide a score or an order, that too is a gap. */
  readonly isOptional: boolean
}

const LARGEST_PAGE = '1000'
const counted: Parameters = [['_count', LARGEST_PAGE]]

const checkInCode = token(system.checkIn, 'daily-checkin')
const codesBut = (left: string): string =>
  readableCodes()
    .filter((code) => code !== left)
    .join(',')

const scores: Part['means'] = [
  { name: 'PHQ-9 and other scales', affects: 'readings' },
  { name: 'laboratory results and screens', affects: 'other' },
]

/** Where `code` finds what Remit reads, the survey category finds what it does not read, and says so. */
export const surveyPart: Part = {
  type: 'Observation',
  means: scores,
  ways: [[['category', token(terminology.observationCategory, 'survey')], ...counted]],
  isOptional: false,
}

/** Every part beside the survey category, as this server is asked for it. */
export function partsFor(capability: Capability): readonly Part[] {
  // A server that says it keeps a type has no reason to answer 404: then that is a fault, and not "none".
  const others = optional.map((part) => ({ ...part, isOptional: capability.keeps(part.type) === undefined }))
  return [...required(capability), ...others.filter((part) => capability.keeps(part.type) !== false)]
}

function required(capability: Capability): readonly Part[] {
  const withMedication: Parameters = [['_include', 'MedicationRequest:medication'], ...counted]
  const anyIntent = ['intent', 'order,original-order,reflex-order,filler-order,instance-order,plan'] as const
  return [
    { type: 'Observation', means: scores, ways: [[['code', codesBut(checkInCode)], ...counted]], isOptional: false },
    {
      type: 'Observation',
      means: [{ name: 'daily check-ins', affects: 'check-ins' }],
      ways: [[['code', checkInCode], ...counted]],
      isOptional: false,
    },
    {
      type: 'MedicationRequest',
      means: [{ name: 'medication orders', affects: 'medications' }],
      ways: [...(capability.includes('MedicationRequest', 'medication') ? [withMedication] : []), counted, [anyIntent, ...counted]],
      isOptional: false,
    },
  ]
}

const optionalPart = (type: string, name: string, affects: Incomplete['affects']): Part => ({
  type,
  means: [{ name, affects }],
  ways: [counted, []],
  isOptional: true,
})

const optional: readonly Part[] = [
  optionalPart('QuestionnaireResponse', 'questionnaires', 'readings'),
  optionalPart('MedicationDispense', 'dispenses', 'medications'),
  optionalPart('MedicationStatement', 'medication statements', 'medications'),
  optionalPart('Condition', 'diagnoses', 'other'),
  optionalPart('Procedure', 'procedures', 'other'),
  optionalPart('AllergyIntolerance', 'intolerances', 'other'),
  optionalPart('Appointment', 'appointments', 'other'),
  optionalPart('Encounter', 'visits', 'other'),
]

/** Everything a part stands for, as gaps with one reason. */
export function gapsOf(part: Part, reason: string): readonly Incomplete[] {
  return part.means.map(({ name, affects }) => ({ part: name, reason, affects }))
}
