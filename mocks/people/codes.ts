/** Code systems and codes of the generated records, as FHIR.md sections 1 and 4 list them. */

export const systems = {
  loinc: 'http://loinc.org',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  snomed: 'http://snomed.info/sct',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  cpt: 'http://www.ama-assn.org/go/cpt',
  hcpcs: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  ucum: 'http://unitsofmeasure.org',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  statusReason: 'http://terminology.hl7.org/CodeSystem/medicationrequest-status-reason',
  checkin: 'https://remit.example/fhir/CodeSystem/checkin',
  instrument: 'https://remit.example/fhir/CodeSystem/instrument',
  listCode: 'https://remit.example/fhir/CodeSystem/list-code',
} as const

export interface Coding {
  readonly system: string
  readonly code: string
  readonly display?: string
}

export interface CodeableConcept {
  readonly coding?: readonly Coding[]
  readonly text?: string
}

export const loinc = (code: string, display: string): Coding => ({ system: systems.loinc, code, display })

/** PHQ-9 items 1 to 9 in the order of the form. */
export const phq9Items = [
  loinc('44250-9', 'Little interest or pleasure in doing things'),
  loinc('44255-8', 'Feeling down, depressed, or hopeless'),
  loinc('44259-0', 'Trouble falling or staying asleep, or sleeping too much'),
  loinc('44254-1', 'Feeling tired or having little energy'),
  loinc('44251-7', 'Poor appetite or overeating'),
  loinc('44258-2', 'Feeling bad about yourself'),
  loinc('44252-5', 'Trouble concentrating on things'),
  loinc('44253-3', 'Moving or speaking slowly, or being fidgety or restless'),
  loinc('44260-8', 'Thoughts that you would be better off dead, or of hurting yourself'),
] as const

export const gad7Items = [
  loinc('69725-0', 'Feeling nervous, anxious, or on edge'),
  loinc('68509-9', 'Not able to stop or control worrying'),
  loinc('69733-4', 'Worrying too much about different things'),
  loinc('69734-2', 'Trouble relaxing'),
  loinc('69735-9', 'Being so restless that it is hard to sit still'),
  loinc('69689-8', 'Becoming easily annoyed or irritable'),
  loinc('69736-7', 'Feeling afraid, as if something awful might happen'),
] as const

/** Answers 0 to 3 of PHQ-9 and GAD-7. */
export const frequencyAnswers = [
  loinc('LA6568-5', 'Not at all'),
  loinc('LA6569-3', 'Several days'),
  loinc('LA6570-1', 'More than half the days'),
  loinc('LA6571-9', 'Nearly every day'),
] as const

/** Answers 0 to 3 of the functional difficulty question. */
export const difficultyAnswers = [
  loinc('LA6572-7', 'Not difficult at all'),
  loinc('LA6573-5', 'Somewhat difficult'),
  loinc('LA6575-0', 'Very difficult'),
  loinc('LA6574-3', 'Extremely difficult'),
] as const

export const phq9Total = loinc('44261-6', 'Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]')
export const phq9Panel = loinc('44249-1', 'PHQ-9 quick depression assessment panel [Reported.PHQ]')
export const phq9Difficulty = loinc('69722-7', 'How difficult have these problems made it for you')
export const gad7Total = loinc('70274-6', 'Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]')

export const answerYes = loinc('LA33-6', 'Yes')
export const answerNo = loinc('LA32-8', 'No')

const category = (code: string, display: string): CodeableConcept => ({ coding: [{ system: systems.observationCategory, code, display }] })
export const surveyCategory = [category('survey', 'Survey')] as const
export const laboratoryCategory = [category('laboratory', 'Laboratory')] as const
export const socialHistoryCategory = [category('social-history', 'Social History')] as const

export const scoreQuantity = (
  value: number,
): { readonly value: number; readonly unit: string; readonly system: string; readonly code: string } => ({
  value,
  unit: '{score}',
  system: systems.ucum,
  code: '{score}',
})
